/** An assign round: who has wished, then what it came to, what that costs, and the lead's hand in it. */

import { html } from "../../vendor/htm-preact.module.js";
import { BY_LIST, MIXES, rangesOf } from "../lib/assign.js";
import { Button, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Grid } from "./grid.js";

/** @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function Assign({ hall, open }) {
  const { round, own, common } = hall;
  const assign = own.round === round.id ? own.assign : null;
  if (!assign) return null;
  const shown = round.phase === "revealed" || round.phase === "carried";
  return html`<section aria-labelledby="assign"><h2 class="h" id="assign">${round.what === "people" ? t("Who sits where") : t("Who takes what")} <span class="sub">${fateWords(round, assign)}</span></h2>
    ${!shown && common.bidding && html`<${Bidding} bidding=${common.bidding} />`}
    ${!shown && round.mode === "rotate" && html`<p class="run__note"><${Icon} name="info" />${t("The cards go round the tables in an order drawn from the seed of the day. Reveal it when the hall looks.")}</p>`}
    ${!shown && round.mode === "by_signup" && html`<p class="run__note"><${Icon} name="info" />${t("Every group finds a table, the largest first. Reveal it when the hall looks.")}</p>`}
    ${assign.widened && html`<p class="run__note"><${Icon} name="warn" />${t("The hall is not as the scenario thought: the bounds give way, so that no card and no table is left out.")}</p>`}
    ${assign.score && html`<${Cost} score=${assign.score} />`}
    ${(assign.hand || (shown && assign.cards.length > 0)) && html`<${Grid} key=${round.id} hall=${hall} assign=${assign} />`}
    ${BY_LIST.includes(round.mode) && html`<${Seating} assign=${assign} mixes=${MIXES.includes(round.mode)} shown=${shown} open=${open} />`}
  </section>`;
}

function fateWords({ phase, what }, { moves }) {
  if (phase === "carried") return t("in force");
  if (phase === "revealed") return what === "people" ? tn("not in force yet: {n} person will change tables", "not in force yet: {n} people will change tables", moves) : t("not in force yet");
  return "";
}

/** @param {{bidding: {bids: number, of: number}}} props */
function Bidding({ bidding }) {
  return html`<div class="turnout"><p><b class="num">${bidding.bids}</b> ${tn("of {n} table has said what it wishes for", "of {n} tables have said what they wish for", bidding.of)}</p>
    <progress max=${Math.max(1, bidding.of)} value=${bidding.bids} aria-label=${t("Turnout")}></progress>
    <p class="sub">${t("Until the reveal nobody sees the wishes. Who says nothing takes what is left.")}</p></div>`;
}

/** What the wishes came to. @param {{score: {total: number, got: number[], without: number[], silent: number[]}}} props */
function Cost({ score }) {
  const { total, got, without, silent } = score;
  const parts = got.map((n, i) => n > 0 && t("wish {place}: {n}", { place: i + 1, n })).filter(Boolean);
  return html`<p class="cost" aria-live="polite"><b>${t("Sum of ranks")} <span class="num">${total}</span></b><span>${parts.join(" · ") || t("no wish came true")}</span>
    ${without.length > 0 && html`<span class="st need"><${Icon} name="warn" />${t("no wish came true at: {list}", { list: without.join(", ") })}</span>`}
    ${silent.length > 0 && html`<span class="sub">${t("said nothing: {list}", { list: silent.join(", ") })}</span>`}</p>`;
}

/** @param {{assign: Object, mixes: boolean, shown: boolean, open: (dialog: string) => void}} props `shown`: the hall has seen it */
function Seating({ assign, mixes, shown, open }) {
  return html`<div class="seating">
    ${assign.listing && html`<p class="seating__act"><${Button} kind=${mixes && !assign.list.length ? null : "act"} icon="pen" onClick=${() => open("list")}>${assign.list.length ? t("Change the list") : t("Enter a list")}<//>
      <span class="sub">${listWords(assign.list.length, mixes, shown)}</span></p>`}
    ${assign.seating && !shown && html`<h3 class="seating__draft"><${Icon} name="pen" />${t("Drafted, and not shown to the hall yet")}</h3>`}
    ${assign.seating && html`<ul class="seating__tables">${assign.seating.map((table) => html`<li key=${table.no}><b>${t("Table {no}", { no: table.no })}</b> <span class="sub num">${tn("{n} badge", "{n} badges", table.badges.length)}</span><span class="num">${rangesOf(table.badges)}</span></li>`)}</ul>`}
  </div>`;
}

/** @param {number} n badges that have a place @param {boolean} mixes @param {boolean} shown */
function listWords(n, mixes, shown) {
  if (n && shown) return tn("{n} badge has a place by the list; who is not in it stays.", "{n} badges have a place by the list; who is not in it stays.", n);
  if (n) return tn("{n} badge will have a place by the list; who is not in it stays.", "{n} badges will have a place by the list; who is not in it stays.", n);
  if (mixes && !shown) return t("No seating is taken yet. The check-in desk makes one: Seating, Mix the tables, Take it. Without one everybody stays where they sit.");
  return t("Without a list everybody stays where they sit.");
}
