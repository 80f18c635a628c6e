/** What a result still leaves open, and places that the hall has not been told, in the same words on every screen. */

import { t, tn } from "./words.js";

/** @param {{unnamed: number}} result @returns {number[]} the places that are still blank: 1, 2, 3 */
export function unnamed(result) {
  return Array.from({ length: result.unnamed }, (none, i) => i + 1);
}

const TIED = {
  draw: () => t("level: waits for the draw"),
  runoff: () => t("level: waits for the runoff"),
  pick: () => t("waits for the lead's choice"),
};

/** @param {{waits: "draw"|"runoff"|"pick"|null}} result @returns {string} what its pending cards wait for */
export function tiedWords({ waits }) {
  return TIED[waits] ? TIED[waits]() : "";
}

/** @param {number} n @returns {string} who chose how many, where it was done by hand */
export function handWords(n) {
  return tn("The lead has chosen {n} card", "The lead has chosen {n} cards", n);
}

/** @param {string} words @returns {string} as a sentence goes on */
export function lower(words) {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** @param {string} words @returns {string} as a heading begins */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
