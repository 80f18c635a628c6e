/** The acts that a phase allows: words, key and picture of each move, and whether it must be pressed twice. */

import { t, tn } from "../lib/words.js";
import { isDone } from "./hall.js";
import { barrier } from "./tables.js";
import { span } from "./times.js";
import { isWaiting } from "./waits.js";

/**
 * @typedef {{to: string, words: string, combo: string, keys: string, icon: string, kind?: "act", sure?: string|null}} Move
 */

/** @param {import("./hall.js").Hall} hall @returns {Move[]} the moves of the round the hall is in, the main one first */
export function movesHere(hall) {
  const { phase } = hall.round;
  const allowed = hall.row ? hall.row.moves : [];
  const moves = allowed.map((to) => describe(to, phase, hall)).filter((move) => move && !(move.to === "grace" && hall.round.kind === "info"));
  const over = isDone(hall) && hall.next; // then the main act is to begin the next one
  const main = over ? null : MAIN[phase].find((to) => moves.some((move) => move.to === to));
  return moves.map((move) => (move.to === main ? { ...move, kind: "act" } : move))
    .sort((a, b) => ORDER.indexOf(a.to === main ? "" : a.to) - ORDER.indexOf(b.to === main ? "" : b.to));
}

/** @param {Object} row of the agenda: any round but the hall's @returns {Move[]} */
export function movesOf(row) {
  const words = row.phase === "closed" || row.phase === "revealed" ? LEFT : START;
  return row.moves.filter((to) => words[to]).map((to) => ({ ...words[to](), ...(to === "briefing" ? { kind: "act" } : {}) }));
}

const MAIN = {
  planned: ["briefing"], briefing: ["open"], open: ["closed"], grace: ["closed"],
  closed: ["revealed", "carried"], revealed: ["carried"], carried: [], skipped: [],
};
const ORDER = ["", "open", "grace", "closed", "revealed", "carried", "planned", "skipped"];
const START = {
  briefing: () => ({ to: "briefing", words: t("Start the briefing"), combo: "KeyI", keys: "I", icon: "speak" }),
  open: () => ({ to: "open", words: t("Open at once"), combo: "KeyO", keys: "O", icon: "play" }),
  skipped: () => ({ to: "skipped", words: t("Skip"), combo: "KeyS", keys: "S", icon: "skip" }),
  planned: () => ({ to: "planned", words: t("Bring it back"), combo: "KeyZ", keys: "Z", icon: "undo" }),
};

/** For a round that was left closed or revealed when the hall went on. */
const LEFT = {
  open: () => MOVES.open("closed"),
  revealed: () => MOVES.revealed(),
  carried: () => ({ to: "carried", words: t("Carry forward"), icon: "arrow", sure: t("Carry it forward: no reopening then") }),
};

/** @param {string} to @param {string} phase @param {import("./hall.js").Hall} hall @returns {Move|null} */
function describe(to, phase, hall) {
  if (phase === "planned" || phase === "skipped") return null; // the round is not the hall's any more
  return MOVES[to] ? MOVES[to](phase, hall) : null;
}

const MOVES = {
  open: (phase) => (phase === "briefing"
    ? { to: "open", words: t("Open the round"), combo: "KeyO", keys: "O", icon: "play" }
    : { to: "open", words: t("Reopen"), combo: "KeyZ", keys: "Z", icon: "undo" }),
  grace: (phase, hall) => ({ to: "grace", words: t("Grace, {span}", { span: span(hall.row.grace_s * 1000) }), combo: "KeyG", keys: "G", icon: "plus" }),
  closed: (phase, hall) => ({
    to: "closed", words: t("Close the round"), combo: "KeyC", keys: "C", icon: "stop", sure: barrier(hall),
  }),
  revealed: () => ({
    to: "revealed", words: t("Reveal the result"), combo: "KeyR", keys: "R", icon: "show",
    sure: t("Reveal to the hall: it cannot be taken back"),
  }),
  carried: (phase, hall) => ({
    to: "carried", words: carryWords(hall), combo: "KeyF", keys: "F", icon: "arrow", sure: phase === "closed" ? carrySure(hall) : null,
  }),
  planned: () => ({ to: "planned", words: t("Back to the plan"), combo: "KeyZ", keys: "Z", icon: "undo" }),
  skipped: () => START.skipped(),
};

/** @param {import("./hall.js").Hall} hall */
function carryWords(hall) {
  if (hall.round.kind === "info") return t("Done with it");
  return hall.round.kind === "signup" ? t("End the sign-up") : t("Carry forward");
}

/** What goes on, so that the second press knows; after it the round cannot be reopened. @param {import("./hall.js").Hall} hall */
function carrySure(hall) {
  const { kind } = hall.round;
  if (kind === "gather") {
    const n = hall.cards.filter((card) => !card.hidden).length;
    const unread = hall.cards.filter(isWaiting).length;
    if (unread) return tn("Carry all forward: {n} of them nobody has let on, and everybody will see it", "Carry all forward: {n} of them nobody has let on, and everybody will see them", unread);
    return tn("Carry {n} card forward: the round cannot be reopened then", "Carry {n} cards forward: the round cannot be reopened then", n);
  }
  if (kind === "signup") {
    const n = hall.common.groups.filter((group) => group.closed).length;
    return tn("Go on with {n} complete circle: no reopening then", "Go on with {n} complete circles: no reopening then", n);
  }
  return null;
}

/** Why a round cannot begin or go on; the desk says the same when it is asked all the same. */
const WAITS = {
  "round.other_live": () => t("Another round is open. Close it first."),
  "pool.missing": () => t("This round needs the cards of an earlier one. Carry that round forward first."),
  "pool.empty": () => t("There are no cards to go on with. Restore or gather some first."),
  "card.held": () => t("Some cards are held back. Let them on or hide them first."),
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

/** @param {string} kind @returns {string[]} the phases that a round of this kind passes through */
export function phasesOf(kind) {
  const all = ["planned", "briefing", "open", "grace", "closed", "revealed", "carried"];
  return all.filter((phase) => !(phase === "revealed" && kind !== "vote") && !(phase === "grace" && kind === "info"));
}
