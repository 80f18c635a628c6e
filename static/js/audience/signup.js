/** Joining a group: a role, a name if one likes, and each consent apart, none ticked beforehand. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useDraft } from "../lib/draft.js";
import { Button, ChoiceRow, Dialog, Icon, Slip, State, TextField } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { openPath } from "../lib/path.js";
import { consentText, consentTitle, consentSmall } from "./consents.js";
import { Frame } from "./frame.js";
import { LeaveDialog } from "./own.js";
import { cardSmall, circleState, isOpen, limitWords } from "./words.js";

/** @param {import("./phone.js").Props & {card: Object, group: Object, mine: Object[], onBack: () => void}} props */
export function SignUp({ link, send, card, group, mine, refused, onBack }) {
  const { round } = link.common;
  const { known } = link.own;
  const member = mine.find((each) => each.card === card.id);
  const [role, setRole] = useState(member ? member.role : "");
  const [name, setName, clearName] = useDraft(`name:${round.id}`);
  const [contact, setContact, clearContact] = useDraft(`contact:${round.id}`);
  const [consents, setConsents] = useState([]);
  const [anew, setAnew] = useState(false);
  const [wrong, setWrong] = useState("");
  const [text, showText] = useState(null);
  const [leaving, askLeave] = useState(false);
  const asksName = !known || anew;
  const full = !member && mine.length >= round.max_per_person;
  const open = isOpen(round);
  const state = group && circleState(group, open);

  const join = () => {
    const given = asksName ? { name: name.trim(), contact: contact.trim(), consents } : { name: "", contact: "", consents: [] };
    const fault = faultIn(role, given, round);
    setWrong(fault);
    if (fault) {
      const place = document.querySelector(fault === "role" ? ".roles" : ".consents");
      if (place) place.scrollIntoView({ block: "center" });
      return;
    }
    send("sign_up", { round: round.id, card: card.id, role, ...given }, { slot: `join:${card.id}` });
    clearName();
    clearContact();
    onBack();
  };
  const foot = open && html`<div class="ph__foot">
    ${wrong && html`<p class="field__wrong" role="alert">${faultWords(wrong)}</p>`}
    ${full
      ? html`<p class="st need"><${Icon} name="info" />${limitWords(mine.length)}. ${t("Leave one to join this.")}</p>`
      : html`<${Button} kind="act" onClick=${join}>${member ? t("Keep the change") : t("Join the circle")}<//>`}
  </div>`;
  return html`<${Frame} quiet=${!full} label=${pick(round.title)} title=${t("“{title}”", { title: card.title })}
    now=${state && state.words} aside=${group && { icon: "people", text: group.people }} foot=${foot}>
    <div class="ph__back"><${Button} kind="quiet" icon="back" onClick=${onBack}>${t("All initiatives")}<//><${Button} kind="quiet" icon="search" onClick=${() => openPath(card.id)}>${t("The path of a card")}<//></div>
    ${cardSmall(card) && html`<p>${cardSmall(card)}</p>`}
    ${refused[card.id] && html`<${Slip} tone="need"><${State} tone="need" icon="warn">${t("Not accepted: {reason}", { reason: refused[card.id] })}<//><//>`}
    ${member && html`<${Slip}><${State} tone="ok" icon="check">${t("You are in this group: {role}", { role: pick(member.role_label) })}<//>
      <${Button} onClick=${() => askLeave(true)}>${t("Leave the group")}<//><//>`}
    ${open && !full && html`
      <h2 class="ph__h">${t("My role")}</h2>
      <div class="roles" role="radiogroup" aria-label=${t("My role")}>${round.roles.map((each) => html`
        <${ChoiceRow} key=${each.id} round name="role" on=${role === each.id} title=${pick(each.label)} onToggle=${() => { setRole(each.id); setWrong(""); }} />`)}</div>
      ${asksName
        ? html`<div class="ph__two">
            <${TextField} label=${t("Name")} value=${name} onText=${setName} maxlength="80" autocomplete="name" placeholder=${t("if you like")} />
            <${TextField} label=${t("Phone or address")} value=${contact} onText=${setContact} maxlength="80" autocomplete="tel" placeholder=${t("if you like")} />
          </div>
          <h2 class="ph__h">${t("Consents")} <small>${t("each apart, you may refuse")}</small></h2>
          <ul class="consents">${round.consents.map((purpose) => html`<li key=${purpose}>
            <${ChoiceRow} class="consent" on=${consents.includes(purpose)} title=${consentTitle(purpose)}
              small=${consentSmall(purpose, { name, no: link.own.no })} aside=${html`<button type="button" class="link"
                aria-label=${t("Text: {title}", { title: consentTitle(purpose) })} onClick=${() => showText(purpose)}>${t("Text")}</button>`}
              onToggle=${(on) => { setWrong(""); setConsents(on ? [...consents, purpose] : consents.filter((each) => each !== purpose)); }} /></li>`)}</ul>
          <p class="sub">${t("Without a name you stand in the circle as a number, and nothing about you is kept.")}</p>`
        : html`<${Slip}><p>${known.name ? t("Your name and your consents are kept from your first sign-up.") : t("Your contact and your consents are kept from your first sign-up.")}</p>
            <p class="sub">${known.consents.map((purpose) => consentTitle(purpose)).join(" · ")}</p>
            <${Button} onClick=${() => setAnew(true)}>${t("Give them anew")}<//><//>`}`}
    ${!open && !member && html`<p class="sub">${round.phase === "briefing" ? t("Sign-up has not begun yet.") : t("Sign-up is closed")}</p>`}
    ${text && html`<${Dialog} title=${consentTitle(text)} onClose=${() => showText(null)}>
      ${consentText(text, pick(round.operator)).map((words, i) => html`<p key=${i}>${words}</p>`)}<//>`}
    ${leaving && html`<${LeaveDialog} group=${card} known=${known} last=${mine.length === 1} onClose=${() => askLeave(false)}
      onLeave=${() => { send("withdraw_sign_up", { card: card.id }); askLeave(false); onBack(); }} />`}
  <//>`;
}

/** @returns {"role"|"processing"|""} what keeps the sign-up back */
function faultIn(role, given, round) {
  if (!round.roles.some((each) => each.id === role)) return "role";
  return (given.name || given.contact) && !given.consents.includes("processing") ? "processing" : "";
}

function faultWords(wrong) {
  return wrong === "role"
    ? t("Choose your role first.")
    : t("A name can be kept only with your consent to store it. Tick it, or leave the name out.");
}
