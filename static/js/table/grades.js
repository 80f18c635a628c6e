/** How the tables graded, after the reveal: each card by each criterion, and whose grades are not in it. */

import { html } from "../../vendor/htm-preact.module.js";
import { gradersOf, howOf, markWords, withoutWords } from "../lib/pitches.js";
import { classes, Slip } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";

/** @param {{round: Object, graded: Object, own: string[]}} props */
export function Grades({ round, graded, own }) {
  return html`<${Slip} class="marks"><h2>${t("How the tables graded")}</h2>
    <p class="sub">${tn("{n} of {all} table graded", "{n} of {all} tables graded", graded.electors, { n: graded.ballots, all: graded.electors })} · ${t("A table does not grade the card that it works on.")}</p>
    <ol>${graded.rows.map((row) => html`<li key=${row.id} class=${classes("marks__row", own.includes(row.id) && "is-own")}>
      <p class="marks__name"><b class="num">${gradersOf(row) ? row.rank : "\u2013"}</b><span>${row.title}<small>${[tn("graded by {n} table", "graded by {n} tables", gradersOf(row)), withoutWords(row)].filter(Boolean).join(", ")}</small></span></p>
      <dl>${round.criteria.map(({ id, label }) => html`<div key=${id}><dt>${pick(label)}</dt><dd class="num">${markWords(row.grades[id], howOf(round, id))}</dd></div>`)}</dl></li>`)}</ol><//>`;
}
