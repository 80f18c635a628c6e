/** The questions of a poll: the same form on a phone and on a tablet, large enough for any finger. Its style comes with it. */

import { html } from "../../vendor/htm-preact.module.js";
import { useDraft } from "./draft.js";
import { Stepper } from "./papers.js";
import { sphereIcon, sphereTone } from "./spheres.js";
import { ChoiceRow, classes, Icon, TextField } from "./ui.js";
import { wear } from "./wear.js";
import { pick, t, tn } from "./words.js";

wear("polls");

/** @typedef {Object<string, number|string|string[]>} Answers */

/**
 * The sheet being filled in. It is kept on the device at every touch, and an incoming view never changes it.
 * @param {string} key @param {Answers|null} sent @returns {[Answers, (answers: Answers) => void, () => void]}
 */
export function useAnswers(key, sent) {
  const [text, setText, clear] = useDraft(key);
  return [parse(text) || sent || {}, (answers) => setText(JSON.stringify(answers)), clear];
}

/** @param {Object[]} questions @param {Answers} answers @returns {Object|undefined} the first one that needs an answer and has none */
export function lacking(questions, answers) {
  return questions.find((question) => question.required && isEmpty(answers[question.id]));
}

/** @param {Object[]} questions @param {Answers} answers @returns {Answers} without what says nothing */
export function sheetOf(questions, answers) {
  return Object.fromEntries(questions.map(({ id }) => [id, answers[id]]).filter(([, answer]) => !isEmpty(answer)));
}

/** @param {Object[]} questions @param {Answers} answers @returns {number} */
export function answeredOf(questions, answers) {
  return Object.keys(sheetOf(questions, answers)).length;
}

/** @param {{questions: Object[], spheres: Object[], answers: Answers, onAnswers: (answers: Answers) => void}} props */
export function Questions({ questions, spheres, answers, onAnswers }) {
  return questions.map((question, i) => {
    const Field = FIELDS[question.type];
    return html`<fieldset key=${question.id} class=${`q q--${question.type}`} id=${`q-${question.id}`}>
      <legend><span class="num">${i + 1}</span><span>${pick(question.label)} ${hint(question) && html`<small>${hint(question)}</small>`}</span></legend>
      <${Field} question=${question} spheres=${spheres} answer=${answers[question.id]} onAnswer=${(answer) => onAnswers({ ...answers, [question.id]: answer })} />
    </fieldset>`;
  });
}

const FIELDS = { single: Single, several: Several, scale: Scale, number: NumberField, text: Text };

function hint(question) {
  if (question.required) return t("needs an answer");
  return question.type === "several" && question.limit ? tn("up to {n}", "up to {n}", question.limit) : "";
}

function Single({ question, spheres, answer, onAnswer }) {
  return html`<div class="q__rows">${question.options.map((option) => html`<div key=${option.id} class=${question.spheres ? sphereTone(spheres, option.id) : ""}>
    <${ChoiceRow} round name=${question.id} on=${answer === option.id} title=${pick(option.label)} onToggle=${() => onAnswer(option.id)}
      aside=${question.spheres && html`<span class="ballot__s"><${Icon} name=${sphereIcon(spheres, option.id)} /></span>`} /></div>`)}</div>`;
}

function Several({ question, answer, onAnswer }) {
  const chosen = answer || [];
  const full = question.limit && chosen.length >= question.limit;
  return html`<div class="q__rows">${question.options.map((option) => {
    const on = chosen.includes(option.id);
    return html`<${ChoiceRow} key=${option.id} on=${on} disabled=${full && !on} title=${pick(option.label)}
      onToggle=${(is) => onAnswer(is ? [...chosen, option.id] : chosen.filter((each) => each !== option.id))} />`;
  })}</div>`;
}

function Scale({ question, answer, onAnswer }) {
  const { low, high } = question;
  const ends = [question.low_label && pick(question.low_label), question.high_label && pick(question.high_label)];
  return html`<div class="q__scale">${Array.from({ length: high - low + 1 }, (none, i) => html`<label key=${i} class=${classes("grade", answer === low + i && "is-on")}>
      <input class="sr" type="radio" name=${question.id} checked=${answer === low + i} aria-label=${`${pick(question.label)}: ${low + i}`} onChange=${() => onAnswer(low + i)} />
      <span class="num" aria-hidden="true">${low + i}</span></label>`)}</div>
    ${ends.some(Boolean) && html`<p class="q__ends"><span>${ends[0]}</span><span>${ends[1]}</span></p>`}`;
}

function NumberField({ question, answer, onAnswer }) {
  const { low, high, label } = question;
  const given = typeof answer === "number";
  return html`<div class="q__number"><${Stepper} n=${given ? answer - low : 0} from=${low} most=${high - low} label=${pick(label)} called=${pick(label)} typed onCount=${(n) => onAnswer(low + n)} />
    <span class="sub">${given ? t("from {low} to {high}", { low, high }) : t("not answered yet")}</span>
    ${given && html`<button type="button" class="btn btn--quiet" onClick=${() => onAnswer(null)}>${t("No answer")}</button>`}</div>`;
}

function Text({ question, answer, onAnswer }) {
  const text = answer || "";
  return html`<${TextField} label=${t("In your words")} hint=${tn("{n} left", "{n} left", question.max_len - text.length)} rows="3" value=${text} onText=${onAnswer} maxlength=${question.max_len} />
    <p class="sub">${t("No names, please. The lead reads it before the hall does.")}</p>`;
}

/** @param {any} answer @returns {boolean} */
function isEmpty(answer) {
  return answer === undefined || answer === null || answer === "" || (typeof answer === "string" && !answer.trim()) || (Array.isArray(answer) && !answer.length);
}

function parse(text) {
  try {
    const said = text ? JSON.parse(text) : null;
    return said && typeof said === "object" ? said : null;
  } catch (broken) {
    return null;
  }
}
