/**
 * Put right what the list says of somebody. A newer list does not overwrite it. Only what was changed here is said, so that two desks at
 * one person lose nothing of each other's.
 */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Act, Said, useActs } from "../lib/acts.js";
import { Button, Dialog, Icon, TextField } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { choicesOf, valueWords } from "./values.js";

const FORM = "edit";

/** @param {{link: import("../lib/link.js").LinkState, was: import("./people.js").Person, person: import("./people.js").Person|undefined, edits: Object, onGone: () => void, onClose: () => void}} props
 *   `was`: as they stood when the form was opened; `person`: as they stand by now, undefined once a desk has struck them;
 *   `edits`: what was typed of each, and over what, until it is saved or put away by hand */
export function Edit({ link, was, person, edits, onGone, onClose }) {
  const kept = edits[was.id];
  const [typed, setTyped] = useState(kept ? kept.typed : { name: was.name, contact: was.contact, needs: was.needs, traits: { ...was.traits } });
  const [shown, setShown] = useState(""); // what this desk has been told of the other's words
  const { act, told } = useActs();
  const change = (said) => setTyped((now) => (edits[was.id] = { was, typed: { ...now, ...said } }).typed);
  const put = (key) => (text) => change({ [key]: text });
  const leave = (then) => () => { delete edits[was.id]; then(); };
  const lines = [["name", t("Name, as it stands on the badge")], ["contact", t("Contact")], ["needs", t("What they need: a place without steps, a language, …")]]
    .map(([key, label]) => ({ key, label, mine: typed[key], before: was[key], now: person ? person[key] : was[key], words: (text) => text }));
  const traits = link.common.traits.map(({ id, label }) => ({ key: id, label: pick(label), mine: typed.traits[id] || "", before: was.traits[id] || "", now: (person || was).traits[id] || "", words: (value) => valueWords(id, value) }));
  const mine = ({ mine: said, before }) => said !== before;
  const clashes = [...lines, ...traits].filter((line) => mine(line) && line.now !== line.before && line.now !== line.mine);
  const mark = JSON.stringify(clashes.map(({ key, now }) => [key, now]));
  const save = async (event) => {
    event.preventDefault();
    if (!person) return;
    if (clashes.length > 0 && shown !== mark) { setShown(mark); return; }
    const fields = Object.fromEntries(lines.filter(mine).map(({ key, mine: said }) => [key, said]));
    if (traits.some(mine)) fields.traits = { ...person.traits, ...Object.fromEntries(traits.filter(mine).map(({ key, mine: said }) => [key, said])) };
    const { state } = await act("edit", "revise_person", { person: person.id, ...fields });
    if (state === "done") leave(onClose)();
  };
  const replaces = clashes.length > 0 && shown === mark;
  return html`<${Dialog} class="ci__edit" title=${t("Badge {no}", { no: was.no })} onClose=${leave(onClose)} actions=${html`
    <${Said} told=${told.edit} />
    ${!person && html`<p class="ci__wrong" role="alert"><${Icon} name="warn" />${t("Another desk has taken badge {no} off the list, so nothing of this can be saved. What you typed stays here until you close it.", { no: was.no })}</p>`}
    ${person && replaces && html`<div class="ci__wrong" role="alert"><${Icon} name="warn" /><div><p>${t("Another desk has written here since you opened this. What stands there now is replaced by what you typed:")}</p>
      <ul>${clashes.map(({ key, label, now, mine: said, words }) => html`<li key=${key}>${label}: <b>${words(now) || t("empty")}</b> → <b>${words(said) || t("empty")}</b></li>`)}</ul></div></div>`}
    ${person && html`<${Button} kind=${replaces ? "need" : "act"} big type="submit" form=${FORM} icon="check">${replaces ? t("Replace it") : t("Save")}<//>
      <${Act} id="strike" name="strike_person" fields=${{ person: was.id }} icon="trash" sure=${t("Erased for ever, with the vote")} onDone=${leave(onGone)}>${t("Take off the list")}<//>`}`}>
    <form id=${FORM} class="ci__form" onSubmit=${save}>
      ${lines.map(({ key, label, mine: said }) => html`<${TextField} key=${key} label=${label} value=${said} onText=${put(key)} maxlength="120" autocomplete="off" data-first=${key === "name" || null} />`)}
      <${Traits} link=${link} traits=${typed.traits} put=${(values) => change({ traits: values })} />
    </form><//>`;
}

/** What tables are mixed by; of each, the words that the list uses already, and no others where it uses groups of ages or sexes. @param {{link: import("../lib/link.js").LinkState, traits: Object, put: (traits: Object) => void}} props */
export function Traits({ link, traits, put }) {
  return link.common.traits.map(({ id, label }) => {
    const values = [...new Set(link.common.people.map((each) => each.traits[id]).filter(Boolean))].sort();
    const choices = choicesOf(id, [...values, traits[id]]);
    if (choices) {
      return html`<label key=${id} class="field ci__trait"><span class="field__lab"><span>${pick(label)}</span></span><select class="input" value=${traits[id] || ""} onChange=${(event) => put({ ...traits, [id]: event.target.value })}>
        <option value="">${t("not known")}</option>${choices.map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select></label>`;
    }
    return html`<div key=${id} class="ci__trait"><${TextField} label=${pick(label)} value=${traits[id] || ""} onText=${(text) => put({ ...traits, [id]: text })} maxlength="80" autocomplete="off" list=${`values-${id}`} />
      <datalist id=${`values-${id}`}>${values.map((value) => html`<option key=${value} value=${value}></option>`)}</datalist></div>`;
  });
}
