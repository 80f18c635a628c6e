/**
 * The desk is newer than this page: load the new one, but never under somebody's hands.
 */

const LOOK_MS = 1000;
const IDLE_MS = 10000;
let lastKey = -Infinity;
let looking = null;

document.addEventListener("input", () => { lastKey = performance.now(); }, true);

/** @param {{build?: string}} message @param {() => boolean} allSent */
export function onReload(message, allSent) {
  if (message.build && message.build === document.documentElement.dataset.build) return;
  if (looking) return;
  looking = setInterval(() => {
    if (!allSent() || typing()) return;
    clearInterval(looking);
    window.location.reload();
  }, LOOK_MS);
}

function typing() {
  const field = document.activeElement;
  const open = field && (field.tagName === "TEXTAREA" || field.tagName === "INPUT");
  return open && performance.now() - lastKey < IDLE_MS;
}
