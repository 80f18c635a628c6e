/** Live counters without a ranking: cards per table in the ring, and the newest cards in the scenario's order. */

import { html, useRef } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { ClockArc, Icon, Slip, TableRing } from "../../lib/ui.js";
import { pick, t, tn } from "../../lib/words.js";
import { Clipped, roundHead, Scene, useMeasure } from "../sheet.js";
import { sphereIcon, sphereTone } from "../../lib/spheres.js";
import { partNow } from "../../lib/stages.js";
import { Pager, usePages } from "../turns.js";
import { Rotation, TimeMap } from "./rotation.js";
import { stageDoing, timeWord } from "../words.js";

const WIDE = { disc: { cx: 1560, cy: 560, r: 600 }, at: { cx: 1492, cy: 550 }, k: 1 };
const TALL = { disc: { cx: 1300, cy: 660, r: 480 }, at: { cx: 1254, cy: 650 }, k: 0.82 };
const PER_PAGE = 6;
const EDGES = 4;

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Gather({ day, link, sheet }) {
  if (day.scene.by === "rotation") return html`<${Rotation} day=${day} link=${link} sheet=${sheet} />`;
  if (day.scene.by === "grid") return html`<${TimeMap} day=${day} link=${link} sheet=${sheet} />`;
  return html`<${Counters} day=${day} link=${link} sheet=${sheet} />`;
}

function Counters({ day, link, sheet }) {
  const { scene, round } = day;
  const { disc, at, k } = sheet.tall ? TALL : WIDE;
  return html`<${Scene} name="gather" sheet=${sheet} disc=${disc} head=${roundHead(round)}
    square=${html`<${Ring} day=${day} link=${link} at=${at} k=${k} />`}>
    <h1 class="scene__title scene__title--m">${title(scene)}</h1>
    ${scene.by === "stream"
      ? html`<${Stream} scene=${scene} />`
      : html`<${Columns} key=${scene.by} scene=${scene} spheres=${day.spheres} parents=${round.parents || []} />`}
  <//>`;
}

/** @param {Object} scene @returns {string} */
function title({ total, tables }) {
  const from = tables.filter((n) => n > 0).length;
  if (!total) return t("Waiting for the first card");
  return `${tn("{n} card", "{n} cards", total)} ${tn("from {n} table", "from {n} tables", from)}`;
}

function Ring({ day, link, at, k }) {
  const { scene, round } = day;
  const clock = useClock(link);
  const part = partNow(round, clock);
  const tables = scene.tables.map((n, i) => ({ name: i + 1, n }));
  return html`<g transform=${`translate(${at.cx} ${at.cy}) scale(${k})`}>
    <${TableRing} cx=${0} cy=${0} tables=${tables} limit=${scene.writers === "person" ? Math.max(1, ...scene.tables) : scene.limit} />
    ${clock.ms !== null && html`<${ClockArc} cx=${0} cy=${0} r=${176} part=${clock.part} track=${4.2} width=${14} dot=${17.5} over=${clock.over} />`}
    ${clock.ms === null
      ? html`<text class="svgtext on fig" x="0" y="36" font-size="110">${scene.total}</text>`
      : html`<text class="svgtext on fig" x="0" y="30" font-size=${Math.abs(clock.ms) >= 5999000 ? 74 : 96}>${formatClock(clock.ms)}</text>
        <text class="svgtext on-2" x="0" y="84" font-size="38">${timeWord(round, clock)}</text>`}
    <text class="svgtext on-2" x="0" y="460" font-size="38">${part && clock.running ? `${stageDoing(part.name)} ${formatClock(part.ms)}` : scene.writers === "person" ? tn("{n} card a person", "{n} cards a person", scene.limit) : tn("at most {n} card a table", "at most {n} cards a table", scene.limit)}</text>
  </g>`;
}

/** One column a sphere, or one a card that is answered. */
function Columns({ scene, spheres, parents }) {
  const { rows, page, pages } = usePages(scene.groups, PER_PAGE);
  const many = Math.ceil(rows.length / 2);
  return html`<ol class=${`spheres spheres--${many} ${scene.by === "parent" ? "spheres--parents" : ""}`}>
    ${rows.map((group) => html`<${Column} key=${group.id || "none"} group=${group} newest=${scene.newest}
      ...${scene.by === "parent" ? parentHead(parents, group.id, spheres) : sphereHead(spheres, group.id)} />`)}
  </ol><${Pager} page=${page} pages=${pages} />`;
}

function sphereHead(spheres, id) {
  const place = spheres.findIndex((sphere) => sphere.id === id);
  if (place < 0) return { name: t("no sphere named"), icon: "circle", tone: "" };
  return { name: pick(spheres[place].label), icon: sphereIcon(spheres, id), tone: sphereTone(spheres, id) };
}

function parentHead(parents, id, spheres) {
  const card = parents.find((parent) => parent.id === id);
  const sphere = card ? card.sphere : null;
  return { name: card ? card.title : "", icon: sphere && sphereIcon(spheres, sphere), tone: sphere ? sphereTone(spheres, sphere) : "", parent: true };
}

/** @param {{group: Object, newest: string|null, name: string, icon: string|null, tone: string, parent?: boolean}} props */
function Column({ group, newest, name, icon, tone, parent }) {
  const rest = Math.min(EDGES, group.total - group.cards.length);
  return html`<li class=${`sphere ${tone}`}>
    <h2>${icon && html`<${Icon} name=${icon} />`}<span>${name}</span>${parent && html`<b class="num">${group.total}</b>`}</h2>
    <${Newest} group=${group} newest=${newest} />
    ${!parent && html`<p class="sphere__more"><span class="edges">${Array.from({ length: rest }, (none, i) => html`<i key=${i}></i>`)}</span>
      ${t("in all")} <b class="num">${group.total}</b></p>`}
  </li>`;
}

/** The newest slips; one that does not fit under the first waits behind the edges. */
function Newest({ group, newest }) {
  const list = useRef(null);
  useMeasure(() => { if (list.current) list.current.style.setProperty("--lines", linesIn(list.current)); });
  const waits = group.total === 0 ? t("no card here yet") : t("the lead is reading them");
  return html`<ul ref=${list} class="sphere__slips">
    ${group.cards.length === 0 && html`<${Slip} tag="li" tone="empty">${waits}<//>`}
    ${group.cards.map(({ id, title: text }) => html`<${Slip} tag="li" key=${id} class=${id === newest ? "is-new" : ""}><${Clipped} text=${text} /><//>`)}
  </ul>`;
}

/** @param {HTMLElement} list @returns {number} how many lines a slip may have and still be whole */
function linesIn(list) {
  const slip = list.querySelector(".slip");
  if (!slip) return 1;
  const { lineHeight, paddingTop, paddingBottom } = window.getComputedStyle(slip);
  return Math.max(1, Math.floor((list.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight)));
}

/** Cards without spheres: the newest on top, as many as there is room for. */
function Stream({ scene }) {
  const [group] = scene.groups;
  return html`<div class="spheres spheres--stream"><div class="sphere"><${Newest} group=${group} newest=${scene.newest} /></div></div>`;
}
