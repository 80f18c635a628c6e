/**
 * The socket way to the desk: Socket.IO, websocket only. It says what it hears to `on` and keeps trying by itself.
 */

import { TIMEOUT_MS } from "./api.js";

/**
 * @param {{namespace: string, token: string, lang: () => string}} seat
 * @param {{up: () => void, down: () => void, refused: (error: {code: string, text?: string}) => void,
 *   view: (message: Object) => void, notice: (message: Object) => void, presence: (message: Object) => void,
 *   reload: (message: Object) => void}} on
 */
export function createSocket(seat, on) {
  const socket = window.io(seat.namespace, {
    transports: ["websocket"],
    auth: (give) => give({ token: seat.token, lang: seat.lang() }),
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
    timeout: TIMEOUT_MS,
  });
  let again = null;
  socket.on("connect", on.up);
  socket.on("disconnect", (reason) => {
    on.down();
    if (reason === "io server disconnect") tryLater();
  });
  socket.on("connect_error", (error) => {
    on.down();
    if (socket.active) return; // the network failed; the manager tries again by itself
    on.refused(refusal(error));
    tryLater();
  });
  for (const name of ["view", "notice", "presence", "reload"]) {
    socket.on(name, (message) => on[name](message || {}));
  }

  /** Socket.IO does not try again after the desk itself has said no, and a no may be "not now". */
  function tryLater() {
    clearTimeout(again);
    again = setTimeout(() => socket.connect(), 2000 + Math.random() * 3000);
  }

  /** @param {string} name @param {Object} payload @returns {Promise<Object|null>} the acknowledgement; null: none came */
  function say(name, payload) {
    return new Promise((resolve) => {
      socket.timeout(TIMEOUT_MS).emit(name, payload, (silence, ack) => resolve(silence ? null : ack));
    });
  }

  /** After sleep a socket may look alive and be dead: start anew. */
  function renew() {
    socket.disconnect();
    socket.connect();
  }

  function stop() {
    clearTimeout(again);
    socket.removeAllListeners();
    socket.disconnect();
  }

  return { say, renew, stop, isUp: () => socket.connected };
}

/** @param {Error & {data?: any}} error @returns {{code: string, text?: string, retry?: boolean}} */
function refusal(error) {
  const data = error.data && error.data.error ? error.data.error : error.data;
  return data && data.code ? data : { code: error.message || "internal.failed", retry: true };
}
