/** Codes of the scenario and of the result, in words of the hall. */

import { weightWords } from "../lib/rules.js";
import { t } from "../lib/words.js";

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

/** @param {{electors: "table"|"table_tally"|"person"}} round @returns {string} */
export function howTheyVoted(round) {
  if (round.electors === "table_tally") return t("every table counts hands");
  if (round.electors === "person") return t("everyone alone, in secret");
  return [t("every table, openly"), weightWords(round)].filter(Boolean).join(", ");
}
