/**
 * The draft: a scenario as plain data, which may have mistakes. It lies on this device's shelf at every keystroke; what
 * was before can be brought back. Each round has a mark of its own under "~", which no file ever sees.
 *
 * @typedef {(string|number)[]} Path
 * @typedef {{scenario: Object, round: Object[], day?: Object[]}} Draft
 * @typedef {{draft: Draft, base: string|null}} Kept `base`: the mark of the day that it was opened from
 */

import { useRef, useState } from "../../vendor/htm-preact.module.js";
import { newId } from "../lib/seat.js";
import { readJson, write } from "../lib/shelf.js";

const SHELF = "veche.scenario";
const STEPS = 100;
export const MARK = "~";

/** @returns {Draft} a day with nothing in it */
export function fromNothing() {
  return { scenario: { id: "my-forum", title: { ru: "", en: "" }, tables: 12, people: 140, spheres: [] }, round: [], day: [] };
}

/** @param {Draft} draft @returns {Draft} each round with a mark */
export function marked(draft) {
  const scenario = isTable(draft.scenario) ? draft.scenario : {};
  const rounds = (Array.isArray(draft.round) ? draft.round : []).filter(isTable);
  return { ...draft, scenario, round: rounds.map((plan) => (plan[MARK] ? plan : { ...plan, [MARK]: newId(8) })) };
}

/** @param {Draft} draft @returns {Draft} as the desk reads it */
export function unmarked(draft) {
  return { ...draft, round: draft.round.map(({ [MARK]: mark, ...plan }) => plan) };
}

function isTable(value) {
  return Boolean(value) && typeof value === "object" && !Array.isArray(value);
}

/** @param {any} whole @param {Path} path @returns {any} */
export function at(whole, path) {
  return path.reduce((part, key) => (part === null || part === undefined ? undefined : part[key]), whole);
}

/** @param {any} whole @param {Path} path @param {any} value undefined takes the key away @returns {any} another whole */
export function put(whole, path, value) {
  if (!path.length) return value;
  const [key, ...rest] = path;
  const part = put(whole === null || whole === undefined ? undefined : whole[key], rest, value);
  if (Array.isArray(whole)) return whole.map((each, i) => (i === key ? part : each));
  const { [key]: gone, ...others } = whole || {};
  if (part === undefined) return others;
  return key in (whole || {}) ? { ...whole, [key]: part } : { ...others, [key]: part };
}

/** The draft with its past. @returns {{kept: Kept, chosen: string, change: Function, open: Function, undo: (() => void)|null, choose: (mark: string) => void}} */
export function useDraftOfDay() {
  const [state, setState] = useState(() => ({ now: fresh(readJson(SHELF)), past: [], field: "", chosen: "head" }));
  const latest = useRef(state);
  latest.current = state;

  const become = (next) => {
    latest.current = next;
    write(SHELF, JSON.stringify(next.now));
    setState(next);
  };

  /**
   * @param {Draft} draft @param {string} [field] the field that is typed in: its keystrokes are one step back
   * @param {string} [chosen] the round that is shown from now on
   */
  const change = (draft, field = "", chosen = latest.current.chosen) => {
    const { now, past, field: before } = latest.current;
    const step = { ...now, chosen: latest.current.chosen };
    const kept = field && field === before ? past : [...past.slice(1 - STEPS), step];
    become({ now: { ...now, draft: marked(draft) }, past: kept, field, chosen });
  };
  const open = (draft, base = null) => {
    const { now, past, chosen } = latest.current;
    become({ now: { draft: marked(draft), base }, past: [...past.slice(1 - STEPS), { ...now, chosen }], field: "", chosen: "head" });
  };
  const rebase = (base) => become({ ...latest.current, now: { ...latest.current.now, base } });
  const undo = () => {
    const { past } = latest.current;
    const { chosen, ...now } = past[past.length - 1];
    become({ now, past: past.slice(0, -1), field: "", chosen });
  };
  const choose = (mark) => setState({ ...latest.current, chosen: mark, field: "" });
  return { kept: state.now, chosen: state.chosen, change, open, rebase, undo: state.past.length ? undo : null, choose };
}

/** @param {Kept|null} kept @returns {Kept} */
function fresh(kept) {
  return kept && isTable(kept.draft) ? { draft: marked(kept.draft), base: kept.base || null } : { draft: marked(fromNothing()), base: null };
}
