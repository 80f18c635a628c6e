/**
 * A ballot on paper as it is typed: the numbers of the cards as they stand there, `3 7 12`, with dots `3:2 7:1`, with grades
 * `3:4/2`, a dash for «do not know». Text and sheet are two sides of one thing; nothing here knows a screen.
 *
 * @typedef {{method: string, limit: number|null, cap: number|null, criteria: Object[], cards: {id: string, no: number}[]}} Plan
 * @typedef {{sheet: import("./ballots.js").Sheet, wrong: null}|{sheet: null, wrong: {code: string, what: string|number}}} Typed
 */

import { amountOf, blankSheet } from "./ballots.js";

const SPOILED = /^[x\u0445*]$/i; // the Latin letter and the Russian one that looks like it
const NO = /^(\d{1,3})\D+(\d{1,4})$/;

/** @param {string} text @returns {boolean} nobody can tell what the paper says */
export function isSpoiled(text) {
  return SPOILED.test(text.trim());
}

/** @param {string} text `7-3`, `7 3`, `07.03` @returns {string|null} `7-3` */
export function numberIn(text) {
  const found = NO.exec(text.trim());
  return found && Number(found[1]) && Number(found[2]) ? `${Number(found[1])}-${Number(found[2])}` : null;
}

/** @param {string} no `7-3` @returns {string} `7-4` */
export function nextNumber(no) {
  const [table, count] = no.split("-").map(Number);
  return `${table}-${count + 1}`;
}

/** @param {number} table @param {number} no @returns {string} as it is printed on the slip: `7-02` */
export function slipNo(table, no) {
  return `${table}-${String(no).padStart(2, "0")}`;
}

/** @param {{no: number}[]} choices @param {string} text `3`, `03` @returns {Object|undefined} the card of this number */
export function cardOf(choices, text) {
  const no = text.trim();
  return /^\d+$/.test(no) ? choices.find((each) => each.no === Number(no)) : undefined;
}

/** @param {Plan} plan @param {string} text @returns {Typed} */
export function sheetIn(plan, text) {
  const sheet = blankSheet();
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const [no, said, ...more] = word.split(/[:=]/);
    const card = cardOf(plan.cards, no);
    if (!card || more.length) return wrong("card", word);
    if (card.id in sheet.choices || card.id in sheet.grades) return wrong("twice", no);
    const read = READERS[plan.method](plan, sheet, card.id, said);
    if (read) return wrong(read, word);
  }
  const n = amountOf(plan.method, sheet);
  return plan.limit !== null && n > plan.limit ? wrong("limit", n) : { sheet, wrong: null };
}

const READERS = {
  approval: (plan, sheet, card, said) => { sheet.choices[card] = 1; return said === undefined ? "" : "mark"; },
  dots: (plan, sheet, card, said) => {
    const n = said === undefined ? 1 : Number(said);
    sheet.choices[card] = n;
    if (!Number.isInteger(n) || n < 1) return "mark";
    return plan.cap !== null && n > plan.cap ? "cap" : "";
  },
  score: (plan, sheet, card, said) => {
    const grades = (said || "").split("/");
    if (grades.length !== plan.criteria.length) return "grades";
    const given = {};
    plan.criteria.forEach(({ id }, i) => { if (/^\d+$/.test(grades[i])) given[id] = Number(grades[i]); });
    if (Object.keys(given).length) sheet.grades[card] = given;
    const known = grades.every((grade, i) => /^[-\u2013\u2014]$/.test(grade) || (/^\d+$/.test(grade) && Number(grade) >= plan.criteria[i].low && Number(grade) <= plan.criteria[i].high));
    return known ? "" : "grades";
  },
};

/** @param {Plan} plan @param {import("./ballots.js").Sheet} sheet @returns {string} in the order of the numbers */
export function textOf(plan, sheet) {
  return plan.cards.filter(({ id }) => id in sheet.choices || id in sheet.grades).map(({ id, no }) => {
    if (plan.method === "dots") return `${no}:${sheet.choices[id]}`;
    if (plan.method === "score") return `${no}:${plan.criteria.map((each) => (each.id in sheet.grades[id] ? sheet.grades[id][each.id] : "-")).join("/")}`;
    return String(no);
  }).join(" ");
}

function wrong(code, what) {
  return { sheet: null, wrong: { code, what } };
}
