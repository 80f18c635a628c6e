/** How a vote is decided and what its numbers are, in the words of a citizen: one wording for every screen. */

import { kindOf } from "./ballots.js";
import { language, pick, t, tn } from "./words.js";

const GATE = /^([a-z][a-z0-9_-]*)\.(mean|median|sum) ?>= ?(\d+(?:\.\d+)?)$/;

/** @param {number} n @param {boolean} [always] show the tenth even where it is none @returns {string} "4.3", in Russian "4,3" */
export function numberWords(n, always) {
  if (Number.isInteger(n) && !always) return String(n);
  const said = n.toFixed(1);
  return language() === "ru" ? said.replace(".", ",") : said;
}

/** The score of a row as it is shown: a mean keeps its tenth, and what nobody graded has none. @param {Object} round @param {Object} row @returns {string} */
export function scoreWords(round, row) {
  const by = rankedBy(round);
  const grade = by && row.grades && row.grades[by.criterion.id];
  return grade && grade.answers === 0 ? "–" : levelWords(round, row.score);
}

/** @param {Object} round @param {number} n a score @returns {string} */
export function levelWords(round, n) {
  const by = rankedBy(round);
  return numberWords(n, Boolean(by) && by.how === "mean");
}

/** @param {Object} round @returns {{criterion: Object, how: "mean"|"median"|"sum"}|null} what a score vote ranks by */
function rankedBy(round) {
  if (kindOf(round) !== "score" || !round.rule.by) return null;
  const [id, how] = round.rule.by.split(".");
  const criterion = criterionOf(round, id);
  return criterion && { criterion, how };
}

function criterionOf(round, id) {
  return round.criteria.find((each) => each.id === id);
}

/** @param {Object} round @returns {string} what the numbers of the result are */
export function unitWords(round) {
  const by = rankedBy(round);
  if (by) return OF[by.how](pick(by.criterion.label));
  return UNITS[kindOf(round)]();
}

const OF = {
  mean: (label) => t("mean of “{label}”", { label }),
  median: (label) => t("median of “{label}”", { label }),
  sum: (label) => t("sum of “{label}”", { label }),
};

const UNITS = {
  marks: () => t("marks"),
  dots: () => t("dots"),
  hands: () => t("hands"),
  score: () => t("grades"),
};

/** What else a card was graded on, beside what it is ranked by. @param {Object} round @param {Object} row @returns {string} "Feasible: median 3" */
export function alsoWords(round, row) {
  const by = rankedBy(round);
  if (!by) return "";
  const gate = gateOf(round);
  return round.criteria.filter((each) => each !== by.criterion).map((each) => {
    const grade = row.grades && row.grades[each.id];
    const how = gate && gate.criterion === each ? gate.how : by.how;
    const n = !grade || grade.answers === 0 ? "–" : numberWords(grade[how], how === "mean");
    return t("{label} {n}", { label: pick(each.label), n });
  }).join(" · ");
}

function gateOf(round) {
  const [, id, how, least] = GATE.exec(round.rule.gate || "") || [];
  const criterion = id && criterionOf(round, id);
  return criterion ? { criterion, how, least: Number(least) } : null;
}

/** @param {Object} round with its rule @returns {string} the rule, short */
export function ruleWords(round) {
  return [mainWords(round), gateWords(round), diverseWords(round), ownWords(round)].filter(Boolean).join(", ");
}

/** @param {Object} round @returns {string} how much a table's ballot weighs, where they differ; or "" */
export function weightWords(round) {
  return round.weight === "seated" ? t("each table counts for the people seated there") : "";
}

function ownWords({ own }) {
  return own === "exclude" ? t("a table's marks for its own cards do not count") : "";
}

/** @param {Object} round @returns {string[]} what decides where cards stand level, step by step */
export function chainWords(round) {
  return ["top", "per_table", "equal_shares"].includes(round.rule.rule) ? round.rule.tie.map((step) => CHAIN[step.split(":")[0]](step.split(":")[1], round)) : [];
}

/** @param {Object} round @returns {string} the same as a sentence; or "" */
export function chainSaid(round) {
  const steps = chainWords(round);
  return steps.length ? t("If cards stand level at the line: {steps}.", { steps: steps.reduce((said, step) => t("{said}, then {step}", { said, step })) }) : "";
}

const CHAIN = {
  breadth: () => t("marks from more tables"),
  mean: (id, round) => t("the better mean of “{label}”", { label: pick((criterionOf(round, id) || {}).label) || id }),
  include: (n) => t("all of them, if no more than {n} go on", { n }),
  runoff: (none, round) => tn("a runoff of {n} minute", "a runoff of {n} minutes", round.rule.runoff_minutes),
  draw: () => t("a public draw"),
};

function mainWords(round) {
  const { rule } = round;
  switch (rule.rule) {
    case "all": return t("all go on");
    case "manual": return rule.k ? tn("the lead chooses by hand, at most {n} card", "the lead chooses by hand, at most {n} cards", rule.k) : t("the lead chooses by hand");
    case "per_table": return tn("the {n} best card of every table", "the {n} best cards of every table", rule.k);
    case "equal_shares": return tn("{n} card by equal shares: every ballot weighs the same", "{n} cards by equal shares: every ballot weighs the same", rule.k);
    case "top": return bestWords(round);
    default: return leastWords(round);
  }
}

function bestWords(round) {
  const { k } = round.rule;
  const by = rankedBy(round);
  const label = by && pick(by.criterion.label);
  if (by && by.how === "mean") return tn("the {n} card with the best mean of “{label}”", "the {n} cards with the best mean of “{label}”", k, { label });
  if (by && by.how === "median") return tn("the {n} card with the best median of “{label}”", "the {n} cards with the best median of “{label}”", k, { label });
  if (by) return tn("the {n} card with the best sum of “{label}”", "the {n} cards with the best sum of “{label}”", k, { label });
  switch (kindOf(round)) {
    case "dots": return tn("the {n} card with the most dots", "the {n} cards with the most dots", k);
    case "hands": return tn("the {n} card with the most hands", "the {n} cards with the most hands", k);
    default: return tn("the {n} card with the most marks", "the {n} cards with the most marks", k);
  }
}

function leastWords(round) {
  const { min, share } = round.rule;
  if (!min) return t("marks from {n} % of those who voted", { n: Math.round(share * 100) });
  if (rankedBy(round)) return t("{what} from {n} on", { what: unitWords(round), n: numberWords(min) });
  switch (kindOf(round)) {
    case "dots": return tn("{n} dot or more", "{n} dots or more", min);
    case "hands": return tn("{n} hand or more", "{n} hands or more", min);
    default: return tn("{n} mark or more", "{n} marks or more", min);
  }
}

function gateWords(round) {
  const gate = gateOf(round);
  return gate && t("if the {what} is at least {n}", { what: OF[gate.how](pick(gate.criterion.label)), n: numberWords(gate.least) });
}

function diverseWords({ rule: { diversify } }) {
  return diversify && t("at most {n} with one “{label}”", { n: diversify.max, label: pick(diversify.label) || diversify.field });
}

/** @param {Object} round @returns {string} how much one ballot may say */
export function allowedWords(round) {
  const { limit, cap, criteria } = round;
  switch (kindOf(round)) {
    case "dots": return cap && cap < limit
      ? tn("{n} dot, at most {cap} on one card", "{n} dots, at most {cap} on one card", limit, { cap })
      : tn("{n} dot to share out", "{n} dots to share out", limit);
    case "hands": return t("hands for every card");
    case "score": return criteria.length > 1
      ? tn("{n} grade for a card", "{n} grades for a card", criteria.length)
      : t("grades from {low} to {high}", { low: criteria[0].low, high: criteria[0].high });
    default: return limit ? tn("at most {n} mark", "at most {n} marks", limit) : t("any number of marks");
  }
}
