/** Who works on what, or who sits where: a calm wall to find one's table on; pages turn, the type does not shrink. */

import { html } from "../../../vendor/htm-preact.module.js";
import { rangesOf } from "../../lib/assign.js";
import { sphereIcon, sphereTone } from "../../lib/spheres.js";
import { classes, Icon, Slip } from "../../lib/ui.js";
import { pick, t, tn } from "../../lib/words.js";
import { Clipped, roundHead, Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";

const WIDE = { columns: 2, rows: 6 };
const TALL = { columns: 1, rows: 7 };
const FEW = 5; // so few have room for a line each

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Assigned({ day, sheet }) {
  const { scene, spheres } = day;
  const list = scene.tables || scene.cards;
  const most = sheet.tall ? TALL : WIDE;
  const columns = list.length <= FEW ? 1 : most.columns;
  const { rows, page, pages } = usePages(list, columns * most.rows);
  const lines = Math.min(most.rows, Math.ceil(list.length / columns));
  return html`<${Scene} name="assigned" sheet=${sheet} head=${scene.title ? roundHead(scene) : pick(day.session.title)}>
    <header class="themes__top"><h1>${headWords(scene)}</h1><p>${footWords(scene)}</p></header>
    <ol class="themes wall" style=${{ "--columns": columns, "--rows": lines, "--clamp": lines > FEW ? 2 : 3 }}>${rows.map((row) => (scene.tables
      ? html`<${Table} key=${row.no} row=${row} />`
      : html`<${Card} key=${row.card.id} row=${row} spheres=${spheres} />`))}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}

function headWords({ what, tables }) {
  if (tables) return t("Your table by your badge");
  return what === "people" ? t("Where your group sits") : t("Who takes what");
}

function footWords({ what, tables }) {
  if (tables) return t("the number is on your badge");
  return what === "people" ? t("no group? stay where you are") : "";
}

/** @param {{row: Object, spheres: Object[]}} props */
function Card({ row, spheres }) {
  const { card, tables, people } = row;
  return html`<li class=${sphereTone(spheres, card.sphere)}><${Slip} class=${classes("wall__row", people !== null && "wall__row--group")}>
    ${card.sphere && html`<${Icon} name=${sphereIcon(spheres, card.sphere)} />`}
    <span class="wall__what"><${Clipped} class="wall__title" text=${card.title} />
      ${people !== null && html`<small><${Icon} name="people" />${tn("{n} person", "{n} people", people)}</small>`}</span>
    <${Tables} tables=${tables} /><//></li>`;
}

/** @param {{tables: number[]}} props */
function Tables({ tables }) {
  return html`<span class="wall__at"><span class="sr">${t("tables {list}", { list: tables.join(", ") })}</span>${tables.map((no) => html`<b key=${no} class="num" aria-hidden="true">${no}</b>`)}</span>`;
}

/** @param {{row: {no: number, badges: number[]}}} props */
function Table({ row }) {
  return html`<li><${Slip} class="wall__row wall__row--seats"><${Tables} tables=${[row.no]} /><span class="wall__what"><${Clipped} class="wall__title num" text=${rangesOf(row.badges) || t("nobody")} /></span><//></li>`;
}
