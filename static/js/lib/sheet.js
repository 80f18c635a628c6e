/** The way to a card's sheet. It is loaded when somebody asks for it, for a phone is to start quickly. */

import { html, render } from "../../vendor/htm-preact.module.js";
import { later } from "./later.js";

const loadSheets = later((again) => import(`./sheets.js${again}`));

/** @param {string} card its id */
export async function openSheet(card) {
  const parts = await loadSheets();
  if (!parts) return; // no connection: the next tap asks again
  const host = document.body.appendChild(document.createElement("div"));
  const close = () => { render(null, host); host.remove(); };
  render(html`<${parts.SheetDialog} card=${card} onClose=${close} />`, host);
}
