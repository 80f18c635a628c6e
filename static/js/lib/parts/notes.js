/** What experts noted on a card or a sheet: "Expert 3", the words, and whatever the screen adds below each. */

import { html } from "../../../vendor/htm-preact.module.js";
import { t } from "../words.js";
import { Slip, State } from "./controls.js";
import { Icon } from "./icons.js";

/**
 * @param {{notes: {id: string, no: number, text: string}[], class?: string, children?: (note: Object) => any}} props
 */
export function NoteList({ notes, class: extra, children }) {
  return html`<ul class="notes">${notes.map((note) => html`<${Slip} key=${note.id} tag="li" class=${`note ${extra || ""}`}>
    <b class="note__who">${t("Expert {no}", { no: note.no })}</b>
    <span class="note__text">${note.text}</span>${children && children(note)}<//>`)}</ul>`;
}

/** What a table has said of a note; nothing while it has not. @param {{note: {accepted: boolean|null}}} props */
export function NoteAnswer({ note }) {
  if (note.accepted === null) return null;
  return note.accepted ? html`<${State} tone="ok" icon="check">${t("taken up")}<//>` : html`<span class="st"><${Icon} name="cross" />${t("not taken up")}</span>`;
}

/** The same in few lines, on a card. @param {{notes: Object[]}} props */
export function NoteLines({ notes }) {
  return notes.map((note) => html`<p key=${note.id} class="note-line"><b>${t("Expert {no}", { no: note.no })}:</b> <span class="note__text">${note.text}</span></p>`);
}
