/** A number and what it counts, the number large. */

import { html } from "../../vendor/htm-preact.module.js";

/** @param {number} n @param {string} text with the number in it, as `tn` says it */
export function counted(n, text) {
  const [before, ...after] = text.split(String(n));
  return html`${before}<b class="num">${n}</b>${after.join(String(n))}`;
}
