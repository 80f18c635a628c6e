/** What the tables gave, criterion by criterion, and how many graded; whoever works on a card has not graded it. */

import { html } from "../../../vendor/htm-preact.module.js";
import { gradersOf, howOf, markWords, withoutWords } from "../../lib/pitches.js";
import { pick, t, tn } from "../../lib/words.js";
import { Clipped, roundHead, Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";

const PER_PAGE = { wide: 6, tall: 7 };

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Grades({ day, sheet }) {
  const { scene, round } = day;
  const { electors, ballots, rows: all } = scene.graded;
  const { rows, page, pages } = usePages(all, sheet.tall ? PER_PAGE.tall : PER_PAGE.wide);
  return html`<${Scene} name="grades" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${t("How the tables graded")}</h1><p>${tn("{n} of {all} table graded", "{n} of {all} tables graded", electors, { n: ballots, all: electors })}</p></header>
    <table class="grades-wall" style=${`--criteria: ${round.criteria.length}`}>
      <thead><tr><th></th><th></th>${round.criteria.map(({ id, label }) => html`<th key=${id} scope="col">${pick(label)}</th>`)}<th scope="col">${t("graded by")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.id} class=${gradersOf(row) ? "" : "is-zero"}>
        <td class="num grades-wall__n">${gradersOf(row) ? row.rank : ""}</td>
        <th scope="row"><${Clipped} class="grades-wall__name" text=${row.title} />${row.without.length > 0 && html`<small>${withoutWords(row)}</small>`}</th>
        ${round.criteria.map(({ id }) => html`<td key=${id} class="num grades-wall__mark">${markWords(row.grades[id], howOf(round, id))}</td>`)}
        <td class="num">${tn("{n} table", "{n} tables", gradersOf(row))}</td></tr>`)}</tbody>
    </table>
    <p class="grades-wall__foot">${t("A table does not grade the card that it works on.")}</p>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}
