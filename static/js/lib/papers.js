/** Ballot papers, one for each method: the same on a tablet and on a phone, large enough for any finger. */

import { html } from "../../vendor/htm-preact.module.js";
import { amountOf, isSpent, kindOf, smallWords, withGrade, withPoints } from "./ballots.js";
import { sphereIcon, sphereTone } from "./spheres.js";
import { ChoiceRow, classes, Icon } from "./ui.js";
import { pick, t } from "./words.js";

/**
 * @typedef {{round: Object, cards: Object[], sheet: import("./ballots.js").Sheet, hands?: number|null, spheres?: Object[],
 *   onSheet: (sheet: import("./ballots.js").Sheet) => void, class: string}} Paper  `cards` in the order of this elector
 */

/** @param {Paper} props */
export function Paper(props) {
  const Line = LINES[kindOf(props.round)];
  const { cards, spheres = [], class: name } = props;
  return html`<ul class=${name}>${cards.map((card) => html`<li key=${card.id} class=${sphereTone(spheres, card.sphere)}>
    <${Line} ...${props} card=${card} aside=${sphereTone(spheres, card.sphere)
      && html`<span class="ballot__s"><${Icon} name=${sphereIcon(spheres, card.sphere)} /></span>`} /></li>`)}</ul>`;
}

const LONG = 26; // a longer title does not fit beside the number on a phone
const LINES = { marks: MarkLine, dots: DotsLine, hands: HandsLine, score: ScoreLine };

function MarkLine({ round, sheet, onSheet, card, aside }) {
  const on = card.id in sheet.choices;
  return html`<${ChoiceRow} on=${on} title=${card.title} small=${smallWords(card)} disabled=${isSpent(round, sheet) && !on}
    aside=${aside} onToggle=${(is) => onSheet(withPoints(sheet, card.id, is ? 1 : 0))} />`;
}

function DotsLine({ round, sheet, onSheet, card, aside }) {
  const n = sheet.choices[card.id] || 0;
  const left = round.limit - amountOf("dots", sheet);
  const most = Math.min(round.cap || round.limit, n + left);
  return html`<div class=${classes("row", "row--count", card.title.length > LONG && "row--long", n > 0 && "is-on")}>
    <${CardName} card=${card} aside=${aside} />
    <${Stepper} n=${n} most=${most} label=${card.title} onCount=${(to) => onSheet(withPoints(sheet, card.id, to))} />
  </div>`;
}

function HandsLine({ round, hands, sheet, onSheet, card, aside }) {
  const n = sheet.choices[card.id] || 0;
  const raised = Object.values(sheet.choices).reduce((sum, each) => sum + each, 0);
  const left = round.limit ? round.limit * (hands || 0) - raised : hands || 0; // in a runoff nobody has more hands than places
  return html`<div class=${classes("row", "row--count", card.title.length > LONG && "row--long", n > 0 && "is-on")}>
    <${CardName} card=${card} aside=${aside} />
    <${Stepper} n=${n} most=${Math.min(hands || 0, n + left)} label=${card.title} typed onCount=${(to) => onSheet(withPoints(sheet, card.id, to))} />
  </div>`;
}

function ScoreLine({ round, sheet, onSheet, card, aside }) {
  const given = sheet.grades[card.id] || {};
  return html`<div class=${classes("row", "row--score", Object.keys(given).length > 0 && "is-on")}>
    <${CardName} card=${card} aside=${aside} />
    ${round.criteria.map((criterion) => html`<${Grades} key=${criterion.id} card=${card} criterion=${criterion} alone=${round.electors === "person"}
      grade=${criterion.id in given ? given[criterion.id] : null} onGrade=${(grade) => onSheet(withGrade(sheet, card.id, criterion.id, grade))} />`)}
  </div>`;
}

function CardName({ card, aside }) {
  const small = smallWords(card);
  return html`<p class="row__name"><span class="row__text">${card.title}${small && html`<small>${small}</small>`}</span>${aside}</p>`;
}

/**
 * A number between two buttons. @param {{n: number, most: number, label: string, typed?: boolean, from?: number, called?: string, onCount: (n: number) => void}} props
 * `typed`: it may be typed as well; `from`: what the least is; `called`: what the typed number is, if not hands
 */
export function Stepper({ n, most, label, typed, from = 0, called, onCount }) {
  const enter = (event) => {
    const said = Number.parseInt(event.target.value, 10) - from;
    const fits = Math.min(most, Math.max(0, Number.isNaN(said) ? 0 : said));
    if (String(from + fits) !== event.target.value && event.target.value !== "") event.target.value = String(from + fits);
    onCount(fits);
  };
  return html`<span class="stepper" role="group" aria-label=${label}>
    <button type="button" class="stepper__btn" disabled=${n <= 0} aria-label=${t("One less: {title}", { title: label })}
      onClick=${() => onCount(n - 1)}><${Icon} name="minus" /></button>
    ${typed
      ? html`<input class="stepper__n num" type="number" inputmode="numeric" min=${from} max=${from + most} value=${from + n} aria-label=${called || t("Hands: {title}", { title: label })}
          onFocus=${(event) => event.target.select()} onInput=${enter} />`
      : html`<output class="stepper__n num" aria-live="polite">${n}</output>`}
    <button type="button" class="stepper__btn" disabled=${n >= most} aria-label=${t("One more: {title}", { title: label })}
      onClick=${() => onCount(n + 1)}><${Icon} name="plus" /></button>
  </span>`;
}

/** One question about one card. Not to know is an answer too: it takes the grade away. */
function Grades({ card, criterion, alone, grade, onGrade }) {
  const { id, low, high, label, low_label: lowest, high_label: highest } = criterion;
  const name = `${card.id}:${id}`;
  const ends = [lowest && `${low} — ${pick(lowest)}`, highest && `${high} — ${pick(highest)}`].filter(Boolean);
  const choice = (value, words, called) => html`<label key=${words} class=${classes("grade", value === null && "grade--none", grade === value && "is-on")}>
    <input class="sr" type="radio" name=${name} checked=${grade === value} aria-label=${called} onChange=${() => onGrade(value)} />
    <span class=${value === null ? "" : "num"} aria-hidden="true">${words}</span></label>`;
  return html`<fieldset class="grades">
    <legend><b>${pick(label)}</b>${ends.length > 0 && html` <small>${ends.join(" · ")}</small>`}</legend>
    <div class="grades__row">
      ${Array.from({ length: high - low + 1 }, (none, i) => choice(low + i, low + i, t("{label}: {n}, {title}", { label: pick(label), n: low + i, title: card.title })))}
      ${choice(null, alone ? t("I do not know") : t("do not know"), t("{label}: do not know, {title}", { label: pick(label), title: card.title }))}
    </div>
  </fieldset>`;
}
