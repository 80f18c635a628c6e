/**
 * Cards and tables as a grid of buttons: what each table holds, and its wishes. Pressed one after the other two held
 * places change; a held and an empty one move; an empty one alone is one more. Arrows go from place to place.
 */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useKey } from "../lib/keys.js";
import { Said, useActs } from "../lib/acts.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

/** @param {{hall: import("./hall.js").Hall, assign: Object}} props */
export function Grid({ hall, assign }) {
  const { act, told } = useActs();
  const [held, hold] = useState(null);
  const tables = hall.common.tables;
  const of = (card) => assign.cards.find((row) => row.card.id === card).tables;
  const place = (changes) => {
    hold(null);
    const said = Object.fromEntries(Object.entries(changes).map(([card, { add, take }]) => [card, [...of(card).filter((table) => table !== take && table !== add), ...(add ? [add] : [])]]));
    act("place", "place_cards", { round: hall.round.id, tables: said });
  };
  const press = (card, table) => {
    const on = of(card).includes(table);
    if (!held) {
      if (on) hold({ card, table });
      else place({ [card]: { add: table } });
    } else if (held.card === card && held.table === table) hold(null);
    else place(changeOf(held, card, table, on));
  };
  useKey("Escape", held ? () => hold(null) : null);
  return html`${assign.hand && html`<p class="run__note grid__note" role="status"><${Icon} name="hand" />${held
      ? html`<span>${t("Now press the place to change with, or an empty one to move to.")}</span> <${Button} icon="minus" onClick=${() => place({ [held.card]: { take: held.table } })}>${t("Take it away")}<//> <${Button} keys="Esc" onClick=${() => hold(null)}>${t("Leave it")}<//>`
      : html`<span>${t("By hand: press a taken place, then another, and the two change.")} ${assign.wishes && t("The figure is the table's wish.")}</span>`}</p>`}
    <${Said} told=${told.place} />
    <div class="grid" tabindex="-1"><table onKeyDown=${walk}><thead><tr><th scope="col"><span class="sr">${t("Card")}</span></th>
      ${tables.map((table) => html`<th key=${table.id} scope="col" class="num"><span class="sr">${t("Table {no}", { no: table.no })}</span><span aria-hidden="true">${table.no}</span></th>`)}</tr></thead>
    <tbody>${assign.cards.map((row, y) => html`<tr key=${row.card.id} class=${classes(!row.tables.length && "is-open")}><th scope="row"><span class="grid__title" title=${row.card.title}>${row.card.title}</span>
      ${row.people !== null && html`<small class="sub">${tn("{n} person", "{n} people", row.people)}</small>`}</th>
      ${tables.map((table, x) => html`<td key=${table.id}><${Cell} row=${row} table=${table} wish=${wishOf(assign, table.id, row.card.id)} hand=${assign.hand}
        armed=${held && held.card === row.card.id && held.table === table.id} at=${`${x}.${y}`} onPress=${() => press(row.card.id, table.id)} /></td>`)}</tr>`)}</tbody></table></div>`;
}

/** @returns {Object} card → which table it gains and loses */
function changeOf(held, card, table, on) {
  if (held.card === card) return { [card]: { take: held.table, add: on ? null : table } };
  if (on && held.table !== table) return { [held.card]: { take: held.table, add: table }, [card]: { take: table, add: held.table } };
  return { [held.card]: { take: held.table }, [card]: { add: on ? null : held.table } };
}

/** @param {Object} assign @param {string} table @param {string} card @returns {number} 0: not among its wishes */
function wishOf({ wishes }, table, card) {
  return wishes && wishes[table] ? wishes[table].indexOf(card) + 1 : 0;
}

function Cell({ row, table, wish, hand, armed, at, onPress }) {
  const on = row.tables.includes(table.id);
  const label = [t("Table {no}", { no: table.no }), row.card.title, on ? t("has it") : t("has it not"), wish > 0 && t("wish {n}", { n: wish })].filter(Boolean).join(", ");
  return html`<button type="button" class=${classes("cell num", on && "is-on", armed && "is-armed")} data-at=${at} aria-label=${label} aria-pressed=${String(on)} disabled=${!hand} onClick=${onPress}>
    ${wish || ""}${on && !wish && html`<${Icon} name="check" />`}</button>`;
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {KeyboardEvent} event */
function walk(event) {
  const step = STEPS[event.key];
  const at = event.target.dataset && event.target.dataset.at;
  if (!step || !at) return;
  const [x, y] = at.split(".").map(Number);
  const next = event.currentTarget.querySelector(`[data-at="${x + step[0]}.${y + step[1]}"]`);
  event.preventDefault();
  if (next) next.focus();
}
