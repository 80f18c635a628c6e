/**
 * The cells of a poll's result in words. A cell is a range: from and to alike is a count, anything else is hidden.
 *
 * @typedef {[number, number]} Cell
 * @typedef {{name: string, cell: Cell}} Row
 */

import { pick, t } from "./words.js";

/** @param {Cell} cell @returns {boolean} */
export function isHidden([from, to]) {
  return from !== to;
}

/** @param {Cell} cell @param {number} of all who answered @returns {string} "12", "fewer than 5" */
export function cellWords([from, to], of) {
  if (from === to) return String(from);
  if (from > 0) return t("{n} or more", { n: from });
  return to < of ? t("fewer than {n}", { n: to + 1 }) : t("hidden");
}

/** @param {Object} question @param {{cells: Cell[]}} count @returns {Row[]} in the order of the question */
export function rowsOf(question, count) {
  const names = question.options.length ? question.options.map((option) => pick(option.label)) : question.cells;
  return names.map((name, i) => ({ name, cell: count.cells[i] }));
}

/** @param {Row[]} rows @returns {number} the longest bar of a question, 1 at least */
export function longest(rows) {
  return Math.max(1, ...rows.map(({ cell }) => (isHidden(cell) ? 0 : cell[0])));
}

/** @param {{min_cell: number, electors: string}} round @returns {string} why some cells say no number */
export function hiddenWords(round) {
  return t("What fewer than {n} people said is hidden, and one more cell where it could be computed.", { n: round.min_cell });
}

/** @returns {string} what a poll of guests is, wherever it stands */
export function strawWords() {
  return t("a poll, not a vote");
}
