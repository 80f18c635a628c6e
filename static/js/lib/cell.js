/** A cell on a map: tracks down, times across, one tap. */

import { html } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "./ui.js";
import { pick, t } from "./words.js";

export const CELL = "cell of the card"; // names the map among the fields; no field can have this id

/**
 * @param {{grid: Object, row: string, col: string, wrong: boolean, still: boolean, onChoose: (row: string, col: string) => void}} props
 */
export function CellPick({ grid, row, col, wrong, still, onChoose }) {
  return html`<div class="field--wide cells" data-field=${CELL}>
    <table><thead><tr><td></td>${grid.cols.map((each) => html`<th key=${each.id} scope="col">${pick(each.label)}</th>`)}</tr></thead>
      <tbody>${grid.rows.map((track) => html`<tr key=${track.id}><th scope="row">${pick(track.label)}</th>${grid.cols.map((time) => {
        const on = track.id === row && time.id === col;
        return html`<td key=${time.id}><button type="button" class=${classes("cells__one", on && "is-on")} disabled=${still} aria-pressed=${String(on)}
          aria-label=${`${pick(track.label)}, ${pick(time.label)}`} onClick=${() => onChoose(track.id, time.id)}>${on && html`<${Icon} name="check" />`}</button></td>`;
      })}</tr>`)}</tbody></table>
    ${wrong && html`<p class="field__wrong" role="alert">${t("Choose a cell first")}</p>`}
  </div>`;
}

/** @param {Object} round @param {Object<string, string>} fields @returns {string} "people, by 2032", or nothing */
export function cellWords({ grid }, fields) {
  const row = grid && grid.rows.find((each) => each.id === fields.row);
  const col = grid && grid.cols.find((each) => each.id === fields.col);
  return row && col ? `${pick(row.label)}, ${pick(col.label)}` : "";
}
