/** How many themes, and how many cards stand by themselves, in words. */

import { t, tn } from "./words.js";

/** @param {{theme: boolean}[]} list what goes before the hall @returns {string} "19 themes and 10 single cards" */
export function themesCount(list) {
  const single = list.filter((each) => !each.theme).length;
  const themes = tn("{n} theme", "{n} themes", list.length - single);
  const cards = tn("{n} single card", "{n} single cards", single);
  if (!single) return themes;
  return single === list.length ? cards : t("{themes} and {cards}", { themes, cards });
}
