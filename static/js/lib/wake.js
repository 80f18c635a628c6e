/**
 * Notices that the device slept or came back: a lid, a pocket, a lost Wi-Fi. Timers that stood still are the sign.
 */

const BEAT_MS = 1000;
const GAP_MS = 5000;

/** @param {() => void} woke @returns {() => void} stop watching */
export function onWake(woke) {
  let last = Date.now();
  const beat = setInterval(() => {
    const slept = Date.now() - last > GAP_MS;
    last = Date.now();
    if (slept && !document.hidden) woke(); // hidden pages are slowed down by the browser, that is no sleep
  }, BEAT_MS);

  const looked = () => {
    if (!document.hidden && Date.now() - last > GAP_MS) woke();
  };

  /** @param {PageTransitionEvent} event */
  const shown = (event) => { if (event.persisted) woke(); };
  document.addEventListener("visibilitychange", looked);
  window.addEventListener("online", woke);
  window.addEventListener("pageshow", shown);
  return () => {
    clearInterval(beat);
    document.removeEventListener("visibilitychange", looked);
    window.removeEventListener("online", woke);
    window.removeEventListener("pageshow", shown);
  };
}
