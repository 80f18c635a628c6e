/** A gallery on the wall: which sheet every table looks at now, and how long the stop still lasts. */

import { html } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { partNow } from "../../lib/stages.js";
import { sphereIcon, sphereTone } from "../../lib/spheres.js";
import { Icon, Slip } from "../../lib/ui.js";
import { pick, t } from "../../lib/words.js";
import { Clipped, roundHead, Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";
import { timeWord } from "../words.js";

const WIDE = { columns: 2, rows: 6 };
const TALL = { columns: 1, rows: 7 };
const ONE_LINE = 44; // letters of a headline that has no second line
const FEW = 5; // so few have room for a line each

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Rotation({ day, link, sheet }) {
  const { scene, round, spheres } = day;
  const clock = useClock(link);
  const now = partNow(round, clock);
  const most = sheet.tall ? TALL : WIDE;
  const columns = scene.rows.length <= FEW ? 1 : most.columns;
  const { rows, page, pages } = usePages(scene.rows, columns * most.rows);
  const lines = Math.min(most.rows, Math.ceil(scene.rows.length / columns));
  const { rotation } = round;
  return html`<${Scene} name="assigned" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${t("Stop {n} of {of}: look at the sheet", { n: rotation.stop, of: rotation.stops })}</h1>
      <p><span class="wall__clock"><${Icon} name="clock" /><b class="num">${formatClock(now ? now.ms : clock.ms)}</b></span> ${now && now.ms < 0 && clock.running ? t("the next stop is near") : timeWord(round, clock)}</p></header>
    <ol class="themes wall" style=${{ "--columns": columns, "--rows": lines, "--clamp": lines > FEW ? 2 : 3 }}>${rows.map((row) => html`
      <li key=${row.table} class=${row.card ? sphereTone(spheres, row.card.sphere) : ""}><${Slip} class="wall__row wall__row--seats">
        <span class="wall__at"><span class="sr">${t("Table {no}", { no: row.table })}</span><b class="num" aria-hidden="true">${row.table}</b></span>
        ${row.card && row.card.sphere && html`<${Icon} name=${sphereIcon(spheres, row.card.sphere)} />`}
        <span class="wall__what"><${Clipped} class="wall__title" text=${row.card ? row.card.title || t("The lead is still reading this card") : t("has seen all there is for it")} /></span><//></li>`)}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}

/** The rows and columns of a map, in every cell its number and its newest words. @param {{day: Object, link: Object, sheet: Object}} props */
export function TimeMap({ day, link, sheet }) {
  const { scene, round } = day;
  const { rows, cols } = round.grid;
  const said = pick(round.prompt);
  const clock = useClock(link);
  const now = partNow(round, clock);
  const of = Object.fromEntries(scene.groups.map((group) => [group.id, group]));
  return html`<${Scene} name="assigned" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${said && said.length <= ONE_LINE ? said : pick(round.title)}</h1>
      <p>${clock.ms !== null && html`<span class="wall__clock"><${Icon} name="clock" /><b class="num">${formatClock(clock.ms)}</b></span>`} ${now ? "" : timeWord(round, clock)}</p></header>
    <table class="timemap" style=${{ "--rows": rows.length }}><thead><tr><td></td>${cols.map((col) => html`<th key=${col.id} scope="col">${pick(col.label)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.id}><th scope="row">${pick(row.label)}</th>${cols.map((col) => html`<td key=${col.id}><${Cell} group=${of[`${row.id}/${col.id}`]} newest=${scene.newest} few=${rows.length < 4} /></td>`)}</tr>`)}</tbody></table>
  <//>`;
}

/** @param {{group: Object, newest: string|null, few: boolean}} props */
function Cell({ group, newest, few }) {
  const shown = group.cards.slice(0, few ? 2 : 1);
  return html`<div class=${group.total ? "timemap__cell" : "timemap__cell is-empty"}><b class="num">${group.total || "\u00b7"}</b>
    <ul>${shown.map((card) => html`<li key=${card.id} class=${card.id === newest ? "is-new" : ""}><${Clipped} text=${card.title} /></li>`)}</ul></div>`;
}
