/** The table's own cards and what became of each: on this tablet, arrived, set aside with a reason. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { NoteLines } from "../lib/parts/notes.js";
import { Button, Dialog, Icon, Pips, Slip, State } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { timeOfDay } from "./words.js";

/**
 * @param {{cards: import("./mine.js").OwnCard[], authors: {spoke: number, of: number}|null, limit: number, open: boolean, editing: string|null, children?: any,
 *   onEdit: (card: Object) => void, onTakeBack: (card: Object) => void, more?: boolean, best?: Best, cell?: (fields: Object) => string,
 *   notes?: Object<string, Object[]>}} props
 *   `more`: another card may come, though these stay as they are; `notes`: what experts noted, by card
 * @typedef {{k: number, cards: string[], onChoose: (cards: string[]) => void}} Best  what the table marks of its cards
 */
export function OwnCards({ cards, authors, limit, open, more = open, best, cell, notes = {}, editing, onEdit, onTakeBack, children }) {
  const [asked, setAsked] = useState(null);
  const there = cards.filter((card) => card.fate !== "leaving");
  const aside = there.filter((card) => card.fate === "aside").length;
  const waits = there.filter((card) => card.id === null).length;
  const left = limit - there.length;
  return html`<aside class="own" aria-label=${t("The table's cards")}>
    <h2 class="own__h"><span>${t("The table's cards")}</span>
      <${Pips} n=${there.length - aside - waits} wait=${waits} need=${aside} of=${limit}
        label=${t("{n} of {limit} cards", { n: there.length, limit })} /></h2>
    ${authors && html`<p class="own__authors"><${Icon} name="people" />${t("{n} of {of} have a card of their own", { n: authors.spoke, of: authors.of })}</p>`}
    ${best && there.length > best.k && html`<p class="own__best"><${Icon} name="star" />${best.cards.length
      ? tn("The marked card goes on; the others are kept", "The marked cards go on; the others are kept", best.k)
      : tn("Mark the best card with the star: it goes on", "Mark the {n} best cards with the star: they go on", best.k)}</p>`}
    ${children}
    <ul>
      ${cards.map((card) => html`<${OwnCard} key=${card.key} best=${best} cell=${cell} card=${card} notes=${notes[card.id] || []} open=${open} editing=${editing !== null && editing === card.id}
        onEdit=${onEdit} onTakeBack=${() => setAsked(card)} />`)}
      ${left > 0 && html`<${Slip} tag="li" tone="empty">${more
        ? tn("Room for {n} more card", "Room for {n} more cards", left)
        : tn("{n} place stayed empty", "{n} places stayed empty", left)}<//>`}
    </ul>
    ${asked && html`<${Dialog} title=${t("Take the card back?")} onClose=${() => setAsked(null)} actions=${html`
      <${Button} big data-first onClick=${() => setAsked(null)}>${t("Leave it")}<//>
      <${Button} big kind="need" icon="trash" onClick=${() => { onTakeBack(asked); setAsked(null); }}>${t("Take it back")}<//>`}>
      <p>${t("“{title}”", { title: asked.title })}</p>
      <p class="sub">${t("It leaves the hall's list, and its place is free for another card.")}</p>
    <//>`}
  </aside>`;
}

function OwnCard({ card, best, cell, notes, open, editing, onEdit, onTakeBack }) {
  const waits = card.fate === "waiting" || card.fate === "sending";
  const may = open && card.id !== null && card.fate !== "leaving" && card.fate !== "changing" && !card.redacted;
  const marks = best && card.id !== null && card.fate === "arrived";
  const marked = marks && best.cards.includes(card.id);
  const mark = () => best.onChoose(marked ? best.cards.filter((id) => id !== card.id) : [...best.cards, card.id].slice(-best.k));
  const tone = waits || card.fate === "changing" ? "wait" : card.fate === "aside" ? "need" : undefined;
  return html`<${Slip} tag="li" tone=${tone} class=${`own__card ${card.at === null ? "is-landing" : ""} ${editing ? "is-on" : ""}`}>
    <span class="slip__title">${card.title}</span>
    ${card.author && html`<small class="own__to num">${t("No. {n}", { n: card.author })}</small>`}
    ${cell && cell(card.fields) && html`<small class="own__to">${cell(card.fields)}</small>`}
    ${card.parent && html`<small class="own__to">${t("answers “{title}”", { title: card.parent.title })}</small>`}
    <span class="own__fate"><${Fate} card=${card} />
      ${marks && html`<button type="button" class=${`btn btn--icon own__star ${marked ? "is-on" : ""}`} aria-pressed=${String(Boolean(marked))}
        aria-label=${t("The best: “{title}”", { title: card.title })} onClick=${mark}><${Icon} name="star" /></button>`}
      ${may && html`<span class="own__acts">
        ${card.fate === "aside"
          ? html`<${Button} aria-label=${t("Change “{title}”", { title: card.title })} onClick=${() => onEdit(card)}>${t("Change")}<//>`
          : html`<button type="button" class="btn btn--icon" aria-label=${t("Change “{title}”", { title: card.title })} onClick=${() => onEdit(card)}>
            <${Icon} name="pen" /></button>`}
        <button type="button" class="btn btn--icon" aria-label=${t("Take “{title}” back", { title: card.title })} onClick=${onTakeBack}>
          <${Icon} name="trash" /></button>
      </span>`}
    </span>
    <${NoteLines} notes=${notes} />
  <//>`;
}

/** @param {{card: import("./mine.js").OwnCard}} props colour, icon and words */
function Fate({ card }) {
  if (card.redacted) return html`<${State} tone="need" icon="hide">${t("the lead blotted out the text")}<//>`;
  switch (card.fate) {
    case "waiting": return html`<${State} tone="now" icon="waits">${t("on this tablet, waits for a connection")}<//>`;
    case "sending": return html`<${State} tone="now" icon="sending">${t("being sent…")}<//>`;
    case "changing": return html`<${State} tone="now" icon="sending">${t("the change is on its way")}<//>`;
    case "leaving": return html`<${State} tone="now" icon="trash">${t("being taken back…")}<//>`;
    case "aside": return html`<${State} tone="need" icon="hide">${card.reason
      ? t("set aside: {reason}", { reason: card.reason }) : t("set aside by the lead")}<//>`;
    default: return html`<${State} tone="ok" icon="check"><span>${arrived(card)}${!card.admitted && html`<small class="own__not">${t("not on the big screen yet")}</small>`}</span><//>`;
  }
}

function arrived(card) {
  if (card.at === null) return t("arrived");
  return card.late ? t("arrived late · {time}", { time: timeOfDay(card.at) }) : t("arrived · {time}", { time: timeOfDay(card.at) });
}
