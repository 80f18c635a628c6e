/** The tie path: a sentence of a few steps, each with what it compared. */

import { html } from "../../../vendor/htm-preact.module.js";
import { meanWords } from "../../lib/contests.js";
import { t, tn } from "../../lib/words.js";
import { levelWords, numberWords } from "../../lib/rules.js";
import { Clipped } from "../sheet.js";

/** @param {{scene: Object, round: Object}} props */
export function TiePath({ scene, round }) {
  if (!scene.tie.length) return null;
  const titles = Object.fromEntries(scene.rows.map((row) => [row.card.id, row.card.title]));
  const steps = [...scene.tie.map((step) => said(step, scene, titles, round)), ending(scene, titles)].filter(Boolean);
  return html`<section class="tie" aria-label=${scene.waits ? t("A tie") : t("How the tie was broken")}><ol>
    ${steps.map(({ label, value, tone, long }, i) => html`<li key=${i} class=${`tie__step tie__step--${tone} ${long ? "tie__step--long" : ""}`}>
      <span>${label}</span><${Clipped} tag="b" text=${value} /></li>`)}
  </ol></section>`;
}

/** @returns {{label: string, value: string, tone: string}} */
function said(step, scene, titles, round) {
  switch (step.step) {
    case "score":
      return { label: tn("{m} level, {n} place", "{m} level, {n} places", step.places, { m: step.left.length }), value: level(step, round), tone: "p" };
    case "breadth":
      return step.left.length
        ? { label: t("By breadth across tables"), value: stillLevel(step), tone: "n" }
        : { label: t("By breadth across tables"), value: breadth(step), tone: "y" };
    case "mean":
      return step.left.length
        ? { label: meanWords(round, step), value: stillLevel(step), tone: "n" }
        : { label: meanWords(round, step), value: breadth(step), tone: "y" };
    case "runoff":
      return step.left.length
        ? { label: t("By a runoff"), value: stillLevel(step), tone: "n" }
        : { label: t("By a runoff"), value: breadth(step), tone: "y" };
    case "diversify":
      return { label: t("At most {n} of one kind", { n: step.places }), value: tn("{n} card stays", "{n} cards stay", step.left.length), tone: "n" };
    case "include":
      return {
        label: t("All who are level go on"),
        value: t("{n} instead of {k}", { n: scene.rows.filter((row) => row.state === "in").length, k: round.rule.k }),
        tone: "r",
      };
    default:
      return { label: t("Drawn by the number {n}", { n: scene.number }), ...goingOn(step, titles), tone: "r" };
  }
}

/** @returns {string} "41 = 41", or how many stand level */
function level({ left, values }, round) {
  const score = levelWords(round, values[left[0]]);
  return left.length === 2 ? `${score} = ${score}` : tn("{n} card with {score}", "{n} cards with {score}", left.length, { score });
}

/** @returns {string} what breadth could not decide */
function stillLevel({ left, passed }) {
  return passed.length ? tn("{n} is still level", "{n} are still level", left.length) : t("level here too");
}

function breadth({ passed, values }) {
  const others = Object.keys(values).filter((card) => !passed.includes(card));
  const least = Math.min(...passed.map((card) => values[card]));
  return others.length ? t("{a} is more than {b}", { a: numberWords(least), b: numberWords(Math.max(...others.map((card) => values[card]))) }) : numberWords(least);
}

/** What it came to. */
function ending({ tie, waits, places }, titles) {
  const last = tie[tie.length - 1];
  if (waits === "runoff") return { label: tn("{n} place by a runoff", "{n} places by a runoff", places), value: t("vote once more"), tone: "y" };
  if (waits) return { label: tn("{n} place by lot", "{n} places by lot", places), value: t("call a number"), tone: "y" };
  if (["include", "draw", "diversify"].includes(last.step)) return null;
  return { label: tn("Goes on without a draw", "Go on without a draw", last.passed.length), ...goingOn(last, titles), tone: "r" };
}

function goingOn({ passed }, titles) {
  return passed.length === 1
    ? { value: t("“{title}”", { title: titles[passed[0]] }), long: true }
    : { value: tn("{n} card", "{n} cards", passed.length), long: false };
}
