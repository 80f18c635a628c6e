/** Which vote of a round is on, in words: the first, a runoff among cards that stand level, or one that is held again. */

import { pick, t, tn } from "./words.js";

/** @param {Object} round of a vote @returns {boolean} */
export function isRunoff(round) {
  return Boolean(round.contest) && round.contest.kind === "runoff";
}

/** @param {Object|null} round @returns {string} what a device keeps a ballot under: no vote of a round finds another's */
export function boxOf(round) {
  if (!round) return "";
  return round.contest ? round.contest.box : round.id;
}

/** @param {{round: string, contest?: number}} payload of a ballot @returns {string} the same, of what was said */
export function boxOfBallot({ round, contest }) {
  return contest && contest > 1 ? `${round}~${contest}` : round;
}

/** @param {Object} round in a runoff @returns {string} why there is another vote, and for how many places */
export function runoffWords({ contest }) {
  const m = contest.cards.length;
  return tn("Runoff: {level} for {n} place", "Runoff: {level} for {n} places", contest.places, { level: tn("{n} card stands level", "{n} cards stand level", m) });
}

/** @param {Object} round @returns {string} what kind of vote it is, where it is not the first; or "" */
export function contestWords(round) {
  if (!round.contest || round.contest.no === 1) return "";
  return isRunoff(round) ? t("runoff") : t("held again");
}

/** @param {{kind: string, no: number}} vote @returns {string} its name among the votes of a round */
export function voteName({ kind, no }) {
  if (kind === "first") return t("first vote");
  return kind === "runoff" ? t("runoff") : t("vote No. {n}, held again", { n: no });
}

/** @param {Object} round @param {Object} step of a tie @returns {string} "By the better mean of “Feasible”" */
export function meanWords(round, step) {
  const criterion = round.criteria.find((each) => each.id === step.criterion);
  return criterion ? t("By the better mean of “{label}”", { label: pick(criterion.label) }) : t("By the better mean");
}
