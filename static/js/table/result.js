/** What the hall decided: who goes on, by how many marks, and by which rule. Only after the reveal. */

import { html } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { belowWords, bestOf, chosenWords, emptyPlacesWords } from "../lib/cut.js";
import { FIELDS, numberOf } from "../lib/matrix.js";
import { MatrixField } from "../lib/parts/matrix.js";
import { alsoWords, ruleWords, scoreWords, unitWords, weightWords } from "../lib/rules.js";
import { contestWords, isRunoff, meanWords } from "../lib/contests.js";
import { handWords, lower, tiedWords, unnamed } from "../lib/verdict.js";
import { PathLink } from "../lib/path.js";
import { addsUp, SumsLine } from "../lib/sums.js";
import { Kept } from "./kept.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";

/** @param {import("./table.js").Props} props */
export function Result({ link, mine, drop, onHelp }) {
  const { round, result, spheres } = link.common;
  const top = bestOf(result);
  const cut = result.rows.findIndex((row) => row.state === "out");
  return html`<main class="tb__main tb__main--ballot">
    <p class="tb__lead"><b>${headWords(round, result)}</b></p>
    <div class=${classes("tb__scroll tb__result", round.matrix && "tb__result--field")} tabindex="0" role="region" aria-label=${t("The result")}>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      <ol class="ranks">${unnamed(result).map((n) => html`<li key=${`place:${n}`} class="ranks__row is-unnamed"><span class="ranks__n num">${n}</span><i class="ranks__blank"></i></li>`)}
        ${result.rows.map((row, i) => html`
        ${i === cut && html`<li key="cut" class="ranks__cut">${belowWords(result, round.rule)}</li>`}
        <li key=${row.card.id} class=${`ranks__row is-${row.state} ${sphereTone(spheres, row.card.sphere)}`}>
          <span class="ranks__n num">${numberOf(row)}</span>
          ${row.card.sphere && html`<${Icon} name=${sphereIcon(spheres, row.card.sphere)} />`}
          <span class="ranks__name"><${PathLink} card=${row.card} own=${mine.own.mine} />
            ${mine.own.mine.includes(row.card.id) && html`<small class="ranks__own">${t("your table's card")}</small>`}
            ${alsoWords(round, row) && html`<small class="ranks__also">${alsoWords(round, row)}</small>`}
            ${row.state === "tied" && html`<small>${tiedWords(result)}</small>`}</span>
          <span class="ranks__bar"><i style=${{ width: `${(100 * row.score) / top}%` }}></i></span>
          <b class="num">${scoreWords(round, row)}</b>
        </li>`)}</ol>
      <div class="tb__aside">${round.matrix && html`<${MatrixField} matrix=${round.matrix} rows=${result.rows} box=${FIELDS.table} />`}
        <${Facts} round=${round} result=${result} /></div>
    </div>
  </main>`;
}

function headWords(round, result) {
  if (result.unnamed) return tn("{n} more is to come", "{n} more are to come", result.unnamed);
  if (result.waits) return WAITS[result.waits]();
  const n = result.rows.filter((row) => row.state === "in").length;
  return result.by_hand ? handWords(n) : chosenWords(round, n);
}

const WAITS = {
  draw: () => t("Level at the line: the draw decides"),
  runoff: () => t("Level at the line: a runoff decides"),
  pick: () => t("The lead chooses which cards go on"),
};

/** How it was decided: electorate, rule, quorum, tie path, seal. */
function Facts({ round, result }) {
  const empty = emptyPlacesWords(result, round.rule);
  const tie = result.tie.filter((step) => step.step !== "diversify"); // that is the rule, and no tie
  return html`<dl class="facts-list">
    <div><dt>${t("Who voted")}</dt><dd>${t("{n} of {limit}", { n: result.voted, limit: result.electors })}${weightWords(round) && html`, ${weightWords(round)}`}${contestWords(round) && !isRunoff(round) && html`, ${contestWords(round)}`}
      ${result.blank > 0 && html`, ${tn("of them {n} blank", "of them {n} blank", result.blank)}`}</dd></div>
    <div><dt>${t("The numbers")}</dt><dd>${unitWords(round)}</dd></div>
    <div><dt>${t("The rule")}</dt><dd>${ruleWords(round)}
      ${empty && html`<br />${empty}`}</dd></div>
    ${result.by_hand && html`<div><dt>${t("Chosen by the lead, by hand.")}</dt><dd>${result.by_hand.reason || t("no reason given")}</dd></div>`}
    ${result.quorum !== null && html`<div><dt>${t("Quorum {n}", { n: result.quorum })}</dt><dd>${result.voted >= result.quorum
      ? t("reached") : t("not reached")}</dd></div>`}
    ${tie.length > 0 && html`<div><dt>${result.waits ? t("A tie") : t("How the tie was broken")}</dt><dd><ol>${tie.map((step, i) => html`
      <li key=${i}>${tieWords(step, result, round)}</li>`)}</ol></dd></div>`}
    ${result.sums && html`<div class=${addsUp(result) ? "" : "is-need"}><dt>${t("The sums")}</dt><dd><${SumsLine} result=${result} /></dd></div>`}
    <div><dt>${t("Seal of the journal")}</dt><dd class="num">${result.head}</dd></div>
  </dl>`;
}

const STEPS = {
  score: (step) => tn("{level} stood level for {n} place", "{level} stood level for {n} places", step.places, { level: Object.keys(step.values).length }),
  breadth: () => t("by the number of tables behind a card"),
  mean: (step, result, round) => lower(meanWords(round, step)),
  include: () => t("all that are level go on"),
  runoff: (step, result) => t("by the runoff with {ballots}", { ballots: tn("{n} ballot", "{n} ballots", result.runoff.ballots) }),
  draw: () => t("by the draw"),
};

/** @param {{step: string, passed: string[], left: string[]}} step @returns {string} */
function tieWords(step, result, round) {
  const words = STEPS[step.step] ? STEPS[step.step](step, result, round) : step.step;
  const called = step.step === "draw" && result.number !== null ? t("{words}, number {n}", { words, n: result.number }) : words;
  if (step.step === "score") return called;
  return step.passed.length ? tn("{words}: {n} goes on", "{words}: {n} go on", step.passed.length, { words: called }) : t("{words}: decided nothing", { words: called });
}
