/**
 * Somebody who is not on the list: a name and a signature are enough, or a number alone; then their number and their table,
 * large. What is typed belongs to the page, not to the form: it outlives a scan and a look at somebody else, and is written nowhere.
 */

import { html, useLayoutEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Said, useActs } from "../lib/acts.js";
import { askOrder, askWhose, isCode } from "./code.js";
import { consentTitle } from "./consents.js";
import { Button, ChoiceRow, Icon, TextField } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Traits } from "./edit.js";
import { namesakes, numberOf } from "./people.js";

export const EMPTY = { name: "", contact: "", needs: "", badge: "", traits: {}, consents: [] };
const SHOWN = 3;

/** @param {typeof EMPTY} typed @returns {boolean} does anything stand in the form? */
export function isBegun({ name, contact, needs, badge, traits, consents }) {
  return Boolean(name.trim() || contact.trim() || needs.trim() || badge.trim() || consents.length || Object.values(traits).some(Boolean));
}

/** @param {{link: import("../lib/link.js").LinkState, typed: typeof EMPTY, put: (fields: Object) => void, kept: boolean, anew: () => void,
 *   show: (id: string) => void, saved: (id: string) => void, onClose: () => void}} props `kept`: what was typed stands here from before */
export function Newcomer({ link, typed, put, kept, anew, show, saved, onClose }) {
  const [refused, setRefused] = useState({ badge: "", why: "" });
  const [unprinted, setUnprinted] = useState(null); // a number about which the desk has asked
  const [asks, setAsks] = useState(null); // two readings of a name whose words do not tell which is the surname
  const [looks, setLooks] = useState(false);
  const { act, told } = useActs();
  const form = useRef(null);
  const mine = told.newcomer || { state: "idle", text: "" };
  const busy = looks || mine.state === "asking";
  useLayoutEffect(() => form.current.querySelector("input").focus(), []); // before the next key can come
  const field = (key) => (value) => put({ [key]: value });
  const signed = typed.consents.includes("processing");
  const alike = namesakes(link.common.people, typed.name);
  const wrong = refused.badge === typed.badge ? refused.why : "";
  const refuse = (why) => { setRefused({ badge: typed.badge, why }); form.current.querySelector(".ci__blank input").focus(); };

  /** @returns {Promise<number|null|undefined>} undefined: nothing that could be read, and the field says so */
  const badgeOf = async () => {
    const said = typed.badge.trim();
    if (!said) return null;
    const number = numberOf(said);
    if (number !== null) return number;
    if (!isCode(said)) { refuse(t("This is neither a number nor the code of a badge. Type the number, the eight letters and digits, or scan the badge.")); return undefined; }
    setLooks(true);
    const { no, text } = await askWhose(said);
    setLooks(false);
    if (text) { refuse(text); return undefined; }
    return no;
  };
  /** @returns {Promise<string|undefined>} the name with its surname last; undefined: the form asks which word that is */
  const inOrder = async (name) => {
    if (!name.trim()) return name;
    setLooks(true);
    const found = await askOrder(name);
    setLooks(false);
    if (!found) return name;
    if (!found.sure) { setAsks({ typed: name, readings: [found.name, found.other] }); return undefined; }
    return found.name;
  };
  const register = async (said, told) => {
    if (busy) return;
    const badge = await badgeOf();
    if (badge === undefined) return;
    const name = told || await inOrder(said.name);
    if (name === undefined) return;
    const { state, answer, code } = await act("newcomer", "register_person", { ...said, name, badge, unprinted: badge !== null && badge === unprinted });
    setUnprinted(code === "badge.unprinted" ? badge : null);
    if (state === "done") saved(answer.person);
  };
  const save = (event) => {
    event.preventDefault();
    register(sayable());
  };
  const sayable = () => { const { badge, ...said } = typed; return said; };
  return html`<article class="ci__card" aria-labelledby="newcomer" onKeyDown=${(event) => { if (event.key === "Escape") { event.preventDefault(); onClose(); } }}>
    <header><h2 id="newcomer">${t("Somebody new")}</h2><button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Close")} onClick=${onClose}><${Icon} name="cross" /></button></header>
    ${kept && isBegun(typed) && html`<p class="ci__note"><${Icon} name="pen" /><span>${t("What was typed before is still here.")}</span><${Button} onClick=${anew}>${t("Begin anew")}<//></p>`}
    <form ref=${form} class="ci__form" onSubmit=${save}>
      <div><${TextField} label=${t("Name, as it stands on the badge")} value=${typed.name} onText=${field("name")} maxlength="120" autocomplete="off" phrase />
        <div class="ci__alike" role="status">${alike.slice(0, SHOWN).map((person) => html`<${Button} key=${person.id} icon="people" onClick=${() => show(person.id)}>${alikeWords(person)}<//>`)}</div></div>
      <div><${TextField} class=${wrong ? "ci__blank field--wrong" : "ci__blank"} label=${t("Number of the blank badge in your hand, if there is one")} value=${typed.badge} onText=${field("badge")} maxlength="200" autocomplete="off" aria-invalid=${wrong ? "true" : null} />
        ${wrong && html`<p class="field__wrong" role="alert">${wrong}</p>`}</div>
      <${ChoiceRow} on=${signed} title=${consentTitle("processing")} small=${t("Signed on paper")} onToggle=${(on) => field("consents")(on ? ["processing"] : [])} />
      <${Button} kind="act" big type="submit" icon="check" busy=${busy} disabled=${!typed.name.trim()}>${link.common.awaits ? t("Register") : t("Register and seat")}<//>
      ${asks && asks.typed === typed.name && html`<div class="ci__alike" role="group" aria-label=${t("Which word is the surname?")}><p class="field__lab" role="status">${t("Which word is the surname?")}</p>
        ${asks.readings.map((name) => html`<${Button} key=${name} icon="check" onClick=${() => register(sayable(), name)}>${t("{surname}: {name}", { surname: surnameOf(name), name })}<//>`)}</div>`}
      <${Said} told=${mine} />
      ${!signed && html`<p class="sub">${t("Without this signature neither a name nor anything else is kept of somebody: they are their badge.")}</p>
        <${Button} icon="people" busy=${busy} onClick=${() => register({ name: "" })}>${t("Register the number alone")}<//>`}
      <p class="sub">${link.common.awaits ? t("What follows can wait. The table comes when the tables are mixed.") : t("What follows can wait. The table is the one where one more person costs the mixture least.")}</p>
      <${TextField} label=${t("Contact")} value=${typed.contact} onText=${field("contact")} maxlength="120" autocomplete="off" />
      <${TextField} label=${t("What they need: a place without steps, a language, …")} value=${typed.needs} onText=${field("needs")} maxlength="120" autocomplete="off" />
      <${Traits} link=${link} traits=${typed.traits} put=${field("traits")} />
    </form></article>`;
}

function surnameOf(name) {
  return name.split(" ").pop();
}

/** @param {import("./people.js").Person} person */
function alikeWords({ no, name, walk_in: walkIn }) {
  return walkIn ? t("Registered already: No. {no} {name}", { no, name }) : t("On the list: No. {no} {name}", { no, name });
}
