/**
 * What this person works on: the thing in hand, and what was picked beside it. The hand stays where it is when the board
 * changes under it: whoever lays a card into a theme has the next one in hand.
 *
 * @typedef {{id: string|null, picked: string[], moves: number, hold: (id: string) => void, pick: (id: string) => void, step: (by: number) => void,
 *   across: (column: string) => void, clear: () => void}} Hand `moves`: how often this person has taken or picked something
 */

import { useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";

/**
 * @param {Object<string, string[]>} columns the ids that are shown, column by column: `waiting`, `themes`, `aside`
 * @param {boolean} open may cards be moved, and so picked?
 * @param {number} share where to begin in what waits, from 0 to 1: three people do not begin with the same card
 * @returns {Hand}
 */
export function useHand(columns, open, share) {
  const [held, setHeld] = useState(null);
  const [picked, setPicked] = useState([]);
  const was = useRef({ column: "waiting", at: null });
  const byKey = useRef(false);
  const moves = useRef(0);

  const column = held && Object.keys(columns).find((name) => columns[name].includes(held));
  if (column) was.current = { column, at: columns[column].indexOf(held) };
  const id = column ? held : fallback(columns, was.current, share);
  const here = column || (columns[was.current.column] || []).includes(id) ? was.current.column : "waiting";
  const standing = (open ? picked : []).filter((each) => Object.keys(columns).some((name) => columns[name].includes(each)));

  /* The focus goes along with the keys: otherwise Enter would press whatever button was clicked last. */
  useEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    const row = document.querySelector(".td [aria-current='true']");
    if (row) row.focus({ preventScroll: true });
  }, [id]);
  useEffect(() => {
    const row = document.querySelector(".td [aria-current='true']");
    if (row) row.scrollIntoView({ block: "nearest" });
  }, [id]);

  const hold = (next) => { moves.current += 1; setHeld(next); };
  const take = (next) => { byKey.current = true; hold(next); };
  return {
    id,
    picked: standing,
    moves: moves.current,
    hold,
    pick: (each) => { moves.current += 1; if (open) setPicked(standing.includes(each) ? standing.filter((other) => other !== each) : [...standing, each]); },
    step: (by) => {
      const rows = columns[here];
      const at = rows.indexOf(id);
      const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))];
      if (next) take(next);
    },
    across: (name) => { if (columns[name] && columns[name].length) take(columns[name][Math.min(was.current.at || 0, columns[name].length - 1)]); },
    clear: () => { moves.current += 1; setPicked([]); },
  };
}

/** What slid under the hand when its thing went. */
function fallback(columns, { column, at }, share) {
  const rows = columns[column] || [];
  if (!rows.length) return column === "waiting" ? null : fallback(columns, { column: "waiting", at: null }, share);
  return rows[at === null ? Math.floor(share * rows.length) : Math.min(at, rows.length - 1)];
}
