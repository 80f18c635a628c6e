/**
 * What a field needs to know of the draft: its value, what is wrong with it, how to change it, and what is of no use just
 * now. A parameter that a choice beside it makes meaningless is left out, unless it says something already.
 */

import { at, put } from "./draft.js";
import { titled } from "./title.js";

const COUNTED = ["top", "per_table", "equal_shares"];
const CHOSEN = ["single", "several"];
const MEASURED = ["scale", "number"];

/** @type {Object<string, (of: Object, plan: Object) => boolean>} key → is it of use here? */
const USE = {
  "Carry.k": (carry) => [...COUNTED, "manual"].includes(carry.rule),
  "Carry.min": (carry) => carry.rule === "threshold",
  "Carry.share": (carry) => carry.rule === "threshold",
  "Carry.by": (carry, plan) => plan.method === "score" && carry.rule === "top",
  "Carry.gate": (carry, plan) => plan.method === "score",
  "Carry.diversify": (carry) => carry.rule === "top",
  "Carry.completion": (carry) => carry.rule === "equal_shares",
  "Carry.tie": (carry) => COUNTED.includes(carry.rule),
  "vote.limit": (plan) => plan.method !== "score" && plan.electors !== "table_tally",
  "vote.cap": (plan) => plan.method === "dots",
  "vote.criteria": (plan) => plan.method === "score",
  "vote.matrix": (plan) => plan.method === "score" && (plan.criteria || []).length === 2,
  "vote.weight": (plan) => plan.electors === "table",
  "vote.runoff_minutes": (plan) => ((plan.carry || {}).tie || []).includes("runoff"),
  "info.input": (plan) => plan.subtype === "reveal",
  "info.guests_ask": (plan) => plan.collect_questions === true,
  "info.moderate": (plan) => plan.collect_questions === true,
  "assign.bids": (plan) => plan.mode === "by_bid",
  "assign.per_table": (plan) => plan.what === "cards",
  "gather.assignment": (plan) => Boolean(plan.parent_pool),
  "poll.guests": (plan) => plan.electors !== "table",
  "poll.pair_with": (plan) => plan.electors !== "table",
  "poll.reveal": (plan) => plan.electors === "table",
  "Question.options": (question) => CHOSEN.includes(question.type || "single"),
  "Question.limit": (question) => question.type === "several",
  "Question.low": (question) => MEASURED.includes(question.type),
  "Question.high": (question) => MEASURED.includes(question.type),
  "Question.low_label": (question) => question.type === "scale",
  "Question.high_label": (question) => question.type === "scale",
  "Question.bands": (question) => MEASURED.includes(question.type),
  "Question.max_len": (question) => question.type === "text",
  "SheetField.options": (field) => field.type === "choice",
  "SheetField.columns": (field) => field.type === "rows",
  "SheetField.rows": (field) => field.type === "rows",
  "Column.options": (column) => column.type === "choice",
  "gather.rotation": (plan) => plan.assignment === "rotation",
  "gather.max_per_person": (plan) => plan.writers === "person",
  "signup.carry": () => false,
  "Field.options": (field) => field.type === "choice",
  "Field.max_len": (field) => field.type !== "choice",
  "Field.hint": (field) => field.type !== "choice",
};

/** @param {{form: Object, day: Object, draft: Object, checked: Object, path: import("./draft.js").Path, plan: Object, place: number}} of */
export function formOf({ form, day, draft, checked, plan, place }) {
  const under = (path, problem) => path.every((key, i) => problem.path[i] === key);
  const hand = {
    form, draft, plan, place,
    value: (path) => at(draft, path),
    put: (path, value, typed = true) => day.change(titled(draft, put(draft, path, value), day.kept.base), typed ? path.join(".") : ""),
    wrongAt: (path) => checked.problems.filter((problem) => problem.path.length === path.length && under(path, problem)).map(({ text }) => text),
    wrongUnder: (path) => checked.problems.filter((problem) => under(path, problem)).map(({ text }) => text),
    /** @param {{kind?: string, name?: string}} struct @param {Object} field @param {Object} [of] the values beside it */
    hides: (struct, field, of = plan) => {
      const use = USE[`${struct.kind || struct.name}.${field.key}`];
      const said = of ? of[field.key] : undefined;
      const silent = said === undefined || said === null || JSON.stringify(said) === JSON.stringify(field.default);
      return Boolean(use) && silent && !use(of || {}, plan);
    },
  };
  return hand;
}
