/** When each round begins and each day ends, as far as the draft tells. The same sum as sessions/timetable.py. */

/** @param {import("./draft.js").Draft} draft @returns {{starts: {day: number, at: number, clock: boolean}[], days: {no: number, begin: number|null, minutes: number}[]}} `at` in minutes */
export function times(draft) {
  const days = new Map();
  const starts = draft.round.map((plan) => {
    const no = Number(plan.day) || 1;
    if (!days.has(no)) days.set(no, { no, begin: beginOf(draft, no), minutes: 0 });
    const day = days.get(no);
    const at = (day.begin || 0) + day.minutes;
    day.minutes += Math.max(0, Number(plan.minutes) || 0);
    return { day: no, at, clock: day.begin !== null };
  });
  return { starts, days: Array.from(days.values()) };
}

/** @param {import("./draft.js").Draft} draft @param {number} no @returns {number|null} minutes since midnight */
function beginOf(draft, no) {
  const day = Array.isArray(draft.day) ? draft.day[no - 1] : null;
  const said = /^(\d\d):(\d\d)$/.exec((day && day.start) || "");
  return said ? Number(said[1]) * 60 + Number(said[2]) : null;
}

/** @param {number} minutes @returns {string} "09:30" */
export function hhmm(minutes) {
  const two = (n) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
