/** What the hall decided, on a phone; and for a voter, whether their own ballot was counted. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, classes, Dialog, Slip, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { belowWords, chosenWords, emptyPlacesWords } from "../lib/cut.js";
import { givenWords, kindOf } from "../lib/ballots.js";
import { numberOf } from "../lib/matrix.js";
import { openSearch, PathLink } from "../lib/path.js";
import { alsoWords, ruleWords, scoreWords, unitWords, weightWords } from "../lib/rules.js";
import { SumsLine } from "../lib/sums.js";
import { Frame } from "./frame.js";
import { capital, handWords, tiedWords, unnamed } from "../lib/verdict.js";
import { contestWords, isRunoff, voteName } from "../lib/contests.js";
import { receiptOf } from "./receipts.js";

/** @param {import("./phone.js").Props} props */
export function Result({ link }) {
  const { round, result } = link.common;
  const empty = emptyPlacesWords(result, round.rule);
  const lots = result.tie.filter((step) => step.step === "draw").flatMap((step) => step.passed);
  const cut = result.rows.findIndex((row) => row.state === "out");
  return html`<${Frame} label=${pick(round.title)} title=${headWords(round, result)}
    small=${[!isRunoff(round) && contestWords(round), t("{n} of {all} have voted", { n: result.voted, all: result.electors })].filter(Boolean).join(" · ")}>
    <${OwnReceipts} link=${link} />
    ${result.by_hand && html`<p><b>${t("Chosen by the lead, by hand.")}</b> ${result.by_hand.reason}</p>`}
    <p class="ranks__unit">${unitWords(round)}</p>
    <ol class="ranks">${unnamed(result).map((n) => html`<li key=${`place:${n}`} class="ranks__row is-unnamed"><span class="num ranks__n">${n}</span><i class="ranks__blank"></i></li>`)}
      ${result.rows.map((row, i) => html`
      ${i === cut && html`<li key="cut" class="ranks__cut">${belowWords(result, round.rule)}</li>`}
      <li key=${row.card.id} class=${`ranks__row is-${row.state}`}>
        <span class="num ranks__n">${numberOf(row)}</span>
        <span class="ranks__name"><${PathLink} card=${row.card} />${alsoWords(round, row) && html`<small class="ranks__also">${alsoWords(round, row)}</small>`}${row.state === "tied" && html`<small>${tiedWords(result)}</small>`}${lots.includes(row.card.id) && html`<small>${t("drawn by lot")}</small>`}</span>
        <b class="num">${scoreWords(round, row)}</b></li>`)}</ol>
    <p class="sub">${t("The rule: {rule}.", { rule: ruleWords(round) })}
      ${weightWords(round) && ` ${capital(weightWords(round))}.`}
      ${empty && ` ${empty}.`}
      ${result.quorum !== null && ` ${result.voted >= result.quorum ? t("The quorum of {n} is reached.", { n: result.quorum }) : t("The quorum of {n} is not reached.", { n: result.quorum })}`}
      ${result.blank > 0 && ` ${tn("{n} ballot is blank.", "{n} ballots are blank.", result.blank)}`}</p>
    ${runoffTold(result) && html`<p class="sub">${runoffTold(result)}</p>`}
    ${drawWords(result) && html`<p class="sub">${drawWords(result)}</p>`}
    <${SumsLine} result=${result} class="sub" />
    <p class="sub">${t("Seal of the journal")}: <b class="num">${result.head}</b></p>
    <div class="ph__more"><${Button} kind="quiet" icon="search" onClick=${openSearch}>${t("Where is my card?")}<//></div>
  <//>`;
}

/** The runoff, if one was held or is to come. @param {Object} result @returns {string} */
function runoffTold({ tie, waits, pending, places, runoff }) {
  if (waits === "runoff") return tn("{m} cards stand level for {n} place: you will vote once more, on these alone.", "{m} cards stand level for {n} places: you will vote once more, on these alone.", places, { m: pending.length });
  const step = tie.find((each) => each.step === "runoff");
  if (!step) return "";
  return tn("{m} cards stood level for {n} place: a runoff with {ballots} was held.", "{m} cards stood level for {n} places: a runoff with {ballots} was held.", step.places,
    { m: Object.keys(step.values).length, ballots: tn("{n} ballot", "{n} ballots", runoff.ballots) });
}

/** The draw of lots, if one decided or is to decide. @param {Object} result @returns {string} */
function drawWords({ tie, waits, pending, places, number }) {
  if (waits === "draw") {
    return tn("{m} cards stand level for {n} place: a number called in the hall draws it.", "{m} cards stand level for {n} places: a number called in the hall draws them.", places, { m: pending.length });
  }
  const drawn = tie.find((step) => step.step === "draw");
  if (!drawn) return "";
  const m = Object.keys(drawn.values).length;
  return tn("{m} cards stood level for {n} place: it was drawn by lot with the number {number}.", "{m} cards stood level for {n} places: they were drawn by lot with the number {number}.", drawn.places, { m, number });
}

/** @returns {string} */
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

/** Finds the kept code of each vote of the round in its sealed list, the latest vote first. */
function OwnReceipts({ link }) {
  const { sealed } = link.common;
  return sealed && html`${sealed.slice().reverse().map((vote) => html`<${OwnReceipt} key=${vote.box} link=${link} vote=${vote} alone=${sealed.length === 1} />`)}`;
}

/** What was counted under a code is shown only when asked for. */
function OwnReceipt({ link, vote, alone }) {
  const [open, show] = useState(null);
  const { result, session } = link.common;
  const round = { ...link.common.round, method: vote.method };
  const sealed = vote.ballots;
  const kept = receiptOf(session.id, link.own.seat, vote.box);
  const code = kept ? kept.code : "";
  const mine = sealed.find((ballot) => ballot.receipt === code);
  const given = mine ? cardsIn(mine) : [];
  return html`
    ${!alone && html`<h2 class="ph__h">${capital(voteName(vote))}</h2>`}
    ${code && html`<${Slip} tone=${mine ? undefined : "need"} class="found">
      ${mine
        ? html`<${State} tone="ok" icon="check">${t("Your receipt {code} is in the list", { code })}<//>`
        : html`<${State} tone="need" icon="warn">${t("Your receipt {code} is not in the list. Show this page to the lead.", { code })}<//>`}
      ${mine && html`<${Button} icon="show" onClick=${() => show("mine")}>${t("Show what was counted")}<//>`}
    <//>`}
    <div class="ph__more"><${Button} kind="quiet" icon="page" onClick=${() => show("all")}>${t("All receipts and what was counted")}<//></div>
    ${open === "mine" && html`<${Dialog} title=${code} onClose=${() => show(null)}>
      <p>${given.length ? t("Under this code was counted:") : t("Under this code a blank ballot was counted.")}</p>
      <ul class="counted">${given.map((id) => html`<li key=${id}>${titleIn(result, id)}${isMark(round) ? "" : ` — ${givenWords(round, countedIn(mine), id)}`}</li>`)}</ul>
      <p class="sub">${t("If this is not what you marked, tell the lead now.")}</p>
    <//>`}
    ${open === "all" && html`<${Sealed} round=${round} sealed=${sealed} result=${result} code=${code} onClose=${() => show(null)} />`}`;
}

/** A line of the sealed list as a sheet. */
function countedIn({ choices, dots, grades }) {
  return { choices: dots || Object.fromEntries(choices.map((id) => [id, 1])), grades: grades || {} };
}

function cardsIn(ballot) {
  return Object.keys(ballot.grades || ballot.dots || countedIn(ballot).choices);
}

function isMark(round) {
  return kindOf(round) === "marks";
}

const LEGENDS = {
  dots: () => t("after each stands how many dots it was given."),
  score: () => t("after each stand its grades, a dash is “do not know”."),
};

/** "1, 4", "1 × 3, 4 × 2" or "1: 4/2, 4: –/3" */
function lineWords(round, ballot, place) {
  const { choices, grades } = countedIn(ballot);
  const said = {
    dots: (id) => ` × ${choices[id]}`,
    score: (id) => `: ${round.criteria.map((each) => (each.id in grades[id] ? grades[id][each.id] : "–")).join("/")}`,
  }[kindOf(round)] || (() => "");
  const known = (id) => place.get(id) || Infinity;
  return cardsIn(ballot).sort((a, b) => known(a) - known(b)).map((id) => `${place.get(id) || "–"}${said(id)}`).join(", ");
}

function titleIn(result, id) {
  const row = result.rows.find((each) => each.card.id === id);
  return row ? row.card.title : t("a card that was set aside");
}

/** The whole sealed list: codes, and for each the numbers of its cards, as they stand on paper. */
function Sealed({ round, sealed, result, code, onClose }) {
  const place = new Map(result.rows.map((row) => [row.card.id, row.no]));
  const lines = result.rows.slice().sort((a, b) => a.no - b.no);
  return html`<${Dialog} wide title=${t("All receipts")} onClose=${onClose}>
    <p class="sub">${t("The numbers are the lines of the list:")}${LEGENDS[kindOf(round)] && ` ${LEGENDS[kindOf(round)]()}`}</p>
    <ol class="lines">${lines.map((row) => html`<li key=${row.card.id}><b class="num">${row.no || "–"}</b> ${row.card.title}</li>`)}</ol>
    ${result.voted > sealed.length && html`<p class="sub">${t("Hands that were counted are no ballots and have no code. A paper whose code is not here was spoiled, or two people did not read it alike.")}</p>`}
    <ul class="sealed">${sealed.map((ballot) => html`<li key=${ballot.receipt} class=${classes("num", ballot.receipt === code && "is-on")}>
      <b>${ballot.receipt}</b><span>${lineWords(round, ballot, place) || t("blank")}</span></li>`)}</ul>
  <//>`;
}
