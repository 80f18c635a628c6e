/** The reveal of an info round: the cards that go on, as slips of one size, in the order of their pool. */

import { html } from "../../../vendor/htm-preact.module.js";
import { pick } from "../../lib/words.js";
import { roundHead, Scene } from "../sheet.js";
import { Pager } from "../turns.js";
import { Slips, useSlips } from "./themes.js";

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Chosen({ day, sheet }) {
  const { scene, round, spheres } = day;
  const pages = useSlips(scene.list, sheet);
  const name = (id) => { const sphere = spheres.find((each) => each.id === id); return sphere ? pick(sphere.label) : ""; };
  return html`<${Scene} name="themes" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${pick(round.title)}</h1>${round.prompt && html`<p>${pick(round.prompt)}</p>`}</header>
    <${Slips} ...${pages} spheres=${spheres} ofWords=${(card) => name(card.sphere)} />
    <${Pager} page=${pages.page} pages=${pages.pages} />
  <//>`;
}
