/** Lengths of time in words. */

import { t } from "../lib/words.js";

/** @param {number} minutes @returns {string} "1 h 20 min" */
export function lengthWords(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return t("{n} min", { n: rest });
  return rest ? t("{h} h {n} min", { h: hours, n: rest }) : t("{h} h", { h: hours });
}
