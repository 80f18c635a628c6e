/** The question is the poster, the clock is the square; the stages lie below, so that nobody asks how long. */

import { html } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { ClockGreat, Coming } from "../../lib/ui.js";
import { partNow } from "../../lib/stages.js";
import { pick, t, tn } from "../../lib/words.js";
import { hourOf, isDayOver, isForumOver } from "../../lib/day.js";
import { chainSaid, ruleWords } from "../../lib/rules.js";
import { Fit, roundHead, Scene } from "../sheet.js";
import { stageName } from "../../lib/codes.js";
import { stageDoing, timeWord } from "../words.js";

const WIDE = { disc: { cx: 1540, cy: 540, r: 680 }, at: { cx: 1480, cy: 540 }, k: 1 };
const TALL = { disc: { cx: 1280, cy: 640, r: 560 }, at: { cx: 1236, cy: 640 }, k: 0.74 };
const SIZES = [9.8, 8.6, 7.6, 6.8, 6, 5.4, 4.8, 4.2, 3.8];

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Prompt({ day, link, sheet }) {
  const { round } = day;
  if (isForumOver(day) || isDayOver(day)) return html`<${Farewell} day=${day} sheet=${sheet} />`;
  return html`<${Question} day=${day} link=${link} sheet=${sheet} />`;
}

/** What stays on the wall: the last words of the day, and where the clock was thanks, or when the next day begins. @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
function Farewell({ day, sheet }) {
  const { round, session } = day;
  const { disc, at, k } = sheet.tall ? TALL : WIDE;
  const tomorrow = !isForumOver(day);
  const said = round.kind === "info" && round.phase !== "skipped" ? pick(round.prompt) : "";
  return html`<${Scene} name="prompt" sheet=${sheet} disc=${disc} head=${pick(session.title)}
    square=${html`<g transform=${`translate(${at.cx} ${at.cy}) scale(${k})`}>
      <text class="svgtext on fig" x="0" y="-10" font-size="92" letter-spacing="-2">${tomorrow ? t("Until the next day") : t("The forum is over.")}</text>
      <text class="svgtext on-now fig" x="0" y="130" font-size="120" letter-spacing="-3">${tomorrow && day.day.start_min !== null ? hourOf(day.day.start_min) : t("Thank you!")}</text></g>`}>
    <div class="pane"><${Fit} class="prompt" sizes=${SIZES}>
      <h1 class="prompt__q">${said || pick(session.title)}</h1>
      ${said && round.how && html`<p class="prompt__how">${pick(round.how)}</p>`}<//></div>
  <//>`;
}

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
function Question({ day, link, sheet }) {
  const { round } = day;
  const clock = useClock(link);
  const { disc, at, k } = sheet.tall ? TALL : WIDE;
  const now = partNow(round, clock);
  const stage = now && !now.stop ? now.i : -1;
  const face = clock.ms === null ? { ms: round.minutes * 60000, part: 1, over: false } : clock;
  const small = stage >= 0 && clock.running && !clock.over ? stageDoing(round.stages[stage].name) : timeWord(round, clock);
  return html`<${Scene} name="prompt" sheet=${sheet} disc=${disc} head=${roundHead(round)}
    square=${html`<g transform=${`translate(${at.cx} ${at.cy}) scale(${k})`}>
      <${ClockGreat} cx=${0} cy=${0} ms=${face.ms} part=${face.part} over=${face.over} small=${small} /></g>`}>
    <div class="pane">
      <${Fit} class="prompt" sizes=${SIZES}>
        <h1 class="prompt__q">${pick(round.prompt) || pick(round.title)}</h1>
        ${round.how && html`<p class="prompt__how">${pick(round.how)}</p>`}
        ${round.kind === "vote" && html`<p class="prompt__how">${t("The rule: {rule}.", { rule: ruleWords(round) })} ${chainSaid(round)}</p>`}
      <//>
      ${day.scene.name === "theming" && html`<${Theming} scene=${day.scene} />`}
      ${round.kind === "info" && round.subtype !== "reveal" && html`<${Coming} link=${link} />`}
      ${round.stages && round.stages.length > 0 && html`<${Stages} stages=${round.stages} now=${stage} left=${now && now.ms} />`}
    </div>
  <//>`;
}

/** How far the theme team is, while the hall has its break. @param {{scene: {laid: number, of: number, themes: number}}} props */
function Theming({ scene }) {
  return html`<p class="theming"><span><b class="num">${scene.laid}</b> ${tn("of {n} card has its place", "of {n} cards have their place", scene.of)}</span>
    <span><b class="num">${scene.themes}</b> ${tn("theme so far", "themes so far", scene.themes)}</span></p>`;
}

/** @param {{stages: {name: string, minutes: number}[], now: number, left: number|null}} props `left` of the stage that is on now */
function Stages({ stages, now, left }) {
  return html`<ol class="stages">${stages.map(({ name, minutes }, i) => html`<li key=${i} class=${i === now ? "is-on" : ""}
    aria-current=${i === now ? "step" : null}><b class="num">${i === now ? formatClock(left) : t("{n} min", { n: minutes })}</b>${stageName(name)}</li>`)}</ol>`;
}
