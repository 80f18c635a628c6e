/** How an initiative came about: who wrote of it first, what it lay beside, each vote, and who joined it. */

import { html } from "../../../vendor/htm-preact.module.js";
import { stepIcon, stepWords } from "../../lib/steps.js";
import { Icon } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Fit, Scene } from "../sheet.js";

const WIDE = { cx: 1880, cy: 40, r: 300 };
const TALL = { cx: 1560, cy: 40, r: 260 };
const TITLES = [8.4, 7.2, 6.2, 5.4, 4.8, 4.2];
const SIZES = [4.6, 4.2, 3.9, 3.6, 3.4];
const SHOWN = 3; // words of tables that a hall takes in

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Lineage({ day, sheet }) {
  const { before, here } = day.scene;
  const chapters = [...before, here];
  return html`<${Scene} name="lineage" sheet=${sheet} disc=${sheet.tall ? TALL : WIDE} head=${t("How it came about")}>
    <div class="lineage__title"><${Fit} sizes=${TITLES}><h1>${here.card.title}</h1><//></div>
    <div class="lineage__path"><${Fit} sizes=${SIZES}><ol>${chapters.map((chapter) => html`<${Chapter} key=${chapter.card.id} chapter=${chapter} last=${chapter === here} />`)}</ol><//></div>
  <//>`;
}

function Chapter({ chapter, last }) {
  const { card, steps } = chapter;
  return html`${!last && html`<li class="lineage__head"><i></i><b>${card.title || "…"}</b></li>`}
    ${steps.map((step, i) => html`<li key=${`${card.id}.${i}`} class=${step.row ? `is-${step.row.state}` : ""}><${Icon} name=${stepIcon(step)} /><span>${step.step === "written" ? wroteWords(step) : stepWords(step)}</span></li>`)}`;
}

/** Which tables wrote of it, and some of their words. @param {{cards: Object[]}} step @returns {string} */
function wroteWords(step) {
  const { cards } = step;
  if (cards.length < 2) return stepWords(step);
  const tables = [...new Set(cards.map((card) => card.table).filter(Boolean))].sort((a, b) => a - b);
  const said = cards.map((card) => card.title).filter(Boolean).slice(0, SHOWN).map((title) => t("“{title}”", { title })).join(", ");
  const head = tables.length ? tn("Table {list} wrote of it", "Tables {list} wrote of it", tables.length, { list: tables.join(", ") }) : tn("{n} card of it", "{n} cards of it", cards.length);
  return t("{head}: {cards}", { head, cards: cards.length > SHOWN ? `${said}…` : said });
}
