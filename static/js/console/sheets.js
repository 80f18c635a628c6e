/** A round of sheets on the console: how full each one is and what it lacks; one opens to all of it and how it came about. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { arc } from "../lib/geometry.js";
import { Sheet, useSheet, Value, Waits } from "../lib/sheets.js";
import { Act } from "../lib/acts.js";
import { Button, Chip, classes, Dialog, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Noted } from "./noted.js";
import { hhmm } from "./times.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function Sheets({ hall }) {
  const { sheets } = hall.common;
  const [open, show] = useState(null);
  const whole = sheets.filter((sheet) => !sheet.missing.length).length;
  const row = sheets.find((sheet) => sheet.card === open);
  return html`<section aria-labelledby="sheets"><h2 class="h" id="sheets">${t("Sheets")} <span class="sub">${t("{n} of {of} complete", { n: whole, of: sheets.length })}</span></h2>
    <ul class="pp__rowsof">${sheets.map((sheet) => html`<li key=${sheet.card}><button type="button" class="pp__line" onClick=${() => show(sheet.card)}>
      <${Ring} percent=${sheet.percent} />
      <b>${sheet.title}<small>
        <span>${tables(sheet.numbers)}</span>
        <span class="num">${sheet.saved ? t("version {n}, {time}", { n: sheet.version, time: hhmm(sheet.saved) }) : t("nothing saved yet")}</span>
        ${sheet.comments > 0 && html`<span class="num">${t("comments answered: {n} of {of}", { n: sheet.answered, of: sheet.comments })}</span>`}
        ${sheet.notes.length > 0 && html`<span class="st"><${Icon} name="speak" />${tn("{n} note of an expert", "{n} notes of experts", sheet.notes.length)}</span>`}
        ${sheet.marks > 0 && html`<span class="st need"><${Icon} name="warn" />${t("look first: something like a name or a number")}</span>`}</small></b>
      ${sheet.missing.length ? html`<${Chip} tone="now" icon="pen">${tn("lacks {n} field", "lacks {n} fields", sheet.missing.length)}<//>` : html`<${Chip} tone="ok" icon="check">${t("complete")}<//>`}
    </button></li>`)}</ul>
    ${row && html`<${Whole} row=${row} hall=${hall} onClose=${() => show(null)} />`}
  </section>`;
}

/** @param {number[]} numbers @returns {string} */
function tables(numbers) {
  return numbers.length === 1 ? t("table {no}", { no: numbers[0] }) : t("tables {list}", { list: numbers.join(", ") });
}

/** @param {{percent: number}} props */
function Ring({ percent }) {
  return html`<svg class="pp__ring" viewBox="0 0 44 44" role="img" aria-label=${t("{n} % filled in", { n: percent })}>
    <circle class="track" cx="22" cy="22" r="19" />${percent > 0 && (percent < 100
      ? html`<path class="part" fill="none" stroke-width="4" d=${arc(22, 22, 19, 0, percent * 3.6)} />` : html`<circle class="part" cx="22" cy="22" r="19" />`)}
    <text x="22" y="26">${percent}</text></svg>`;
}

/** @param {{row: Object, hall: import("./hall.js").Hall, onClose: () => void}} props */
function Whole({ row, hall, onClose }) {
  const { sheet, failed, again } = useSheet(row.card, `${row.version}.${row.answered}.${row.notes.join()}`);
  const blotted = () => { again(); document.querySelector(".pp[role=dialog]").focus(); }; // its button has gone, and Esc must still close
  return html`<${Dialog} wide class="pp" title=${row.title} onClose=${onClose} actions=${sheet && html`<${Button} icon="print" onClick=${() => window.print()}>${t("Print")}<//>`}>
    ${sheet ? html`
      <p class="sub">${tables(row.numbers)} · ${pick(sheet.form.title)} · ${sheet.version ? t("version {n}", { n: sheet.version }) : t("nothing saved yet")}</p>
      ${sheet.missing.length > 0 && html`<p class="st now"><${Icon} name="pen" />${t("It lacks: {list}", { list: sheet.missing.map((id) => labelOf(sheet, id)).join(", ") })}</p>`}
      <${Sheet} sheet=${sheet} all>${(field) => html`<${FieldActs} sheet=${sheet} field=${field} onDone=${blotted} />`}<//>
      <${Comments} sheet=${sheet} />
      ${sheet.notes.length > 0 && html`<h3 class="pp__h">${t("Notes of experts")}</h3><${Noted} notes=${sheet.notes} onDone=${blotted} />`}
      <${History} sheet=${sheet} hall=${hall} />`
      : html`<${Waits} failed=${failed} again=${again} />`}
  <//>`;
}

function labelOf(sheet, id) {
  const field = sheet.form.fields.find((each) => each.id === id);
  return field ? pick(field.label) : id;
}

const FOUND = {
  word: () => t("a watched word"), contact: () => t("looks like a phone or an address"), name: () => t("looks like somebody's name"),
};

/** What the lead should look at, and the way to blot it out. */
function FieldActs({ sheet, field, onDone }) {
  const marks = sheet.marks[field.id] || [];
  const kinds = [...new Set(marks.map(([, , kind]) => kind))];
  const filled = sheet.fields[field.id] && sheet.fields[field.id].length;
  if (field.fills || (!filled && !sheet.blotted.includes(field.id))) return null;
  return html`<p class="pp__acts">${kinds.map((kind) => html`<span key=${kind} class="st need"><${Icon} name="warn" />${FOUND[kind]()}</span>`)}
    ${!filled && html`<span class="st need"><${Icon} name="hide" />${t("blotted out")}</span>`}
    ${filled && html`<${Act} id=${`blot:${sheet.card.id}:${field.id}`} name="redact_field" fields=${{ card: sheet.card.id, field: field.id }} icon="trash" kind="quiet" onDone=${onDone}
      sure=${t("Blot out for ever, in the journal too")} label=${t("Blot out “{label}”", { label: pick(field.label) })}>${t("Blot out")}<//>`}</p>`;
}

function Comments({ sheet }) {
  if (!sheet.comments.length) return null;
  return html`<h3 class="pp__h">${t("Comments")}</h3><ul class="pp__history">${sheet.comments.map((comment) => html`<li key=${comment.id}>
    <b>${comment.said.map(pick).join(" · ")}</b> <span class="sub">${t("table {no}", { no: comment.table })}</span>
    <p class=${classes("st", comment.accepted === true && "ok")}>${comment.accepted === null ? t("not answered yet") : comment.accepted ? t("taken up") : t("not taken up")}</p></li>`)}</ul>`;
}

/** Who changed what, the newest first: the words before and after. */
function History({ sheet, hall }) {
  if (!sheet.history.length) return null;
  const titleOf = (id) => pick((hall.own.agenda.find((row) => row.id === id) || {}).title);
  return html`<h3 class="pp__h">${t("How it came about")}</h3><ol class="pp__history">${sheet.history.map((step) => html`<li key=${step.version}>
    <p class="sub"><span class="num">${hhmm(step.at)}</span> · ${t("table {no}", { no: step.table })} · ${t("version {n}", { n: step.version })} · ${titleOf(step.round)}</p>
    ${step.changes.map((change) => html`<div key=${change.field} class="pp__change"><span>${labelOf(sheet, change.field)}</span>
      <del>${shown(sheet, change.field, change.was)}</del><ins>${shown(sheet, change.field, change.now)}</ins></div>`)}</li>`)}</ol>`;
}

function shown(sheet, id, value) {
  const field = sheet.form.fields.find((each) => each.id === id);
  if (!value || !value.length) return "—";
  if (field) return html`<${Value} field=${field} value=${value} />`;
  return Array.isArray(value) ? value.map((row) => row.join(" · ")).join("; ") : value;
}
