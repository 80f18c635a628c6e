/**
 * The two parts of the view read as one: what the console's pieces ask about the hall.
 *
 * @typedef {{common: Object, own: Object, round: Object|null, row: Object|null, next: Object|null, cards: Object[]|null,
 *   result: Object|null, clock: Object, now: number, age_ms: number, on: (seat: string) => boolean, offline_ms: number, spheres: Object[]}} Hall
 * `age_ms`: how long ago the common view came, so that what it counts down goes on counting here.
 */

import { useRef } from "../../vendor/htm-preact.module.js";
import { useClock, useTick } from "../lib/clock.js";
import { deskNow } from "../lib/day.js";

const DONE = ["carried", "skipped"];
export const LIVE = ["briefing", "open", "grace"];

/** @param {import("../lib/link.js").LinkState} link @returns {Hall|null} null before the first view */
export function useHall(link) {
  const clock = useClock(link);
  const seen = useRef({ common: null, at: 0 });
  if (seen.current.common !== link.common) seen.current = { common: link.common, at: performance.now() };
  useTick(1000);
  const { common, own } = link;
  if (!common || !own) return null;
  const round = common.round;
  const together = own.round === (round ? round.id : null);
  const find = (id) => own.agenda.find((row) => row.id === id) || null;
  return {
    common, own, round, clock,
    row: round ? find(round.id) : null,
    next: own.next ? find(own.next) : null,
    cards: common.cards || (together ? own.cards : null),
    result: together ? own.result : null,
    spheres: own.spheres,
    now: deskNow(link),
    age_ms: performance.now() - seen.current.at,
    on: (seat) => isOn(link, seat),
    offline_ms: link.status === "offline" ? performance.now() - link.since : 0,
  };
}

/** The tables at which somebody may sit: of a closed one nothing is missed. @param {Object} common */
export function inUse(common) {
  return common.tables.filter((table) => !table.closed);
}

/** Presence is the fresher of the two, but it comes by the socket only. */
function isOn(link, seat) {
  if (link.status === "online" && Object.keys(link.presence).length) return Boolean(link.presence[seat]);
  if (seat === "screen") return link.common.screen.online > 0;
  return link.common.tables.some((table) => table.id === seat && table.online > 0);
}

/** @param {Hall} hall @returns {boolean} nothing more can happen in the round the hall is in */
export function isDone(hall) {
  if (!hall.round) return true;
  const { kind, phase } = hall.round;
  return DONE.includes(phase) || (kind === "info" && phase === "closed");
}

/** @param {Hall} hall @returns {boolean} */
export function isLive(hall) {
  return Boolean(hall.round) && LIVE.includes(hall.round.phase);
}
