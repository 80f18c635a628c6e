/**
 * One card with its sheet, what other experts noted on it, and the own note. The note lies on the shelf at every keystroke
 * and goes to the table when it is handed over, whole: what stood there before is gone.
 */

import { html } from "../../vendor/htm-preact.module.js";
import { useDraft } from "../lib/draft.js";
import { pending, refused } from "../lib/outbox.js";
import { NoteAnswer, NoteList } from "../lib/parts/notes.js";
import { Sheet, useSheet, Waits } from "../lib/sheets.js";
import { read } from "../lib/shelf.js";
import { Button, Icon, Slip, State, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

const LONGEST = 500; // as the desk takes them

/** @param {string} card @param {string} saved what stands there @returns {boolean} another text lies on this device */
export function isHalfWritten(card, saved) {
  const typed = read(`veche.draft:${window.location.pathname}:note:${card}`);
  return typed !== null && typed.trim() !== saved;
}

/** @param {Object} link @param {string} card @returns {Object} what this expert has noted, with what its table has said of it */
export function ownNote(link, card) {
  const own = link.own.notes[card] || { id: "", text: "", redacted: false, at: 0 };
  const told = (link.common.notes[card] || []).find((note) => note.id === own.id);
  return { ...own, accepted: told ? told.accepted : null };
}

/** @param {{link: Object, card: Object, send: Function, drop: Function, onBack: () => void}} props */
export function CardPage({ link, card, send, drop, onBack }) {
  const others = (link.common.notes[card.id] || []).filter((note) => note.no !== link.own.no || note.card !== card.id);
  const tables = (link.common.work.tables || []).filter((table) => table.cards.some((each) => each.id === card.id));
  return html`<section class="ex__card">
    <div class="ph__back"><${Button} kind="quiet" icon="back" onClick=${onBack}>${t("All tables")}<//></div>
    <${Slip}><p class="now">${card.title}</p>
      ${Object.values(card.fields).slice(1).filter((text) => text !== card.sphere).map((text) => html`<p key=${text}>${text}</p>`)}
      ${card.parent && html`<p class="sub">${t("answers “{title}”", { title: card.parent.title })}</p>`}
      ${tables.length > 0 && html`<p class="sub">${tables.length === 1 ? t("table {no}", { no: tables[0].no }) : t("tables {list}", { list: tables.map((table) => table.no).join(", ") })}</p>`}<//>
    <${Own} link=${link} card=${card} send=${send} drop=${drop} />
    ${others.length > 0 && html`<h2 class="ph__h">${t("Notes of experts")}</h2><${NoteList} notes=${others}>${(note) => html`<${NoteAnswer} note=${note} />`}<//>`}
    ${card.percent !== null && html`<${Whole} card=${card} />`}
  </section>`;
}

/** The sheet as it stands at its table now. */
function Whole({ card }) {
  const { sheet, failed, again } = useSheet(card.id, card.version);
  return html`<h2 class="ph__h">${t("The sheet as it stands")}</h2>${sheet ? html`<${Slip}><${Sheet} sheet=${sheet} all /><//>` : html`<${Waits} failed=${failed} again=${again} />`}`;
}

function Own({ link, card, send, drop }) {
  const own = ownNote(link, card.id);
  const stands = own.redacted ? "" : own.text;
  const mine = (items) => items.filter((item) => item.name === "write_note" && item.payload.card === card.id);
  const going = mine(pending(link.outbox, link.version.own)).pop() || null;
  const no = mine(refused(link.outbox));
  const saved = going ? going.payload.text : stands;
  const last = no[no.length - 1];
  const [text, setText, clear] = useDraft(`note:${card.id}`, last ? last.payload.text : saved);
  const typed = text.trim();
  const hand = (words) => { // from here on the outbox keeps the words, also over a reload
    clear();
    no.forEach((item) => drop(item.action_id));
    send("write_note", { card: card.id, text: words }, { slot: `note:${card.id}` });
  };
  const fresh = typed !== saved;
  return html`<div class="ex__note">
    <${TextField} label=${t("Your note")} hint=${tn("{n} left", "{n} left", LONGEST - text.length)} rows="5" maxlength=${LONGEST} value=${text} onText=${setText} placeholder=${t("what to check, whom to ask, where the trap is")} />
    ${own.redacted && !typed && html`<${State} tone="need" icon="hide">${t("The lead has blotted your note out. You can write another.")}<//>`}
    ${no.map((item) => html`<${State} key=${item.action_id} tone="need" icon="warn">${(item.error && item.error.text) || t("the desk said no")}<//>`)}
    <p class="ex__fate"><${Fate} link=${link} going=${going} fresh=${fresh} stands=${stands} /> <${NoteAnswer} note=${own} /></p>
    <div class="calls__acts"><${Button} kind="act" icon="send" disabled=${!fresh || !typed} onClick=${() => hand(typed)}>${stands ? t("Put it in the old one's place") : t("Hand it to the table")}<//>
      ${stands && html`<${Button} icon="trash" onClick=${() => hand("")}>${t("Take it away")}<//>`}</div>
    <p class="sub">${t("The tables that work on this card see it, other experts and the lead. The hall does not. Write no names.")}</p>
  </div>`;
}

/** Where the words are now: still on this device, on the way, or beside the table's work. */
function Fate({ link, going, fresh, stands }) {
  if (fresh) return html`<${State} tone="now" icon="pen">${t("not saved yet")}<//>`;
  if (going && going.state !== "done") {
    return link.status === "offline" ? html`<${State} tone="now" icon="waits">${t("on this device, waits for a connection")}<//>` : html`<${State} tone="now" icon="sending">${t("being saved…")}<//>`;
  }
  return stands ? html`<${State} tone="ok" icon="check">${t("the table sees it")}<//>` : html`<span class="sub"><${Icon} name="pen" /> ${t("nothing noted yet")}</span>`;
}
