/** The circle's arithmetic. Degrees start at twelve o'clock and run clockwise; numbers are rounded for short markup. */

/** @param {number} cx @param {number} cy @param {number} r @param {number} deg @returns {{x: number, y: number}} */
export function polar(cx, cy, r, deg) {
  const rad = (deg * Math.PI) / 180;
  return { x: round(cx + r * Math.sin(rad)), y: round(cy - r * Math.cos(rad)) };
}

/** @returns {string} the path of an arc from `from` to `to` degrees; a full turn is drawn as two halves */
export function arc(cx, cy, r, from, to) {
  if (to - from >= 359.99) return `${arc(cx, cy, r, from, from + 180)}${arc(cx, cy, r, from + 180, from + 359.98)}`;
  const a = polar(cx, cy, r, from);
  const b = polar(cx, cy, r, to);
  return `M${a.x} ${a.y}A${r} ${r} 0 ${to - from > 180 ? 1 : 0} 1 ${b.x} ${b.y}`;
}

/** @returns {string} the path of a piece of a ring between two radii, its gaps even from inside to outside */
export function sector(cx, cy, inner, outer, from, to) {
  const a = polar(cx, cy, outer, from);
  const b = polar(cx, cy, outer, to);
  const c = polar(cx, cy, inner, to);
  const d = polar(cx, cy, inner, from);
  const big = to - from > 180 ? 1 : 0;
  return `M${a.x} ${a.y}A${round(outer)} ${round(outer)} 0 ${big} 1 ${b.x} ${b.y}`
    + `L${c.x} ${c.y}A${round(inner)} ${round(inner)} 0 ${big} 0 ${d.x} ${d.y}Z`;
}

/** @param {number} value @returns {number} */
export function round(value) {
  return Math.round(value * 10) / 10;
}
