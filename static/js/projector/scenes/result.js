/** Left the choice of the voices, right how the hall decided: electorate, rule, quorum, seal. Below, how a tie was broken. */

import { html, useState } from "../../../vendor/htm-preact.module.js";
import { kindOf } from "../../lib/ballots.js";
import { belowWords, bestOf, chosenWords, placesLeft } from "../../lib/cut.js";
import { arc, polar } from "../../lib/geometry.js";
import { numberOf } from "../../lib/matrix.js";
import { classes, Icon } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { contestWords, isRunoff } from "../../lib/contests.js";
import { allowedWords, ruleWords, scoreWords, unitWords } from "../../lib/rules.js";
import { SumsLine } from "../../lib/sums.js";
import { handWords, unnamed } from "../../lib/verdict.js";
import { Clipped, Fit, roundHead, Scene } from "../sheet.js";
import { sphereIcon, sphereTone } from "../../lib/spheres.js";
import { Pager, TurningList } from "../turns.js";
import { howTheyVoted } from "../words.js";
import { TiePath } from "./tie.js";

const WIDE = { disc: { cx: 1790, cy: 520, r: 720 }, ring: { cx: 1560, cy: 222, aside: 300 } };
const TALL = { disc: { cx: 1750, cy: 660, r: 820 }, ring: { cx: 1390, cy: 250, aside: 232 } };
const SHORT_TITLE = 20;
const ON_ONE_PAGE = 11;
const SAYS_ITSELF = ["top", "threshold"]; // rules that name what they count
const LONG_RULE = 60;
const COUNTED = ["top", "equal_shares"];

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Result({ day, sheet }) {
  const { round, spheres } = day;
  const { blanks, scene } = inSight(day.scene);
  const { disc, ring } = sheet.tall ? TALL : WIDE;
  const [turn, setTurn] = useState({ page: 0, pages: 1 });
  const brief = isBrief(day.scene);
  const name = classes("rank", brief ? "rank--brief" : "rank--full",
    brief && scene.rows.length > ON_ONE_PAGE && "rank--tens", scene.tie.length > 0 && "rank--tie", scene.tie.length > 2 && "rank--tie-long");
  return html`<${Scene} name="result" sheet=${sheet} disc=${disc} head=${roundHead(round)}
    square=${html`<${Share} scene=${scene} at=${ring} />`}>
    <${Fit} class="scene__title scene__title--fit" sizes=${[8.4, 7.4, 6.6, 5.8, 5]}><h1>${title(scene, round)}</h1><//>
    <${TurningList} class=${name} onPages=${(page, pages) => setTurn({ page, pages })}>
      ${blanks.map((n) => html`<li key=${`place:${n}`} class="rank__row is-unnamed"><span class="rank__n num">${n}</span><i class="rank__blank"></i></li>`)}
      ${rowsWithCut(scene, round, spheres)}
    <//>
    <${Pager} ...${turn} />
    <${Facts} scene=${scene} round=${round} />
    <${TiePath} scene=${day.scene} round=${round} />
  <//>`;
}

/** @param {Object} scene @returns {boolean} every title fits into one line */
function isBrief({ rows }) {
  return rows.every((row) => row.card.title.length <= SHORT_TITLE);
}

const IN_SIGHT = { brief: 11, full: 8, tie: 6 };
const BELOW = 3; // of the cards under the line so many say where it lies
const NAMED = 4;

/**
 * While places are named one by one nothing turns away from the newest: what is far from it gives way, first below the line,
 * then the places that were named long ago, then the blank ones at the top.
 * @param {Object} scene @returns {{blanks: number[], scene: Object}}
 */
function inSight(scene) {
  const blanks = unnamed(scene);
  if (!blanks.length || scene.waits) return { blanks, scene };
  const named = scene.rows.filter((row) => row.state === "in");
  const out = scene.rows.filter((row) => row.state === "out").slice(0, BELOW);
  const room = isBrief(scene) ? IN_SIGHT.brief : scene.tie.length ? IN_SIGHT.tie : IN_SIGHT.full;
  const over = () => blanks.length + named.length + out.length - room;
  while (over() > 0 && out.length) out.pop();
  while (over() > 0 && named.length > NAMED) named.pop();
  while (over() > 0 && blanks.length > 2) blanks.shift();
  return { blanks, scene: { ...scene, rows: [...named, ...out] } };
}

/** What came of the vote. @param {Object} scene @param {Object} round @returns {string} */
export function title({ unnamed: ahead, stepped, waits, places, rows, by_hand: byHand }, round) {
  if (waits === "pick") return t("The lead chooses");
  if (ahead && stepped.shown === 0) return t("Now, place by place");
  if (waits === "runoff") return tn("{n} place by a runoff", "{n} places by a runoff", places);
  if (waits) return tn("{n} place is still open", "{n} places are still open", places);
  if (ahead) return tn("{n} more is to come", "{n} more are to come", ahead);
  const n = rows.filter((row) => row.state === "in").length;
  if (byHand) return handWords(n);
  if (!n) return t("Nothing got over the line");
  return chosenWords(round, n);
}

function rowsWithCut(scene, round, spheres) {
  const best = bestOf(scene);
  const compared = scene.tie.some((step) => step.step === "breadth") ? scene.tie[0].values : {};
  const newest = scene.stepped && scene.unnamed ? scene.rows.find((row) => row.state === "in") : null;
  const rows = scene.rows.map((row) => html`<${Row} key=${row.card.id} row=${row} newest=${row === newest} round=${round} best=${best} spheres=${spheres}
    breadth=${row.card.id in compared ? row.breadth : null} />`);
  const cut = scene.rows.findIndex((row) => row.state === "out");
  if (cut > 0 || (cut === 0 && round.rule.rule === "threshold")) {
    rows.splice(cut, 0, html`<li key="cut" class="rank__cut"><span>${cutWords(scene, round.rule)}</span></li>`);
  }
  return rows;
}

function cutWords(scene, rule) {
  if (placesLeft(scene, rule)) return belowWords(scene, rule);
  const line = COUNTED.includes(rule.rule) ? tn("The line: {n} place.", "The line: {n} places.", rule.k) : rule.rule === "threshold" ? t("The threshold.") : "";
  return `${line} ${belowWords(scene, rule)}`.trim();
}

/** @param {{row: Object, best: number, spheres: Object[], breadth: number|null}} props every bar on one scale */
function Row({ row, round, best, spheres, breadth, newest }) {
  const { card, score, state } = row;
  const tone = card.sphere ? sphereTone(spheres, card.sphere) : "";
  return html`<li class=${classes("rank__row", tone, `is-${state}`, score === 0 && "is-zero", newest && "is-newest")} style=${{ "--v": score / best }}>
    <span class="rank__n num">${numberOf(row)}</span>
    <span class="rank__s">${card.sphere && html`<${Icon} name=${sphereIcon(spheres, card.sphere)} />`}</span>
    <${Clipped} class="rank__name" text=${card.title} />
    <span class="rank__bar num"><i></i><b>${scoreWords(round, row)}</b>${breadth !== null && html`<small>${tn("at {n} table", "at {n} tables", breadth)}</small>`}</span>
  </li>`;
}

/** How many of those who might have voted did. */
function Share({ scene, at }) {
  const { voted, electors, quorum } = scene;
  const deg = quorum && electors ? (quorum / electors) * 360 : null;
  const [from, to] = [90, 158].map((r) => polar(0, 0, r, deg));
  const word = polar(0, 0, 196, Math.min(at.aside, Math.max(deg, 222))); // below the ring begin the facts
  return html`<g transform=${`translate(${at.cx} ${at.cy})`} class="share">
    <circle class="share__all" r="124" />
    ${voted > 0 && html`<path class="share__in" d=${arc(0, 0, 124, 0, Math.min(360, (voted / Math.max(1, electors)) * 360))} />`}
    ${deg !== null && html`<line class="notch" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />
      ${deg > 140 && html`<text class="svgtext svgtext--end on-now" x=${word.x} y=${word.y + 6} font-size="38">${t("quorum {n}", { n: quorum })}</text>`}`}
    <text class="svgtext on fig" x="0" y="18" font-size=${voted > 999 ? 76 : 96}>${voted}</text>
    <text class="svgtext on-2" x="0" y="66" font-size="38">${t("of {n}", { n: electors })}</text>
  </g>`;
}

/** What makes the result checkable, in words. */
function Facts({ scene, round }) {
  const { voted, blank, quorum, head } = scene;
  const reached = quorum === null || voted >= quorum;
  const left = placesLeft(scene, round.rule);
  const cast = tn("{n} ballot cast", "{n} ballots cast", voted);
  const { by_hand: byHand, runoff } = scene;
  return html`<dl class=${classes("facts facts--reveal on", (ruleWords(round).length > LONG_RULE || byHand || runoff || scene.sums) && "facts--long")}>
    <dt>${t("Who voted")}${contestWords(round) && !isRunoff(round) && html` · ${contestWords(round)}`}</dt><dd>${howTheyVoted(round)},<br />${allowedWords(round)}</dd>
    <dt>${t("The rule")}</dt><dd>${ruleWords(round)}
      ${byHand && byHand.reason && html`<small>${t("why: {reason}", { reason: byHand.reason })}</small>`}
      ${kindOf(round) !== "marks" && !SAYS_ITSELF.includes(round.rule.rule) && html`<small>${t("the number: {what}", { what: unitWords(round) })}</small>`}
      ${left > 0 && html`<small>${tn("{taken} of {n} place is taken", "{taken} of {n} places are taken", round.rule.k, { taken: round.rule.k - left })}</small>`}</dd>
    <dt>${quorum === null ? t("Ballots") : t("Quorum {n}", { n: quorum })}</dt>
    <dd class=${reached ? "" : "is-need"}>${quorum === null ? cast : reached ? t("reached: {cast}", { cast }) : t("not reached: {cast}", { cast })}
      ${runoff && html`<small>${t("the runoff: {ballots}", { ballots: tn("{n} ballot", "{n} ballots", runoff.ballots) })}</small>`}
      ${blank > 0 && html`<small>${tn("of them {n} blank", "of them {n} blank", blank)}</small>`}
      <${SumsLine} result=${scene} /></dd>
    <dt>${t("Anyone can recount")}</dt><dd>${t("printed seal {head}", { head })}</dd>
  </dl>`;
}
