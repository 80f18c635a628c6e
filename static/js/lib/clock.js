/**
 * The round's clock as this device draws it: the desk says how much was left, the device counts on its own
 * monotonic clock, so that a wrong wall clock on a tablet changes nothing.
 */

import { useEffect, useState } from "../../vendor/htm-preact.module.js";

/**
 * @param {{common: Object|null, left_ms: number|null, at: number}} view the link's state
 * @returns {{ms: number|null, running: boolean, total_ms: number|null, part: number, over: boolean, asks: any}}
 *   `ms` left (negative: overtime), `part` left of the whole, 0 to 1
 */
export function useClock(view) {
  return useTime(view, view.common && view.common.clock, view.left_ms);
}

/**
 * The clock of whoever has the floor in a pitch round; on the wall it comes with the scene.
 * @param {{common: Object|null, pitch_ms: number|null, at: number}} view @returns {ReturnType<typeof useClock>}
 */
export function usePitchClock(view) {
  const pitch = view.common && (view.common.pitch || view.common.scene);
  return useTime(view, pitch && pitch.clock, view.pitch_ms);
}

/** @param {{at: number}} view @param {Object|null} said what the view says of the clock @param {number|null} left_ms */
function useTime({ at }, said, left_ms) {
  const clock = said || {};
  const running = Boolean(clock.running) && left_ms !== null;
  useBeat(running, () => left({ left_ms, at }, running));
  const ms = left({ left_ms, at }, running);
  const total_ms = clock.total_ms || null;
  const part = ms !== null && total_ms ? Math.max(0, Math.min(1, ms / total_ms)) : 0;
  return { ms, running, total_ms, part, over: ms !== null && ms < 0, asks: clock.asks || null };
}

/** @param {{left_ms: number|null, at: number}} view @param {boolean} running @returns {number|null} */
function left(view, running) {
  if (view.left_ms === null) return null;
  return running ? view.left_ms - (performance.now() - view.at) : view.left_ms;
}

/** Draws again just after each whole second, so that two screens side by side turn together. */
function useBeat(running, leftNow) {
  const [, beat] = useState(0);
  useEffect(() => {
    if (!running) return undefined;
    let timer = null;
    const plan = () => {
      const rest = ((leftNow() % 1000) + 1000) % 1000;
      timer = setTimeout(() => { beat((n) => n + 1); plan(); }, rest + 15);
    };
    plan();
    return () => clearTimeout(timer);
  });
}

/** @param {number|null} ms @returns {string} "11:40"; overtime is "+0:12"; no clock is "" */
export function formatClock(ms) {
  if (ms === null || ms === undefined) return "";
  const seconds = ms < 0 ? Math.floor(-ms / 1000) : Math.ceil(ms / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return ms < 0 && seconds > 0 ? `+${text}` : text;
}

/** @param {number} every_ms draws again at least that often; for "no connection for 2 min" */
export function useTick(every_ms) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
}
