/** What the table does at this moment, above the slip: the stage or stop with its own time, who talks with whom, the task
 *  of those who are ready early. */

import { html } from "../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../lib/clock.js";
import { stageName } from "../lib/codes.js";
import { partNow } from "../lib/stages.js";
import { Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";

/** @param {{link: import("../lib/link.js").LinkState, mine: Object}} props */
export function StageHead({ link, mine }) {
  const { round } = link.common;
  const now = partNow(round, useClock(link));
  const groups = (now && !now.stop && mine.own.gathering && mine.own.gathering.groups[now.name]) || [];
  const bonus = mine.ready && pick(round.bonus);
  if (!now && !bonus) return null;
  return html`<div class="stagehead">
    ${now && html`<p class="stagehead__now"><${Icon} name=${now.stop ? "arrow" : now.name === "silent" ? "pen" : "people"} />
      <b>${now.stop ? t("Stop {n} of {of}", { n: now.i + 1, of: now.of }) : stageName(now.name)}</b><span class="num">${formatClock(now.ms)}</span>
      ${now.name === "silent" && html`<small>${t("Everyone writes alone, on paper; nobody comments")}</small>`}
      ${now.stop && now.ms < 0 && html`<small>${t("the lead calls the next stop")}</small>`}</p>`}
    ${groups.length > 0 && html`<ul class="stagehead__groups" aria-label=${t("Who talks with whom, by badge")}>${groups.map((group) => html`<li key=${group[0]} class="num">${group.join(" · ")}</li>`)}</ul>`}
    ${bonus && html`<p class="stagehead__bonus"><${Icon} name="plus" /><span><small>${t("You are ready early? If you like:")}</small>${bonus}</span></p>`}
  </div>`;
}
