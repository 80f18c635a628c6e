/**
 * The HTTP way to the desk, for halls where websockets are blocked: ask for the view, post commands.
 */

import { getJson, postJson } from "./api.js";

/**
 * @param {{token: string, lang: () => string, every_ms: number, have: () => string}} seat
 * @param {{up: () => void, down: () => void, refused: (error: {code: string, text?: string}) => void,
 *   view: (message: Object) => void}} on
 */
export function createPolling(seat, on) {
  let timer = null;
  let running = false;

  function start() {
    if (running) return;
    running = true;
    plan(Math.random() * 400); // 140 phones lose the same access point at the same moment
  }

  function stop() {
    running = false;
    clearTimeout(timer);
  }

  function now() {
    if (running) plan(0);
  }

  /** @param {number} ms */
  function plan(ms) {
    clearTimeout(timer);
    timer = setTimeout(ask, ms);
  }

  async function ask() {
    const answer = await getJson(`/api/view?have=${seat.have()}`, seat.token);
    if (!running) return;
    hear(answer);
    plan(seat.every_ms * (0.7 + Math.random() * 0.6));
  }

  /** @param {{status: number, body: any}} answer */
  function hear({ status, body }) {
    if (status === 200 && body && body.version) {
      on.up();
      const { version, left_ms, pitch_ms, now } = body;
      if (body.common) on.view({ version, part: "common", left_ms, pitch_ms, now, data: body.common });
      if (body.own) on.view({ version, part: "own", left_ms, pitch_ms, now, data: body.own });
    } else if (status === 304) {
      on.up();
    } else {
      on.down();
      if (status >= 400 && body && body.error) on.refused(body.error);
      else if (status === 401) on.refused({ code: "seat.unknown" });
    }
  }

  /** @param {string} name @param {Object} payload @returns {Promise<Object|null>} the acknowledgement; null: none came */
  async function say(name, payload) {
    const { body } = await postJson("/api/commands", { command: name, payload, lang: seat.lang() }, seat.token);
    if (body) now(); // whoever did something sees at once what came of it
    return body && typeof body.ok === "boolean" ? body : null;
  }

  /** @param {Object} how this device is; nobody waits for the answer */
  function report(how) {
    if (running) postJson("/api/report", how, seat.token);
  }

  return { start, stop, now, say, report };
}
