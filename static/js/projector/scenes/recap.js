/** The second morning: what was done so far, step by step, and beside it what the hall goes on with. */

import { html } from "../../../vendor/htm-preact.module.js";
import { stepNoun } from "../../lib/recap.js";
import { sphereTone } from "../../lib/spheres.js";
import { Slip } from "../../lib/ui.js";
import { pick, t } from "../../lib/words.js";
import { Clipped, roundHead, Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";

const WIDE = { disc: { cx: 150, cy: 560, r: 640 }, slips: 8 };
const TALL = { disc: { cx: 90, cy: 620, r: 600 }, slips: 8 };
const STEPS = 7; // more are not taken in at a glance: the latest stand

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Recap({ day, sheet }) {
  const { scene, round, spheres } = day;
  const { disc, slips } = sheet.tall ? TALL : WIDE;
  const { rows, page, pages } = usePages(scene.chosen ? scene.chosen.cards : [], slips);
  return html`<${Scene} name="recap" sheet=${sheet} disc=${disc} head=${html`<span>${roundHead(round)}</span>`}>
    <ol class="recap">${scene.steps.slice(-STEPS).map((step) => html`<li key=${step.round}>
      <b class="num">${step.n}</b><span>${stepNoun(step)}<small>${pick(step.title)}</small></span></li>`)}</ol>
    <section class="recap__chosen">
      <h1>${scene.chosen ? pick(scene.chosen.title) : pick(round.prompt) || pick(round.title)}</h1>
      ${scene.chosen ? html`<ul>${rows.map((card) => html`<li key=${card.id} class=${sphereTone(spheres, card.sphere)}><${Slip}><${Clipped} text=${card.title} /><//></li>`)}</ul>`
        : html`<p>${scene.steps.length ? pick(round.how) : t("Nothing has been carried forward yet")}</p>`}
    </section>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}
