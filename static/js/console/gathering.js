/** How a round of writing goes: its stage or stop and the next one, who has seen which sheet, who has not marked a best. */

import { html } from "../../vendor/htm-preact.module.js";
import { Act } from "../lib/acts.js";
import { formatClock } from "../lib/clock.js";
import { stageName } from "../lib/codes.js";
import { partNow } from "../lib/stages.js";
import { Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function Gathering({ hall }) {
  const { round, common } = hall;
  const { gathering, after } = common;
  if (after) return html`<p class="run__note"><${Icon} name="clock" />${afterWords(after)}</p>`;
  if (!gathering || !round) return null;
  const open = round.phase === "open" || round.phase === "grace";
  const { coverage, best, cells } = gathering;
  return html`${open && round.rotation && round.rotation.stop > 0 && html`<${Stops} hall=${hall} />`}
    ${round.phase === "open" && round.stages.length > 0 && html`<${Stages} hall=${hall} />`}
    ${coverage && html`<${Coverage} rows=${coverage} open=${open} due=${!open || isDue(hall)} />`}
    ${best && html`<p class="run__note"><${Icon} name=${best.unmarked.length ? "warn" : "star"} />${bestWords(best, round)}</p>`}
    ${cells && html`<${Cells} grid=${round.grid} cells=${cells} />`}
    ${round.takes_late && html`<p class="run__note"><${Icon} name="clock" />${t("Late cards are still taken, until the themes made of them are carried.")}</p>`}`;
}

/** @param {{hall: import("./hall.js").Hall}} props */
function Stops({ hall }) {
  const { round, clock } = hall;
  const { stop, stops } = round.rotation;
  const now = partNow(round, clock);
  const call = (n) => ({ round: round.id, stop: n, was: stop });
  return html`<section class="steps" aria-label=${t("Stops")}><p><b>${t("Stop {n} of {of}", { n: stop, of: stops })}</b> ${now && html`<span class=${`num ${now.ms < 0 ? "st need" : ""}`}>${formatClock(now.ms)}</span>`}</p>
    <div class="acts">${stop < stops && html`<${Act} id=${`stop:${stop + 1}`} name="call_stop" fields=${call(stop + 1)} kind=${now && now.ms < 0 ? "act" : undefined} icon="arrow" combo="KeyN" keys="N">${t("Next stop")}<//>`}
      ${stop > 1 && html`<${Act} id=${`stop:${stop - 1}`} name="call_stop" fields=${call(stop - 1)} icon="back">${t("Back to stop {n}", { n: stop - 1 })}<//>`}</div></section>`;
}

/** @param {{hall: import("./hall.js").Hall}} props */
function Stages({ hall }) {
  const { round, clock } = hall;
  const now = partNow(round, clock);
  const was = round.stage.no;
  if (!now) return null;
  return html`<section class="steps" aria-label=${t("Stages")}><p><b>${stageName(now.name)}</b> <span class="num">${formatClock(now.ms)}</span> <span class="sub">${was === null ? t("by the clock") : t("held by you")}</span></p>
    <div class="acts">${round.stages.map((stage, i) => html`<${Act} key=${i} id=${`stage:${i}`} name="call_stage" fields=${{ round: round.id, stage: i, was }} pressed=${i === now.i}
      combo=${i === now.i + 1 ? "KeyN" : null} keys=${i === now.i + 1 ? "N" : null}>${stageName(stage.name)}<//>`)}
      ${was !== null && html`<${Act} id="stage:time" name="call_stage" fields=${{ round: round.id, stage: null, was }} icon="clock">${t("Let time tell")}<//>`}</div></section>`;
}

/** Is the time of this stop over? @param {import("./hall.js").Hall} hall */
function isDue({ round, clock }) {
  const now = partNow(round, clock);
  return Boolean(now && now.stop && now.ms < 0);
}

/** @param {{rows: Object[], open: boolean, due: boolean}} props `due`: by now something should stand there */
function Coverage({ rows, open, due }) {
  const least = Math.min(...rows.map((row) => row.seen));
  return html`<section aria-labelledby="coverage"><h2 class="h" id="coverage">${t("Who has seen what")} <span class="sub">${tn("every sheet by {n} table at least", "every sheet by {n} tables at least", least)}</span></h2>
    <ul class="coverage">${rows.map((row) => html`<li key=${row.card.id}><span class="coverage__t">${row.card.title}</span>
      ${open && html`<span class="num">${row.now.length ? t("now: {list}", { list: row.now.join(", ") }) : t("nobody now")}</span>`}
      <span class="num">${t("seen by {n} of {of}", { n: row.seen, of: row.of })}</span>
      <span class=${`num ${due && row.seen && !row.comments ? "st need" : ""}`}>${tn("{n} comment", "{n} comments", row.comments)}</span></li>`)}</ul></section>`;
}

/** @param {{grid: Object, cells: Object<string, number>}} props */
function Cells({ grid, cells }) {
  return html`<table class="cellcount"><thead><tr><td></td>${grid.cols.map((col) => html`<th key=${col.id} scope="col">${pick(col.label)}</th>`)}</tr></thead>
    <tbody>${grid.rows.map((row) => html`<tr key=${row.id}><th scope="row">${pick(row.label)}</th>${grid.cols.map((col) => html`<td key=${col.id} class="num">${cells[`${row.id}/${col.id}`] || 0}</td>`)}</tr>`)}</tbody></table>`;
}

/** @param {{marked: number, unmarked: number[]}} best @param {Object} round */
function bestWords({ unmarked }, round) {
  if (!unmarked.length) return t("Every table that has a choice has marked its best.");
  const list = unmarked.join(", ");
  return round.phase === "carried"
    ? t("Not marked at tables {list}: their first cards went on.", { list })
    : t("Not marked yet at tables {list}: otherwise their first cards go on.", { list });
}

/** @param {{no: number, title: Object, cards: number}} after */
function afterWords({ title, cards }) {
  return cards
    ? tn("“{title}” still takes late cards: {n} has come", "“{title}” still takes late cards: {n} have come", cards, { title: pick(title) })
    : t("“{title}” still takes late cards; none has come", { title: pick(title) });
}
