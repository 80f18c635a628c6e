/** What can lie over any scene. */

import { html } from "../../vendor/htm-preact.module.js";
import { useTick } from "../lib/clock.js";
import { Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Fit } from "./sheet.js";

const SETTLE_MS = 4000; // a blink of the network is not news for a hall

/**
 * A word to the whole hall: the square comes up from below. It stays drawn while it goes.
 * @param {{text: string, on: boolean, sheet: import("./sheet.js").Sheet}} props
 */
export function Announcement({ text, on, sheet }) {
  const across = sheet.w / 2;
  return html`<section class=${on ? "call is-on" : "call"} aria-hidden=${on ? null : "true"}>
    <svg class="scene__square" viewBox=${`0 0 ${sheet.w} ${sheet.h}`} aria-hidden="true">
      <circle class="call__edge" cx=${across} cy=${sheet.h + 1600} r=${2100} />
      <circle class="square" cx=${across} cy=${sheet.h + 1600} r=${2086} />
    </svg>
    <div class="call__said" role="status"><${Icon} name="speak" /><${Fit} sizes=${[8.4, 7.2, 6.2, 5.4, 4.8, 4.2]}>${text}<//></div>
  </section>`;
}

/** The black screen: nothing at all. */
export function Black() {
  return html`<div class="black"></div>`;
}

/** @param {{link: import("../lib/link.js").LinkState, quiet?: boolean}} props the scene stays as it was last known */
export function LostLine({ link, quiet }) {
  useTick(1000);
  const gone = performance.now() - link.since;
  if (quiet || link.status !== "offline" || gone < SETTLE_MS) return null;
  const minutes = Math.floor(gone / 60000);
  return html`<p class="lost-line" role="status"><${Icon} name="wifi-off" />${minutes
    ? tn("no connection for {n} minute", "no connection for {n} minutes", minutes)
    : t("no connection, looking for the desk")}</p>`;
}
