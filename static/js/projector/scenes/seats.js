/** Where everybody sits, by the number of the badge: down the columns, as one reads a list; pages turn by themselves. */

import { html } from "../../../vendor/htm-preact.module.js";
import { classes } from "../../lib/ui.js";
import { pick, t } from "../../lib/words.js";
import { Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";

const WIDE = { columns: 7, rows: 10 };
const TALL = { columns: 6, rows: 12 };

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Seats({ day, sheet }) {
  const { seats } = day.scene;
  const most = sheet.tall ? TALL : WIDE;
  const { rows, page, pages } = usePages(seats, evenly(seats.length, most.columns * most.rows));
  const lines = Math.max(1, Math.min(most.rows, Math.ceil(rows.length / most.columns)));
  return html`<${Scene} name="seats" sheet=${sheet} head=${pick(day.session.title)}>
    <header class="themes__top"><h1>${t("Your table")}</h1><p>${t("find the number of your badge")}</p></header>
    ${rows.length > 0 && pages > 1 && html`<p class="places__run num">${t("badges {from}–{to}", { from: rows[0].no, to: rows[rows.length - 1].no })}</p>`}
    <ol class="places" style=${{ "--columns": most.columns, "--rows": lines }}>${rows.map(({ no, table }) => html`<li key=${no}><span class="num">${no}</span>
      <b class=${classes("num", table === null && "is-none")} key=${table}><span class="sr">${table === null ? t("no table yet") : t("table {no}", { no: table })}</span><span aria-hidden="true">${table === null ? "–" : table}</span></b></li>`)}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}

/** As many pages as it takes, each as full as the others. @param {number} all @param {number} most @returns {number} on one page */
function evenly(all, most) {
  return Math.max(1, Math.ceil(all / Math.max(1, Math.ceil(all / most))));
}
