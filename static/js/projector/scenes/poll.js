/** A poll on the wall: while it is open who has answered, afterwards one question at a time, guests and texts apart. */

import { html } from "../../../vendor/htm-preact.module.js";
import { cellWords, isHidden, longest, rowsOf, strawWords } from "../../lib/cells.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { Icon, StrokeRing } from "../../lib/ui.js";
import { pick, t, tn } from "../../lib/words.js";
import { Fit, roundHead, Scene } from "../sheet.js";
import { Pager, useTurns } from "../turns.js";
import { address } from "./lobby.js";

const WIDE = { disc: { cx: 1560, cy: 540, r: 640 }, k: 0.86 };
const TALL = { disc: { cx: 1330, cy: 640, r: 520 }, k: 0.7 };
const SAID = { wide: { disc: { cx: 1700, cy: 540, r: 520 }, k: 0.7 }, tall: { disc: { cx: 1400, cy: 640, r: 430 }, k: 0.58 } }; // bars want room
const SIZES = [8.6, 7.6, 6.8, 6, 5.4, 4.8, 4.4, 4, 3.6];
const STROKES = 400;
const TEXTS = 5;

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Poll({ day, link, sheet }) {
  return day.scene.result ? html`<${Said} day=${day} sheet=${sheet} />` : html`<${Asked} day=${day} link=${link} sheet=${sheet} />`;
}

/** While people answer. */
function Asked({ day, link, sheet }) {
  const { scene, round } = day;
  const { disc, k } = sheet.tall ? TALL : WIDE;
  const clock = useClock(link);
  const open = round.phase === "open" || round.phase === "grace";
  const person = round.electors === "person";
  return html`<${Scene} name="poll" sheet=${sheet} disc=${disc} head=${roundHead(round)} square=${html`<${Ring} scene=${scene} disc=${disc} k=${k} />`}>
    <div class="pane"><${Fit} class="pollw" sizes=${SIZES}>
      <h1>${pick(round.prompt) || pick(round.title)}</h1>
      <p class="pollw__time">${open ? html`<b class="num">${formatClock(clock.ms)}</b> ${t("until the close")}` : html`<b>${t("The poll is closed")}</b> ${t("the lead will show what the hall said")}`}</p>
      ${open && html`<p class="pollw__how"><${Icon} name=${person ? "phone" : "tablet"} /><span>${person ? html`<b>${address(scene.url)}</b> ${t("the code is on the badge")}` : t("the table answers on its tablet")}</span></p>`}
      ${person && html`<p class="pollw__how"><${Icon} name="hide" /><span>${t("Only sums leave the box; fewer than {n} are never shown", { n: round.min_cell })}</span></p>`}
      ${round.guests && scene.guests > 0 && html`<p class="pollw__how"><${Icon} name="info" /><span>${tn("and {n} guest", "and {n} guests", scene.guests)}: ${strawWords()}</span></p>`}
    <//></div>
  <//>`;
}

function Ring({ scene, disc, k }) {
  return html`<g transform=${`translate(${disc.cx} ${disc.cy}) scale(${k})`}>
    ${scene.of <= STROKES && html`<${StrokeRing} cx=${0} cy=${0} n=${scene.sheets} of=${scene.of} />`}
    <text class="svgtext on fig" x="0" y="34" font-size="260" letter-spacing="-10">${scene.sheets}</text>
    <text class="svgtext on" x="0" y="112" font-size="48">${tn("of {n} has answered", "of {n} have answered", scene.of)}</text></g>`;
}

/** One question a page; what is before and after and what guests say have pages of their own. */
function Said({ day, sheet }) {
  const { scene, round } = day;
  const pages = pagesOf(round, scene.result);
  const page = useTurns(pages.length);
  const shown = pages[page] || pages[0];
  const { disc, k } = sheet.tall ? SAID.tall : SAID.wide;
  const Page = PAGES[shown.kind];
  const wide = shown.kind === "pair";
  return html`<${Scene} name=${wide ? "pollpair" : "pollsaid"} sheet=${sheet} disc=${wide ? null : disc} head=${roundHead(round)}
    square=${!wide && html`<${Sum} page=${shown} disc=${disc} k=${k} />`}>
    <div class="pane"><${Fit} key=${page} class="pollw" sizes=${SIZES}><${Page} page=${shown} round=${round} /><//></div>
    <${Pager} page=${page} pages=${pages.length} />
  <//>`;
}

const PAGES = { bars: BarsPage, scale: ScalePage, texts: TextsPage, pair: PairPage };

function pagesOf(round, { count, guests, pairs }) {
  const of = (group, straw) => round.questions.map((question, i) => ({
    kind: question.type === "text" ? "texts" : question.type === "scale" ? "scale" : "bars", question, count: group.questions[i], sheets: group.sheets, straw,
  })).filter(tells);
  const both = pairs.map((pair) => {
    const i = round.questions.findIndex((each) => each.id === pair.id);
    return { kind: "pair", question: round.questions[i], count: count.questions[i], pair, sheets: count.sheets, straw: false };
  });
  const paired = pairs.map((pair) => pair.id);
  return [...of(count, false).filter((page) => !paired.includes(page.question.id)), ...both, ...(guests ? of(guests, true) : [])];
}

/** Texts that were let on, or a number that is not hidden. */
function tells({ count, straw }) {
  return count.texts.length > 0 || (count.cells.length > 0 && (!straw || count.cells.some((cell) => !isHidden(cell))));
}

/** In the circle how many this is about. */
function Sum({ page, disc, k }) {
  return html`<g transform=${`translate(${disc.cx - 50} ${disc.cy}) scale(${k})`}><text class="svgtext on fig" x="0" y="20" font-size="260" letter-spacing="-10">${page.sheets}</text>
    <text class="svgtext on" x="0" y="104" font-size="50">${page.straw ? tn("guest", "guests", page.sheets) : tn("answer", "answers", page.sheets)}</text>
    ${page.straw && html`<text class="svgtext on-now" x="0" y="186" font-size="46">${strawWords()}</text>`}</g>`;
}

function BarsPage({ page }) {
  const rows = rowsOf(page.question, page.count);
  return html`<h1>${pick(page.question.label)}</h1><${WallBars} rows=${rows} of=${page.sheets} />`;
}

/** @param {{rows: import("../../lib/cells.js").Row[], of: number}} props */
export function WallBars({ rows, of }) {
  const most = longest(rows);
  return html`<ul class="wbars">${rows.map(({ name, cell }) => html`<li key=${name} class=${isHidden(cell) ? "is-hidden" : ""}><span class="wbars__name">${name}</span>
    <span class="wbars__bar"><i style=${{ width: isHidden(cell) ? null : `${(cell[0] / most) * 100}%` }}></i></span><b class="num">${cellWords(cell, of)}</b></li>`)}</ul>`;
}

const LARGEST = 1; // em: the circle of the largest cell

/** A scale as a row of circles: the more said it, the larger; a hidden one is an empty ring. */
function ScalePage({ page }) {
  const { question } = page;
  const rows = rowsOf(question, page.count);
  const most = longest(rows);
  return html`<h1>${pick(question.label)}</h1><ul class="wscale">${rows.map(({ name, cell }) => html`<li key=${name} class=${isHidden(cell) ? "is-hidden" : ""}>
      <span class="wscale__at"><i style=${{ fontSize: `${isHidden(cell) ? 0.45 : Math.max(0.2, Math.sqrt(cell[0] / most)) * LARGEST}em` }}></i></span><b class="num">${cellWords(cell, page.sheets)}</b><span>${name}</span></li>`)}</ul>
    ${(question.low_label || question.high_label) && html`<p class="wscale__ends"><span>${question.low_label && pick(question.low_label)}</span><span>${question.high_label && pick(question.high_label)}</span></p>`}`;
}

function TextsPage({ page }) {
  return html`<h1>${pick(page.question.label)}</h1><ul class="wtexts">${page.count.texts.slice(-TEXTS).map(({ no, text }) => html`<li key=${no}>${text}</li>`)}</ul>`;
}

/** Two bars for each answer: how all answered then, and now; below, how the same people changed. */
function PairPage({ page }) {
  const { question, count, pair } = page;
  const now = rowsOf(question, count);
  const most = Math.max(longest(now), longest(pair.before.map((cell) => ({ name: "", cell }))));
  const bar = (cell, tone, words) => html`<span class=${`wpair__bar ${tone} ${isHidden(cell) ? "is-hidden" : ""}`}><small>${words}</small><i style=${{ width: isHidden(cell) ? "10%" : `${Math.max(1, (cell[0] / most) * 60)}%` }}></i><b class="num">${cellWords(cell, page.sheets)}</b></span>`;
  return html`<h1>${pick(question.label)}</h1><ul class="wpair">${now.map(({ name, cell }, i) => html`<li key=${name}><span class="wbars__name">${name}</span>
      <span>${bar(pair.before[i], "is-then", t("before"))}${bar(cell, "is-now", t("after"))}</span></li>`)}</ul>
    <p class="pollw__how"><span>${pair.table ? changedWords(pair, now) : t("Not paired: nobody's two answers could be laid side by side.")}</span></p>`;
}

/** What may be said of how the same people changed: the largest move that is not hidden. */
function changedWords({ people, table }, now) {
  const moves = table.flatMap((row, i) => row.map((cell, j) => ({ from: now[i].name, to: now[j].name, i, j, cell }))).filter(({ i, j, cell }) => i !== j && !isHidden(cell) && cell[0] > 0);
  const most = moves.sort((a, b) => b.cell[0] - a.cell[0])[0];
  const said = tn("{n} person answered both times.", "{n} people answered both times.", people);
  return most ? `${said} ${t("From “{from}” to “{to}”: {n}", { from: most.from, to: most.to, n: most.cell[0] })}` : `${said} ${t("How they changed is hidden: too few moved.")}`;
}
