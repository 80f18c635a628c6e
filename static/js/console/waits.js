/** What waits for the hall's screens: in which order the lead looks at it, and how long until it lets itself on. */

import { html } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Act } from "../lib/acts.js";

const RING = { r: 8, around: 2 * Math.PI * 8 };

/** @param {{wait: Object|null, hidden?: boolean}} text a card, or a name @returns {boolean} */
export function isWaiting(text) {
  return Boolean(text.wait) && !text.hidden;
}

/** @param {Object} card @param {"word"|"contact"|"name"} kind @returns {boolean} such a place was found in it */
export function holds(card, kind) {
  return Object.values(card.marks).some((places) => places.some((place) => place[2] === kind));
}

/** Coarse words first, then what may be somebody's contact, then what lets itself on soonest; what is held has time. @param {Object[]} cards @returns {Object[]} */
export function queue(cards) {
  const rank = (card) => (card.wait.held ? 3 : holds(card, "word") ? 0 : holds(card, "contact") ? 1 : 2);
  const left = (card) => (card.wait.left_ms === null ? Infinity : card.wait.left_ms);
  return cards.filter(isWaiting).sort((a, b) => rank(a) - rank(b) || (left(a) === left(b) ? a.at - b.at : left(a) - left(b)));
}

/** Why it is not on the screens. @param {{wait: {held: boolean, left_ms: number|null}, hall: import("./hall.js").Hall}} props */
export function Waiting({ wait, hall }) {
  if (wait.held) return html`<span class="st need"><${Icon} name="pause" />${t("held back")}</span>`;
  if (wait.left_ms === null) return html`<span class="st now"><${Icon} name="screen" />${t("waits for you")}</span>`;
  const ms = Math.max(0, wait.left_ms - hall.age_ms);
  const part = Math.min(1, ms / (hall.common.moderation.hold_s * 1000));
  return html`<span class="st now waits-ring"><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r=${RING.r} />
    <circle class="waits-ring__left" cx="12" cy="12" r=${RING.r} transform="rotate(-90 12 12)" stroke-dasharray=${`${part * RING.around} ${RING.around}`} /></svg>
    <span class="num">${t("on the screen in {n} s", { n: Math.ceil(ms / 1000) })}</span></span>`;
}

/** A text with the places that the lead should look at. @param {{text: string, marks?: [number, number, string][]}} props */
export function Marked({ text, marks = [] }) {
  const parts = [];
  let at = 0;
  for (const [from, to, kind] of marks) {
    parts.push(text.slice(at, from), html`<mark key=${from} class=${`mark--${kind}`}>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return html`<span class="card__line">${parts}${text.slice(at)}</span>`;
}

const LANES = ["at_once", "delay", "approve"];
const WORDS = {
  at_once: () => t("at once"),
  delay: (n) => t("after {n} s", { n }),
  approve: () => t("I read first"),
};

/**
 * The lane of a source, and another one for what comes from now on. The lane of the plan gives the word back to the plan.
 * @param {{hall: import("./hall.js").Hall, source: "table"|"person"|"guest", label: string, combo?: string, keys?: string}} props
 */
export function Lanes({ hall, source, label, combo, keys }) {
  const { lanes, hold_s: seconds } = hall.common.moderation;
  const { lane, plan } = lanes[source];
  const byKey = lane === "approve" && plan !== "approve" ? plan : "approve";
  return html`<div class="lanes" role="group" aria-label=${label}>
    <span class="lanes__label">${label}</span>
    ${LANES.map((each) => html`<${Act} key=${each} id=${`lane:${source}:${each}`} name="set_lane" fields=${{ source, lane: each === plan ? "plan" : each }}
      pressed=${each === lane} combo=${each === byKey && each !== lane ? combo : null} keys=${each === byKey && each !== lane ? keys : null}>${WORDS[each](seconds)}<//>`)}
    ${lane !== plan && html`<span class=${classes("sub", "lanes__plan")}>${t("by the plan: {lane}", { lane: WORDS[plan](seconds) })}</span>`}
  </div>`;
}
