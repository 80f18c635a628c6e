/** What experts noted on a card or its sheet, as the lead sees it, and the way to blot it out. */

import { html } from "../../vendor/htm-preact.module.js";
import { Act } from "../lib/acts.js";
import { NoteAnswer } from "../lib/parts/notes.js";
import { Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { hhmm } from "./times.js";

/** @param {{notes: Object[], onDone?: () => void}} props */
export function Noted({ notes, onDone }) {
  if (!notes.length) return null;
  return html`<ul class="noted">${notes.map((note) => html`<li key=${note.id}>
    <p><b>${t("Expert {no}", { no: note.no })}:</b> <span class="note__text">${note.text}</span></p>
    <p class="sub"><span class="num">${hhmm(note.at)}</span>${note.round && html` · ${pick(note.round)}`} <${NoteAnswer} note=${note} />
      ${note.redacted && html`<span class="st need"><${Icon} name="hide" />${t("blotted out")}</span>`}</p>
    ${!note.redacted && html`<${Act} id=${`redact_note:${note.id}`} name="redact_note" fields=${{ note: note.id }} icon="trash" kind="quiet" onDone=${onDone}
      sure=${t("Blot out for ever, in the journal too")} label=${t("Blot out the note of expert {no}", { no: note.no })}>${t("Blot out")}<//>`}
  </li>`)}</ul>`;
}
