/** A straw poll on the wall: the question, the way to answer, and bars that say everywhere that this is no vote. */

import { html } from "../../../vendor/htm-preact.module.js";
import { strawWords } from "../../lib/cells.js";
import { Icon } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Fit, Scene } from "../sheet.js";
import { address } from "./lobby.js";
import { WallBars } from "./poll.js";

const WIDE = { disc: { cx: 1600, cy: 540, r: 600 }, k: 0.86 };
const TALL = { disc: { cx: 1330, cy: 640, r: 520 }, k: 0.7 };

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Straw({ day: { scene }, sheet }) {
  const { disc, k } = sheet.tall ? TALL : WIDE;
  const rows = scene.options.map((name, i) => ({ name, cell: scene.counts ? [scene.counts[i], scene.counts[i]] : null }));
  return html`<${Scene} name="poll" sheet=${sheet} disc=${disc} head=${t("Straw poll")} square=${html`<g transform=${`translate(${disc.cx} ${disc.cy}) scale(${k})`}>
      <text class="svgtext on fig" x="0" y="20" font-size="260" letter-spacing="-10">${scene.answers}</text><text class="svgtext on" x="0" y="104" font-size="50">${tn("answer", "answers", scene.answers)}</text>
      ${scene.guests > 0 && html`<text class="svgtext on-2" x="0" y="166" font-size="40">${tn("{n} of a guest", "{n} of guests", scene.guests)}</text>`}
      <text class="svgtext on-now" x="0" y="244" font-size="46">${strawWords()}</text></g>`}>
    <div class="pane"><${Fit} class="pollw" sizes=${[8.6, 7.6, 6.8, 6, 5.4, 4.8, 4.2, 3.8]}>
      <h1>${scene.question}</h1>
      ${scene.counts ? html`<${WallBars} rows=${rows} of=${scene.answers} />` : html`<ul class="woptions">${scene.options.map((name) => html`<li key=${name}>${name}</li>`)}</ul>`}
      ${scene.open && html`<p class="pollw__how"><${Icon} name="phone" /><span><b>${address(scene.url)}</b> ${t("guests may answer, too")}</span></p>`}
    <//></div>
  <//>`;
}
