/** A talk with questions on a phone: ask, and say which of the others' questions matter to you, too. */

import { html } from "../../vendor/htm-preact.module.js";
import { refused } from "../lib/outbox.js";
import { questionsOf } from "../lib/questions.js";
import { Ask, Asked, Heard } from "../lib/parts/questions.js";
import { Button, Slip, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Frame } from "./frame.js";
import { titleOf } from "./words.js";

/** @param {import("./phone.js").Props} props */
export function Questions({ link, send, drop }) {
  const { round } = link.common;
  const { list, asked, more } = questionsOf(link);
  const may = link.own.role === "person" || round.guests_ask;
  const no = refused(link.outbox).filter((item) => item.name === "ask_question" || item.name === "back_question");
  const back = (each) => send("back_question", { question: each.id, on: !each.backed }, { slot: `back:${each.id}` });
  return html`<${Frame} label=${pick(round.title)} title=${titleOf(round)} small=${t("Ask, and back what matters to you")}>
    ${no.map((item) => html`<${Slip} key=${item.action_id} tone="need"><${State} tone="need" icon="warn">${item.error.text}<//>
      ${item.payload.text && html`<q>${item.payload.text}</q>`}<${Button} onClick=${() => drop(item.action_id)}>${t("Understood")}<//><//>`)}
    ${may ? html`<${Ask} round=${round} send=${send} />` : html`<p class="sub">${t("Tables and people with a badge ask questions now.")}</p>`}
    ${asked.length > 0 && html`<h2 class="ph__h">${t("Asked by you")}</h2><ul class="asked">${asked.map((each) => html`<${Asked} key=${each.id} question=${each} />`)}</ul>`}
    <h2 class="ph__h">${t("Questions of the hall")}</h2>
    <ul class="list-of-rows">${list.map((each) => html`<${Heard} key=${each.id} question=${each} may=${may} onBack=${() => back(each)} />`)}</ul>
    ${!list.length && html`<p class="sub">${t("No question yet. Yours may be the first.")}</p>`}
    ${more > 0 && html`<p class="sub">${tn("and {n} more", "and {n} more", more)}</p>`}
  <//>`;
}
