/** Writing on the phone, where people write: a slip, and under it what this person has written. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { CELL, CellPick, cellWords } from "../lib/cell.js";
import { useDraft } from "../lib/draft.js";
import { pending, refused } from "../lib/outbox.js";
import { Button, Icon, Slip, State, TextField } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Frame } from "./frame.js";
import { isOpen, titleOf } from "./words.js";

/** @param {import("./phone.js").Props & {drop: (action_id: string) => void}} props */
export function Write({ link, send, drop }) {
  const { common, own } = link;
  const late = common.late && !(common.round && common.round.id === common.late.id) ? common.late : null;
  const round = late || common.round;
  const open = !late && isOpen(round);
  const takes = open || round.takes_late;
  const cards = written(link, round, (late ? own.late && own.late.cards : own.cards) || []);
  const [text, setText, clear] = useDraft(`write:${round.id}`);
  const [edit, setEdit] = useState(null);
  const [wrong, setWrong] = useState("");
  const draft = parse(text);
  const set = (id, said) => { setWrong(""); setText(JSON.stringify({ ...draft, [id]: said })); };
  const full = !edit && cards.length >= round.limit;
  const no = refused(link.outbox).filter((item) => item.name.endsWith("_card"));

  const handIn = () => {
    const fault = faultIn(round, draft, Boolean(edit));
    setWrong(fault);
    if (fault) return;
    const fields = filled(draft, round);
    if (edit) send("revise_card", { card: edit.id, fields, revision: edit.revision });
    else send("submit_card", round.parents ? { round: round.id, fields, parent: draft.parent } : { round: round.id, fields });
    clear();
    setEdit(null);
  };
  const begin = (card) => { setEdit(card); setText(JSON.stringify(card.fields)); window.scrollTo(0, 0); };
  const back = (item) => { setText(JSON.stringify({ ...item.payload.fields, parent: item.payload.parent })); drop(item.action_id); };
  const foot = takes && !full && html`<div class="ph__foot"><${Button} kind="act" onClick=${handIn}>${edit ? t("Save the change") : t("Hand it in")}<//></div>`;
  return html`<${Frame} label=${pick(round.title)} title=${titleOf(round)} small=${roomWords(cards.length, round, takes, late)} foot=${foot}>
    ${takes && pick(round.how) && html`<p class="ph__how">${pick(round.how)}</p>`}
    ${late && html`<p class="sub">${t("The round is over; a card that comes now is taken and marked as late.")}</p>`}
    ${no.map((item) => html`<${Slip} key=${item.action_id} tone="need"><span class="slip__title">${Object.values(item.payload.fields || {})[0]}</span>
      <${State} tone="need" icon="warn">${t("Not accepted: {reason}", { reason: (item.error && item.error.text) || "" })}<//>
      ${item.payload.fields && html`<${Button} onClick=${() => back(item)}>${t("Take the text back")}<//>`}<${Button} onClick=${() => drop(item.action_id)}>${t("Throw it away")}<//><//>`)}
    ${takes && !full && html`<section class="write" aria-label=${t("New card")}>
      ${round.parents && !edit && html`<div class="write__parents" role="radiogroup" aria-label=${t("What do we answer? Choose a card")}>${round.parents.map((card) => html`<button type="button" key=${card.id} class=${`opt ${draft.parent === card.id ? "is-on" : ""}`}
        role="radio" aria-checked=${String(draft.parent === card.id)} onClick=${() => set("parent", card.id)}>${card.title}</button>`)}</div>`}
      ${round.fields.map((field) => html`<${Field} key=${field.id} field=${field} value=${draft[field.id] || ""} wrong=${wrong === field.id} onText=${(said) => set(field.id, said)} />`)}
      ${round.grid && html`<${CellPick} grid=${round.grid} row=${draft.row || ""} col=${draft.col || ""} wrong=${wrong === CELL} still=${false} onChoose=${(row, col) => { setWrong(""); setText(JSON.stringify({ ...draft, row, col })); }} />`}
      ${wrong === "parent" && html`<p class="field__wrong" role="alert">${t("Choose the card that this one answers")}</p>`}
    </section>`}
    ${cards.length > 0 && html`<h2 class="ph__h">${tn("My card", "My cards", cards.length)}</h2>
      <ul class="list-of-rows">${cards.map((card) => html`<${Slip} key=${card.key} tag="li" tone=${card.fate === "aside" ? "need" : card.fate === "there" ? undefined : "wait"}>
        <span class="slip__title">${card.title}</span>${round.grid && html`<p class="sub">${cellWords(round, card.fields)}</p>`}
        <${Fate} card=${card} />
        ${open && card.fate === "there" && !card.redacted && html`<span class="write__acts"><${Button} icon="pen" onClick=${() => begin(card)}>${t("Change")}<//>
          <${Button} icon="trash" onClick=${() => send("withdraw_card", { card: card.id })}>${t("Take it back")}<//></span>`}<//>`)}</ul>`}
    ${!takes && !cards.length && html`<p class="sub">${t("The round is closed")}</p>`}
  <//>`;
}

function Field({ field, value, wrong, onText }) {
  if (field.type === "choice") {
    return html`<div role="radiogroup" aria-label=${pick(field.label)}><p class="field__lab">${pick(field.label)}</p><div class="pick">${field.options.map((each) => html`
      <button type="button" key=${each.id} class=${`opt ${each.id === value ? "is-on" : ""}`} role="radio" aria-checked=${String(each.id === value)} onClick=${() => onText(each.id === value && !field.required ? "" : each.id)}>${pick(each.label)}</button>`)}</div>
      ${wrong && html`<p class="field__wrong" role="alert">${t("Choose one of these first")}</p>`}</div>`;
  }
  return html`<div><${TextField} rows=${2} label=${pick(field.label)} value=${value} onText=${onText} maxlength=${field.max_len} autocomplete="off"
    placeholder=${field.hint ? t("for example: {words}", { words: pick(field.hint) }) : null} />
    ${wrong && html`<p class="field__wrong" role="alert">${t("Write something here first")}</p>`}</div>`;
}

function Fate({ card }) {
  if (card.redacted) return html`<${State} tone="need" icon="hide">${t("the lead blotted out the text")}<//>`;
  if (card.fate === "aside") return html`<${State} tone="need" icon="hide">${card.reason ? t("set aside: {reason}", { reason: card.reason }) : t("set aside by the lead")}<//>`;
  if (card.fate !== "there") return html`<${State} tone="now" icon="sending">${t("on its way")}<//>`;
  return html`<${State} tone="ok" icon="check">${card.admitted ? t("it has arrived") : t("it has arrived; the lead reads it before the hall does")}<//>`;
}

/** What the desk knows of this person's cards, and what is on the way. */
function written(link, round, known) {
  const going = pending(link.outbox, link.version.own);
  const list = known.map((card) => ({ ...card, key: card.id, fate: card.state === "hidden" ? "aside" : "there" }));
  for (const item of going) {
    const place = list.findIndex((card) => card.id === item.payload.card);
    if (item.name === "withdraw_card" && place >= 0) list.splice(place, 1);
    if (item.name === "revise_card" && place >= 0) list[place] = { ...list[place], fields: item.payload.fields, title: Object.values(item.payload.fields)[0], fate: "going" };
    if (item.name === "submit_card" && item.payload.round === round.id && !list.some((card) => item.answer && card.id === item.answer.card)) {
      list.push({ key: item.action_id, id: null, title: Object.values(item.payload.fields)[0], fields: item.payload.fields, fate: "going", reason: "" });
    }
  }
  return list;
}

function roomWords(n, round, takes, late) {
  if (!takes) return t("The round is closed");
  if (n >= round.limit) return t("It is written. Look at the big screen.");
  return late ? t("A late card is still taken") : tn("You have room for {n} card", "You have room for {n} cards", round.limit - n);
}

/** @returns {string} the first field that keeps the card back */
function faultIn(round, draft, edits) {
  if (round.parents && !edits && !round.parents.some((card) => card.id === draft.parent)) return "parent";
  const empty = round.fields.find((field) => field.required && !(draft[field.id] || "").trim());
  if (empty) return empty.id;
  return round.grid && !(draft.row && draft.col) ? CELL : "";
}

function filled(draft, round) {
  const ids = [...round.fields.map((field) => field.id), ...(round.grid ? ["row", "col"] : [])];
  return Object.fromEntries(ids.map((id) => [id, (draft[id] || "").trim()]).filter(([, text]) => text));
}

function parse(text) {
  try {
    return (text && JSON.parse(text)) || {};
  } catch (broken) {
    return {};
  }
}
