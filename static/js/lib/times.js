/** The time of day, as it is said beside things that have happened. */

import { language } from "./words.js";

/** @param {number} at wall clock of the desk @returns {string} "11:38" */
export function timeOfDay(at) {
  return new Date(at).toLocaleTimeString(language() === "ru" ? "ru-RU" : "en-GB", { hour: "2-digit", minute: "2-digit" });
}
