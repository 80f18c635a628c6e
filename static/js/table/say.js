/** The poster of a time when a table does not write: what is going on, and what comes. */

import { html } from "../../vendor/htm-preact.module.js";
import { givenWords } from "../lib/ballots.js";
import { allowedWords } from "../lib/rules.js";
import { Coming, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";
import { Turnout } from "./people.js";
import { stageName } from "../lib/codes.js";
import { stepNoun } from "../lib/recap.js";
import { isDayOver, isForumOver } from "../lib/day.js";

/** @param {import("./table.js").Props} props */
export function Say({ link, mine, drop, onHelp }) {
  const { round, session } = link.common;
  const kept = { round, refused: mine.refused, help: mine.help, drop, onHelp };
  return html`<main class="tb__main tb__main--say">
    <${Kept} ...${kept} />
    <section class="tb__say">
      <p class="tb__when"><${Icon} name=${round ? whenIcon(round) : "bell"} />${whenWords(link.common)}</p>
      <h2>${round ? pick(round.prompt) || pick(round.title) : pick(session.title)}</h2>
      <p>${round ? !isOver(round) && pick(round.how) : t("Sit down and get to know each other. The tablet will follow by itself when the forum begins.")}</p>
      ${round && round.phase === "briefing" && html`<${Ahead} round=${round} />`}
      ${link.common.recap && html`<ol class="recap">${link.common.recap.steps.map((step) => html`<li key=${step.round}><b class="num">${step.n}</b> ${stepNoun(step)} <span class="sub">${pick(step.title)}</span></li>`)}</ol>`}
      <${Coming} link=${link} />
      ${round && round.phase === "closed" && link.common.turnout && html`<${Cast} link=${link} mine=${mine} />`}
    </section>
  </main>`;
}

function isOver(round) {
  return round.phase === "closed" || round.phase === "revealed" || round.phase === "carried";
}

function whenIcon(round) {
  return { briefing: "speak", skipped: "skip" }[round.phase] || (round.subtype === "break" ? "clock" : "bell");
}

/** @param {Object} common */
function whenWords(common) {
  const { round } = common;
  if (isForumOver(common)) return t("The forum is over. Thank you!");
  if (isDayOver(common)) return t("This day is over. Thank you, and until the next one!");
  if (!round) return t("Before we begin");
  if (round.phase === "briefing") return t("Listen to the lead: what comes now");
  if (round.phase === "skipped") return t("This round is skipped");
  if (round.phase === "closed" && round.mode === "by_bid") return t("The wishes are in: soon you will see who takes what");
  if (round.phase === "closed" && round.kind === "vote") return t("The vote is closed: the result is not known yet");
  if (isOver(round)) return t("This round is over. The next one begins soon");
  return round.subtype === "break" ? t("A break") : t("Now in the hall");
}

/** What the round will ask of the table, before its time runs. */
function Ahead({ round }) {
  const rows = [];
  if (round.kind === "gather") rows.push(["page", tn("up to {n} card from the table", "up to {n} cards from the table", round.max_per_table)]);
  if (round.kind === "vote" && round.electors === "table") rows.push(["tablet", t("the table votes on this tablet")]);
  if (round.kind === "vote" && round.electors === "person") rows.push(["phone", t("everyone votes on their own phone, in secret")]);
  if (round.kind === "vote" && round.electors === "table_tally") rows.push(["tablet", t("the host counts the hands at this table")]);
  if (round.kind === "vote" && (round.limit || round.method === "score")) rows.push(["ballot", allowedWords(round)]);
  if (round.kind === "assign" && round.bids) rows.push(["tablet", tn("the table names up to {n} card it would like", "the table names up to {n} cards it would like", round.bids)]);
  if (round.kind === "pitch") rows.push(["speak", t("teams speak one after another")]);
  if (round.kind === "pitch" && round.criteria.length) rows.push(["ballot", t("the table grades what it hears")]);
  if (round.kind === "info" && round.questions) rows.push(["hand", t("your table may ask questions")]);
  if (round.kind === "poll") rows.push(round.electors === "table" ? ["tablet", t("the table answers on this tablet")] : ["phone", t("everyone answers on their own phone")]);
  if (round.kind === "signup") rows.push(["phone", t("everyone joins with their own phone")]);
  const stages = (round.stages || []).map((stage) => t("{stage} {n} min", { stage: stageName(stage.name), n: stage.minutes }));
  rows.push(["clock", [...(stages.length ? stages : [tn("{n} minute", "{n} minutes", round.minutes)])].join(" · ")]);
  return html`<ul class="ahead">${rows.map(([icon, words]) => html`<li key=${icon}><${Icon} name=${icon} />${words}</li>`)}</ul>`;
}

/** After the close of a vote by tables: what this table cast, and how many did. */
function Cast({ link, mine }) {
  const { ballot, own } = mine;
  const { round } = link.common;
  const lines = ballot && own.paper ? own.paper.map((card) => [card.title, givenWords(round, ballot, card.id)]).filter(([, given]) => given) : [];
  return html`<${Turnout} turnout=${link.common.turnout} />
    <div class="cast">
      <h3>${ballot ? t("Your table's ballot") : t("Your table has cast no ballot")}</h3>
      ${ballot && !lines.length && html`<p>${t("a blank ballot")}</p>`}
      <ul>${lines.map(([title, given], i) => html`<li key=${i}><${Icon} name="check" /><span>${title}${given !== true && html` <b class="num">${given}</b>`}</span></li>`)}</ul>
    </div>`;
}
