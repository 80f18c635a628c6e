/** The rule of a vote in words. */

import { t, tn } from "../lib/words.js";

/** @param {{rule: string, k: number|null, min: number|null, share: number|null}} rule @returns {string} */
export function ruleWords(rule) {
  if (rule.rule === "top") return tn("the {n} card with the most marks", "the {n} cards with the most marks", rule.k);
  if (rule.rule === "all") return t("all go on");
  if (rule.min) return tn("{n} mark or more", "{n} marks or more", rule.min);
  return t("marks from {n} % of those who voted", { n: Math.round(rule.share * 100) });
}
