/**
 * The board as the desk's pieces read it: what waits for a place, what lies in which theme, what was set aside.
 *
 * @typedef {{id: string, no: number, title: string, where: string, more: string[], sphere: string|null, answers: string|null,
 *   tables: number[], place: string, late: boolean, redacted: boolean}} Card
 * @typedef {{id: string, no: number, title: string, sphere: string|null, named: boolean, revision: number, hidden: boolean,
 *   cards: string[], tables: number[], place: string, isTheme: true}} Theme
 * @typedef {{things: [string, string], cards: [string, string], level: string, likeness: number, words: string[],
 *   marks: [number, number][][], elsewhere: string[], sphere: boolean, place: boolean}} Pair
 * @typedef {{board: Object, spheres: Object[], cards: Map<string, Card>, things: Map<string, Card|Theme>, waiting: Card[],
 *   themes: Theme[], aside: {thing: Card|Theme, reason: string}[], objections: Map<string, Object[]>, pairs: Pair[],
 *   groups: Object[], open: boolean, me: number, undo: Object|null, synonyms: Object, team: Object[]}} Desk
 */

import { useMemo } from "../../vendor/htm-preact.module.js";

const ASIDE = "aside";

/** @param {import("../lib/link.js").LinkState} link @returns {Desk|null} null before the first view and in a day without themes */
export function useBoard(link) {
  const { common, own } = link;
  const read = useMemo(() => (common && common.board ? readBoard(common) : null), [common]);
  return read && own ? { ...read, me: own.no, undo: own.undo, synonyms: own.synonyms } : null;
}

/** @param {Object} common */
function readBoard({ board, spheres, team }) {
  const themes = board.themes.map((theme) => ({ ...theme, isTheme: true }));
  const cards = new Map(board.cards.map((card) => [card.id, card]));
  const things = new Map([...cards, ...themes.map((theme) => [theme.id, theme])]);
  const rank = new Map(spheres.map((sphere, i) => [sphere.id, i]));
  return {
    board, spheres, team, cards, things, open: board.open || board.joins,
    waiting: board.cards.filter((card) => card.place === "").sort(bySphereAndPlace(rank)),
    themes: themes.filter((theme) => theme.place !== ASIDE),
    aside: board.aside.map(({ id, reason }) => ({ thing: things.get(id), reason })).filter((each) => each.thing),
    objections: byPlace(board.objections, things),
    pairs: board.suggestions.pairs.filter(({ things: two }) => two.every((id) => things.has(id))),
    groups: board.suggestions.groups.filter((group) => group.cards.every((id) => cards.has(id))),
  };
}

/** Cards of one sphere and place stand side by side, for they are the likeliest to be one. @param {Map<string, number>} rank */
function bySphereAndPlace(rank) {
  const of = (card) => (rank.has(card.sphere) ? rank.get(card.sphere) : rank.size);
  return (a, b) => of(a) - of(b) || a.where.localeCompare(b.where) || Number(a.id.slice(1)) - Number(b.id.slice(1));
}

/** Theme, or card that was set aside, → what is said against it. */
function byPlace(objections, things) {
  const found = new Map();
  objections.forEach((each) => {
    const holder = each.theme && things.has(each.theme) ? each.theme : each.card;
    found.set(holder, [...(found.get(holder) || []), each]);
  });
  return found;
}

/** @param {Desk} desk @param {string} id @returns {string} where a thing lies as this screen sees it: "", "aside", or a theme's id */
export function placeOf(desk, id) {
  const thing = desk.things.get(id);
  return thing ? thing.place : "";
}

/** @param {Desk} desk @param {Card|Theme} thing @returns {Card[]} the cards of a theme; a card is its own */
export function cardsOf(desk, thing) {
  return thing.isTheme ? thing.cards.map((id) => desk.cards.get(id)).filter(Boolean) : [thing];
}

/**
 * @param {Desk} desk @param {{sphere: string, text: string}} filter `text`: words, or the number of a table
 * @returns {(thing: Card|Theme) => boolean} a theme is shown if its title or any of its cards is
 */
export function filtered(desk, { sphere, text }) {
  const words = text.trim().toLowerCase();
  const table = /^\d+$/.test(words) ? Number(words) : null;
  const says = (thing) => {
    if (!words) return true;
    if (table !== null) return thing.tables.includes(table);
    return [thing.title, thing.where || "", ...(thing.more || [])].join(" ").toLowerCase().includes(words);
  };
  return (thing) => (!sphere || thing.sphere === sphere || cardsOf(desk, thing).some((card) => card.sphere === sphere))
    && (says(thing) || cardsOf(desk, thing).some(says));
}

/** @param {Desk} desk @param {string} id @returns {Pair[]} the questions about a thing, the likeliest first */
export function pairsOf(desk, id) {
  return desk.pairs.filter((pair) => pair.things.includes(id));
}
