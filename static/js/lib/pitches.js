/** A pitch round in the words of every screen: who has the floor, on what clock, what was answered, how it was graded. */

import { usePitchClock } from "./clock.js";
import { numberWords } from "./rules.js";
import { pick, t, tn } from "./words.js";

const WARN_MS = 30000; // and of a short clock the last third: a warning from the start would warn of nothing

/**
 * @typedef {{id: string, title: string, sphere: string|null, tables: number[], stand: "waits"|"speak"|"qa"|"done"|"skipped",
 *   heard: boolean, reply: {answer: string, due: string, text: string}|null}} Row  a card of the queue
 */

/** @param {{queue: Row[], current: string|null}} pitch @returns {{current: Row|null, next: Row[], done: Row[], skipped: Row[]}} */
export function standsOf(pitch) {
  const of = (...stands) => pitch.queue.filter((row) => stands.includes(row.stand));
  return { current: of("speak", "qa")[0] || null, next: of("waits"), done: of("done"), skipped: of("skipped") };
}

/**
 * The clock of the floor. Over time it stays at nought: whoever speaks ends the sentence, and nobody is shown minus figures.
 * @param {import("./link.js").LinkState} link
 */
export function useFloor(link) {
  const clock = usePitchClock(link);
  const over = clock.ms !== null && clock.ms <= 0;
  return { ...clock, ms: clock.ms === null ? null : Math.max(0, clock.ms), over, warn: clock.ms !== null && !over && clock.ms <= Math.min(WARN_MS, clock.total_ms / 3) };
}

/** @param {ReturnType<typeof useFloor>} clock @param {Row} row @returns {string} the word under the time */
export function floorWords(clock, row) {
  if (clock.over) return t("time is up, thank you");
  if (clock.ms !== null && !clock.running) return t("the clock stands still");
  return clock.warn ? t("come to an end") : partWords(row);
}

/** @param {Row} row @returns {string} what its time is for */
export function partWords({ stand }) {
  return stand === "qa" ? t("questions") : t("the speech");
}

/** @param {number[]} tables @returns {string} "table 4", "tables 4 and 7" */
export function tablesWords(tables) {
  if (!tables.length) return "";
  if (tables.length > 3) return tn("from {n} table", "from {n} tables", tables.length);
  return tables.length === 1 ? t("table {no}", { no: tables[0] }) : t("tables {list}", { list: tables.join(", ") });
}

const ANSWERS = {
  yes: { tone: "ok", icon: "check", words: () => t("Yes") },
  partly: { tone: "now", icon: "circle", words: () => t("Partly") },
  no: { tone: "need", icon: "cross", words: () => t("No") },
};

/** @param {{answer: string}} reply @returns {{tone: string, icon: string, words: string}} what the administration answered */
export function answerOf({ answer }) {
  const found = ANSWERS[answer];
  return found ? { tone: found.tone, icon: found.icon, words: found.words() } : { tone: "", icon: "speak", words: t("Answer") };
}

/** @param {string} due year-month-day @returns {string} "by 01.09.2026", or "" */
export function dueWords(due) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(due);
  return found ? t("by {date}", { date: `${found[3]}.${found[2]}.${found[1]}` }) : "";
}

/** @param {Object} grade @param {string} how "mean", "median" or "sum" @returns {string} "4.3" */
export function markWords(grade, how) {
  if (!grade || !grade.answers) return "\u2013";
  return numberWords(grade[how], how === "mean");
}

/** @param {Object} round @param {string} criterion @returns {string} which figure stands for a card on this criterion */
export function howOf(round, criterion) {
  const [name, how] = round.ranks_by.split(".");
  return name === criterion && how !== "sum" ? how : "mean";
}

/** @param {Object} row of the grades @returns {string} whose grades are not in them */
export function withoutWords({ without }) {
  if (!without.length) return "";
  return without.length === 1 ? t("without table {list}, which works on it", { list: without[0] })
    : t("without tables {list}, which work on it", { list: without.join(", ") });
}

/** @param {Object} row of the grades @returns {number} how many tables graded it, on the criterion with most of them */
export function gradersOf({ grades }) {
  return Math.max(0, ...Object.values(grades).map((grade) => grade.answers));
}

/** @param {Object[]} criteria @returns {string} */
export function criteriaWords(criteria) {
  return criteria.map(({ label }) => pick(label)).join(" · ");
}
