/** A group of the fair: a person is a dot, the leader the bronze place at twelve o'clock, what is missing a gap. */

import { html } from "../../../vendor/htm-preact.module.js";
import { arc, polar } from "../geometry.js";

/** @param {{n: number, floor: number, leader: boolean}} group @returns {boolean} enough people, and one who leads */
export function isClosed({ n, floor, leader }) {
  return leader && n >= floor;
}

/** @param {number} n @param {number} floor @returns {number} the radius, in units of a 1920 × 1080 picture */
export function groupRadius(n, floor) {
  return 86 + 4 * Math.min(14, Math.max(5, n, floor));
}

/**
 * @param {{cx: number, cy: number, n: number, floor: number, leader: boolean, needs_leader?: boolean, r?: number}} props
 *   `n` counts the leader; without `needs_leader` the place at twelve is an ordinary one
 */
export function GroupCircle({ cx, cy, n, floor, leader, needs_leader = true, r }) {
  const closed = n >= floor && (leader || !needs_leader);
  const lacking = needs_leader && !leader;
  const places = Math.max(floor, n + (lacking ? 1 : 0), 1);
  const radius = r || groupRadius(n, floor);
  const k = radius / groupRadius(n, floor);
  const props = { cx, cy, n, places, leader: leader && needs_leader, lacking, radius, k };
  return html`<g class=${closed ? "group is-closed" : "group"}>
    <circle class="group__disc" cx=${cx} cy=${cy} r=${radius} />
    ${!closed && html`<${GroupArc} ...${props} />`}
    <${GroupDots} ...${props} closed=${closed} />
    <text class="svgtext group__n" x=${cx} y=${cy + 34 * k} font-size=${96 * k}>${n}</text>
  </g>`;
}

/** The edge drawn so far; it begins half a place before the leader, or after the gap where the leader should stand. */
function GroupArc({ cx, cy, n, places, lacking, radius, k }) {
  const turn = 360 / places;
  const from = lacking ? turn / 2 : -turn / 2;
  return n > 0 && html`<path class="group__edge" d=${arc(cx, cy, radius - 4 * k, from, from + n * turn)} stroke-width=${9 * k} />`;
}

function GroupDots({ cx, cy, n, places, leader, lacking, radius, k, closed }) {
  const inner = radius - (closed ? 22 : 33) * k;
  const here = n + (lacking ? 1 : 0);
  const size = Math.min(13.5 * k, (Math.PI * inner) / places * 0.62);
  return Array.from({ length: places }, (none, i) => {
    const at = polar(cx, cy, inner, (i * 360) / places);
    const first = i === 0 && (leader || lacking);
    const kind = first ? (lacking ? "group__gap" : "group__leader") : (i < here ? "group__in" : "group__out");
    return html`<circle key=${i} class=${kind} cx=${at.x} cy=${at.y} r=${first ? 20 * k : size} />`;
  });
}
