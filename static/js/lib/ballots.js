/**
 * A ballot of any method is one sheet: what each card was given. Marks are one each, dots are shared out, hands are counted,
 * grades answer criteria; what is left out is «do not know». Nothing here knows a screen.
 *
 * @typedef {{choices: {[card: string]: number}, grades: {[card: string]: {[criterion: string]: number}}}} Sheet
 * @typedef {"marks"|"dots"|"hands"|"score"} Kind
 */

import { isRunoff } from "./contests.js";
import { useDraft } from "./draft.js";
import { pick, t, tn } from "./words.js";

/** @returns {Sheet} */
export function blankSheet() {
  return { choices: {}, grades: {} };
}

/** @param {{method: string, electors: string}} round @returns {Kind} */
export function kindOf(round) {
  if (round.electors === "table_tally") return "hands";
  return { dots: "dots", score: "score" }[round.method] || "marks";
}

/** @param {Object|null} said a payload, a view or a draft @returns {Sheet|null} */
export function sheetOf(said) {
  return said && said.choices && !Array.isArray(said.choices) ? { choices: said.choices, grades: said.grades || {} } : null;
}

/** @param {Sheet} sheet @param {Object[]} paper @returns {Sheet} without the cards that were taken off the paper */
export function onPaper(sheet, paper) {
  const known = new Set(paper.map((card) => card.id));
  const keep = (given) => Object.fromEntries(Object.entries(given).filter(([card]) => known.has(card)));
  return { choices: keep(sheet.choices), grades: keep(sheet.grades) };
}

/** @param {Sheet} sheet @param {string} card @param {number} n marks, dots or hands; 0 takes the card off @returns {Sheet} */
export function withPoints(sheet, card, n) {
  const { [card]: before, ...choices } = sheet.choices;
  return { ...sheet, choices: n > 0 ? { ...choices, [card]: n } : choices };
}

/** @param {Sheet} sheet @param {string} card @param {string} criterion @param {number|null} grade null: do not know @returns {Sheet} */
export function withGrade(sheet, card, criterion, grade) {
  const { [criterion]: before, ...rest } = sheet.grades[card] || {};
  const given = grade === null ? rest : { ...rest, [criterion]: grade };
  const { [card]: old, ...grades } = sheet.grades;
  return { ...sheet, grades: Object.keys(given).length ? { ...grades, [card]: given } : grades };
}

/** @param {Kind} kind @param {Sheet} sheet @returns {number} marks, dots, cards with counted hands, or graded cards */
export function amountOf(kind, sheet) {
  if (kind === "score") return Object.keys(sheet.grades).length;
  if (kind === "dots") return Object.values(sheet.choices).reduce((sum, n) => sum + n, 0);
  return Object.keys(sheet.choices).length;
}

/** @param {Object} round @param {Sheet} sheet @returns {boolean} no mark or dot is left */
export function isSpent(round, sheet) {
  if (kindOf(round) === "hands") return false; // of hands there are as many as people, on each card anew
  return round.limit !== null && amountOf(kindOf(round), sheet) >= round.limit;
}

/** @param {Sheet} a @param {Sheet} b @returns {boolean} do they say the same? */
export function isSame(a, b) {
  return plain(a.choices) === plain(b.choices) && plain(a.grades) === plain(b.grades);
}

function plain(given) {
  return JSON.stringify(Object.keys(given).sort().map((card) => [card, typeof given[card] === "object" ? plain(given[card]) : given[card]]));
}

/** @param {Object} round @param {Sheet} sheet @returns {Object} what is said to the desk */
export function payloadOf(round, sheet) {
  const said = kindOf(round) === "score" ? { choices: {}, grades: sheet.grades } : { choices: sheet.choices };
  return { round: round.id, contest: round.contest.no, ...said };
}

/**
 * The sheet being filled in: what was typed on this device, or else what was cast, or else a blank one.
 * @param {string} key @param {Sheet|null} cast @param {Object[]} paper
 * @returns {[Sheet, (sheet: Sheet) => void, () => void]} the sheet, put another, forget the draft
 */
export function useSheet(key, cast, paper) {
  const [text, setText, clear] = useDraft(key);
  return [onPaper(parse(text) || cast || blankSheet(), paper), (sheet) => setText(JSON.stringify(sheet)), clear];
}

function parse(text) {
  try {
    return text ? sheetOf(JSON.parse(text)) : null;
  } catch (broken) {
    return null;
  }
}

/** @param {Object} round @param {number} n as `amountOf` counts @returns {string} "3 of 5 dots" */
export function amountWords(round, n) {
  const { limit } = round;
  switch (kindOf(round)) {
    case "dots": return tn("{n} of {limit} dot", "{n} of {limit} dots", limit, { n, limit });
    case "score": return tn("{n} card graded", "{n} cards graded", n);
    case "hands": return tn("hands counted for {n} card", "hands counted for {n} cards", n);
    default: return limit ? t("{n} of {limit}", { n, limit }) : tn("{n} mark", "{n} marks", n);
  }
}

/** @param {Object} round @param {Sheet} sheet @param {number} all cards on the paper @returns {string} how far the sheet is */
export function progressWords(round, sheet, all) {
  const kind = kindOf(round);
  const n = amountOf(kind, sheet);
  if (kind === "score") return t("Graded {n} of {all} cards", { n, all });
  if (kind === "hands") return t("Counted for {n} of {all} cards", { n, all });
  return amountWords(round, n);
}

/** @param {Object} round @returns {string} what the paper asks for, where the scenario does not say it */
export function howWords(round) {
  if (isRunoff(round) && kindOf(round) === "marks") return tn("Mark {n} card that should go on.", "Mark up to {n} cards that should go on.", round.limit);
  if (isRunoff(round)) return tn("Everybody raises a hand for {n} card. Enter the number.", "Everybody raises a hand for up to {n} cards. Enter the number.", round.limit);
  switch (kindOf(round)) {
    case "dots": return round.cap && round.cap < round.limit
      ? tn("Share out {n} dot, at most {cap} on one card.", "Share out {n} dots, at most {cap} on one card.", round.limit, { cap: round.cap })
      : tn("Share out {n} dot among the cards.", "Share out {n} dots among the cards.", round.limit);
    case "score": return t("Grade every card. What nobody knows stays without a grade.");
    case "hands": return t("Read out each card, count the hands and enter the number.");
    default: return t("Mark the cards that should go on.");
  }
}

/** @param {Object} round @returns {string} why nothing more can be given */
export function spentWords(round) {
  return kindOf(round) === "dots" ? t("take a dot away to set another") : t("take a mark away to set another");
}

/**
 * What a sheet says of one card. @param {Object} round @param {Sheet} sheet @param {string} card
 * @returns {string|boolean} "3 dots", "Important 4, Feasible 2"; true for a plain mark, false for nothing
 */
export function givenWords(round, sheet, card) {
  const n = sheet.choices[card] || 0;
  switch (kindOf(round)) {
    case "dots": return n > 0 && tn("{n} dot", "{n} dots", n);
    case "hands": return n > 0 && tn("{n} hand", "{n} hands", n);
    case "score": return card in sheet.grades && round.criteria.filter(({ id }) => id in sheet.grades[card])
      .map(({ id, label }) => t("{label} {n}", { label: pick(label), n: sheet.grades[card][id] })).join(", ");
    default: return n > 0;
  }
}

/** What tells a card from its neighbours besides its title. @param {Object} card @returns {string} */
export function smallWords(card) {
  const [, second] = Object.entries(card.fields).filter(([, text]) => text !== card.sphere);
  return (second && second[1]) || (card.parent ? card.parent.title : "");
}
