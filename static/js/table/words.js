/** Codes of the scenario and of the desk, in the words of a table. */

import { isForumOver } from "../lib/day.js";
import { t } from "../lib/words.js";

export { timeOfDay } from "../lib/times.js";

/**
 * The word under the time.
 * @param {Object} common @param {{ms: number|null, running: boolean, over: boolean}} clock @param {string} status
 */
export function timeWord(common, clock, status) {
  const { round } = common;
  if (!round || isForumOver(common)) return t("the time on this tablet");
  if (round.phase !== "open" && round.phase !== "grace" && round.phase !== "briefing") return t("the round is closed");
  if (clock.ms === null) return t("lie ahead");
  if (!clock.running) return t("the clock stands still");
  if (clock.over) return t("over time");
  if (status === "offline") return t("by this tablet's clock");
  if (round.phase === "grace") return t("extra time: finish");
  const until = UNTIL[round.kind === "assign" ? round.mode : round.kind];
  return until ? until() : t("time left");
}

const UNTIL = {
  gather: () => t("to hand in the cards"),
  vote: () => t("until the vote closes"),
  by_bid: () => t("until the choice closes"),
  pitch: () => t("for the whole round"),
  elaborate: () => t("to write the sheet"),
  signup: () => t("until sign-up closes"),
};
