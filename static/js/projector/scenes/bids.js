/** Tables say what they would like to work on: how many have, and no word of what. */

import { html } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { StrokeRing } from "../../lib/ui.js";
import { pick, t, tn } from "../../lib/words.js";
import { Fit, roundHead, Scene } from "../sheet.js";

const WIDE = { disc: { cx: 1500, cy: 540, r: 600 }, k: 0.8 };
const TALL = { disc: { cx: 1240, cy: 640, r: 480 }, k: 0.64 };

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Bids({ day, link, sheet }) {
  const { scene, round } = day;
  const { disc, k } = sheet.tall ? TALL : WIDE;
  const clock = useClock(link);
  const open = round.phase === "open" || round.phase === "grace";
  return html`<${Scene} name="bids" sheet=${sheet} disc=${disc} head=${roundHead(round)}
    square=${html`<g transform=${`translate(${disc.cx} ${disc.cy}) scale(${k})`}><${StrokeRing} cx=${0} cy=${0} n=${scene.bids} of=${scene.of} />
      <text class="svgtext on fig" x="0" y="34" font-size="300" letter-spacing="-10">${scene.bids}</text>
      <text class="svgtext on turn__of" x="0" y="112" font-size="44">${tn("of {n} table has said", "of {n} tables have said", scene.of)}</text></g>`}>
    <div class="pane"><${Fit} class="runoff" sizes=${[9.8, 8.6, 7.8, 7, 6.2, 5.4, 4.6, 4]}>
      <h1>${pick(round.prompt) || pick(round.title)}</h1>
      <p>${pick(round.how) || tn("Every table names the card it would like to work on, on its tablet.", "Every table names up to {n} cards it would like to work on, on its tablet.", round.bids)}</p>
      <p class="runoff__time">${open ? html`<b class="num">${formatClock(clock.ms)}</b> ${clock.over ? t("over time: the lead will close") : t("until the close")}` : html`<b>${t("The wishes are in")}</b> ${t("the lead will show who takes what")}`}</p>
    <//></div>
  <//>`;
}
