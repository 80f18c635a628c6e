/** Rings that fill: cards per table, seats per table, ballots of the hall. Each is a group for a 1920 × 1080 picture. */

import { html } from "../../../vendor/htm-preact.module.js";
import { polar, round, sector } from "../geometry.js";

/**
 * Cards per table: one sector a table, one step a card.
 * @param {{cx: number, cy: number, tables: {name: any, n: number}[], limit: number, scale?: number}} props
 *   a table with `n` ≥ `limit` has its number in bell
 */
export function TableRing({ cx, cy, tables, limit, scale = 1 }) {
  const turn = 360 / Math.max(1, tables.length);
  const pad = Math.min(2.2, turn * 0.08);
  const step = (118 * scale) / Math.max(1, limit);
  const gap = Math.min(5 * scale, step * 0.25);
  return html`<g class="ring">${tables.map(({ name, n }, i) => {
    const label = polar(cx, cy, 374 * scale, (i + 0.5) * turn);
    return html`<g key=${i}>
      ${Array.from({ length: limit }, (none, k) => {
        const inner = 213.5 * scale + k * step;
        const d = sector(cx, cy, inner, inner + step - gap, i * turn + pad, (i + 1) * turn - pad);
        return html`<path key=${k} class=${k < n ? "ring__on" : "ring__off"} d=${d} />`;
      })}
      <text class=${n >= limit ? "svgtext ring__n ring__n--full" : "svgtext ring__n"} x=${label.x}
        y=${round(label.y + 13.7 * scale)} font-size=${38 * scale}>${name}</text>
    </g>`;
  })}</g>`;
}

/**
 * The lobby: tables round the square, seats round each table. A filled disc is a table that can begin.
 * @param {{cx: number, cy: number, tables: {name: any, n: number, of: number, ready: boolean}[], r?: number}} props
 */
export function SeatRing({ cx, cy, tables, r = 352 }) {
  const turn = 360 / Math.max(1, tables.length);
  const size = Math.min(1, (2 * r * Math.sin(Math.PI / Math.max(3, tables.length))) / 182);
  return html`<g class="seats">${tables.map(({ name, n, of, ready }, i) => {
    const at = polar(cx, cy, r, (i + 0.5) * turn);
    return html`<g key=${i} class=${ready ? "seats__table is-ready" : "seats__table"}>
      <circle class="seats__disc" cx=${at.x} cy=${at.y} r=${44 * size} />
      <text class="svgtext seats__n" x=${at.x} y=${round(at.y + 15 * size)} font-size=${42 * size}>${name}</text>
      ${Array.from({ length: Math.max(of, n) }, (none, k) => {
        const seat = polar(at.x, at.y, 66 * size, (k * 360) / Math.max(of, n));
        return html`<circle key=${k} class=${k < n ? "seats__in" : "seats__out"} cx=${seat.x} cy=${seat.y} r=${11 * size} />`;
      })}
    </g>`;
  })}</g>`;
}

/**
 * Turnout: n equal strokes in order of arrival, a notch where the quorum lies.
 * @param {{cx: number, cy: number, n: number, of: number, quorum?: number|null, scale?: number}} props
 */
export function StrokeRing({ cx, cy, n, of, quorum, scale = 1 }) {
  const all = Math.max(1, of);
  const turn = 360 / all;
  const room = (2 * Math.PI * 372 * scale) / all;
  const notch = quorum ? polar(cx, cy, 345 * scale, (quorum / all) * 360) : null;
  return html`<g class="strokes">
    ${Array.from({ length: all }, (none, i) => {
      const done = i < n;
      const a = polar(cx, cy, (done ? 372 : 392) * scale, (i + 0.5) * turn);
      const b = polar(cx, cy, (done ? 452 : 432) * scale, (i + 0.5) * turn);
      const width = round(Math.min(24 * scale, room * (done ? 0.65 : 0.41)));
      return html`<line key=${i} class=${done ? "strokes__in" : "strokes__out"} x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y}
        stroke-width=${width} />`;
    })}
    ${notch && html`<circle class="strokes__notch" cx=${notch.x} cy=${notch.y} r=${13 * scale} />`}
  </g>`;
}
