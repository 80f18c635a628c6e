/** A crowd, not tables: equal strokes in order of arrival, a notch where the quorum lies, and no word of the result. */

import { html } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { arc, polar } from "../../lib/geometry.js";
import { Icon, StrokeRing } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { allowedWords } from "../../lib/rules.js";
import { isRunoff } from "../../lib/contests.js";
import { sphereIcon, sphereTone } from "../../lib/spheres.js";
import { Fit, roundHead, Scene } from "../sheet.js";
import { address } from "./lobby.js";

const WIDE = { disc: { cx: 960, cy: 540, r: 560 }, k: 1 };
const TALL = { disc: { cx: 800, cy: 610, r: 460 }, k: 0.82 };
const STROKES = 400; // more would run together into one line

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Turnout({ day, link, sheet }) {
  const { scene, round } = day;
  const { disc, k } = sheet.tall ? TALL : WIDE;
  const clock = useClock(link);
  const open = round.phase === "open" || round.phase === "grace";
  if (isRunoff(round)) return html`<${Runoff} day=${day} clock=${clock} sheet=${sheet} open=${open} />`;
  return html`<${Scene} name="turnout" sheet=${sheet} disc=${disc} head=${roundHead(round)}
    square=${html`<g transform=${`translate(${disc.cx} ${disc.cy}) scale(${k})`}><${Crowd} scene=${scene} electors=${round.electors} open=${open} /></g>`}>
    <div class="turn turn--l">${open ? html`<b class="num">${formatClock(clock.ms)}</b>` : html`<b class="turn__end">${t("Voting closed")}</b>`}<p>${timeLeft(open, clock)}</p></div>
    <div class="turn turn--r"><${Icon} name="hide" /><b>${t("Results are hidden")}</b><p>${t("even from the lead")}</p></div>
    ${open && html`<${How} scene=${scene} round=${round} />`}
  <//>`;
}

const BESIDE = { wide: { disc: { cx: 1560, cy: 540, r: 640 }, k: 0.86 }, tall: { disc: { cx: 1330, cy: 640, r: 520 }, k: 0.7 } };

/** A second vote: why there is one, for how many places, and the paper with these cards alone. */
function Runoff({ day, clock, sheet, open }) {
  const { scene, round, spheres } = day;
  const { disc, k } = sheet.tall ? BESIDE.tall : BESIDE.wide;
  const { cards, places } = round.contest;
  return html`<${Scene} name="runoff" sheet=${sheet} disc=${disc} head=${roundHead(round)}
    square=${html`<g transform=${`translate(${disc.cx} ${disc.cy}) scale(${k})`}><${Crowd} scene=${scene} electors=${round.electors} open=${open} /></g>`}>
    <div class="pane"><${Fit} class="runoff" sizes=${[7.2, 6.4, 5.6, 5, 4.4, 3.9, 3.5]}>
      <h1>${tn("Runoff for {n} place", "Runoff for {n} places", places)}</h1>
      <p>${t("These stand level at the line. The choice is between them alone.")}</p>
      <ul class="runoff__paper">${cards.map((card) => html`<li key=${card.id} class=${sphereTone(spheres, card.sphere)}>
        ${card.sphere && html`<${Icon} name=${sphereIcon(spheres, card.sphere)} />`}<span>${card.title}</span></li>`)}</ul>
      <p class="runoff__time">${open ? html`<b class="num">${formatClock(clock.ms)}</b>` : html`<b>${t("Voting closed")}</b>`} ${timeLeft(open, clock)}${open && html`<br />${allowedWords(round)}`}</p>
    <//></div>
  <//>`;
}

function timeLeft(open, clock) {
  if (!open) return t("the lead will reveal the result");
  if (clock.ms === null) return "";
  if (!clock.running) return t("clock paused");
  return clock.over ? t("over time: the lead will close") : t("until the close");
}

/** Where to vote, and that a choice may be changed. */
function How({ scene, round }) {
  const person = round.electors === "person";
  return html`<div class="turn turn--b"><${Icon} name=${person ? "phone" : "tablet"} />
      <p>${person ? html`<strong>${address(scene.url)}</strong><br />${t("the code is on the badge")}` : t("the table votes on its tablet")}</p></div>
    <p class="turn turn--br">${allowedWords(round).split(", ").map((words) => html`${words}<br />`)}${t("the choice may change")}<br />${t("until the close")}</p>`;
}

/** @param {{scene: {ballots: number, electors: number, quorum: number|null}, electors: "table"|"person", open: boolean}} props */
function Crowd({ scene, electors, open }) {
  const { ballots, electors: of, quorum } = scene;
  return html`<g>
    ${of <= STROKES
      ? html`<${StrokeRing} cx=${0} cy=${0} n=${ballots} of=${of} />`
      : html`<${Band} part=${ballots / of} />`}
    ${quorum !== null && of > 0 && html`<${Notch} deg=${(quorum / of) * 360} />`}
    <text class="svgtext on fig" x="0" y="34" font-size="300" letter-spacing="-10">${ballots}</text>
    <text class="svgtext on turn__of" x="0" y="112" font-size=${electors === "person" ? 50 : 44}>${electors === "person"
      ? tn("of {n} has voted", "of {n} have voted", of)
      : tn("of {n} table voted", "of {n} tables voted", of)}</text>
    ${quorum !== null && html`<text class="svgtext on-now turn__quorum" x="0" y="190" font-size="42">${quorumWords(ballots, quorum, open)}</text>`}
  </g>`;
}

/** Before the close what is missing, after it what came of it. */
function quorumWords(ballots, quorum, open) {
  if (ballots >= quorum) return t("the quorum of {n} is there", { n: quorum });
  return open ? tn("{n} more to the quorum", "{n} more to the quorum", quorum - ballots) : t("the quorum of {n} was not reached", { n: quorum });
}

function Notch({ deg }) {
  const [dot, from, to] = [343, 350, 484].map((r) => polar(0, 0, r, deg));
  return html`<g><line class="notch" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} /><circle class="strokes__notch" cx=${dot.x} cy=${dot.y} r="13" /></g>`;
}

function Band({ part }) {
  return html`<g class="band"><circle class="band__all" r="412" /><path class="band__in" d=${arc(0, 0, 412, 0, Math.max(0.01, part * 360))} /></g>`;
}
