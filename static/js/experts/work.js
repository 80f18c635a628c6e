/** What lies on the tables now, table by table, and what this expert has noted: each card opens to be read and noted. */

import { html } from "../../vendor/htm-preact.module.js";
import { NoteAnswer } from "../lib/parts/notes.js";
import { Icon, Slip } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { isHalfWritten, ownNote } from "./note.js";

/** @param {{link: Object, open: (card: string) => void}} props */
export function Work({ link, open }) {
  const { work } = link.common;
  if (work.tables) {
    return html`<section><h2 class="ph__h">${t("On the tables now")}</h2>${work.tables.map((table) => html`<div key=${table.no} class="ex__table">
      <h3><b class="num">${table.no}</b><span>${t("Table {no}", { no: table.no })}</span></h3>
      ${table.cards.length ? html`<ul class="list-of-rows">${table.cards.map((card) => html`<${Row} key=${card.id} link=${link} card=${card} open=${open} />`)}</ul>`
        : html`<p class="sub">${t("nothing to be read yet")}</p>`}</div>`)}</section>`;
  }
  if (!work.cards.length) return html`<${Slip}><p class="sub">${t("When tables write, their cards and sheets can be read here, and you can leave a note on each.")}</p><//>`;
  return html`<section><h2 class="ph__h">${t("The cards of the hall")}</h2>
    <ul class="list-of-rows">${work.cards.map((card) => html`<${Row} key=${card.id} link=${link} card=${card} open=${open} />`)}</ul></section>`;
}

/** @param {{link: Object, open: (card: string) => void}} props the own notes, the latest first */
export function Mine({ link, open }) {
  const notes = Object.keys(link.own.notes).map((card) => ({ ...ownNote(link, card), card, on: link.common.noted[card] })).filter((note) => !note.redacted).sort((a, b) => b.at - a.at);
  if (!notes.length) return null;
  return html`<section><h2 class="ph__h">${t("Your notes")} <small>${tn("{n} note", "{n} notes", notes.length)}</small></h2>
    <ul class="list-of-rows">${notes.map((note) => html`<li key=${note.card}><button type="button" class="row initiative" disabled=${!note.on} onClick=${() => open(note.card)}>
      <span class="row__text"><span class="initiative__title">${note.on ? note.on.title : t("a card that is not to be seen now")}</span>
        <small class="initiative__more">${note.text}</small><${NoteAnswer} note=${note} />${isHalfWritten(note.card, note.text) && html`<${Half} />`}</span>
      ${note.on && html`<${Icon} name="arrow" />`}</button></li>`)}</ul></section>`;
}

function Row({ link, card, open }) {
  const own = link.own.notes[card.id];
  const noted = (link.common.notes[card.id] || []).length;
  return html`<li><button type="button" class="row initiative" onClick=${() => open(card.id)}>
    <span class="row__text"><span class="initiative__title">${card.title}</span>
      ${card.percent !== null && html`<small>${t("sheet: {n} % filled in", { n: card.percent })}</small>`}
      ${noted > 0 && html`<span class="st"><${Icon} name="speak" />${tn("{n} note", "{n} notes", noted)}</span>`}
      ${isHalfWritten(card.id, own ? own.text : "") && html`<${Half} />`}</span><${Icon} name="arrow" /></button></li>`;
}

function Half() {
  return html`<span class="st now"><${Icon} name="pen" />${t("not saved yet")}</span>`;
}
