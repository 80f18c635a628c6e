/** Put right what the list says of somebody. A newer list does not overwrite it. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Act, Said, useActs } from "../lib/acts.js";
import { Button, Dialog, TextField } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { choicesOf } from "./values.js";

/** @param {{link: import("../lib/link.js").LinkState, person: import("./people.js").Person, edits: Object, onGone: () => void, onClose: () => void}} props
 *   `edits`: what was typed of each, until it is saved or put away by hand */
export function Edit({ link, person, edits, onGone, onClose }) {
  const kept = edits[person.id];
  const [typed, setTyped] = useState(kept || { name: person.name, contact: person.contact, needs: person.needs, traits: { ...person.traits } });
  const { act, told } = useActs();
  const change = (said) => setTyped((now) => (edits[person.id] = { ...now, ...said }));
  const put = (key) => (text) => change({ [key]: text });
  const leave = () => { delete edits[person.id]; onClose(); };
  const save = async (event) => {
    event.preventDefault();
    const { state } = await act("edit", "revise_person", { person: person.id, ...typed });
    if (state === "done") leave();
  };
  return html`<${Dialog} title=${t("Badge {no}", { no: person.no })} onClose=${leave}>
    <form class="ci__form" onSubmit=${save}>
      <${TextField} label=${t("Name, as it stands on the badge")} value=${typed.name} onText=${put("name")} maxlength="120" autocomplete="off" data-first />
      <${TextField} label=${t("Contact")} value=${typed.contact} onText=${put("contact")} maxlength="120" autocomplete="off" />
      <${TextField} label=${t("What they need: a place without steps, a language, …")} value=${typed.needs} onText=${put("needs")} maxlength="120" autocomplete="off" />
      <${Traits} link=${link} traits=${typed.traits} put=${(traits) => change({ traits })} />
      <${Said} told=${told.edit} />
      <p class="ci__tools"><${Button} kind="act" big type="submit" icon="check">${t("Save")}<//>
        <${Act} id="strike" name="strike_person" fields=${{ person: person.id }} icon="trash" sure=${t("Erased for ever, with the vote")} onDone=${() => { delete edits[person.id]; onGone(); }}>${t("Take off the list")}<//></p>
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
