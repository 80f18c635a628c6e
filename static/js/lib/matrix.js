/**
 * Where the cards of a matrix lie on a field: each at its grades, none over another, none over the gate's line. All
 * lengths are tenths of a rem, from the field's upper left corner.
 *
 * @typedef {{w: number, h: number, band: number, r: number, many: number}} Box  `band`: what the corners' words take above
 *   and below; `r`, `many`: the radius of a disc, and of a disc among many
 * @typedef {{row: Object, x: number, y: number}} Disc
 */

import { round } from "./geometry.js";

/** The field on each screen, made for the letters of that screen's style. @type {{[screen: string]: Box}} */
export const FIELDS = {
  wide: { w: 880, h: 590, band: 64, r: 38, many: 30 },
  tall: { w: 720, h: 630, band: 92, r: 38, many: 30 },
  table: { w: 430, h: 340, band: 38, r: 18, many: 17 },
  console: { w: 560, h: 280, band: 30, r: 16, many: 15 },
};

const MANY = 12;
const GAP = 0.26; // between two discs, of their radius
const EDGE = 0.3; // between a disc and an edge or the line, of its radius
const TICKS = 6;
const AROUND = [0, 3, 1, 2, 4, 5].map((sixth) => (sixth * Math.PI) / 3); // sideways first

/**
 * @param {Object} matrix of the round @param {Object[]} rows of the result @param {Box} box
 * @returns {{r: number, line: number|null, discs: Disc[], xTicks: {n: number, at: number}[], yTicks: {n: number, at: number}[]}}
 */
export function layout(matrix, rows, box) {
  const known = rows.filter((row) => row.point);
  const r = known.length > MANY ? box.many : box.r;
  const line = matrix.gate === null ? null : box.w / 2; // both sides must hold words and cards
  const aside = round(r * (1 + EDGE));
  const xOf = across(matrix, box, aside, line);
  const yOf = straight(matrix.y, box.h - box.band - r, box.band + r);
  const discs = known.map((row) => ({ row, x: xOf(row.point.x), y: yOf(row.point.y) }));
  const sides = line === null ? [{ left: 0, right: box.w, has: () => true }]
    : [{ left: 0, right: line, has: (row) => row.point.x < matrix.gate }, { left: line, right: box.w, has: (row) => row.point.x >= matrix.gate }];
  const spread = sides.flatMap(({ left, right, has }) => apart(discs.filter((disc) => has(disc.row)),
    { left: left + aside, right: right - aside, top: box.band + r, bottom: box.h - box.band - r }, r * (2 + GAP)));
  return { r, line, discs: rows.flatMap((row) => spread.filter((disc) => disc.row === row)), xTicks: ticks(matrix.x, xOf), yTicks: ticks(matrix.y, yOf) };
}

/** The scale along the bottom, at the gate's line it changes: what reaches the gate stands wholly beyond the line. */
function across({ x, gate }, { w }, aside, line) {
  if (line === null) return straight(x, aside, w - aside);
  const below = straight({ low: x.low, high: gate }, aside, line - aside);
  const above = straight({ low: gate, high: x.high }, line + aside, w - aside);
  return (n) => (n < gate ? below(n) : above(n));
}

/** @returns {(n: number) => number} */
function straight({ low, high }, from, to) {
  return (n) => (high > low ? from + ((to - from) * (n - low)) / (high - low) : from);
}

function ticks({ low, high }, of) {
  const step = Math.ceil((high - low) / TICKS);
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (none, i) => low + i * step).map((n) => ({ n, at: round(of(n)) }));
}

/**
 * Every disc on its place, or on the nearest free one; the order of the result goes first. If they fill their side so
 * that no place is left, they stand in columns.
 * @param {Disc[]} discs @param {{left: number, right: number, top: number, bottom: number}} bounds @param {number} pitch between centres
 * @returns {Disc[]}
 */
function apart(discs, bounds, pitch) {
  const set = [];
  for (const disc of discs) {
    const free = nearest(disc, set, bounds, pitch);
    if (!free) return inColumns(discs, bounds, pitch);
    set.push({ row: disc.row, ...free });
  }
  return set.map(({ row, x, y }) => ({ row, x: round(x), y: round(y) }));
}

/** The nearest free place lies on the disc itself, on a ring around another one, or where two rings or a ring and an edge meet. */
function nearest(disc, set, bounds, pitch) {
  const wide = pitch + 0.2; // roundings may not bring them together
  const rings = set.filter((other) => Math.hypot(other.x - disc.x, other.y - disc.y) < 8 * wide);
  const places = [{ x: disc.x, y: disc.y }];
  rings.forEach((other, i) => {
    places.push(...outward(disc, other, wide), ...onEdges(other, bounds, wide));
    rings.slice(i + 1).forEach((third) => places.push(...crossing(other, third, wide)));
  });
  const free = places.filter((place) => isWithin(place, bounds) && set.every((other) => Math.hypot(other.x - place.x, other.y - place.y) > pitch));
  const far = (place) => Math.hypot(place.x - disc.x, place.y - disc.y);
  return free.reduce((best, place) => (!best || far(place) < far(best) - 0.5 ? place : best), null);
}

function outward(disc, { x, y }, radius) {
  const away = Math.hypot(disc.x - x, disc.y - y);
  if (away < 0.5) return AROUND.map((angle) => ({ x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }));
  return [{ x: x + ((disc.x - x) * radius) / away, y: y + ((disc.y - y) * radius) / away }];
}

function onEdges({ x, y }, { left, right, top, bottom }, radius) {
  const other = (off) => Math.sqrt(Math.max(0, radius * radius - off * off));
  return [
    ...[left, right].filter((edge) => Math.abs(edge - x) <= radius).flatMap((edge) => [-1, 1].map((sign) => ({ x: edge, y: y + sign * other(edge - x) }))),
    ...[top, bottom].filter((edge) => Math.abs(edge - y) <= radius).flatMap((edge) => [-1, 1].map((sign) => ({ x: x + sign * other(edge - y), y: edge }))),
  ];
}

function crossing(a, b, radius) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const between = Math.hypot(dx, dy);
  if (between > 2 * radius || between < 0.5) return [];
  const up = Math.sqrt(radius * radius - (between * between) / 4) / between;
  return [-1, 1].map((sign) => ({ x: (a.x + b.x) / 2 + sign * up * dy, y: (a.y + b.y) / 2 - sign * up * dx }));
}

function isWithin({ x, y }, { left, right, top, bottom }) {
  return x > left - 0.5 && x < right + 0.5 && y > top - 0.5 && y < bottom + 0.5;
}

/** From left to right by the grade below, in each column from the best down. */
function inColumns(discs, { left, right, top, bottom }, pitch) {
  const per = Math.max(1, Math.floor((bottom - top) / pitch) + 1);
  const columns = Math.ceil(discs.length / per);
  const wide = columns > 1 ? Math.min(pitch, (right - left) / (columns - 1)) : 0;
  const middle = discs.reduce((sum, disc) => sum + disc.x, 0) / discs.length - (wide * (columns - 1)) / 2;
  const from = Math.min(right - wide * (columns - 1), Math.max(left, middle));
  const order = [...discs].sort((a, b) => a.x - b.x || a.y - b.y);
  return Array.from({ length: columns }, (none, i) => order.slice(i * per, (i + 1) * per).sort((a, b) => a.y - b.y))
    .flatMap((column, i) => column.map(({ row }, j) => ({ row, x: round(from + i * wide), y: round(top + j * Math.min(pitch, (bottom - top) / Math.max(1, per - 1))) })));
}

/** @param {Object} row of a result @returns {number} what stands beside the card: its number on the field, or else its rank */
export function numberOf(row) {
  return row.place || row.rank;
}
