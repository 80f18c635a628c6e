/** A vote: before the reveal only how many have voted; after it the result, the way it was decided, and the draw. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { bestOf, emptyPlacesWords } from "../lib/cut.js";
import { FIELDS, numberOf } from "../lib/matrix.js";
import { MatrixField } from "../lib/parts/matrix.js";
import { PathLink } from "../lib/path.js";
import { alsoWords, chainSaid, ruleWords, scoreWords, unitWords, weightWords } from "../lib/rules.js";
import { Button, Chip, classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { contestWords, isRunoff, meanWords, runoffWords } from "../lib/contests.js";
import { capital } from "../lib/verdict.js";
import { Act } from "../lib/acts.js";
import { leftOutWords, SumsLine } from "../lib/sums.js";
import { Again, Hand } from "./verdict.js";

/** @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function Turnout({ hall, open }) {
  const { ballots, electors, quorum } = hall.common.vote;
  const tables = hall.round.electors !== "person";
  const paper = !tables && ["open", "grace", "closed"].includes(hall.round.phase);
  const left = leftOutWords(hall.common.vote.papers);
  const words = tables ? tn("of {n} table has voted", "of {n} tables have voted", electors) : tn("of {n} person has voted", "of {n} people have voted", electors);
  return html`<section aria-labelledby="turnout"><h2 class="h" id="turnout">${t("Turnout")} <${Quorum} ballots=${ballots} quorum=${quorum} closed=${hall.round.phase === "closed"} /></h2>
    ${isRunoff(hall.round) && html`<p class="run__note"><${Icon} name="ballot" /><span><b>${runoffWords(hall.round)}.</b> ${hall.round.contest.cards.map((card) => t("“{title}”", { title: card.title })).join(", ")}</span></p>`}
    ${contestWords(hall.round) && !isRunoff(hall.round) && html`<p class="run__note"><${Icon} name="undo" />${t("This vote is held again; the first one stays in the protocol.")}</p>`}
    <div class="turnout"><p><b class="num">${ballots}</b> ${words}</p>
      <progress max=${Math.max(1, electors)} value=${ballots} aria-label=${t("Turnout")}></progress>
      ${(paper || left) && html`<div class="turnout__paper">${left && html`<p class="st need"><${Icon} name="warn" /><span>${t("Not counted as it stands: {what}.", { what: left })}</span></p>`}
        ${paper && html`<${Button} icon="page" keys="\u21e7 H" onClick=${() => open("papers")}>${t("Paper and hands")}<//>`}</div>`}
      <p class="sub">${t("Nobody sees what was chosen before the reveal, and neither do you.")}</p>
      <p class="sub">${t("The rule: {rule}.", { rule: ruleWords(hall.round) })} ${weightWords(hall.round) && `${capital(weightWords(hall.round))}.`} ${chainSaid(hall.round)}</p></div>
  </section>`;
}

/** @param {{ballots: number, quorum: number|null, closed?: boolean}} props */
function Quorum({ ballots, quorum, closed }) {
  if (quorum === null || quorum === undefined) return html`<${Chip} icon="info">${t("no quorum asked")}<//>`;
  if (closed && ballots < quorum) return html`<${Chip} tone="need" icon="warn">${t("below the quorum of {n}", { n: quorum })}<//>`;
  if (ballots >= quorum) return html`<${Chip} tone="ok" icon="check">${t("quorum of {n} reached", { n: quorum })}<//>`;
  return html`<${Chip} tone="now" icon="clock">${t("quorum {of}: {n} so far", { of: quorum, n: ballots })}<//>`;
}

const SHOWN = 15;

/** @param {{hall: import("./hall.js").Hall}} props */
export function Result({ hall }) {
  const { result, round } = hall;
  const [all, setAll] = useState(false);
  const empty = emptyPlacesWords(result, round.rule);
  const broad = round.electors === "person" && round.rule.rule === "top" && round.rule.tie.includes("breadth"); // the number of tables may decide
  const most = bestOf(result);
  const last = result.rows.map((row) => row.state === "in").lastIndexOf(true);
  const hand = round.rule.rule === "manual" && round.phase === "revealed";
  const rows = all ? result.rows : result.rows.slice(0, Math.max(SHOWN, result.rows.filter((row) => row.state !== "out").length + 3));
  return html`<section aria-labelledby="result"><h2 class="h" id="result">${t("Result")} <span class="sub">${ballotWords(result)}</span></h2>
    <p class="result__rule"><b>${ruleWords(round)}</b> <span class="sub">${t("the number: {what}", { what: unitWords(round) })}</span> <${Quorum} ballots=${result.voted} quorum=${result.quorum} closed /> <span class="sub num">${t("seal {head}", { head: result.head })}</span></p>
    <${SumsLine} result=${result} class="sub" />
    ${empty && html`<p class="run__note"><${Icon} name="info" />${empty}. ${t("They do not go on.")}</p>`}
    ${result.by_hand && html`<p class="run__note"><${Icon} name="hand" /><span><b>${t("Chosen by the lead, by hand.")}</b> ${result.by_hand.reason || t("no reason given")}</span></p>`}
    ${result.waits === "draw" && html`<${Draw} hall=${hall} />`}
    ${result.waits === "runoff" && html`<p class="run__note"><${Icon} name="ballot" /><span><b>${tn("{n} card stands level", "{n} cards stand level", result.pending.length)} ${tn("for {n} place", "for {n} places", result.places)}.</b> ${t("Say so to the hall, then open the runoff: the same electors vote once more, on these cards alone.")}</span></p>`}
    ${hand && html`<${Hand} key=${`${hall.round.contest.box}:${result.rows.filter((row) => row.state === "in").map((row) => row.card.id).join()}`} hall=${hall} />`}
    ${result.tie.length > 0 && html`<${TiePath} result=${result} round=${round} />`}
    ${round.matrix && html`<${MatrixField} class="result__field" matrix=${round.matrix} rows=${result.rows} box=${FIELDS.console} />`}
    ${!hand && html`<ol class=${classes("result", broad && "result--broad")}>${rows.map((row, i) => html`<${ResultRow} key=${row.card.id} row=${row} round=${round} broad=${broad} most=${most} others=${(hall.own.others || {})[row.card.id]} waits=${result} shown=${isShown(result, i)} cut=${i === last && i < result.rows.length - 1} />`)}</ol>`}
    ${broad && html`<p class="sub">${t("“From … tables”: how many tables the card has marks from; it decides first where cards stand level.")}</p>`}
    ${!hand && rows.length < result.rows.length && html`<${Button} onClick=${() => setAll(true)}>${tn("Show {n} more", "Show {n} more", result.rows.length - rows.length)}<//>`}
    <${Again} round=${round} contest=${round.contest.no} />
  </section>`;
}

/** While a result is shown by steps: has the hall been told this row? */
function isShown({ stepped, rows, waits, places }, i) {
  if (!stepped || stepped.shown >= stepped.of) return true;
  const open = waits ? places : 0;
  const hidden = stepped.of - Math.max(stepped.shown, stepped.shown ? open : 0);
  return stepped.shown > 0 && (rows[i].state !== "in" || i >= hidden);
}

function ResultRow({ row, round, most, cut, broad, others, waits, shown }) {
  return html`<li class=${classes("result__row", `is-${row.state}`, cut && "is-cut", !shown && "is-veiled")}>
    <span class="num result__rank">${numberOf(row)}</span>
    <span class="result__title"><${PathLink} card=${row.card} />${alsoWords(round, row) && html`<small class="result__also sub">${alsoWords(round, row)}</small>`}
      ${others !== undefined && html`<small class="result__also sub">${t("without its own table: {n}", { n: others })}</small>`}</span>
    <meter class="result__bar" min="0" max=${most} value=${row.score} aria-hidden="true"></meter>
    <b class="num">${scoreWords(round, row)}</b>
    ${broad && html`<span class="sub num">${tn("from {n} table", "from {n} tables", row.breadth)}</span>`}
    <span class="result__state"><${Icon} name=${shown ? STATES[row.state].icon : "hide"} />${shown ? STATES[row.state].words(waits) : t("not shown yet")}</span>
  </li>`;
}

const STATES = {
  in: { icon: "arrow", words: () => t("goes on") },
  out: { icon: "minus", words: () => t("stays") },
  tied: { icon: "dice", words: (result) => TIED[result.waits]() },
};

const TIED = {
  draw: () => t("waits for the draw"),
  runoff: () => t("waits for the runoff"),
  pick: () => t("waits for you"),
};

/** @param {Object} result */
function ballotWords(result) {
  const n = tn("{n} ballot", "{n} ballots", result.voted, {});
  const of = t("{ballots} of {of}", { ballots: n, of: result.electors });
  return result.blank ? `${of}, ${tn("{n} blank", "{n} blank", result.blank)}` : of;
}

/** @param {{result: Object, round: Object}} props */
function TiePath({ result, round }) {
  return html`<ol class="path" aria-label=${result.waits ? t("A tie") : t("How the tie was broken")}>${result.tie.map((step, i) => html`<li key=${i}>
    <b>${STEPS[step.step](Object.keys(step.values).length, step, round, result)}</b><span class="sub">${stepWords(step)}</span></li>`)}
    ${result.number !== null && html`<li><b>${t("number called: {n}", { n: result.number })}</b></li>`}</ol>`;
}

const STEPS = {
  score: (n) => tn("{n} card stands level", "{n} cards stand level", n),
  breadth: () => t("marks from more tables"),
  mean: (n, step, round) => meanWords(round, step),
  runoff: (n, step, round, { runoff }) => t("the runoff, {ballots}", { ballots: tn("{n} ballot", "{n} ballots", runoff.ballots) }),
  diversify: (n) => tn("{n} card too many of its kind", "{n} cards too many of their kind", n),
  include: () => t("all that stand level go on"),
  draw: () => t("drawn by lot"),
};

/** @param {Object} step */
function stepWords(step) {
  if (step.step === "diversify") return t("at most {n} of one", { n: step.places });
  const places = tn("for {n} place", "for {n} places", step.places);
  const passed = step.passed.length ? `, ${tn("{n} passes", "{n} pass", step.passed.length)}` : "";
  return places + passed;
}

const NUMBER = /^\d{1,9}$/; // what is called is what is drawn with: nothing is left out or made fit

/** @param {{hall: import("./hall.js").Hall}} props */
function Draw({ hall }) {
  const [typed, setTyped] = useState("");
  const { pending, places } = hall.result;
  const number = typed.trim();
  const wrong = number !== "" && !NUMBER.test(number);
  return html`<div class="draw">
    <p><${Icon} name="dice" /><span><b>${tn("{n} card stands level", "{n} cards stand level", pending.length)} ${tn("for {n} place", "for {n} places", places)}.</b>
      ${t("Ask somebody in the hall to call a number. Together with the seal it decides, and anybody can check it.")}</span></p>
    <div class="draw__form"><label class="field"><span class="field__lab">${t("Number called in the hall")}</span>
      <input class="input num" value=${typed} onInput=${(event) => setTyped(event.target.value)} inputmode="numeric" autocomplete="off" maxlength="40" aria-invalid=${wrong ? "true" : null} aria-describedby="draw-said" /></label>
      <${Act} id="draw" name="draw_lots" fields=${{ round: hall.round.id, number: Number(number) }} kind="act" icon="dice" combo="KeyD" keys="D" disabled=${!NUMBER.test(number)}
        sure=${t("Draw with {n}: it cannot be taken back", { n: Number(number) })}>${t("Draw lots")}<//></div>
    <p id="draw-said" class="draw__said" role="status">${wrong && t("A whole number from 0 to 999 999 999, only digits. Ask the hall for another one.")}</p>
  </div>`;
}
