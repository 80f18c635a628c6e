/** Plan and fact of the day. The desk says when a round was to begin; what has not begun is forecast here. */

import { hourOf } from "../lib/day.js";
import { tn } from "../lib/words.js";

export { span } from "../lib/times.js";

const MINUTE = 60000;
export const JUST_MS = 5000; // a span below it is "just now"

/**
 * @param {Object[]} agenda @param {string|null} current @param {number|null} left_ms @param {number} now
 * @param {{no: number, ends_at: number|null}} day the day that the hall is in
 * @returns {{rows: {plan: string, fact: number|null, late: boolean}[], late_min: number, end: number|null, plan_end: number|null}}
 *   `fact` is when the round was opened, or for one to come this day, when it will begin if all goes as planned from
 *   now on; `end` is when the day will end then
 */
export function schedule(agenda, current, left_ms, now, day) {
  const place = agenda.findIndex((row) => row.id === current);
  const here = place >= 0 ? agenda[place] : null;
  const begun = agenda.some((row) => row.day === day.no && row.plan_at !== null);
  let cursor = here && here.day === day.no ? endOf(here, left_ms, now) : now;
  const facts = agenda.map((row, i) => {
    if (i === place && row.phase === "briefing") return now;
    if (row.opened_at || i <= place) return row.opened_at;
    if (row.day !== day.no || row.phase !== "planned" || !begun) return null;
    const start = cursor;
    cursor += row.minutes * MINUTE;
    return start;
  });
  const rows = agenda.map((row, i) => ({
    plan: row.plan_at ? hhmm(row.plan_at) : row.plan_min !== null ? hourOf(row.plan_min) : "",
    fact: facts[i],
    late: Boolean(row.plan_at && facts[i] && facts[i] - row.plan_at >= 2 * MINUTE),
  }));
  const end = begun ? cursor : null;
  return { rows, late_min: end && day.ends_at ? Math.round((end - day.ends_at) / MINUTE) : 0, end, plan_end: day.ends_at };
}

/** @param {Object} row @param {number|null} left_ms @param {number} now */
function endOf(row, left_ms, now) {
  if (row.phase === "briefing") return now + row.minutes * MINUTE;
  if (row.phase === "open" || row.phase === "grace") return now + Math.max(0, left_ms || 0);
  return now;
}

/** @param {number|null} at wall-clock ms @returns {string} "11:40" */
export function hhmm(at) {
  if (!at) return "";
  const time = new Date(at);
  return hourOf(time.getHours() * 60 + time.getMinutes());
}

/** @param {number} minutes @returns {string} "later by 6 min" or "" */
export function lateWords(minutes) {
  if (minutes >= 2) return tn("later by {n} min", "later by {n} min", minutes);
  if (minutes <= -2) return tn("ahead by {n} min", "ahead by {n} min", -minutes);
  return "";
}
