/** Where somebody could sit, and what that would cost the mixture. Nobody else moves. */

import { html } from "../../vendor/htm-preact.module.js";
import { Act } from "../lib/acts.js";
import { t } from "../lib/words.js";

/** @param {{link: import("../lib/link.js").LinkState, person: import("./people.js").Person}} props */
export function TablePicker({ link, person }) {
  return html`<ul class="ci__pick" aria-label=${t("Tables")}>${link.common.tables.map((table) => html`<li key=${table.id}>
    <${Act} id=${`to:${table.id}`} name="move_person" fields=${{ person: person.id, table: table.id }} pressed=${table.id === person.table} disabled=${table.closed}
      label=${t("table {no}", { no: table.no })}><b class="num">${table.no}</b> <small class="num">${table.closed ? t("closed") : table.here}</small><//></li>`)}</ul>`;
}
