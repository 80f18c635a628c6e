/** The way to a card's lineage. It is loaded when somebody asks for it, for few do and a phone is to start quickly. */

import { html, render } from "../../vendor/htm-preact.module.js";
import { later } from "./later.js";

const loadLineage = later((again) => import(`./lineage.js${again}`));

/** @param {string} card its id @param {string[]} [own] the ids of the asker's own cards */
export function openPath(card, own = []) {
  open((parts) => parts.Lineage, { card, own });
}

/** The search by words or by a table's number. */
export function openSearch() {
  open((parts) => parts.Search, {});
}

/** @param {(parts: Object) => any} part @param {Object} props */
async function open(part, props) {
  const parts = await loadLineage();
  if (!parts) return; // no connection: the next tap asks again
  const host = document.body.appendChild(document.createElement("div"));
  const close = () => { render(null, host); host.remove(); };
  render(html`<${part(parts)} ...${props} onClose=${close} />`, host);
}

/** The title of a card, which leads to its path. @param {{card: {id: string, title: string}, own?: string[], children?: any}} props */
export function PathLink({ card, own, children }) {
  return html`<button type="button" class="path" onClick=${() => openPath(card.id, own)}><span>${card.title}</span>${children}</button>`;
}
