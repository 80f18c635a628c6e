/** Times and spans of time, as they are said beside things that have happened. */

import { language, t } from "./words.js";

/** @param {number} at wall clock of the desk @returns {string} "11:38" */
export function timeOfDay(at) {
  return new Date(at).toLocaleTimeString(language() === "ru" ? "ru-RU" : "en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** @param {number} ms @returns {string} "40 s", "3 min" */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t("{n} s", { n: seconds });
  if (seconds < 3600) return t("{n} min", { n: Math.floor(seconds / 60) });
  return t("{h} h {n} min", { h: Math.floor(seconds / 3600), n: Math.floor((seconds % 3600) / 60) });
}
