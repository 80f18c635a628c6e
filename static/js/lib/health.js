/**
 * How this device is, told to the desk now and then, and at once when something changes: the release of its pages, its
 * battery where the browser tells, what waits in its outbox and since when, whether storage keeps things, its drafts.
 *
 * @typedef {{percent: number, charging: boolean}} Battery
 */

import { unsent } from "./outbox.js";
import { newId } from "./seat.js";
import { durable, keys, read, write } from "./shelf.js";

const SOONEST_MS = 1000; // between two reports, however much changes
export const LOW_PERCENT = 20;

/**
 * @param {{mark: string, every_ms: number, items: () => import("./outbox.js").Item[], tell: (report: Object) => void,
 *   onBattery: (battery: Battery) => void}} of
 */
export function createHealth({ mark, every_ms, items, tell, onBattery }) {
  const device = deviceOf(mark);
  let battery = null;
  let power = null;
  let told = "";
  let last = -Infinity;
  let timer = null;
  let stopped = false;

  /** Says it again when its time has come. @param {number} ms */
  function plan(ms) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(now, ms);
  }

  function now() {
    last = performance.now();
    plan(every_ms * (0.85 + Math.random() * 0.3)); // twelve tablets that came in together need not report together
    const report = look();
    told = shape(report);
    tell(report);
  }

  /** Something may have changed. */
  function changed() {
    if (!stopped && shape(look()) !== told) plan(Math.max(0, last + SOONEST_MS - performance.now()));
  }

  function look() {
    const waits = unsent(items());
    const oldest = waits.reduce((first, item) => Math.min(first, item.at), Date.now());
    const report = {
      device, build: document.documentElement.dataset.build || "",
      unsent: waits.length, unsent_ms: Math.min(Date.now() - oldest, 1e9),
      storage: durable(), drafts: keys(`veche.draft:${window.location.pathname}:`).length,
      width: Math.max(1, window.innerWidth), height: Math.max(1, window.innerHeight),
    };
    return battery ? { ...report, battery: battery.percent, charging: battery.charging } : report;
  }

  function hearBattery() {
    battery = { percent: Math.round(power.level * 100), charging: power.charging };
    onBattery(battery);
    changed();
  }

  /** Missing over plain HTTP in most browsers, and nothing is said then. */
  function askBattery() {
    if (typeof navigator.getBattery !== "function") return;
    navigator.getBattery().then((found) => {
      if (stopped) return;
      power = found;
      EVENTS.forEach((name) => power.addEventListener(name, hearBattery));
      hearBattery();
    }).catch(() => {});
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    window.removeEventListener("resize", changed);
    if (power) EVENTS.forEach((name) => power.removeEventListener(name, hearBattery));
  }

  window.addEventListener("resize", changed);
  askBattery();
  plan(every_ms);
  return { now, changed, stop };
}

const EVENTS = ["levelchange", "chargingchange"];

/** @param {Battery|null} battery @returns {boolean} this device will go dark soon */
export function isLow(battery) {
  return Boolean(battery) && battery.percent < LOW_PERCENT && !battery.charging;
}

/** Tells the devices of one seat apart, and says nothing of another seat on the same device. @param {string} mark */
function deviceOf(mark) {
  const key = `veche.device:${mark}`;
  const kept = read(key);
  if (kept) return kept;
  const made = newId();
  write(key, made);
  return made;
}

/** What a report says but for the time that passes. @param {Object} report */
function shape(report) {
  return JSON.stringify({ ...report, unsent_ms: 0 });
}
