/** The round the hall is in: its clock, where it stands, and what the lead can do with it now. */

import { html } from "../../vendor/htm-preact.module.js";
import { kindOf } from "../lib/ballots.js";
import { contestWords } from "../lib/contests.js";
import { allowedWords } from "../lib/rules.js";
import { formatClock } from "../lib/clock.js";
import { Button, ClockDisc, classes, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Act, Said, useActs } from "../lib/acts.js";
import { inUse, isDone, isLive } from "./hall.js";
import { InputNote, Mends } from "./mend.js";
import { movesHere, movesOf, phasesOf, phaseWords, waitsWords } from "./moves.js";
import { span } from "./times.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function RoundHead({ hall }) {
  if (!hall.round) return html`<${Beginning} hall=${hall} />`;
  return html`<section class="run__h" aria-label=${t("The round")}>
    <${Disc} hall=${hall} />
    <div class="run__b">
      <${Heading} text=${pick(hall.round.title)} small=${aboutWords(hall.round)} />
      <${PhaseLine} round=${hall.round} />
      <${Moves} moves=${movesHere(hall)} row=${hall.row} was=${hall.round.phase} />
      <${ClockActs} hall=${hall} />
      <${Mends} row=${hall.row} hall=${hall} here />
    </div>
    ${isDone(hall) && html`<${NextRound} hall=${hall} />`}
  </section>`;
}

const LONG = 34; // letters: a title beyond it would push the acts down

function Heading({ text, small }) {
  return html`<h1 class=${text.length > LONG ? "is-long" : ""} title=${text}><span>${text}</span> <small>${small}</small></h1>`;
}

function Disc({ hall }) {
  const { clock, round, row } = hall;
  if (row && row.opened_at && row.closed_at && round.phase === "carried") {
    const ms = row.closed_at - row.opened_at;
    return html`<${ClockDisc} ms=${ms} part=${0} small=${t("it took")} label=${t("It took {span}", { span: span(ms) })} />`;
  }
  if (clock.ms === null || round.phase === "skipped") {
    return html`<${ClockDisc} ms=${round.minutes * 60000} part=${0} small=${t("planned")} label=${t("{n} min planned", { n: round.minutes })} />`;
  }
  const small = !clock.running ? t("stopped") : t("of {n} min", { n: Math.max(1, Math.round(clock.total_ms / 60000)) });
  return html`<${ClockDisc} ms=${clock.ms} part=${clock.part} over=${clock.over} small=${small} label=${t("{time} left", { time: formatClock(clock.ms) })} />`;
}

/** @param {Object} round @returns {string} the rule of the round in a few words */
function aboutWords(round) {
  if (round.kind === "gather" && round.writers === "person") return tn("people write, {n} card each", "people write, {n} cards each", round.limit);
  if (round.kind === "gather") return tn("up to {n} card from a table", "up to {n} cards from a table", round.max_per_table);
  if (round.kind === "elaborate") return pick(round.form.title);
  if (round.kind === "signup") return tn("a circle is complete with {n} person", "a circle is complete with {n} people", round.floor);
  if (round.kind === "pitch") return pitchWords(round);
  if (round.kind === "merge") return round.target ? t("the aim: {from} to {to} themes", { from: round.target[0], to: round.target[1] }) : "";
  if (round.kind === "assign") return MODES[round.mode](round);
  if (round.kind === "poll") return tn("{n} question", "{n} questions", round.questions.length);
  if (round.kind !== "vote") return KINDS[round.subtype] ? KINDS[round.subtype]() : "";
  const who = WHO[round.electors]();
  const vote = contestWords(round);
  return [vote, who, (kindOf(round) !== "marks" || round.limit) && allowedWords(round)].filter(Boolean).join(", ");
}

const MODES = {
  by_bid: ({ bids }) => tn("a table names {n} card", "a table names up to {n} cards", bids),
  rotate: () => t("in turn"),
  manual: () => t("you give the cards out"),
  list: () => t("by a list"),
  mixed: () => t("people are mixed"),
  remix: () => t("people are mixed anew"),
  by_signup: () => t("by groups"),
};
/** @param {Object} round */
function pitchWords({ speak_s: speak, qa_s: questions, order, criteria }) {
  const each = questions ? t("{speak} + {questions} for each", { speak: span(speak * 1000), questions: span(questions * 1000) }) : t("{speak} for each", { speak: span(speak * 1000) });
  return [each, order === "draw" ? t("order by lot") : t("order as declared"), criteria.length > 0 && t("tables grade")].filter(Boolean).join(", ");
}

const WHO = { table: () => t("tables vote"), table_tally: () => t("hands are counted at the tables"), person: () => t("people vote in secret") };
const KINDS = { talk: () => t("talk"), break: () => t("break"), move: () => t("moving"), reveal: () => t("reveal") };

/** @param {{round: Object}} props */
function PhaseLine({ round }) {
  if (round.phase === "skipped") return html`<p class="run__note"><${Icon} name="skip" />${t("This round was skipped.")}</p>`;
  const phases = phasesOf(round);
  const here = phases.indexOf(round.phase);
  return html`<ol class="phases">${phases.map((phase, i) => html`<li key=${phase} class=${classes(i < here && "was", i === here && "on")}
    aria-current=${i === here ? "step" : null}>${phaseWords(phase)}</li>`)}</ol>`;
}

/**
 * @param {{moves: import("./moves.js").Move[], row: Object, was: string, asleep?: boolean, onDone?: () => void}} props
 *   `asleep`: without keys. A refusal outlives its button when the round has moved meanwhile.
 */
export function Moves({ moves, row, was, asleep, onDone }) {
  const { armed, disarm, told } = useActs();
  const idOf = (move) => `move:${row.id}:${was}:${move.to}`;
  const late = Object.keys(told).find((id) => id.startsWith(`move:${row.id}:`) && told[id].text && !moves.some((move) => idOf(move) === id));
  const sure = moves.find((move) => idOf(move) === armed); // while one move waits for its second press, the others step aside
  const why = waitsWords(row);
  if (!moves.length && !why && !late) return null;
  return html`<div class="acts">
    ${(sure ? [sure] : moves).map((move) => html`<${Act} key=${move.to} id=${idOf(move)} name=${move.name || "move_round"} fields=${move.fields || { round: row.id, phase: move.to, was }}
      sure=${move.sure} combo=${asleep ? null : move.combo} keys=${asleep ? null : move.keys} icon=${move.icon} kind=${move.kind} onDone=${onDone}>${move.words}<//>`)}
    ${sure && html`<${Button} keys="Esc" onClick=${disarm}>${t("Leave it")}<//>`}
    ${late && html`<${Said} told=${told[late]} />`}
    ${why && html`<p class="run__note"><${Icon} name="info" />${why}</p>`}
  </div>`;
}

const STEPS = [
  { min: -5, combo: "Shift+BracketLeft", keys: "{" }, { min: -2, combo: "BracketLeft", keys: "[" }, { min: -1, combo: "-", keys: "\u2212" },
  { min: 1, combo: "+", keys: "+" }, { min: 2, combo: "BracketRight", keys: "]" }, { min: 5, combo: "Shift+BracketRight", keys: "}" },
];

/** @param {{hall: import("./hall.js").Hall}} props */
function ClockActs({ hall }) {
  const { clock, round } = hall;
  if (clock.ms === null || !isLive(hall) || round.phase === "briefing") return null;
  const id = round.id;
  return html`<div class="clock-acts" role="group" aria-label=${t("Clock")}>
    ${clock.asks && html`<p class="clock-acts__ask"><${Icon} name="clock" />${t("The clock was stopped by a restart: {time} left. Go on?", { time: formatClock(clock.ms) })}</p>`}
    ${clock.running
      ? html`<${Act} key="pause" id="pause" name="pause_clock" fields=${{ round: id }} icon="pause" combo="KeyP" keys="P">${t("Pause")}<//>`
      : html`<${Act} key="go" id="resume" name="resume_clock" fields=${{ round: id }} icon="play" kind="act" combo="KeyP" keys="P">${t("Let it run on")}<//>`}
    <span class="sub clock-acts__unit">${t("minutes")}</span>
    ${STEPS.map(({ min, combo, keys }) => html`<span key=${min} class="clock-acts__step"><${Act} id=${`time:${min}`} name="add_time" fields=${{ round: id, ms: min * 60000 }} combo=${combo} keys=${keys}
      label=${min > 0 ? tn("Add {n} minute", "Add {n} minutes", min) : tn("Take {n} minute away", "Take {n} minutes away", -min)}>${min > 0 ? `+${min}` : `\u2212${-min}`}<//></span>`)}
  </div>`;
}

/** @param {{hall: import("./hall.js").Hall}} props */
function NextRound({ hall }) {
  if (!hall.next) {
    return html`<p class="next next--end"><${Icon} name="bell" /><span><b>${t("That was the last round.")}</b> ${t("Everything is kept in the session's file. A skipped round can be brought back from the agenda.")}</span></p>`;
  }
  return html`<div class="next">
    <p><span class="sub">${hall.next.kept_ms === null ? t("Next round") : t("Goes on")}</span><b>${hall.next.no}. ${pick(hall.next.title)}</b>${hall.next.kept_ms === null && html`<span class="sub num">${t("{n} min", { n: hall.next.minutes })}</span>`}</p>
    <${Moves} moves=${movesOf(hall.next)} row=${hall.next} was=${hall.next.phase} />
    ${hall.next.input && html`<${InputNote} row=${hall.next} />`}
  </div>`;
}

/** Before the first round. @param {{hall: import("./hall.js").Hall}} props */
function Beginning({ hall }) {
  const { people, session, screen } = hall.common;
  const tables = inUse(hall.common);
  const here = tables.filter((table) => hall.on(table.id)).length;
  const checks = [
    [here === tables.length, t("{n} of {of} tablets are online", { n: here, of: tables.length })],
    [hall.on("screen"), hall.on("screen") ? t("the projector is online") : t("the projector is not online")],
    [screen.shown === "lobby" && !screen.blank, screen.blank ? t("the hall's screen is black") : t("the hall sees how to come in")],
    people.listed && [people.came > 0, tn("{n} person has come, by the check-in desk", "{n} people have come, by the check-in desk", people.came)],
    [people.phones > 0 || people.guests > 0, tn("{n} phone has come in", "{n} phones have come in", people.phones + people.guests)],
  ].filter(Boolean);
  return html`<section class="begin" aria-label=${t("The round")}>
    <${Heading} text=${pick(session.title)} small=${tn("{n} round, {span}", "{n} rounds, {span}", session.rounds, { span: span(dayLength(hall.own.agenda)) })} />
    <ul class="begin__list">${checks.map(([ok, words], i) => html`<li key=${i} class=${ok ? "is-ok" : ""}><${Icon} name=${ok ? "check" : "circle"} />${words}</li>`)}</ul>
    ${hall.next ? html`<${NextRound} hall=${hall} />` : html`<p class="run__note">${t("Every round was skipped. Bring one back from the agenda.")}</p>`}
  </section>`;
}

/** @param {Object[]} agenda */
function dayLength(agenda) {
  return agenda.reduce((sum, row) => sum + row.minutes * 60000, 0);
}
