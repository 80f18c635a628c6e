/** Where a result is cut, in words: the line of the rule, or that what is below has no mark at all. */

import { t, tn } from "./words.js";

/**
 * @param {{rows: Object[]}} result revealed
 * @param {{rule: string, k: number|null}} rule
 * @returns {number} how many cards would have gone on had they been marked; 0: every place is taken
 */
export function placesLeft({ rows }, rule) {
  if (rule.rule !== "top") return 0;
  const marked = rows.filter((row) => row.score > 0).length;
  return rows.length > marked && marked < rule.k ? rule.k - marked : 0;
}

/** @param {Object} result @param {Object} rule @returns {string} what becomes of the cards under the line */
export function belowWords(result, rule) {
  if (placesLeft(result, rule)) {
    return rule.rest === "administration" ? t("Below: cards without marks, to the administration") : t("Below: cards without marks, kept in the archive");
  }
  return rule.rest === "administration" ? t("Below goes to the administration") : t("Below is kept in the archive");
}

/** @param {Object} result @param {Object} rule @returns {string} "3 of 6 places are taken: the other cards have no marks"; or "" */
export function emptyPlacesWords(result, rule) {
  const left = placesLeft(result, rule);
  if (!left) return "";
  return tn("{taken} of {n} place is taken: the other cards have no marks", "{taken} of {n} places are taken: the other cards have no marks", rule.k, { taken: rule.k - left });
}
