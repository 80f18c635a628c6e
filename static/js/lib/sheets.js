/** A sheet to be read, and its values in words: the same on every screen. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { getJson } from "./api.js";
import { publicName } from "./codes.js";
import { takeToken } from "./seat.js";
import { rowsOf } from "./threeway.js";
import { Button, Dialog, Icon } from "./ui.js";
import { language, pick, t, tn } from "./words.js";

const STYLE = new URL("../../css/passport.css", import.meta.url).pathname;

/** Its style comes with it, once. */
function wear() {
  if (document.querySelector(`link[href="${STYLE}"]`)) return;
  document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE }));
}

wear();

/** @param {string|number} n @returns {string} 18 000 */
export function numberWords(n) {
  return new Intl.NumberFormat(language() === "ru" ? "ru-RU" : "en-GB").format(Number(n));
}

/** @param {string} day "2026-12-01" @returns {string} */
export function dayWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return day;
  return new Date(year, month - 1, date).toLocaleDateString(language() === "ru" ? "ru-RU" : "en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** @param {{type: string, options: Object[]}} field @param {string} text @returns {string} */
export function textWords(field, text) {
  if (!text) return "";
  if (field.type === "choice") return pick((field.options.find((each) => each.id === text) || {}).label) || text;
  if (field.type === "date") return dayWords(text);
  return (field.type === "money" || field.type === "number") && /^\d+$/.test(text) ? numberWords(text) : text;
}

/** @param {Object} field @param {any} value @returns {{column: Object, sum: number}[]} below its columns of money */
export function sumsOf(field, value) {
  return field.columns.map((column, at) => ({ column, at })).filter(({ column }) => column.type === "money")
    .map(({ column, at }) => ({ column, sum: rowsOf(value).reduce((sum, row) => sum + (Number(row[at]) || 0), 0) })).filter(({ sum }) => sum > 0);
}

/** @param {Object} field one that fills itself @param {Object|null} auto @returns {string} */
export function autoWords(field, auto) {
  if (!auto) return "";
  switch (field.fills) {
    case "problem": return auto.titles.join("; ");
    case "leader": return publicName(auto);
    case "group": return tn("{n} person", "{n} people", auto.people);
    default: return [supportWords(auto), auto.tables ? tn("from {n} table", "from {n} tables", auto.tables) : ""].filter(Boolean).join(", ");
  }
}

function supportWords({ score, ballots, method }) {
  if (method === "score") return t("a grade of {n}", { n: numberWords(Math.round(score * 100) / 100) });
  return tn("{n} vote of {of} ballots", "{n} votes of {of} ballots", score, { of: ballots });
}

/** What stands in one field. @param {{field: Object, value: any, auto?: Object|null}} props */
export function Value({ field, value, auto }) {
  if (field.fills) return html`<span>${autoWords(field, auto)}</span>`;
  if (field.type !== "rows" || !Array.isArray(value)) return html`<span class="pp__text">${textWords(field, typeof value === "string" ? value : "")}</span>`;
  return html`<table class="pp__table"><thead><tr>${field.columns.map((column) => html`<th key=${column.id} class=${isFigure(column) ? "num" : ""} scope="col">${pick(column.label)}</th>`)}</tr></thead>
    <tbody>${value.map((row, i) => html`<tr key=${i}>${field.columns.map((column, at) => html`<td key=${column.id} class=${isFigure(column) ? "num" : ""}>${textWords(column, row[at])}</td>`)}</tr>`)}</tbody></table>
    ${sumsOf(field, value).map(({ column, sum }) => html`<p key=${column.id} class="pp__sum">${t("Total")} <b class="num">${numberWords(sum)}</b></p>`)}`;
}

/** @param {Object} column @returns {boolean} */
export function isFigure(column) {
  return column.type === "money" || column.type === "number";
}

/** @param {Object} sheet of `/api/sheet` @param {Object} field @returns {boolean} something stands there */
export function isFilled({ fields, auto }, field) {
  return field.fills ? Boolean(auto[field.id]) : Boolean(fields[field.id] && fields[field.id].length);
}

/**
 * All that is filled in, as label and value; its title stands above it.
 * @param {{sheet: Object, all?: boolean, children?: (field: Object) => any}} props `all`: the title and empty fields, too
 */
export function Sheet({ sheet, all, children }) {
  const shown = sheet.form.fields.filter((field, place) => all || (place > 0 && isFilled(sheet, field)));
  return html`<dl class="pp__read">${shown.map((field) => html`<div key=${field.id}><dt>${pick(field.label)}</dt>
    <dd>${isFilled(sheet, field) ? html`<${Value} field=${field} value=${sheet.fields[field.id]} auto=${sheet.auto[field.id]} />` : html`<span class="sub">${t("nothing yet")}</span>`}
      ${children && children(field)}</dd></div>`)}</dl>`;
}

/** @param {string} card @param {any} [turn] another one: look again @returns {{sheet: Object|null, failed: boolean, again: () => void}} */
export function useSheet(card, turn = 0) {
  const [answer, setAnswer] = useState({ card: "", sheet: null, failed: false });
  const [tries, again] = useState(0);
  useEffect(() => {
    let here = true;
    getJson(`/api/sheet?card=${encodeURIComponent(card)}`, takeToken()).then(({ status, body }) => {
      if (here) setAnswer((before) => ({ card, sheet: status === 200 ? body : before.card === card ? before.sheet : null, failed: status !== 200 }));
    });
    return () => { here = false; };
  }, [card, turn, tries]);
  const fits = answer.card === card;
  return { sheet: fits ? answer.sheet : null, failed: fits && answer.failed, again: () => again(tries + 1) };
}

/** A sheet as everybody may read it. @param {{card: string, onClose: () => void}} props */
export function SheetDialog({ card, onClose }) {
  const { sheet, failed, again } = useSheet(card);
  return html`<${Dialog} wide class="pp" title=${sheet ? sheet.title : t("Sheet")} onClose=${onClose}>
    ${sheet ? html`<${Sheet} sheet=${sheet} />` : html`<${Waits} failed=${failed} again=${again} />`}
  <//>`;
}

/** @param {{failed: boolean, again: () => void}} props */
export function Waits({ failed, again }) {
  if (!failed) return html`<p class="sub" role="status">${t("Looking it up…")}</p>`;
  return html`<p class="st need" role="status"><${Icon} name="wifi-off" />${t("It cannot be looked up now.")}</p>
    <div><${Button} icon="undo" onClick=${again}>${t("Try again")}<//></div>`;
}
