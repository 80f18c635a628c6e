/** A small drawing of what the hall sees: enough to notice a wrong scene, drawn from the view, never a second projector. */

import { html } from "../../vendor/htm-preact.module.js";
import { formatClock } from "../lib/clock.js";
import { polar } from "../lib/geometry.js";
import { FIELDS } from "../lib/matrix.js";
import { MatrixSketch } from "../lib/parts/matrix.js";
import { StrokeRing } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { sceneWords } from "./scenes.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function Preview({ hall }) {
  const { screen, announcement } = hall.common;
  const Scene = SCENES[screen.shown] || Prompt;
  const label = screen.blank ? t("The hall sees a black screen") : t("The hall sees: {scene}", { scene: sceneWords(screen.shown) });
  return html`<figure class="preview"><svg viewBox="0 0 1920 1080" role="img" aria-label=${label}>
    ${screen.blank ? html`<rect class="pv-black" width="1920" height="1080" /><text class="svgtext pv-light" x="960" y="580" font-size="110">${t("black screen")}</text>`
      : html`<rect class="pv-ground" width="1920" height="1080" /><${Scene} hall=${hall} />`}
    ${announcement && !screen.blank && html`<rect class="pv-said" x="0" y="820" width="1920" height="260" /><text class="svgtext svgtext--start pv-ink" x="80" y="980" font-size="90">${cut(announcement, 36)}</text>`}
  </svg></figure>`;
}

/** @param {string} text @param {number} length */
function cut(text, length) {
  return text.length > length ? `${text.slice(0, length - 1).replace(/[\s,.;:!?\u2013\u2014-]+$/, "")}…` : text;
}

function Title({ text }) {
  return html`<text class="svgtext svgtext--start pv-ink fig" x="80" y="190" font-size="92">${cut(text, 13)}</text>`;
}

function Lines({ x = 80, y, widths, height = 26, step = 64 }) {
  return widths.map((width, i) => html`<rect key=${i} class="pv-line" x=${x} y=${y + i * step} width=${width} height=${height} />`);
}

function Clock({ hall, cx = 1500, r = 620 }) {
  return html`<circle class="pv-square" cx=${cx + 60} cy="560" r=${r} /><text class="svgtext pv-light fig" x=${cx} y="620" font-size="200">${formatClock(hall.clock.ms)}</text>`;
}

function Lobby({ hall }) {
  const { tables } = hall.common;
  return html`<${Title} text=${pick(hall.common.session.title)} />
    <rect class="pv-ink" x="80" y="460" width="300" height="300" /><rect class="pv-ink" x="440" y="460" width="300" height="300" />
    <${Lines} y=${800} widths=${[260, 200]} /><${Lines} x=${440} y=${800} widths=${[260, 160]} />
    <circle class="pv-square" cx="1490" cy="540" r="690" />
    ${tables.map((table, i) => {
      const at = polar(1420, 540, 352, (i * 360) / tables.length);
      return html`<circle key=${table.id} class=${hall.on(table.id) ? "pv-in" : "pv-out"} cx=${at.x} cy=${at.y} r=${Math.min(62, 900 / tables.length)} />`;
    })}`;
}

function Prompt({ hall }) {
  return html`<${Title} text=${hall.round ? pick(hall.round.title) : ""} /><${Lines} y=${300} widths=${[760, 820, 640, 420]} height=${64} step=${120} />
    <${Lines} y=${820} widths=${[620, 560]} />${hall.clock.ms !== null && html`<${Clock} hall=${hall} />`}`;
}

function Gather({ hall }) {
  const live = (hall.cards || []).filter((card) => !card.hidden && (card.admitted || card.earlier)).length;
  const slips = [[80, 300], [520, 300], [80, 440], [520, 440], [80, 680], [520, 680], [80, 820], [520, 820]];
  return html`<${Title} text=${tn("{n} card", "{n} cards", live)} />
    ${slips.slice(0, live).map(([x, y]) => html`<g key=${`${x}.${y}`}><rect class="pv-slip" x=${x} y=${y} width="410" height="120" /><${Lines} x=${x + 50} y=${y + 30} widths=${[280, 200]} height=${20} step=${40} /></g>`)}
    <${Clock} hall=${hall} />`;
}

/** Slips of one size, as many as there may be: themes have no ranks. */
function Themes() {
  return html`<${Title} text=${t("the themes")} />${Array.from({ length: 12 }, (none, i) => html`<rect key=${i} class="pv-slip" x=${80 + (i % 3) * 600} y=${300 + Math.floor(i / 3) * 180} width="560" height="140" />`)}`;
}

function Recap() {
  return html`<circle class="pv-square" cx="150" cy="560" r="640" />${[0, 1, 2, 3].map((i) => html`<g key=${i}><rect class="pv-bar" x="120" y=${280 + i * 160} width="160" height="90" /><rect class="pv-slip" x="900" y=${260 + i * 190} width="440" height="150" /><rect class="pv-slip" x="1400" y=${260 + i * 190} width="440" height="150" /></g>`)}`;
}

function Lineage() {
  return html`<${Title} text=${t("the path of one card")} />${[0, 1, 2].map((i) => html`<g key=${i}><circle class="pv-square" cx="150" cy=${380 + i * 240} r="60" /><${Lines} x=${260} y=${350 + i * 240} widths=${[1100, 800]} /></g>`)}`;
}

function Bids({ hall }) {
  const { bids, of } = hall.common.bidding || { bids: 0, of: 1 };
  return html`<${Title} text=${hall.round ? pick(hall.round.title) : ""} /><${Lines} y=${300} widths=${[620, 560]} height=${64} step=${120} /><circle class="pv-square" cx="1500" cy="540" r="560" /><${StrokeRing} cx=${1500} cy=${540} n=${bids} of=${of} />
    <text class="svgtext pv-light fig" x="1500" y="610" font-size="220">${bids}</text>`;
}

/** Rows with a disc at the end: cards and their tables. */
function Assigned() {
  return html`<${Title} text=${t("who has what")} />${Array.from({ length: 8 }, (none, i) => html`<g key=${i}><rect class="pv-slip" x=${80 + (i % 2) * 890} y=${300 + Math.floor(i / 2) * 180} width="860" height="140" /><circle class="pv-square" cx=${850 + (i % 2) * 890} cy=${370 + Math.floor(i / 2) * 180} r="50" /></g>`)}`;
}

/** Numbers in columns, each with its table. */
function Seats() {
  return html`<${Title} text=${t("tables by badge")} />${Array.from({ length: 40 }, (none, i) => html`<g key=${i}><rect class="pv-line" x=${90 + (i % 8) * 225} y=${300 + Math.floor(i / 8) * 140} width="80" height="44" /><circle class="pv-square" cx=${230 + (i % 8) * 225} cy=${322 + Math.floor(i / 8) * 140} r="38" /></g>`)}`;
}

function Turnout({ hall }) {
  const { ballots, electors, quorum } = hall.common.vote || { ballots: 0, electors: 1, quorum: null };
  return html`<circle class="pv-square" cx="960" cy="540" r="560" /><${StrokeRing} cx=${960} cy=${540} n=${ballots} of=${electors} quorum=${quorum} />
    <text class="svgtext pv-light fig" x="960" y="610" font-size="220">${ballots}</text>`;
}

function Sheets({ hall }) {
  const rows = (hall.common.sheets || []).slice(0, 12);
  const words = hall.round && ["briefing", "open", "grace"].includes(hall.round.phase) ? null : rows.length;
  if (words !== null) return html`<${Themes} />`;
  return html`<${Title} text=${hall.round ? pick(hall.round.title) : ""} />${rows.map((row, i) => html`<g key=${row.card}><circle class="pv-open" cx=${220 + (i % 6) * 290} cy=${520 + Math.floor(i / 6) * 300} r="110" />
    <text class="svgtext pv-ink fig" x=${220 + (i % 6) * 290} y=${550 + Math.floor(i / 6) * 300} font-size="80">${row.percent}</text></g>`)}`;
}

/** Every bar is of one length: the shape of a result belongs to the hall, the figures stand beside. */
function Result({ hall }) {
  const n = Math.min(8, hall.result ? hall.result.rows.length : 6);
  return html`<${Title} text=${t("Result")} />${Array.from({ length: n }, (none, i) => html`<g key=${i}><rect class="pv-line" x="80" y=${300 + i * 84} width="340" height="30" /><rect class="pv-bar" x="460" y=${294 + i * 84} width="480" height="42" /></g>`)}
    <circle class="pv-square" cx="1640" cy="560" r="480" />`;
}

/** Here the shape is all there is to see, and nobody can mistake it for another scene. */
function Matrix({ hall }) {
  const { result, round } = hall;
  return html`<${Title} text=${t("The matrix")} /><circle class="pv-square" cx="2000" cy="540" r="960" /><${Lines} x=${1240} y=${200} widths=${[520, 420, 560, 480, 380, 500]} height=${40} step=${110} />
    ${result && html`<g transform="translate(130 232)"><${MatrixSketch} matrix=${round.matrix} rows=${result.rows} box=${FIELDS.wide} /></g>`}`;
}

function Floor({ hall }) {
  const { pitch } = hall.common;
  const row = pitch && (pitch.queue.find((each) => each.id === pitch.current) || pitch.queue.find((each) => each.stand === "waits"));
  return html`<${Title} text=${row ? row.title : ""} /><${Lines} y=${300} widths=${[760, 820, 420]} height=${64} step=${120} /><circle class="pv-square" cx="1560" cy="560" r="620" />`;
}

function Asked({ hall }) {
  const { questions } = hall.common;
  const one = (questions || []).find((each) => each.state === "wall");
  return html`<${Title} text=${one ? one.text : ""} /><${Lines} y=${300} widths=${[1100, 1180, 900, 520]} height=${64} step=${120} /><circle class="pv-square" cx="1780" cy="560" r="420" />`;
}

function Groups({ hall }) {
  const groups = (hall.common.groups || []).slice(0, 10);
  return html`<${Title} text=${hall.round ? pick(hall.round.title) : ""} />${groups.map((group, i) => {
    const at = { x: 246 + 357 * (i % 5), y: 420 + 380 * Math.floor(i / 5) };
    return html`<g key=${group.card.id}><circle class=${group.closed ? "pv-square" : "pv-open"} cx=${at.x} cy=${at.y} r="130" />
      <text class=${`svgtext fig ${group.closed ? "pv-light" : "pv-ink"}`} x=${at.x} y=${at.y + 40} font-size="110">${group.people.length}</text></g>`;
  })}`;
}

function Group({ hall }) {
  const { card } = hall.common.screen;
  const group = (hall.common.groups || []).find((each) => each.card.id === card);
  return html`<circle class="pv-square" cx="420" cy="540" r="400" /><text class="svgtext pv-light fig" x="420" y="630" font-size="260">${group ? group.people.length : ""}</text>
    <text class="svgtext svgtext--start pv-ink fig" x="900" y="280" font-size="90">${cut(group ? group.card.title : "", 18)}</text><${Lines} x=${900} y=${380} widths=${[520, 440, 560, 480, 380]} height=${44} step=${110} />`;
}

/** A question and bars of one length: the shape of an answer belongs to the hall. */
function Poll({ hall }) {
  const { straw, poll } = hall.common;
  const n = straw ? straw.answers : poll ? poll.sheets : 0;
  return html`<${Title} text=${straw ? straw.question : hall.round ? pick(hall.round.title) : ""} /><circle class="pv-square" cx="1560" cy="540" r="640" />
    <text class="svgtext pv-light fig" x="1530" y="610" font-size="220">${n}</text>${[0, 1, 2, 3].map((i) => html`<rect key=${i} class="pv-bar" x="80" y=${340 + i * 130} width="640" height="60" />`)}`;
}

const SCENES = {
  lobby: Lobby,
  recap: Recap,
  prompt: Prompt,
  gather: Gather,
  theming: Prompt,
  themes: Themes,
  lineage: Lineage,
  turnout: Turnout,
  result: Result,
  matrix: Matrix,
  bids: Bids,
  assigned: Assigned,
  seats: Seats,
  seating: Assigned,
  groups: Groups,
  group: Group,
  pitch: Floor,
  grades: Result,
  chosen: Themes,
  question: Asked,
  poll: Poll,
  straw: Poll,
  sheets: Sheets,
};
