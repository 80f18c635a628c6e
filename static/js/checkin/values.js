/** What the list says of people, in words: bands of age and sexes are ids in it, everything else is somebody's own words. */

import { t } from "../lib/words.js";

const WORDS = {
  age: { "under-18": () => t("under 18"), "18-29": () => t("18–29"), "30-44": () => t("30–44"), "45-59": () => t("45–59"), "60-plus": () => t("60 and over") },
  sex: { f: () => t("woman"), m: () => t("man") },
};
const ROLES = { participant: () => t("participant"), host: () => t("table host"), expert: () => t("expert"), observer: () => t("observer"), organiser: () => t("organiser") };
const ANSWERS = { yes: () => t("given"), no: () => t("not given") };

/** @param {string} trait @param {string} value @returns {string} */
export function valueWords(trait, value) {
  const word = (WORDS[trait] || {})[value];
  return word ? word() : value;
}

/** Of a trait that has ids, each with its words; null where somebody uses words of their own. @param {string} trait @param {string[]} used @returns {[string, string][]|null} */
export function choicesOf(trait, used) {
  const known = WORDS[trait];
  return known && used.every((value) => !value || value in known) ? Object.keys(known).map((value) => [value, valueWords(trait, value)]) : null;
}

/** What a field of the list was or will be. @param {string} field as `registration.fields` names it @param {string} cell @returns {string} */
export function cellWords(field, cell) {
  if (!cell) return "—";
  if (field === "role") return ROLES[cell] ? ROLES[cell]() : cell;
  if (field.startsWith("consent.")) return ANSWERS[cell] ? ANSWERS[cell]() : cell;
  return field === "table" ? t("table {no}", { no: cell }) : valueWords(field, cell);
}
