/** Tables and badges in words: who works on what, and who sits where. Nothing here knows a screen. */

import { t } from "./words.js";

/** Ways of seating people in which it is said of each where they sit. */
export const MIXES = ["mixed", "remix"];
export const BY_LIST = ["list", ...MIXES];

/** @param {number[]} numbers in order @returns {string} "1–4, 7, 12–13" */
export function rangesOf(numbers) {
  const runs = [];
  for (const n of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (to - from > 1 ? `${from}–${to}` : to > from ? `${from}, ${to}` : `${from}`)).join(", ");
}

/** @param {(number|null)[]} tables numbers @returns {string} "table 3", "tables 3, 7", or that there is none */
export function tablesWords(tables) {
  if (!tables.length) return t("no table yet");
  return tables.length === 1 ? t("table {no}", { no: tables[0] }) : t("tables {list}", { list: tables.join(", ") });
}

/** @param {Object} assignment as the hall knows it @param {number|null} table @returns {Object[]} the cards of a table */
export function cardsOf(assignment, table) {
  return assignment.cards.filter((row) => row.tables.includes(table));
}
