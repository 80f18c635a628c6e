/** Two codes in order, then the tables filling seat by seat; a filled disc is a table whose tablet is there. */

import { html } from "../../../vendor/htm-preact.module.js";
import { arc, polar } from "../../lib/geometry.js";
import { hourOf } from "../../lib/day.js";
import { SeatRing } from "../../lib/ui.js";
import { pick, t, tn } from "../../lib/words.js";
import { Fit, Scene } from "../sheet.js";

const WIDE = { disc: { cx: 1490, cy: 540, r: 690 }, at: { cx: 1420, cy: 540 }, k: 1 };
const TALL = { disc: { cx: 1236, cy: 790, r: 490 }, at: { cx: 1226, cy: 790 }, k: 0.78 };
const SEATED = 12; // more tables leave no room for their single seats
const IN_ONE_RING = 22;

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Lobby({ day, sheet }) {
  const { scene, session } = day;
  const { disc, at, k } = sheet.tall ? TALL : WIDE;
  return html`<${Scene} name="lobby" sheet=${sheet} disc=${disc} head=${day.day.start_min === null ? t("The forum is gathering") : t("The forum is gathering, and begins at {time}", { time: hourOf(day.day.start_min) })}
    square=${html`<${Hall} scene=${scene} people=${session.people} at=${at} k=${k} />`}>
    <div class="pane"><${Fit} class="lobby__title" sizes=${[9.6, 8.4, 7.2, 6.2, 5.2, 4.4]}><h1>${pick(session.title)}</h1><//></div>
    <${WayIn} scene=${scene} />
  <//>`;
}

/** The tables and how many are at them; with a list a table is full when its people are here. Without badges it is the tablets that are counted. */
function Hall({ scene, people, at, k }) {
  const tables = scene.tables.map(({ no, arrived, of, online }) => ({ name: no, n: arrived, of, ready: scene.listed && scene.seated ? of > 0 && arrived >= of : online }));
  const ready = tables.filter((table) => table.ready).length;
  const all = scene.listed ? scene.of : people;
  const place = `translate(${at.cx} ${at.cy}) scale(${k})`;
  return html`<g transform=${place}>
    ${tables.length > SEATED ? html`<${TableArcs} tables=${tables} />` : html`<${SeatRing} cx=${0} cy=${0} tables=${tables} />`}
    <text class="svgtext on fig" x="0" y="30" font-size="190" letter-spacing="-5">${all ? scene.arrived : ready}</text>
    <text class="svgtext on-2" x="0" y="92" font-size="42">${all
      ? t("of {n} have come", { n: all })
      : tn("of {n} table is ready", "of {n} tables are ready", tables.length)}</text>
    ${all > 0 && html`<text class="svgtext on-2" x="0" y="146" font-size="42">${scene.listed && scene.seated ? t("tables complete: {n}", { n: ready }) : t("tables ready: {n}", { n: ready })}</text>`}
  </g>`;
}

/** Many tables: how full each one is, as an arc about it; the tables stand in one ring or in two. */
function TableArcs({ tables }) {
  const outer = tables.length > IN_ONE_RING ? Math.ceil(tables.length * 0.59) : tables.length;
  return html`<g class="seats">
    <${ArcRing} tables=${tables.slice(0, outer)} r=${outer < tables.length ? 418 : 396} />
    <${ArcRing} tables=${tables.slice(outer)} r=${290} />
  </g>`;
}

function ArcRing({ tables, r }) {
  const turn = 360 / Math.max(1, tables.length);
  const size = Math.min(1, (2 * Math.PI * r) / tables.length / 116);
  return tables.map(({ name, n, of, ready }, i) => {
    const at = polar(0, 0, r, (i + 0.5) * turn);
    return html`<g key=${name} class=${ready ? "is-ready" : ""} transform=${`translate(${at.x} ${at.y}) scale(${size})`}>
      <circle class="seats__disc" r="38" /><text class="svgtext seats__n" x="0" y="14" font-size="40">${name}</text>
      <circle class="seats__way" r="50" />${n > 0 && html`<path class="seats__arc" d=${arc(0, 0, 50, 0, Math.min(1, n / Math.max(of, n)) * 360)} />`}
    </g>`;
  });
}

/** @param {{scene: Object}} props without a named Wi-Fi there is only the way in */
function WayIn({ scene }) {
  const steps = [];
  if (scene.ssid) {
    steps.push({ src: "/qr/wifi.svg", alt: t("Code of the hall's Wi-Fi"), title: t("Hall Wi-Fi"),
      lines: [[t("network"), scene.ssid], scene.password ? [t("password"), scene.password] : [t("without a password"), ""]] });
  }
  steps.push({ src: "/qr/join.svg", alt: t("Code of the hall's page"), title: t("Enter here"),
    lines: [[t("the hall's page"), address(scene.url), true]] });
  return html`<ol class="lobby">${steps.map(({ src, alt, title, lines }, i) => html`<li key=${src}>
    <img class="qr" src=${src} alt=${alt} />
    <div class="lobby__how"><b>${steps.length > 1 && html`<span class="lobby__n num">${i + 1}</span>`}${title}</b>
      ${lines.map(([name, value, way]) => html`<p key=${name}>${name} <strong class=${way ? "lobby__way" : ""}
        style=${way ? `--letters: ${value.length}` : ""}>${value}</strong></p>`)}</div>
  </li>`)}</ol>`;
}

/** As people type it. @param {string} url @returns {string} */
export function address(url) {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
