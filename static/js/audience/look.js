/** Whoever has no ballot at a vote of people: a guest looks on, and a badge that the desk has not seen goes there first. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, Dialog, Icon, Slip } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { Frame } from "./frame.js";
import { CodeForm } from "./join.js";
import { cardSmall, isOpen, titleOf, turnoutWords } from "./words.js";

/** @param {import("./phone.js").Props} props */
export function LookOn({ link, enter }) {
  const [open, show] = useState(false);
  const { round, turnout } = link.common;
  return html`<${Frame} label=${pick(round.title)} title=${titleOf(round)} small=${turnoutWords(turnout)}>
    <${Slip}><p class="now"><${Icon} name="show" /> ${isOpen(round)
      ? t("You look on: only badges vote.") : t("The vote is closed. Look at the big screen.")}</p>
      ${isOpen(round) && html`<${Button} icon="key" onClick=${() => show(true)}>${t("I have a personal code")}<//>`}<//>
    <ul class="list-of-rows">${(link.own.paper || []).map((card) => html`<${Slip} key=${card.id} tag="li">
      <span class="slip__title">${card.title}</span><span class="slip__meta">${cardSmall(card)}</span><//>`)}</ul>
    ${open && html`<${Dialog} title=${t("I have a personal code")} onClose=${() => show(false)}><${CodeForm} enter=${enter} /><//>`}
  <//>`;
}

/** Whoever took a paper votes on it and nowhere else. @param {import("./phone.js").Props} props */
export function OnPaper({ link }) {
  const { round, turnout } = link.common;
  return html`<${Frame} label=${pick(round.title)} title=${t("You hold a paper ballot")} small=${turnoutWords(turnout)} place="said">
    <${Slip}><p class="now">${t("Fill it in and put it into the envelope of your table.")}</p>
      <p>${t("If you would rather vote here, give the paper back at the check-in desk first.")}</p><//>
  <//>`;
}

/** A badge that is not on the roll: said before anything is filled in. @param {import("./phone.js").Props} props */
export function Unseen({ link }) {
  const { round, turnout } = link.common;
  return html`<${Frame} label=${pick(round.title)} title=${t("You have not been checked in yet")} small=${turnoutWords(turnout)} place="said">
    <${Slip} tone="need"><p class="now">${t("Go to the check-in desk and show your badge.")}</p>
      <p>${t("As soon as the desk has seen it, your ballot is on this page. Nothing needs to be loaded anew.")}</p><//>
  <//>`;
}
