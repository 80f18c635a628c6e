/**
 * Carries the outbox to the desk, one command at a time, so that the order of one device is kept.
 */

import { backoff } from "./backoff.js";

/**
 * @param {ReturnType<import("./outbox.js").createOutbox>} outbox
 * @param {(name: string, payload: Object) => Promise<Object|null>} say
 */
export function createSender(outbox, say) {
  const waiting = new Map();
  let busy = false;
  let stopped = false;
  let misses = 0;
  let timer = null;

  /** Sends what may be sent; harmless to call at any time. */
  async function pump() {
    if (busy || stopped) return;
    const { item, wait_ms } = outbox.next(Date.now());
    clearTimeout(timer);
    if (!item) {
      if (wait_ms !== null) timer = setTimeout(pump, wait_ms);
      return;
    }
    busy = true;
    outbox.sending(item);
    const ack = await say(item.name, item.payload);
    busy = false;
    if (ack) {
      misses = 0;
      tell(outbox.answered(item, ack));
      pump();
    } else {
      outbox.unanswered(item);
      if (!stopped) timer = setTimeout(pump, backoff(misses));
      misses += 1;
    }
  }

  /** @param {import("./outbox.js").Item} item */
  function tell(item) {
    if (item.state === "waiting" || item.state === "sent") return;
    (waiting.get(item.action_id) || []).forEach((resolve) => resolve(item));
    waiting.delete(item.action_id);
  }

  /**
   * @param {string} action_id
   * @returns {Promise<import("./outbox.js").Item>} the item once it is done or refused
   */
  function settled(action_id) {
    return new Promise((resolve) => {
      waiting.set(action_id, [...(waiting.get(action_id) || []), resolve]);
      const item = outbox.find(action_id);
      if (item) tell(item);
    });
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
  }

  return { pump, settled, stop };
}
