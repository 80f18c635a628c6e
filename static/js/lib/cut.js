/** A result in words: how many cards were chosen, and where it is cut: at the rule's line, or where no card has a mark any more. */

import { t, tn } from "./words.js";

/**
 * @param {{rows: Object[]}} result revealed
 * @param {{rule: string, k: number|null}} rule
 * @returns {number} how many cards would have gone on had they been marked; 0: every place is taken
 */
export function placesLeft({ rows, unnamed }, rule) {
  if (unnamed || rule.rule !== "top" || rule.gate || rule.diversify) return 0; // a card may stay behind for more than a lack of marks
  const marked = rows.filter((row) => row.score > 0).length;
  return rows.length > marked && marked < rule.k ? rule.k - marked : 0;
}

/** @param {{rows: Object[]}} result @returns {number} the score that a full bar stands for */
export function bestOf({ rows }) {
  return Math.max(0, ...rows.map((row) => row.score)) || 1;
}

/** @param {Object} result @param {Object} rule @returns {string} what becomes of the cards under the line */
export function belowWords(result, rule) {
  if (placesLeft(result, rule)) {
    return rule.rest === "administration" ? t("Below: cards without marks, to the administration") : t("Below: cards without marks, kept in the archive");
  }
  if (rule.rest === "open") return t("Below stays open for sign-up");
  return rule.rest === "administration" ? t("Below goes to the administration") : t("Below is kept in the archive");
}

/** @param {Object} result @param {Object} rule @returns {string} "3 of 6 places are taken: the other cards have no marks"; or "" */
export function emptyPlacesWords(result, rule) {
  const left = placesLeft(result, rule);
  if (!left) return "";
  return tn("{taken} of {n} place is taken: the other cards have no marks", "{taken} of {n} places are taken: the other cards have no marks", rule.k, { taken: rule.k - left });
}

/** @param {{electors: string, initiatives: boolean}} round of a vote @param {number} n @returns {string} who chose how many of what */
export function chosenWords({ electors, initiatives }, n) {
  if (electors === "table") return tn("The tables have chosen {n} card", "The tables have chosen {n} cards", n);
  return initiatives
    ? tn("The hall has chosen {n} initiative", "The hall has chosen {n} initiatives", n)
    : tn("The hall has chosen {n} card", "The hall has chosen {n} cards", n);
}
