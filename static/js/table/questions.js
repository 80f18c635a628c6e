/** A talk with questions: the table writes its own, and says which of the others' matter to it, too. */

import { html } from "../../vendor/htm-preact.module.js";
import { questionsOf } from "../lib/questions.js";
import { Ask, Asked, Heard } from "../lib/parts/questions.js";
import { Slip } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";

/** @param {import("./table.js").Props} props */
export function Questions({ link, mine, send, drop, onHelp }) {
  const { round } = link.common;
  const { list, asked, more } = questionsOf(link);
  const back = (each) => send("back_question", { question: each.id, on: !each.backed }, { slot: `back:${each.id}` });
  return html`<main class="tb__main tb__main--gather tb__main--themes">
    <div class="tb__left"><${Slip} class="compose ask-form">
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      <h2>${pick(round.prompt) || pick(round.title)}</h2>
      <${Ask} round=${round} send=${send} />
      ${asked.length > 0 && html`<h3 class="own__h">${t("Asked by your table")}</h3><ul class="asked">${asked.map((each) => html`<${Asked} key=${each.id} question=${each} />`)}</ul>`}<//></div>
    <aside class="own" aria-label=${t("Questions of the hall")}>
      <h2 class="own__h"><span>${t("Questions of the hall")}</span><span class="sub num">${list.length + more}</span></h2>
      <ul>${list.map((each) => html`<${Heard} key=${each.id} question=${each} may onBack=${() => back(each)} />`)}</ul>
      ${!list.length && html`<${Slip} tone="empty">${t("No question yet. Yours may be the first.")}<//>`}
      ${more > 0 && html`<p class="sub">${tn("and {n} more", "and {n} more", more)}</p>`}
    </aside>
  </main>`;
}
