/** The one line that always tells whether what was written has reached the desk. Colour, icon and words. */

import { html } from "../../../vendor/htm-preact.module.js";
import { useTick } from "../clock.js";
import { unsent } from "../outbox.js";
import { t, tn } from "../words.js";
import { Icon } from "./icons.js";

const SETTLE_MS = 1500; // a blink of the network is not news

/**
 * @param {{link: import("../link.js").LinkState, small?: any, children?: any}} props `small` is the screen's own word
 *   when all is well; children are the line's buttons
 */
export function StatusLine({ link, small, children }) {
  useTick(1000);
  const { tone, icon, words, more } = statusWords(link, performance.now());
  return html`<footer class=${`status status--${tone}`}>
    <p class="status__said" role="status"><${Icon} name=${icon} /><span>${words}</span>
      ${tone === "ok" || more ? html`<small>${more || small}</small>` : null}</p>
    ${children}
  </footer>`;
}

/**
 * @param {import("../link.js").LinkState} link @param {number} now performance.now()
 * @returns {{tone: "ok"|"off"|"now"|"need", icon: string, words: string, more?: string}}
 */
export function statusWords(link, now) {
  const n = unsent(link.outbox).length;
  const away = link.status === "offline" && now - link.since > SETTLE_MS;
  if (away && !link.common && n === 0) {
    return { tone: "now", icon: "wifi-off", words: t("Looking for the desk…"), more: t("check that this device is in the hall's Wi-Fi") };
  }
  if (away) return { tone: "off", icon: "wifi-off", words: awayWords(n, now - link.since) };
  if (n > 0) return { tone: "now", icon: "sending", words: tn("Sending {n} entry…", "Sending {n} entries…", n) };
  if (link.status === "polling") {
    return { tone: "ok", icon: "check", words: t("Everything has reached the desk"), more: t("by the spare way, a little slower") };
  }
  return link.common
    ? { tone: "ok", icon: "check", words: t("Everything has reached the desk") }
    : { tone: "now", icon: "sending", words: t("Connecting…") };
}

/** @param {number} n entries that wait @param {number} ms how long the desk has been silent */
function awayWords(n, ms) {
  const minutes = Math.floor(ms / 60000);
  const since = minutes ? tn("No connection for {n} min.", "No connection for {n} min.", minutes) : t("No connection.");
  const waits = n
    ? tn("Go on: {n} entry waits here and will leave by itself", "Go on: {n} entries wait here and will leave by themselves", n)
    : t("Go on: what you write stays here and will leave by itself");
  return `${since} ${waits}`;
}
