/** The sheet of others that lies before the table: whose it is, what stands on it, and the way back to those before. */

import { html } from "../../vendor/htm-preact.module.js";
import { tablesWords } from "../lib/assign.js";
import { smallWords } from "../lib/ballots.js";
import { classes } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { PARENT } from "./parents.js";

/**
 * @param {{round: Object, gathering: Object, table: number, chosen: string|null, onChoose: (card: string) => void}} props
 */
export function SheetBefore({ round, gathering, table, chosen, onChoose }) {
  const { seen, present, of } = gathering;
  const card = round.parents.find((each) => each.id === chosen);
  if (!card) return html`<p class="sheet-before" data-field=${PARENT}>${t("At this stop no sheet comes to your table. Read your comments once more.")}</p>`;
  return html`<section class="sheet-before" data-field=${PARENT} aria-label=${t("The sheet before you")}>
    <p class="sheet-before__whose">${of[card.id] && of[card.id].length
      ? t("Table {table} looks at the sheet of {tables}", { table, tables: tablesWords(of[card.id]) }) : t("Table {table} looks at this sheet", { table })}</p>
    <${Sheet} card=${card} />
    ${seen.length > 1 && html`<div class="pick sheet-before__stops" role="group" aria-label=${t("Sheets that have lain here")}>${seen.map((id, i) => html`
      <button type="button" key=${id} class=${classes("opt", id === chosen && "is-on")} aria-pressed=${String(id === chosen)} onClick=${() => onChoose(id)}>
        ${id === present ? t("Now: stop {n}", { n: i + 1 }) : t("Stop {n}", { n: i + 1 })}</button>`)}</div>`}
  </section>`;
}

/** The one place where a sheet is drawn. @param {{card: Object}} props */
function Sheet({ card }) {
  return html`<h3 class="sheet-before__title">${card.title || t("The lead is still reading this card")}</h3>
    ${smallWords(card) && html`<p class="sub">${smallWords(card)}</p>`}`;
}
