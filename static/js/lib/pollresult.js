/** What was said in a poll, at hand: bars with their numbers, hidden cells in words, before and after, texts let on. */

import { html } from "../../vendor/htm-preact.module.js";
import { cellWords, hiddenWords, isHidden, longest, rowsOf, strawWords } from "./cells.js";
import { Chip, classes } from "./ui.js";
import { wear } from "./wear.js";
import { pick, t, tn } from "./words.js";

wear("polls");

/**
 * @param {{round: Object, poll: Object, level?: number, texts?: (props: Object) => any}} props `texts`: how a screen shows
 *   them, else as a list; `level` of the headings
 */
export function PollResult({ round, poll, level = 2, texts }) {
  const Head = `h${level}`;
  const { count, guests, pairs } = poll.result;
  const Texts = texts || Words;
  const some = [count, guests].some((each) => each && each.questions.some((of) => of.cells.some(isHidden)));
  return html`<div class="pr">
    ${round.questions.map((question, i) => html`<${Question} key=${question.id} question=${question} count=${count.questions[i]} of=${count.sheets} head=${Head} texts=${Texts} />`)}
    ${pairs.map((pair) => html`<${Pair} key=${`pair:${pair.id}`} head=${Head} round=${round} pair=${pair} count=${count} />`)}
    ${some && html`<p class="sub">${hiddenWords(round)}</p>`}
    ${guests && !told(guests) && html`<p class="sub">${tn("{n} guest", "{n} guests", guests.sheets)}, ${strawWords()}: ${t("too few for numbers")}</p>`}
    ${guests && told(guests) && html`<section class="pr__guests"><${Head} class="pr__h">${tn("{n} guest", "{n} guests", guests.sheets)} <${Chip} tone="info" icon="info">${strawWords()}<//><//>
      ${round.questions.map((question, i) => html`<${Question} key=${question.id} question=${question} count=${guests.questions[i]} of=${guests.sheets} guests head=${Head} texts=${Texts} />`)}</section>`}
  </div>`;
}

/** Is there anything of these people that is not hidden? */
function told(group) {
  return group.questions.some((of) => of.texts.length > 0 || of.cells.some((cell) => !isHidden(cell)));
}

function Question({ question, count, of, guests = false, head: Head, texts: Texts }) {
  return html`<section class="pr__q"><${Head} class="pr__h">${pick(question.label)}<//>
    ${question.type === "text" ? html`<${Texts} question=${question} texts=${count.texts} guests=${guests} />` : html`<${Bars} rows=${rowsOf(question, count)} of=${of} />`}</section>`;
}

/** @param {{rows: import("./cells.js").Row[], of: number}} props */
export function Bars({ rows, of }) {
  const most = longest(rows);
  return html`<ul class="bars">${rows.map(({ name, cell }) => html`<li key=${name} class=${classes(isHidden(cell) && "is-hidden")}>
    <span class="bars__name">${name}</span><span class="bars__bar"><i style=${{ width: isHidden(cell) ? null : `${(cell[0] / most) * 100}%` }}></i></span>
    <b class="num">${cellWords(cell, of)}</b></li>`)}</ul>`;
}

/** The same question before and after: how all answered then and now, and how the same people changed. */
function Pair({ round, pair, count, head: Head }) {
  const place = round.questions.findIndex((each) => each.id === pair.id);
  const question = round.questions[place];
  const names = rowsOf(question, count.questions[place]).map((row) => row.name);
  return html`<section class="pr__q"><${Head} class="pr__h">${t("{label} Before and after", { label: pick(question.label) })}<//>
    ${!pair.table && html`<p class="sub">${t("Not paired: nobody's two answers could be laid side by side.")}</p>`}
    ${pair.table && html`<table class="cross"><caption class="sub">${tn("{n} person answered both times. Across: after. Down: before.", "{n} people answered both times. Across: after. Down: before.", pair.people)}</caption>
      <thead><tr><td></td>${names.map((name) => html`<th key=${name} scope="col">${name}</th>`)}</tr></thead>
      <tbody>${pair.table.map((row, i) => html`<tr key=${names[i]}><th scope="row">${names[i]}</th>${row.map((cell, j) => html`<td key=${j} class=${classes("num", isHidden(cell) && "is-hidden")}>${cellWords(cell, pair.people)}</td>`)}</tr>`)}</tbody></table>`}
  </section>`;
}

function Words({ texts }) {
  if (!texts.length) return html`<p class="sub">${t("No texts are shown yet.")}</p>`;
  return html`<ul class="said">${texts.map(({ no, text }) => html`<li key=${no}>${text}</li>`)}</ul>`;
}
