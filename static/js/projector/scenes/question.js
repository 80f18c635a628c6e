/** One question of the hall, large enough to be answered from the stage. */

import { html } from "../../../vendor/htm-preact.module.js";
import { Icon } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Fit, roundHead, Scene } from "../sheet.js";

const WIDE = { disc: { cx: 1780, cy: 540, r: 460 }, at: { cx: 1640, cy: 540 } };
const TALL = { disc: { cx: 1560, cy: 640, r: 400 }, at: { cx: 1400, cy: 640 } };
const SIZES = [9.2, 8.2, 7.2, 6.4, 5.8, 5.2, 4.6];

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Question({ day, sheet }) {
  const { no, text, whom, backers } = day.scene;
  const { disc, at } = sheet.tall ? TALL : WIDE;
  return html`<${Scene} name="question" sheet=${sheet} disc=${disc} head=${roundHead(day.round)}
    square=${html`<g transform=${`translate(${at.cx} ${at.cy})`}>
      <text class="svgtext on fig" x="0" y="10" font-size="190">${backers > 0 ? backers : "?"}</text>
      <text class="svgtext on-2" x="0" y="80" font-size="40">${backers > 0 ? tn("want to know it, too", "want to know it, too", backers) : t("question {no}", { no })}</text></g>`}>
    <div class="pane">
      <p class="pitch__who"><${Icon} name="hand" /><b class="num">${t("Question {no}", { no })}</b>${whom && html`<span>${t("to: {whom}", { whom })}</span>`}</p>
      <${Fit} class="prompt" sizes=${SIZES}><h1 class="prompt__q">${text}</h1><//>
    </div>
  <//>`;
}
