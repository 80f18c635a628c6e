/** Plan and fact of the day. The plan is hung on the first round that was opened; what has not begun is forecast. */

import { t, tn } from "../lib/words.js";

const MINUTE = 60000;
export const JUST_MS = 5000; // a span below it is "just now"

/**
 * @param {Object[]} agenda @param {string|null} current @param {number|null} left_ms @param {number} now
 * @returns {{rows: {plan: number|null, fact: number|null, late: boolean}[], late_min: number}}
 *   `fact` is when the round was opened, or for one to come, when it will begin if all goes as planned from now on
 */
export function schedule(agenda, current, left_ms, now) {
  const plan = plannedStarts(agenda);
  const place = agenda.findIndex((row) => row.id === current);
  let cursor = place < 0 ? now : endOf(agenda[place], left_ms, now);
  const facts = agenda.map((row, i) => {
    if (i === place && row.phase === "briefing") return now;
    if (row.opened_at || i <= place) return row.opened_at;
    const start = cursor;
    if (row.phase === "planned") cursor += row.minutes * MINUTE;
    return place < 0 || row.phase !== "planned" ? null : start;
  });
  const rows = agenda.map((row, i) => ({
    plan: plan[i], fact: facts[i], late: Boolean(plan[i] && facts[i] && facts[i] - plan[i] >= 2 * MINUTE),
  }));
  const upcoming = rows.findIndex((row, i) => i > place && row.fact && !agenda[i].opened_at);
  const at = upcoming < 0 ? null : rows[upcoming];
  return { rows, late_min: at && at.plan ? Math.round((at.fact - at.plan) / MINUTE) : 0 };
}

/** @param {Object[]} agenda @returns {(number|null)[]} */
function plannedStarts(agenda) {
  const first = agenda.findIndex((row) => row.opened_at);
  if (first < 0) return agenda.map(() => null);
  let at = agenda[first].opened_at - agenda.slice(0, first).reduce((sum, row) => sum + row.minutes * MINUTE, 0);
  return agenda.map((row) => {
    const start = at;
    at += row.minutes * MINUTE;
    return start;
  });
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
  return `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
}

/** @param {number} ms @returns {string} "40 s", "3 min" */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t("{n} s", { n: seconds });
  if (seconds < 3600) return t("{n} min", { n: Math.floor(seconds / 60) });
  return t("{h} h {n} min", { h: Math.floor(seconds / 3600), n: Math.floor((seconds % 3600) / 60) });
}

/** @param {number} minutes @returns {string} "later by 6 min" or "" */
export function lateWords(minutes) {
  if (minutes >= 2) return tn("later by {n} min", "later by {n} min", minutes);
  if (minutes <= -2) return tn("ahead by {n} min", "ahead by {n} min", -minutes);
  return "";
}
