/** The fields of a sheet: texts, days, figures, choices, rows; and where two tablets have written, both texts. */

import { html } from "../../vendor/htm-preact.module.js";
import { autoWords, numberWords, sumsOf, Value } from "../lib/sheets.js";
import { joined, rowsOf, same } from "../lib/threeway.js";
import { Button, classes, Icon, TextField } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";

const ONE_LINE = 30; // letters; a cell that takes more has two lines
const FEW = 40; // letters left: now it is worth saying

/**
 * @param {{field: Object, typing: Object, sheet: Object, offers: Object[], lacks: boolean}} props `offers`: the same field on other sheets
 */
export function SheetField({ field, typing, sheet, offers, lacks }) {
  if (field.fills) return html`<${Auto} field=${field} auto=${sheet.auto[field.id]} lacks=${lacks} />`;
  const { draft, open, set } = typing;
  const value = draft.fields[field.id] || "";
  const clash = draft.clash[field.id];
  const shown = offers.filter((each) => each.fields[field.id] && !same(each.fields[field.id], value));
  return html`<div class=${classes("pp__field", lacks && "is-lacking", clash && "is-clashing")} id=${`field-${field.id}`} data-field=${field.id}
    onfocusin=${() => typing.enter(field.id)} onfocusout=${(event) => { if (!event.currentTarget.contains(event.relatedTarget)) typing.leave(field.id); }}>
    <${Typed} field=${field} value=${value} still=${!open} onValue=${(next) => set(field.id, next)} lacks=${lacks} />
    ${sheet.blotted.includes(field.id) && !value && html`<p class="st need"><${Icon} name="hide" />${t("The lead blotted out what stood here. Write it without names and numbers.")}</p>`}
    ${clash && html`<${Both} field=${field} mine=${value} theirs=${clash.theirs} still=${!open} onChoose=${(next) => typing.choose(field.id, next)} />`}
    ${open && shown.map((each, i) => html`<${Offer} key=${i} field=${field} offer=${each} onTake=${() => set(field.id, each.fields[field.id])} />`)}
  </div>`;
}

function Auto({ field, auto, lacks }) {
  return html`<div class=${classes("pp__field pp__field--auto", lacks && "is-lacking")} id=${`field-${field.id}`}>
    <p class="field__lab"><span>${pick(field.label)}</span><span class="sub">${t("fills itself")}</span></p>
    <p class="pp__auto">${autoWords(field, auto) || html`<span class="sub">${t("nothing yet")}</span>`}</p></div>`;
}

function Typed({ field, value, still, onValue, lacks }) {
  const label = html`${pick(field.label)}${field.required && html` <span class=${lacks ? "st need" : "sub"}>· ${t("needed")}</span>`}`;
  if (field.type === "rows") return html`<${Rows} field=${field} label=${label} value=${value} still=${still} onValue=${onValue} />`;
  if (field.type === "choice") return html`<${Choice} field=${field} label=${label} value=${value} still=${still} onValue=${onValue} />`;
  const room = ["text", "long", "place"].includes(field.type) ? field.max_len - value.length : FEW;
  return html`<${TextField} label=${label} hint=${room < FEW && tn("{n} character left", "{n} characters left", room)} value=${value}
    rows=${field.type === "long" ? Math.min(6, Math.max(2, Math.ceil(field.max_len / 110))) : undefined} onText=${(text) => onValue(clean(field, text))} ...${kindOf(field)}
    placeholder=${field.hint ? t("for example: {words}", { words: pick(field.hint) }) : null} readonly=${still} autocomplete="off" />`;
}

/** What the field is to the browser: its keyboard, its length. */
function kindOf(field) {
  if (field.type === "date") return { type: "date" };
  if (field.type === "number" || field.type === "money") return { inputmode: "numeric", maxlength: 12 };
  return { maxlength: field.max_len };
}

function clean(field, text) {
  return field.type === "number" || field.type === "money" ? text.replace(/\D/g, "") : text;
}

/** Chips; tapping the chosen one takes it back. */
function Choice({ field, label, value, still, onValue }) {
  const name = `choice-${field.id}`;
  return html`<p class="field__lab" id=${name}><span>${label}</span></p>
    <div class="pick" role="radiogroup" aria-labelledby=${name}>${field.options.map((option) => html`<button type="button" key=${option.id} role="radio" disabled=${still}
      aria-checked=${option.id === value ? "true" : "false"} class=${classes("opt", option.id === value && "is-on")}
      onClick=${() => onValue(option.id === value ? "" : option.id)}>${option.id === value && html`<${Icon} name="check" />`}${pick(option.label)}</button>`)}</div>`;
}

/** Rows with a cell for every column; an empty one below is the next. */
function Rows({ field, label, value, still, onValue }) {
  const rows = rowsOf(value);
  const lines = still || rows.length >= field.rows ? rows : [...rows, field.columns.map(() => "")];
  const put = (i, at, text) => onValue(tail(lines.map((row, no) => (no === i ? row.map((cell, place) => (place === at ? clean(field.columns[at], text) : cell)) : row))));
  const without = (i) => onValue(rows.filter((row, no) => no !== i));
  return html`<p class="field__lab"><span>${label}</span><span class="sub num">${t("{n} of {of} rows", { n: rows.length, of: field.rows })}</span></p>
    <div class="pp__rows">${lines.map((row, i) => html`<div key=${i} class="pp__row" role="group" aria-label=${t("Row {n}", { n: i + 1 })}>
      ${field.columns.map((column, at) => html`<${Cell} key=${column.id} column=${column} text=${row[at] || ""} still=${still} onText=${(text) => put(i, at, text)} />`)}
      ${!still && (i < rows.length ? html`<button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Take row {n} away", { n: i + 1 })} onClick=${() => without(i)}><${Icon} name="trash" /></button>`
        : html`<span class="pp__none"></span>`)}</div>`)}</div>
    ${sumsOf(field, value).map(({ column, sum }) => html`<p key=${column.id} class="pp__sum">${t("Total")} <b class="num">${numberWords(sum)}</b></p>`)}`;
}

/** Without the empty rows at the end. */
function tail(rows) {
  const last = rows.reduce((found, row, i) => (row.some((text) => text.trim()) ? i : found), -1);
  return last < 0 ? "" : rows.slice(0, last + 1);
}

function Cell({ column, text, still, onText }) {
  const label = pick(column.label);
  if (column.type === "choice") {
    return html`<label class="pp__cell"><span>${label}</span><select class="input" value=${text} disabled=${still} onChange=${(event) => onText(event.target.value)}>
      <option value="">—</option>${column.options.map((each) => html`<option key=${each.id} value=${each.id}>${pick(each.label)}</option>`)}</select></label>`;
  }
  if (column.type === "text" && column.max_len > ONE_LINE) {
    return html`<label class="pp__cell"><span>${label}</span><textarea class="input" rows="2" value=${text} readonly=${still} autocomplete="off"
      onInput=${(event) => onText(event.target.value.replace(/\n/g, " "))} maxlength=${column.max_len}></textarea></label>`;
  }
  return html`<label class=${classes("pp__cell", column.type !== "text" && "pp__cell--short", column.type === "date" && "pp__cell--date")}><span>${label}</span><input class="input" value=${text} readonly=${still} autocomplete="off"
    onInput=${(event) => onText(event.target.value)} ...${kindOf(column)} /></label>`;
}

/** Two tablets have written here. Nothing is lost: one is taken, or both together. */
function Both({ field, mine, theirs, still, onChoose }) {
  const both = joined(mine, theirs, field);
  return html`<div class="pp__both" role="group" aria-label=${t("Two texts for “{label}”", { label: pick(field.label) })}>
    <p class="st now"><${Icon} name="split" />${t("Another tablet wrote here, too. Which one is it to be?")}</p>
    <div class="pp__two">
      <div><small>${t("On this tablet")}</small><${Text} field=${field} value=${mine} /><${Button} icon="check" disabled=${still} onClick=${() => onChoose(mine)}>${t("Take ours")}<//></div>
      <div><small>${t("From the other tablet")}</small><${Text} field=${field} value=${theirs} /><${Button} icon="check" disabled=${still} onClick=${() => onChoose(theirs)}>${t("Take theirs")}<//></div>
    </div>
    ${both !== null && mine && theirs && html`<${Button} icon="merge" disabled=${still} onClick=${() => onChoose(both)}>${t("Join both")}<//>`}
  </div>`;
}

function Text({ field, value }) {
  return value && value.length ? html`<div class="pp__said"><${Value} field=${field} value=${value} /></div>` : html`<p class="sub">${t("nothing")}</p>`;
}

/** The same field on another sheet: one tap takes it over. */
function Offer({ field, offer, onTake }) {
  return html`<div class="pp__offer"><p><small>${offer.here ? t("Typed on this tablet and not saved") : t("From “{title}”", { title: pick(offer.title) })}</small>
    <${Value} field=${field} value=${offer.fields[field.id]} /></p><${Button} icon="down" onClick=${onTake}>${t("Take this")}<//></div>`;
}
