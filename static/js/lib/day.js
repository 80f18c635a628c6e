/** Where the day is, and what comes of it when. */

import { useTick } from "./clock.js";

const DONE = ["carried", "skipped"];
const MINUTE = 60000;

/**
 * @param {{round: Object|null, last: boolean}} common of any screen's view
 * @returns {boolean} the last round is behind the hall: nothing comes after it
 */
export function isForumOver({ round, last }) {
  return Boolean(round && last && isRoundOver(round));
}

/** @param {{round: Object|null, day: Object}} common @returns {boolean} the hall goes home, and comes again another day */
export function isDayOver({ round, day }) {
  return Boolean(round && isRoundOver(round) && round.day < day.no);
}

/** @param {Object} round */
function isRoundOver({ kind, phase }) {
  return DONE.includes(phase) || (kind === "info" && phase === "closed");
}

/** The desk's own time now: a wrong clock on a device changes nothing. @param {import("./link.js").LinkState} link @returns {number} */
export function deskNow(link) {
  return link.now + performance.now() - link.at;
}

/**
 * When things come, if all goes as planned from now on: wall clock in ms, null where there is nothing.
 * @param {import("./link.js").LinkState} link
 * @returns {{next: number|null, pause: number|null, end: number|null}}
 */
export function useComing(link) {
  useTick(10000);
  const { day, clock, round } = link.common;
  const runs = round && ["open", "grace"].includes(round.phase);
  const gone = clock && clock.running ? performance.now() - link.at : 0;
  const free = deskNow(link) + (runs ? Math.max(0, (link.left_ms || 0) - gone) : 0);
  const after = (each) => (each ? free + each.in_min * MINUTE : null);
  return { next: after(day.next), pause: after(day.pause), end: runs || day.rest_min ? free + day.rest_min * MINUTE : null };
}

/** @param {number} minutes since midnight @returns {string} "09:30" */
export function hourOf(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
