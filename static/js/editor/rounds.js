/** What can be done with the rounds as a row: one more, the same again, another kind, elsewhere, away. Plain data. */

import { newId } from "../lib/seat.js";
import { MARK } from "./draft.js";

const COMMON = ["id", "title", "minutes", "day", "prompt", "how", "script", "warn_s", "grace_s", "show", MARK];
const POOLS = ["input", "parent_pool", "show_comments"];

/** @param {string} wanted @param {string[]} taken @returns {string} "cards", "cards-2", … */
export function unique(wanted, taken) {
  const base = wanted.replace(/-\d+$/, "") || "round";
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base.slice(0, 36)}-${n}`;
    if (!taken.includes(name)) return name;
  }
}

/** @param {Object[]} rounds @param {number} place @returns {{pool: string, plan: Object, no: number}[]} what was made before this place */
export function poolsBefore(rounds, place) {
  return rounds.slice(0, place).map((plan, i) => ({ pool: plan.output, plan, no: i + 1 })).filter(({ pool }) => pool);
}

/** A pattern becomes a round: with names of its own, on the latest cards there are. @param {Object[]} rounds @param {number} place @param {Object} pattern */
export function insert(rounds, place, pattern) {
  const before = rounds[place - 1];
  const plan = { ...named(rounds, pattern), day: before ? before.day || 1 : 1 };
  const pools = poolsBefore(rounds, place);
  const latest = pools.length ? pools[pools.length - 1].pool : "";
  for (const key of POOLS) {
    if (key in plan && !pools.some(({ pool }) => pool === plan[key])) plan[key] = latest;
  }
  return { rounds: [...rounds.slice(0, place), plan, ...rounds.slice(place)], mark: plan[MARK] };
}

/** @param {Object[]} rounds @param {number} place */
export function duplicate(rounds, place) {
  const plan = named(rounds, rounds[place]);
  return { rounds: [...rounds.slice(0, place + 1), plan, ...rounds.slice(place + 1)], mark: plan[MARK] };
}

/** @param {Object[]} rounds @param {Object} plan */
function named(rounds, plan) {
  const made = { ...plan, id: unique(String(plan.id || plan.kind), rounds.map(({ id }) => id)), [MARK]: newId(8) };
  if (plan.output) made.output = unique(String(plan.output), rounds.map(({ output }) => output));
  return made;
}

/** @param {Object[]} rounds @param {number} from @param {number} to where it stands afterwards; its day is that of its neighbours */
export function move(rounds, from, to) {
  if (from === to || to < 0 || to >= rounds.length) return rounds;
  const rest = rounds.filter((plan, i) => i !== from);
  const before = rest[to - 1];
  const after = rest[to];
  const own = rounds[from].day || 1;
  const low = before ? before.day || 1 : 1;
  const high = after ? after.day || 1 : Math.max(low, own);
  return [...rest.slice(0, to), { ...rounds[from], day: Math.min(Math.max(own, low), Math.max(low, high)) }, ...rest.slice(to)];
}

/** Another kind keeps what every round has, and its cards. @param {Object} plan @param {Object} pattern */
export function ofKind(plan, pattern) {
  const kept = Object.fromEntries(Object.entries(plan).filter(([key]) => COMMON.includes(key) || ((POOLS.includes(key) || key === "output") && key in pattern)));
  return { ...pattern, ...kept, kind: pattern.kind };
}
