/**
 * The link between a seat and the desk. Views come in, newest wins; the outbox goes out, oldest first,
 * by socket when it is up and by HTTP when it is not.
 *
 * @typedef {import("./version.js").Version} Version
 * @typedef {{common: Object|null, own: Object|null, version: {common: Version|null, own: Version|null},
 *   seen: Version|null,
 *   left_ms: number|null, pitch_ms: number|null, now: number, at: number, status: "online"|"polling"|"offline", since: number,
 *   outbox: import("./outbox.js").Item[], presence: Object<string, boolean>, notices: Object[],
 *   battery: import("./health.js").Battery|null, refused: {code: string, text?: string, retry?: boolean}|null, unknown_seat: boolean}} LinkState
 */

import { createHealth } from "./health.js";
import { createOutbox, unsent } from "./outbox.js";
import { createPolling } from "./polling.js";
import { createSender } from "./sender.js";
import { createSocket } from "./socket.js";
import { seatMark } from "./seat.js";
import { onReload } from "./reload.js";
import { onWake } from "./wake.js";
import { earlier, later, mayReplace, spell } from "./version.js";

const PATIENCE_MS = 3000;
const SILENCE_MS = 10000;
const NOTICES = 5;
const HEALTH_MS = 4000;

/** @param {{namespace: string, token: string, lang: () => string, poll_ms?: number, health_ms?: number}} seat */
export function createLink(seat) {
  const listeners = new Set();
  let queued = false;
  let heard = 0;
  let silence = null;
  /** @type {LinkState} */
  let state = {
    common: null, own: null, version: { common: null, own: null }, seen: null,
    left_ms: null, pitch_ms: null, now: Date.now(), at: performance.now(),
    status: "offline", since: performance.now(), outbox: [], presence: {}, notices: [], battery: null,
    refused: null, unknown_seat: false,
  };

  const outbox = createOutbox(seatMark(seat.token), () => { change({ outbox: outbox.items() }); health.changed(); });
  const ears = { refused: hearRefusal, view: hearView, notice: hearNotice, presence: hearPresence, reload: hearReload };
  const polling = createPolling(
    { token: seat.token, lang: seat.lang, every_ms: seat.poll_ms || 2000, have: haveBoth },
    { ...ears, up: () => setStatus("polling"), down: () => setStatus("offline") },
  );
  const socket = createSocket(seat, { ...ears, up: socketUp, down: socketDown });
  const sender = createSender(outbox, say);
  const health = createHealth({
    mark: seatMark(seat.token), every_ms: seat.health_ms || HEALTH_MS, items: outbox.items,
    tell: (report) => { if (socket.isUp()) socket.say("report", report); else polling.report(report); },
    onBattery: (battery) => change({ battery }),
  });

  state.outbox = outbox.items();
  outbox.onOtherTab(() => change({ outbox: outbox.items() }));
  const patience = setTimeout(() => { if (!socket.isUp()) polling.start(); }, PATIENCE_MS);
  const sleepWatch = onWake(() => { socket.renew(); polling.now(); sender.pump(); });

  function socketUp() {
    const up = performance.now();
    polling.stop();
    setStatus("online");
    health.now();
    clearTimeout(silence);
    // The desk greets whoever comes in with both views. A line that is up and says nothing is no line.
    silence = setTimeout(() => { if (socket.isUp() && heard < up) socket.renew(); }, SILENCE_MS);
  }

  function socketDown() {
    if (state.status === "online") setStatus("offline");
    polling.start();
  }

  /** @param {LinkState["status"]} status */
  function setStatus(status) {
    if (socket && socket.isUp() && status !== "online") return;
    const came = status !== "offline" && state.status === "offline";
    if (status !== state.status) change({ status, since: performance.now() });
    if (came) { change({ refused: null }); sender.pump(); }
    if (came && status === "polling") health.now();
  }

  /** @param {{version: Version, part: "common"|"own", left_ms?: number|null, pitch_ms?: number|null, now?: number, data: Object}} message */
  function hearView({ version, part, left_ms = null, pitch_ms = null, now, data }) {
    if (part !== "common" && part !== "own") return;
    heard = performance.now();
    if (!mayReplace(version, state.version[part])) return;
    const latest = mayReplace(version, state.version.common) && mayReplace(version, state.version.own);
    const clock = latest ? { left_ms, pitch_ms, now: now || state.now, at: performance.now() } : {};
    const seen = later(state.seen, version);
    change({ [part]: data, version: { ...state.version, [part]: version }, seen, ...clock });
    outbox.shown(version);
    sender.pump();
  }

  /** A part that the socket lost stays asked for: only what both parts have counts as had. */
  function haveBoth() {
    return spell(earlier(state.version.common, state.version.own));
  }

  /** @param {{code: string, text?: string}} error */
  function hearRefusal(error) {
    const unknown_seat = error.code === "seat.unknown";
    change({ refused: error, unknown_seat });
    if (unknown_seat) stop();
  }

  /** @param {Object} message */
  function hearNotice(message) {
    const notice = { ...message, at: performance.now() };
    change({ notices: [...state.notices, notice].slice(-NOTICES) });
  }

  /** @param {{seats?: Object<string, boolean>}} message */
  function hearPresence(message) {
    change({ presence: message.seats || {} });
  }

  /** @param {{build?: string}} message */
  function hearReload(message) {
    onReload(message, () => unsent(outbox.items()).length === 0);
  }

  /**
   * Says a command once, past the outbox, by whichever way is up. Screens whose acts must not happen later use it.
   * @param {string} name @param {Object} payload @returns {Promise<Object|null>} the acknowledgement; null: none came
   */
  async function say(name, payload) {
    const ack = await (socket.isUp() ? socket.say(name, payload) : polling.say(name, payload));
    if (!ack || ack.ok || !ack.error || ack.error.code !== "seat.unknown") return ack;
    hearRefusal(ack.error); // nothing was decided: the command waits for a link that works
    return null;
  }

  /** @param {Partial<LinkState>} part one tick's changes are told once */
  function change(part) {
    state = { ...state, ...part };
    if (queued) return;
    queued = true;
    Promise.resolve().then(() => {
      queued = false;
      listeners.forEach((listener) => listener(state));
    });
  }

  /** @param {string} name @param {Object} [fields] @param {{slot?: string}} [options] @returns {import("./outbox.js").Item} */
  function send(name, fields = {}, options = {}) {
    const item = outbox.put(name, fields, options);
    sender.pump();
    return item;
  }

  /** @param {(state: LinkState) => void} listener @returns {() => void} unsubscribe */
  function subscribe(listener) {
    listeners.add(listener);
    listener(state);
    return () => listeners.delete(listener);
  }

  function stop() {
    clearTimeout(patience);
    clearTimeout(silence);
    sleepWatch();
    polling.stop();
    sender.stop();
    health.stop();
    socket.stop();
  }

  return { state: () => state, subscribe, say, send, settled: sender.settled, drop: outbox.drop, stop };
}
