/**
 * The device's language. Phrases are English in the code; the catalogue of the chosen language comes from the
 * desk, which reads it from locales/.
 */

import { getJson } from "./api.js";
import { read, readJson, write } from "./shelf.js";

const KEY = "veche.lang";
export const LANGUAGES = ["ru", "en"];
const listeners = new Set();
let lang = chosen();
/** @type {Object<string, string|string[]>} */
let catalogue = {};

/** @returns {string} "ru" or "en" */
function chosen() {
  const kept = read(KEY);
  if (LANGUAGES.includes(kept)) return kept;
  const fixed = document.documentElement.dataset.lang;
  if (LANGUAGES.includes(fixed)) return fixed;
  return (navigator.language || "").toLowerCase().startsWith("ru") ? "ru" : "en";
}

/** @returns {Promise<void>} loads the catalogue; on a bad line the kept copy of the last visit serves */
export async function loadWords() {
  const wanted = lang;
  const { status, body } = await getJson(`/i18n/${wanted}.json`, null);
  if (wanted !== lang) return;
  if (status === 200 && body) {
    catalogue = body;
    write(`veche.words:${wanted}`, JSON.stringify(body));
  } else {
    catalogue = readJson(`veche.words:${wanted}`) || {};
  }
  document.documentElement.lang = wanted;
  listeners.forEach((listener) => listener(wanted));
}

/** @param {string} wanted @returns {Promise<void>} */
export function setLanguage(wanted) {
  lang = LANGUAGES.includes(wanted) ? wanted : "en";
  write(KEY, lang);
  return loadWords();
}

/** @returns {string} */
export function language() {
  return lang;
}

/** @param {(lang: string) => void} listener @returns {() => void} */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {string} phrase English, with {names} in braces @param {Object<string, any>} [names] @returns {string} */
export function t(phrase, names) {
  const found = catalogue[phrase];
  return fill(typeof found === "string" && found ? found : phrase, names);
}

/** @param {string} one @param {string} many @param {number} n @param {Object<string, any>} [names] @returns {string} */
export function tn(one, many, n, names) {
  const forms = catalogue[one];
  const form = Array.isArray(forms) ? forms[pluralIndex(n)] : "";
  return fill(form || (n === 1 ? one : many), { n, ...names });
}

/** @param {number} n @returns {number} the index of the gettext form */
function pluralIndex(n) {
  if (lang !== "ru") return n === 1 ? 0 : 1;
  const ten = Math.abs(n) % 10;
  const hundred = Math.abs(n) % 100;
  if (ten === 1 && hundred !== 11) return 0;
  return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
}

/** @param {string} text @param {Object<string, any>} [names] */
function fill(text, names) {
  if (!names) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in names ? String(names[name]) : whole));
}

/** @param {{ru?: string, en?: string}|string|null|undefined} said a text of the scenario @returns {string} */
export function pick(said) {
  if (!said) return "";
  if (typeof said === "string") return said;
  return said[lang] || said.ru || said.en || "";
}
