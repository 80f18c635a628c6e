/** The queue as a table reads it: who was heard, who comes, which of them is its own, and what was answered. */

import { html } from "../../vendor/htm-preact.module.js";
import { answerOf, dueWords, standsOf, tablesWords } from "../lib/pitches.js";
import { classes, Icon, Slip, State } from "../lib/ui.js";
import { t } from "../lib/words.js";

const STANDS = {
  waits: null,
  speak: () => ["now", "speak", t("has the floor")],
  qa: () => ["now", "hand", t("answers questions")],
  done: () => ["ok", "check", t("heard")],
  skipped: () => ["need", "skip", t("skipped")],
};

/** @param {{pitch: Object, holds: string[], asks: boolean}} props */
export function Queue({ pitch, holds, asks }) {
  const { done } = standsOf(pitch);
  return html`<h2 class="own__h"><span>${t("The queue")}</span><span class="sub num">${t("heard {n} of {of}", { n: done.length, of: pitch.queue.length })}</span></h2>
    <ol class="line-up">${pitch.queue.map((row, i) => html`<${Slip} key=${row.id} tag="li" class=${classes("line-up__row", `is-${row.stand}`, holds.includes(row.id) && "is-own")}>
      <span class="line-up__n num">${i + 1}</span><span class="line-up__text"><b>${row.title}</b>
        <small><span class="num">${tablesWords(row.tables)}</span>${holds.includes(row.id) && html`<b class="line-up__own">${t("that is you")}</b>`}<${Stand} stand=${row.stand} /></small>
        ${asks && row.reply && html`<${Reply} reply=${row.reply} />`}</span><//>`)}</ol>
    ${!pitch.queue.length && html`<${Slip} tone="empty">${t("The order is drawn when the round opens.")}<//>`}`;
}

function Stand({ stand }) {
  const found = STANDS[stand] && STANDS[stand]();
  return found && html`<${State} tone=${found[0]} icon=${found[1]}>${found[2]}<//>`;
}

/** @param {{reply: {answer: string, due: string, text: string}}} props what the administration said */
export function Reply({ reply }) {
  const { tone, icon, words } = answerOf(reply);
  return html`<span class="answered"><span class=${classes("st", tone)}><${Icon} name=${icon} />${t("The administration: {answer}", { answer: words })}</span>
    ${reply.due && html`<span class="num">${dueWords(reply.due)}</span>`}${reply.text && html`<span>${reply.text}</span>`}</span>`;
}
