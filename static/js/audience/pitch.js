/** A pitch round on a phone: who has the floor, who comes, what the administration answered, and in the end the grades. */

import { html } from "../../vendor/htm-preact.module.js";
import { formatClock } from "../lib/clock.js";
import { answerOf, dueWords, floorWords, gradersOf, howOf, markWords, standsOf, tablesWords, useFloor, withoutWords } from "../lib/pitches.js";
import { classes, Icon, Slip, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Frame } from "./frame.js";

/** @param {import("./phone.js").Props} props */
export function Pitch({ link }) {
  const { round, pitch } = link.common;
  const { current, next, done } = standsOf(pitch);
  const clock = useFloor(link);
  const row = current || (round.phase === "open" || round.phase === "grace" ? next[0] : null);
  const aside = current && clock.ms !== null ? { icon: "clock", text: formatClock(clock.ms) } : null;
  return html`<${Frame} label=${pick(round.title)} title=${row ? row.title : pick(round.prompt) || pick(round.title)} aside=${aside}
    small=${row ? [current ? t("Now: {who}", { who: tablesWords(row.tables) }) : t("Next: {who}", { who: tablesWords(row.tables) }), current && floorWords(clock, current)].filter(Boolean).join(" · ") : t("heard {n} of {of}", { n: done.length, of: pitch.queue.length })}>
    ${pitch.graded && html`<${Grades} round=${round} graded=${pitch.graded} />`}
    <h2 class="ph__h">${t("The queue")}</h2>
    <ol class="list-of-rows">${pitch.queue.map((each, i) => html`<${Slip} key=${each.id} tag="li" class=${classes("line-up__row", `is-${each.stand}`)}>
      <span class="slip__title">${i + 1}. ${each.title}</span>
      <span class="slip__meta">${[tablesWords(each.tables), STANDS[each.stand]()].filter(Boolean).join(" · ")}</span>
      ${each.reply && html`<${Reply} reply=${each.reply} />`}<//>`)}</ol>
    ${!pitch.queue.length && html`<p class="sub">${t("The order is drawn when the round opens.")}</p>`}
  <//>`;
}

const STANDS = {
  waits: () => "",
  speak: () => t("has the floor"),
  qa: () => t("answers questions"),
  done: () => t("heard"),
  skipped: () => t("skipped"),
};

/** @param {{reply: {answer: string, due: string, text: string}}} props */
function Reply({ reply }) {
  const { tone, icon, words } = answerOf(reply);
  return html`<p class="answered"><${State} tone=${tone} icon=${icon}>${t("The administration: {answer}", { answer: words })}<//>
    ${reply.due && html`<span class="num">${dueWords(reply.due)}</span>`}${reply.text && html`<span>${reply.text}</span>`}</p>`;
}

/** @param {{round: Object, graded: Object}} props */
function Grades({ round, graded }) {
  return html`<h2 class="ph__h">${t("How the tables graded")}</h2>
    <p class="sub"><${Icon} name="info" /> ${t("A table does not grade the card that it works on.")}</p>
    <ol class="ranks">${graded.rows.map((row) => html`<li key=${row.id} class="ranks__row"><span class="num ranks__n">${gradersOf(row) ? row.rank : ""}</span>
      <span class="ranks__name">${row.title}<small class="ranks__also">${[...round.criteria.map(({ id, label }) => `${pick(label)} ${markWords(row.grades[id], howOf(round, id))}`), tn("graded by {n} table", "graded by {n} tables", gradersOf(row)), withoutWords(row)].filter(Boolean).join(" · ")}</small></span></li>`)}</ol>`;
}
