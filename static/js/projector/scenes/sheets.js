/** The wall of sheets: while tables write, a ring for each that closes as it fills, and not a word of theirs; then titles. */

import { html } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { arc } from "../../lib/geometry.js";
import { Icon, Slip } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Clipped, roundHead, Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";
import { timeWord } from "../words.js";

const WIDE = { disc: { cx: 1800, cy: 50, r: 410 }, columns: 6, rows: 3 };
const TALL = { disc: { cx: 1500, cy: 50, r: 400 }, columns: 5, rows: 4 };
const LIST = { wide: { columns: 3, rows: 4 }, tall: { columns: 2, rows: 6 } };

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Sheets({ day, link, sheet }) {
  return day.scene.writing ? html`<${Writing} day=${day} link=${link} sheet=${sheet} />` : html`<${Titles} day=${day} sheet=${sheet} />`;
}

function Writing({ day, link, sheet }) {
  const { scene, round } = day;
  const plan = sheet.tall ? TALL : WIDE;
  const clock = useClock(link);
  const { rows, page, pages } = usePages(scene.sheets, plan.columns * plan.rows);
  return html`<${Scene} name="sheets" sheet=${sheet} disc=${plan.disc} head=${roundHead(round)}>
    <header class="sheets__top"><h1>${t("The sheets are being written")}</h1><p><i class="sheets__dot"></i>${wholeWords(scene)}</p></header>
    <div class="sheets__time"><b class="num">${clock.ms === null ? "" : formatClock(clock.ms)}</b><p>${timeWord(round, clock)}</p></div>
    <ol class="sheets" style=${{ "--columns": Math.min(plan.columns, Math.max(3, Math.ceil(scene.sheets.length / 2))) }}>${rows.map((row, i) => html`<li key=${i} class=${row.whole ? "is-whole" : ""}>
      <${Ring} row=${row} /><p>${row.tables.length === 1 ? t("table {n}", { n: row.tables[0] }) : t("tables {n}", { n: row.tables.join(", ") })}</p></li>`)}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}

/** @param {{row: {percent: number, whole: boolean}}} props */
function Ring({ row }) {
  return html`<svg viewBox="0 0 200 200" role="img" aria-label=${t("{n} % filled in", { n: row.percent })}>
    <circle class="sheets__track" cx="100" cy="100" r="84" />
    ${row.percent > 0 && (row.percent < 100 ? html`<path class="sheets__part" d=${arc(100, 100, 84, 0, row.percent * 3.6)} />` : html`<circle class="sheets__part" cx="100" cy="100" r="84" />`)}
    <text class="svgtext fig" x="100" y="118" font-size=${row.percent < 100 ? 54 : 46}>${row.percent}%</text></svg>`;
}

function wholeWords({ whole, of }) {
  if (whole === of) return tn("The sheet has all that is needed", "All {n} have all that is needed", of);
  return t("{n} of {of} have all that is needed", { n: whole, of });
}

function Titles({ day, sheet }) {
  const { scene, round } = day;
  const plan = sheet.tall ? LIST.tall : LIST.wide;
  const columns = scene.sheets.length <= 4 ? 1 : plan.columns;
  const { rows, page, pages } = usePages(scene.sheets, columns * plan.rows);
  const lines = Math.min(plan.rows, Math.ceil(scene.sheets.length / columns));
  return html`<${Scene} name="themes" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${tn("{n} sheet", "{n} sheets", scene.of)}</h1>
      <p>${round.phase === "carried" ? t("Read them on your phone") : t("What the tables have worked out")}</p></header>
    <ol class="themes" style=${{ "--columns": columns, "--rows": lines }}>${rows.map((row) => html`<li key=${row.id}><${Slip}>
      <p class="themes__title sheets__title"><${Clipped} text=${row.title} /></p>
      ${row.whole && html`<p class="themes__of"><${Icon} name="check" /><span>${t("complete")}</span></p>`}<//></li>`)}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}
