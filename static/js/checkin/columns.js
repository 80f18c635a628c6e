/** Columns as a desk set them by hand, for the next file with the same headers. Headers and meanings only: nobody's row is kept. */

import { readJson, writeJson } from "../lib/shelf.js";

const KEY = "veche.columns";
const MOST = 8;

/** @param {{columns: {title: string}[]}} mapping */
function headersOf(mapping) {
  return JSON.stringify(mapping.columns.map(({ title }) => title));
}

/** Whoever set a column of a list without headers meant this one file. @param {Object} mapping */
export function remember(mapping) {
  if (!mapping.columns.some(({ title }) => title)) return;
  const headers = headersOf(mapping);
  const set = mapping.columns.map(({ by, field }) => (by === "hand" ? field : null));
  writeJson(KEY, [{ headers, set }, ...(readJson(KEY) || []).filter((each) => each.headers !== headers)].slice(0, MOST));
}

/** @param {Object} mapping as it was guessed @param {string[]} fields what a column can mean on this day @returns {Object|null} the mapping as this desk set it before, if that is another one */
export function recalled(mapping, fields) {
  const kept = (readJson(KEY) || []).find((each) => each.headers === headersOf(mapping));
  if (!kept) return null;
  const is = (field) => field === "" || fields.includes(field);
  const columns = mapping.columns.map((column, i) => (kept.set[i] !== null && is(kept.set[i]) ? { ...column, field: kept.set[i], by: "hand" } : column));
  return columns.some((column, i) => column.field !== mapping.columns[i].field) ? { ...mapping, columns } : null;
}
