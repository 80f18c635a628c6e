/** What came of it: the table's own cards or people, and below them those of all the others. */

import { html } from "../../vendor/htm-preact.module.js";
import { BY_LIST, cardsOf, rangesOf, tablesWords } from "../lib/assign.js";
import { smallWords } from "../lib/ballots.js";
import { PathLink } from "../lib/path.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";
import { Icon, Slip, State } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";

/** @param {import("./table.js").Props} props */
export function Assigned({ link, mine, drop, onHelp }) {
  const { round, assignment, spheres } = link.common;
  const { table } = mine.own;
  const rows = cardsOf(assignment, table);
  return html`<main class="tb__main tb__main--ballot">
    <p class="tb__lead"><b>${headWords(assignment, rows)}</b></p>
    <div class="tb__scroll" tabindex="0" role="region" aria-label=${t("Who has what")}>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      <div class="given">
        <div class="given__mine">
          ${rows.map((row) => html`<${Mine} key=${row.card.id} row=${row} table=${table} spheres=${spheres} own=${mine.own.mine} />`)}
          ${assignment.tables && html`<${Slip} class="given__card"><span class="slip__title num">${rangesOf((assignment.tables.find((each) => each.no === table) || { badges: [] }).badges) || t("nobody")}</span><//>`}
          <p class="given__fate">${assignment.in_force ? html`<${State} tone="ok" icon="check">${t("It is settled")}<//>` : html`<${State} tone="now" icon="clock">${t("The lead may still change it")}<//>`}</p>
        </div>
        ${assignment.cards.length > 0 && html`<ol class="ranks" aria-label=${t("All tables")}>${assignment.cards.map((row) => html`<li key=${row.card.id} class=${`ranks__row ${sphereTone(spheres, row.card.sphere)}`}>
          ${row.card.sphere && html`<${Icon} name=${sphereIcon(spheres, row.card.sphere)} />`}
          <span class="ranks__name"><${PathLink} card=${row.card} own=${mine.own.mine} /></span><span class="given__at num">${tablesWords(row.tables)}</span></li>`)}</ol>`}
        ${assignment.tables && html`<ol class="ranks" aria-label=${t("All tables")}>${assignment.tables.map((each) => html`<li key=${each.no} class="ranks__row">
          <span class="given__at num">${t("table {no}", { no: each.no })}</span><span class="ranks__name num">${rangesOf(each.badges) || t("nobody")}</span></li>`)}</ol>`}
      </div>
    </div>
  </main>`;
}

function headWords({ what, mode }, rows) {
  if (BY_LIST.includes(mode)) return t("At your table sit the badges");
  if (what === "people") return rows.length ? tn("At your table now: this group", "At your table now: these groups", rows.length) : t("No group sits here: everybody stays");
  return rows.length ? tn("Your table's card is", "Your table's cards are", rows.length) : t("Your table has no card of its own now");
}

/** One card of this table, and who else works on it. */
function Mine({ row, table, spheres, own }) {
  const { card } = row;
  const others = row.tables.filter((no) => no !== table);
  return html`<${Slip} class=${`given__card ${sphereTone(spheres, card.sphere)}`}>
    <span class="slip__title"><${PathLink} card=${card} own=${own} /></span>
    ${smallWords(card) && html`<p class="sub">${smallWords(card)}</p>`}
    ${row.people !== null && html`<p class="sub"><${Icon} name="people" /> ${tn("{n} person", "{n} people", row.people)}</p>`}
    ${others.length > 0 && html`<p class="sub">${t("together with {tables}", { tables: tablesWords(others) })}</p>`}
  <//>`;
}
