/** A tile for each table. Only exceptions have colour: a call, a lost tablet, a table that lags, one that is through. */

import { html } from "../../vendor/htm-preact.module.js";
import { classes, Icon, Pips } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Act } from "../lib/acts.js";
import { boardWords, tileOf } from "./tables.js";
import { troublesOf, troubleWords } from "./troubles.js";

const MANY = 16; // beyond it the tiles shrink to number, pips and a word

/** @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function Board({ hall, open }) {
  const { tables } = hall.common;
  const calling = tables.filter((table) => table.help).sort((a, b) => a.help - b.help)[0];
  return html`<section aria-labelledby="board"><h2 class="h" id="board">${t("Tables")} <span class="sub">${boardWords(hall)}</span></h2>
    <ul class=${classes("board", tables.length > MANY && "board--many")}>${tables.map((table) => html`<${Tile} key=${table.id} table=${table} hall=${hall} first=${table === calling} many=${tables.length > MANY} open=${open} />`)}</ul>
  </section>`;
}

/** @param {{table: Object, hall: import("./hall.js").Hall, first: boolean, many: boolean, open: (dialog: string) => void}} props */
function Tile({ table, hall, first, many, open }) {
  const { tone, icon, words, short } = tileOf(table, hall);
  const { round } = hall;
  const troubles = troublesOf(hall, table.id);
  return html`<li class=${classes("tile", tone, troubles.length && "is-unwell")}>
    <button type="button" class="tile__n num" aria-label=${t("Write to the host of table {no}", { no: table.no })} title=${t("Write to the host of table {no}", { no: table.no })} onClick=${() => open(`notice:${table.id}`)}>${table.no}</button>
    <b>${t("Table {no}", { no: table.no })}</b>
    <span class="tile__aside num">${round && round.kind === "gather"
      ? html`<${Pips} n=${table.cards} of=${round.max_per_table} label=${tn("{n} card", "{n} cards", table.cards)} />`
      : asideWords(table, hall)}</span>
    <button type="button" class="st tile__st" title=${t("The tablet of table {no}", { no: table.no })} onClick=${() => open(`tablet:${table.id}`)}><${Icon} name=${icon} /><span>${many ? short || words : words}</span><span class="sr">, ${t("The tablet of table {no}", { no: table.no })}</span></button>
    ${troubles.length > 0 && html`<ul class="tile__troubles">${troubles.map((each) => html`<li key=${each.code} class="st need"><${Icon} name=${troubleWords(each).icon} />${troubleWords(each).words}</li>`)}</ul>`}
    ${table.help && html`<span class="tile__act"><${Act} id=${`help:${table.id}`} name="answer_help" fields=${{ table: table.id }} icon="check"
      combo=${first ? "KeyW" : null} keys=${first ? "W" : null} label=${t("Been at table {no}", { no: table.no })}>${!many && t("Been there")}<//></span>`}
  </li>`;
}

/** People by their badges. */
function asideWords(table, hall) {
  if (hall.on(table.id) && table.online > 1) return tn("{n} device", "{n} devices", table.online);
  if (table.came) return html`<${Icon} name="person" label=${tn("{n} person", "{n} people", table.came)} /><span aria-hidden="true">${table.came}</span>`;
  return "";
}
