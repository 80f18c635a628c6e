/** Codes of the scenario and of the result, in words of the hall. */

import { t, tn } from "../lib/words.js";

const DOING = {
  silent: () => t("we write in silence"),
  pairs: () => t("we talk in pairs"),
  threes: () => t("we talk in threes"),
  fours: () => t("we talk in fours"),
  subgroups: () => t("we talk in small groups"),
  round: () => t("everyone in turn"),
  write: () => t("we write the cards"),
  choose: () => t("the table chooses"),
};

/** @param {string} name @returns {string} under the clock */
export function stageDoing(name) {
  return DOING[name] ? DOING[name]() : name;
}

/**
 * The word under the time.
 * @param {{phase: string, kind: string, subtype?: string}} round
 * @param {{ms: number|null, running: boolean, over: boolean}} clock @returns {string}
 */
export function timeWord(round, clock) {
  if (clock.ms === null) return t("lie ahead");
  if (round.phase !== "open" && round.phase !== "grace") return t("round closed");
  if (!clock.running) return t("clock paused");
  if (clock.over) return t("over time");
  if (round.phase === "grace") return t("finish writing");
  return round.subtype === "break" ? t("until the break ends") : t("time left");
}

/** @param {"table"|"person"} electors @returns {string} */
export function howTheyVoted(electors) {
  return electors === "person" ? t("everyone alone, in secret") : t("every table, openly");
}

/** @param {number|null} limit @returns {string} */
export function marksAllowed(limit) {
  return limit ? tn("at most {n} mark", "at most {n} marks", limit) : t("any number of marks");
}

/** @param {{rule: string, k: number|null, min: number|null, share: number|null}} rule @returns {string} */
export function ruleWords(rule) {
  if (rule.rule === "top") return tn("the {n} card with the most marks", "the {n} cards with the most marks", rule.k);
  if (rule.rule === "all") return t("all go on");
  if (rule.min) return tn("{n} mark or more", "{n} marks or more", rule.min);
  return t("marks from {n} % of those who voted", { n: Math.round(rule.share * 100) });
}
