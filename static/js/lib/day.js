/** Where the day is. */

const DONE = ["carried", "skipped"];

/**
 * @param {{round: Object|null, last: boolean}} common of any screen's view
 * @returns {boolean} the last round is behind the hall: nothing comes after it
 */
export function isForumOver({ round, last }) {
  if (!round || !last) return false;
  return DONE.includes(round.phase) || (round.kind === "info" && round.phase === "closed");
}
