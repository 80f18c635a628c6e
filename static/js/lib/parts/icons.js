/** The mark and the icons: one sprite, one request. */

import { html } from "../../../vendor/htm-preact.module.js";

const SPRITE = new URL("../../../img/icons.svg", import.meta.url).pathname;

/** @type {Object<string, string>} sphere of the scenario → icon; a sphere is always colour, icon and word */
export const SPHERES = { econ: "house", eco: "leaf", cult: "star", soc: "heart" };

/** @param {{name: string, label?: string}} props without a label it is decoration beside a word */
export function Icon({ name, label }) {
  return label
    ? html`<svg class="i" viewBox="0 0 24 24" role="img" aria-label=${label}><use href=${`${SPRITE}#${name}`} /></svg>`
    : html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href=${`${SPRITE}#${name}`} /></svg>`;
}

/** The bell seen from below, ring and clapper. */
export function Mark() {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <circle class="mark__ring" cx="16" cy="16" r="12.5" /><circle class="mark__clapper" cx="19.6" cy="19.6" r="4.2" />
  </svg>`;
}
