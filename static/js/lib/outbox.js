/**
 * What this seat has said and the desk has not yet made safe. A command is written here first and sent
 * afterwards, one key of localStorage per command, so that two tabs of one seat cannot overwrite each other.
 *
 * @typedef {"waiting"|"sent"|"done"|"refused"} ItemState
 * @typedef {{code: string, text: string, retry: boolean}} Refusal
 * @typedef {[string|number, number]} Version  epoch and the number of the commit
 * @typedef {{action_id: string, name: string, payload: Object, state: ItemState, error: Refusal|null,
 *   at: number, seq: number, slot: string|null, tries: number, answered: number, not_before: number,
 *   version: Version|null, answer: Object|null}} Item
 */

import { keys, readJson, remove, writeJson } from "./shelf.js";
import { newId } from "./seat.js";
import { backoff, LONGEST_MS } from "./backoff.js";
import { isNewer } from "./version.js";

const KEPT = 200; // acknowledged items kept for a take-over, more would fill a phone's storage
const STUBBORN = 5; // answers "not now" after which an item lets the younger ones pass

/** @param {string} mark whose outbox: seatMark(token) @param {() => void} [changed] */
export function createOutbox(mark, changed = () => {}) {
  const prefix = `veche.out:${mark}:`;
  const epochKey = `veche.epoch:${mark}`;
  let seen = null;
  let safe = null;

  /** @param {string} name @param {Object} fields @param {{slot?: string}} [options] `slot`: a younger
   *  absolute choice replaces an older one of the same slot that has never been sent. @returns {Item} */
  function put(name, fields, options = {}) {
    const slot = options.slot || null;
    const all = items();
    if (slot) all.filter((item) => item.slot === slot && untouched(item)).forEach((item) => remove(prefix + item.action_id));
    const action_id = newId();
    const item = {
      action_id, name, payload: { ...fields, action_id }, state: "waiting", error: null, at: Date.now(),
      seq: all.reduce((top, other) => Math.max(top, other.seq), 0) + 1,
      slot, tries: 0, answered: 0, not_before: 0, version: null, answer: null,
    };
    save(item);
    return item;
  }

  /** @returns {Item[]} oldest first */
  function items() {
    return keys(prefix).map((key) => readJson(key)).filter((item) => item && item.action_id)
      .sort((a, b) => a.seq - b.seq || (a.action_id < b.action_id ? -1 : 1));
  }

  /** @param {number} now Date.now() @returns {{item: Item|null, wait_ms: number|null}} what may be sent now,
   *  or how long until something may; the order of one device is kept. */
  function next(now) {
    let soonest = null;
    for (const item of items()) {
      if (item.state !== "waiting" && item.state !== "sent") continue;
      const wait_ms = Math.min(item.not_before - now, LONGEST_MS);
      if (wait_ms <= 0) return { item, wait_ms: 0 };
      soonest = soonest === null ? wait_ms : Math.min(soonest, wait_ms);
      if (item.answered < STUBBORN) break;
    }
    return { item: null, wait_ms: soonest };
  }

  /** @param {Item} item */
  function sending(item) {
    save({ ...item, state: "sent", tries: item.tries + 1 });
  }

  /** @param {Item} item no answer came; it goes again, and the same action_id makes the repeat harmless */
  function unanswered(item) {
    const kept = find(item.action_id);
    if (kept && kept.state === "sent") save({ ...kept, state: "waiting", not_before: 0 });
  }

  /**
   * @param {Item} item @param {{ok: boolean, version?: Version, safe?: number, answer?: Object, error?: Refusal}} ack
   * @returns {Item} as it stands after the answer
   */
  function answered(item, ack) {
    const kept = find(item.action_id) || item;
    const after = afterAnswer(kept, ack);
    save(after);
    if (ack.version) learn(ack.version);
    if (ack.safe !== undefined && ack.safe !== null) safe = [ack.version[0], ack.safe];
    letGo();
    return after;
  }

  /** @param {Version} version of a view this screen now draws */
  function shown(version) {
    learn(version);
    if (seen && !isNewer(version, seen)) return;
    seen = version;
    letGo();
  }

  /** Says again, after a take-over from a backup, what the backup may not have had. @param {Version} version */
  function learn(version) {
    const epoch = readJson(epochKey);
    if (epoch === version[0] || (epoch !== null && epoch > version[0])) return;
    writeJson(epochKey, version[0]);
    if (epoch === null) return;
    seen = null;
    safe = null;
    items().filter((item) => item.state === "done" && !(item.version && item.version[0] === version[0]))
      .forEach((item) => save({ ...item, state: "waiting", version: null, not_before: 0 }));
  }

  /** Drops what is safe on a second medium and drawn on this screen, and the oldest of too many. */
  function letGo() {
    const closed = items().filter((item) => item.state === "done" || item.state === "refused");
    const drawn = closed.filter((item) => item.version && safe && seen
      && !isNewer(item.version, safe) && !isNewer(item.version, seen));
    const surplus = closed.filter((item) => !drawn.includes(item)).slice(0, -KEPT);
    [...drawn, ...surplus].forEach((item) => drop(item.action_id));
  }

  /** @param {string} action_id @returns {Item|null} */
  function find(action_id) {
    return readJson(prefix + action_id);
  }

  /** @param {string} action_id a refusal was read, or a done item is not needed any more */
  function drop(action_id) {
    remove(prefix + action_id);
    changed();
  }

  /** @param {Item} item */
  function save(item) {
    writeJson(prefix + item.action_id, item);
    changed();
  }

  /** @param {(event: StorageEvent) => void} heard another tab of this seat said or learned something */
  function onOtherTab(heard) {
    window.addEventListener("storage", (event) => {
      if (!event.key || event.key.startsWith(prefix)) heard(event);
    });
  }

  return { put, items, next, sending, unanswered, answered, shown, find, drop, onOtherTab };
}

/** @param {Item} item */
function untouched(item) {
  return item.state === "waiting" && item.tries === 0;
}

/** @param {Item} item @param {{ok: boolean, version?: Version, answer?: Object, error?: Refusal}} ack @returns {Item} */
function afterAnswer(item, ack) {
  if (ack.ok) return { ...item, state: "done", error: null, version: ack.version || null, answer: ack.answer || null };
  if (ack.error && ack.error.retry) return putOff(item, ack.error);
  return { ...item, state: "refused", error: ack.error || { code: "internal.failed", text: "", retry: false } };
}

/** @param {Item} item @param {Refusal} error @returns {Item} */
function putOff(item, error) {
  const not_before = Date.now() + backoff(item.answered);
  return { ...item, state: "waiting", error, answered: item.answered + 1, not_before };
}

/** @param {Item[]} items @returns {Item[]} what the desk has not answered */
export function unsent(items) {
  return items.filter((item) => item.state === "waiting" || item.state === "sent");
}

/** @param {Item[]} items @returns {Item[]} what was refused and not yet dropped */
export function refused(items) {
  return items.filter((item) => item.state === "refused");
}

/**
 * What a screen must draw beside a view: unsent items, and done ones the view does not yet contain.
 * @param {Item[]} items @param {Version|null} seen the link state's `seen`
 * @returns {Item[]}
 */
export function pending(items, seen) {
  return items.filter((item) => item.state === "waiting" || item.state === "sent"
    || (item.state === "done" && item.version && (!seen || isNewer(item.version, seen))));
}
