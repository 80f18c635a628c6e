/** The line of sums under a result: given out, used, spoiled, counted, and whether it adds up; if not, why, in the same words on every screen. */

import { html } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "./ui.js";
import { t, tn } from "./words.js";

/** @typedef {{given: number, used: number, spoiled: number, counted: number, faults: Object<string, number>}} Sums */

/** @param {{result: {sums: Sums|null, runoff: {sums: Sums|null}|null}, class?: string}} props of a runoff there is a second line */
export function SumsLine({ result, class: name }) {
  const { sums, runoff } = result;
  return html`${sums && html`<${Line} sums=${sums} class=${name} />`}${runoff && runoff.sums && html`<${Line} sums=${runoff.sums} class=${name} head=${t("The runoff:")} />`}`;
}

/** @param {Object} result @returns {boolean} every count of it adds up */
export function addsUp({ sums, runoff }) {
  return [sums, runoff && runoff.sums].every((each) => !each || !Object.keys(each.faults).length);
}

function Line({ sums, head, class: name }) {
  const why = faultWords(sums.faults);
  return html`<p class=${classes("sums", name, why && "is-need")}>${head && html`<b>${head}</b> `}<span class="sums__n">${t("Could vote {given} · handed in {used} · spoiled {spoiled} · counted {counted}:", sums)}</span> <b class="sums__end"><${Icon} name=${why ? "warn" : "check"} />${why ? t("it does not add up:") : t("it adds up")}</b>${why && html` <span>${why}</span>`}</p>`;
}

const FAULTS = {
  unread: (n) => tn("{n} paper was read by one person only", "{n} papers were read by one person only", n),
  differ: (n) => tn("{n} paper was read differently", "{n} papers were read differently", n),
  missing: (n) => tn("{n} paper that was given out has not been read", "{n} papers that were given out have not been read", n),
  over: (n) => tn("{n} more was handed in than can vote", "{n} more were handed in than can vote", n),
  papers: (n) => tn("{n} paper more than was given out", "{n} papers more than were given out", n),
  count: (n) => tn("the tally is off by {n}", "the tally is off by {n}", n),
};

/** @param {Object<string, number>} faults @returns {string} */
export function faultWords(faults) {
  return Object.entries(faults).map(([code, n]) => FAULTS[code](n)).join(", ");
}

/** What a reveal would leave out now. @param {{unread: number, differ: number}|null} papers @returns {string} */
export function leftOutWords(papers) {
  return papers ? faultWords(Object.fromEntries(Object.entries(papers).filter(([, n]) => n > 0))) : "";
}
