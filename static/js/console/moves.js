/** The acts that a phase allows: words, key and picture of each move, and whether it must be pressed twice. */

import { formatClock } from "../lib/clock.js";
import { leftOutWords } from "../lib/sums.js";
import { t, tn } from "../lib/words.js";
import { isRunoff } from "../lib/contests.js";
import { isDone } from "./hall.js";
import { barrier } from "./tables.js";
import { span } from "./times.js";
import { isWaiting } from "./waits.js";

/**
 * @typedef {{to: string, words: string, combo: string, keys: string, icon: string, kind?: "act", sure?: string|null, name?: string, fields?: Object}} Move
 *   `name` and `fields`: of an act that is not a move to a phase
 */

/** @param {import("./hall.js").Hall} hall @returns {Move[]} the moves of the round the hall is in, the main one first */
export function movesHere(hall) {
  const { phase } = hall.round;
  const allowed = hall.row ? hall.row.moves : [];
  const moves = [...verdicts(hall), ...allowed.map((to) => describe(to, phase, hall)).filter((move) => move && !(move.to === "grace" && hall.round.kind === "info"))];
  const over = isDone(hall) && hall.next; // then the main act is to begin the next one
  const main = over ? null : mainOf(hall, phase).find((to) => moves.some((move) => move.to === to));
  return moves.map((move) => (move.to === main ? { ...move, kind: "act" } : move))
    .sort((a, b) => ORDER.indexOf(a.to === main ? "" : a.to) - ORDER.indexOf(b.to === main ? "" : b.to));
}

/** @param {Object} row of the agenda: any round but the hall's @returns {Move[]} */
export function movesOf(row) {
  const words = row.phase === "closed" || row.phase === "revealed" ? LEFT : START;
  const main = row.kept_ms === null ? "briefing" : !row.input && "open"; // to go on with other cards than there are now is no main act
  const waits = row.phase === "closed" && row.kept_ms !== null; // then nothing is to be shown or carried yet
  return row.moves.filter((to) => words[to] && !(waits && to !== "open")).map((to) => ({ ...words[to](row), ...(to === main ? { kind: "act" } : {}) }));
}

const MAIN = {
  planned: ["briefing"], briefing: ["open"], open: ["closed"], grace: ["closed"],
  closed: ["revealed", "carried"], revealed: ["tie", "runoff", "place", "carried"], carried: [], skipped: [],
};
const ORDER = ["", "open", "grace", "closed", "revealed", "steps", "tie", "runoff", "place", "all", "carried", "planned", "skipped"];
/** What the scenario asks for comes first; the lead may choose the other. @param {import("./hall.js").Hall} hall @param {string} phase */
function mainOf(hall, phase) {
  return phase === "closed" && hall.round.reveal === "stepped" ? ["steps", ...MAIN.closed] : MAIN[phase];
}

/**
 * The acts on a counted vote that move no phase: the runoff, and the reveal from the last place to the first. What stands
 * level at the line holds the last places, so it is shown first and decided before the places above it.
 * @param {import("./hall.js").Hall} hall @returns {Move[]}
 */
function verdicts({ round, row, result, common }) {
  if (round.kind !== "vote") return [];
  if (round.phase === "closed" && round.steps && !isRunoff(round) && row.moves.includes("revealed")) return [{ ...stepMove("steps", round, 0), sure: leftOut(common) || t("Count the vote: it cannot be taken back") }];
  if (round.phase !== "revealed" || !result) return [];
  const { stepped, waits, places } = result;
  const ahead = stepped ? stepped.of - stepped.shown : 0;
  const open = waits ? places : 0;
  const moves = waits === "runoff" ? [{ to: "runoff", name: "open_runoff", fields: { round: round.id }, words: t("Open the runoff"), combo: "Shift+KeyE", keys: "\u21e7 E", icon: "ballot" }] : [];
  if (ahead > 0 && open && stepped.shown < open) return [stepMove("tie", round, open), ...moves];
  if (ahead > 0 && !waits) moves.push(stepMove("place", round, stepped.shown + 1, ahead));
  if (ahead > 1) moves.push(stepMove("all", round, stepped.of));
  return moves;
}

const STEP_WORDS = {
  steps: () => t("Reveal place by place"),
  tie: () => t("Show what stands level"),
  place: (n) => t("Show place {n}", { n }),
  all: () => t("Show all places"),
};
const STEP_KEYS = { steps: "E", tie: "E", place: "E", all: "Y" };

/** @param {string} to @param {Object} round @param {number} shown @param {number} [n] the place that is named next */
function stepMove(to, round, shown, n) {
  return {
    to, name: "step_reveal", fields: { round: round.id, shown }, words: STEP_WORDS[to](n), combo: `Key${STEP_KEYS[to]}`, keys: STEP_KEYS[to], icon: "show",
  };
}

const START = {
  briefing: () => ({ to: "briefing", words: t("Start the briefing"), combo: "KeyI", keys: "I", icon: "speak" }),
  open: () => ({ to: "open", words: t("Open at once"), combo: "KeyO", keys: "O", icon: "play" }),
  skipped: () => ({ to: "skipped", words: t("Skip"), combo: "KeyS", keys: "S", icon: "skip" }),
  planned: () => ({ to: "planned", words: t("Bring it back"), combo: "KeyU", keys: "U", icon: "undo" }),
};

/** For a round that was left closed or revealed when the hall went on; one that only made room goes on with its clock. */
const LEFT = {
  open: (row) => (row.kept_ms ? { to: "open", words: t("Go on, {time} left", { time: formatClock(row.kept_ms) }), combo: "KeyO", keys: "O", icon: "play" } : MOVES.open("closed")),
  revealed: (row) => MOVES.revealed("closed", { round: row }),
  carried: (row) => ({ to: "carried", words: t("Carry forward"), icon: "arrow", sure: row.incomplete ? incompleteWords(row.incomplete) : t("Carry it forward now"), ...knowing(row) }),
};

/** @param {string} to @param {string} phase @param {import("./hall.js").Hall} hall @returns {Move|null} */
function describe(to, phase, hall) {
  if (phase === "planned" || phase === "skipped") return null; // the round is not the hall's any more
  return MOVES[to] ? MOVES[to](phase, hall) : null;
}

const MOVES = {
  open: (phase) => (phase === "briefing"
    ? { to: "open", words: t("Open the round"), combo: "KeyO", keys: "O", icon: "play" }
    : { to: "open", words: t("Reopen"), combo: "KeyU", keys: "U", icon: "undo" }),
  grace: (phase, hall) => ({ to: "grace", words: t("Grace, {span}", { span: span(hall.row.grace_s * 1000) }), combo: "KeyG", keys: "G", icon: "plus" }),
  closed: (phase, hall) => ({
    to: "closed", words: t("Close the round"), combo: "KeyC", keys: "C", icon: "stop", sure: barrier(hall),
  }),
  revealed: (phase, { round, common }) => ({
    to: "revealed", combo: "KeyR", keys: "R", icon: "show", ...(round.kind === "merge"
      ? { words: t("Show the themes"), sure: t("Show them to the hall: the tables may object then") }
      : round.kind === "assign" ? { words: round.what === "people" ? t("Show who sits where") : t("Show who takes what"), sure: t("Show it to the hall: it cannot be taken back") }
    : round.kind === "pitch" ? { words: t("Reveal the grades"), sure: t("Reveal to the hall: it cannot be taken back") }
      : { words: t("Reveal the result"), sure: leftOut(common) || t("Reveal to the hall: it cannot be taken back") }),
  }),
  carried: (phase, hall) => ({
    to: "carried", words: carryWords(hall), combo: "KeyF", keys: "F", icon: "arrow", sure: phase === "closed" ? carrySure(hall) : null, ...knowing(hall.row),
  }),
  planned: () => ({ to: "planned", words: t("Back to the plan"), combo: "KeyU", keys: "U", icon: "undo" }),
  skipped: () => START.skipped(),
};

/** The second press knows what will be left out; the lead may go on. @param {Object|undefined} common @returns {string} */
function leftOut(common) {
  const what = common && common.vote ? leftOutWords(common.vote.papers) : "";
  return what && t("Reveal without them: {what}", { what });
}

/** @param {import("./hall.js").Hall} hall */
function carryWords(hall) {
  if (["info", "poll"].includes(hall.round.kind)) return t("Done with it");
  if (hall.round.kind === "assign") return t("Put it in force");
  return hall.round.kind === "signup" ? t("End the sign-up") : t("Carry forward");
}

/** What goes on, so that the second press knows. @param {import("./hall.js").Hall} hall */
function carrySure(hall) {
  const { kind } = hall.round;
  if (kind === "gather") {
    const n = hall.cards.filter((card) => !card.hidden && answers(card, hall.round)).length;
    const unread = hall.cards.filter(isWaiting).length;
    if (unread) return tn("Carry all forward: {n} of them nobody has let on, and everybody will see it", "Carry all forward: {n} of them nobody has let on, and everybody will see them", unread);
    return tn("Carry {n} card forward", "Carry {n} cards forward", n);
  }
  if (kind === "pitch") {
    const n = hall.common.pitch.queue.filter((row) => row.stand !== "done").length;
    return n ? tn("Go on although {n} has not been heard", "Go on although {n} have not been heard", n) : null;
  }
  if (kind === "elaborate" && hall.row.incomplete) return incompleteWords(hall.row.incomplete);
  if (kind === "signup") {
    const n = hall.common.groups.filter((group) => group.closed).length;
    return tn("Go on with {n} complete circle", "Go on with {n} complete circles", n);
  }
  return null;
}

/** @param {number} n */
function incompleteWords(n) {
  return tn("Carry all forward, though {n} sheet lacks something", "Carry all forward, though {n} sheets lack something", n);
}

/** So many sheets that lack something the lead has seen; if it is more by then, the desk asks again. @param {Object} row */
function knowing(row) {
  return row && row.incomplete ? { fields: { round: row.id, phase: "carried", was: row.phase, incomplete: row.incomplete } } : {};
}

/** A round played anew on other cards leaves behind what answers the earlier ones. @param {Object} card @param {Object} round */
function answers(card, round) {
  return !round.parents || !card.parent || round.parents.some((each) => each.id === card.parent.id);
}

/** Why a round cannot begin or go on; the desk says the same when it is asked all the same. */
const WAITS = {
  "round.other_live": () => t("Another round is open. Close it first."),
  "pool.missing": () => t("This round needs the cards of an earlier one. Carry that round forward first."),
  "pool.empty": () => t("There are no cards to go on with. Restore or gather some first."),
  "assign.unfinished": () => t("Some cards have no table yet. Give each of them one first."),
  "poll.earlier": () => t("This poll is compared with an earlier one that is not shown yet. Show that one first."),
  "card.held": () => t("Some cards are held back. Let them on or hide them first."),
  "runoff.needed": () => t("A tie is still open. Open the runoff among the cards that stand level."),
  "pick.needed": () => t("In this vote you choose which cards go on. Tick them in the result and say why."),
  "reveal.unfinished": () => t("Not every place has been shown to the hall. Show them all first."),
  "draw.needed": () => t("A tie is still open. Enter the number called in the hall and draw."),
};

/** @param {Object|null} row @returns {string} */
export function waitsWords(row) {
  return row && WAITS[row.waits] ? WAITS[row.waits]() : "";
}

const PHASES = {
  planned: () => t("planned"),
  briefing: () => t("briefing"),
  open: () => t("open"),
  grace: () => t("grace time"),
  closed: () => t("closed"),
  revealed: () => t("revealed"),
  carried: () => t("carried forward"),
  skipped: () => t("skipped"),
};

/** @param {string} phase @returns {string} */
export function phaseWords(phase) {
  return PHASES[phase] ? PHASES[phase]() : phase;
}

/** @param {{kind: string, reveals: boolean}} round @returns {string[]} the phases that it passes through */
export function phasesOf({ kind, reveals }) {
  const all = ["planned", "briefing", "open", "grace", "closed", "revealed", "carried"];
  return all.filter((phase) => !(phase === "revealed" && !reveals) && !(phase === "grace" && kind === "info"));
}
