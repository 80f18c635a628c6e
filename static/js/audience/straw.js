/** The lead's straw poll on a phone: one question over whatever the phone is at, and what came of it. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { strawWords } from "../lib/cells.js";
import { unsent } from "../lib/outbox.js";
import { Bars } from "../lib/pollresult.js";
import { Button, Chip, Slip } from "../lib/ui.js";
import { isNewer } from "../lib/version.js";
import { t, tn } from "../lib/words.js";

/** @param {{link: import("../lib/link.js").LinkState, send: Function}} props */
export function Straw({ link, send }) {
  const { straw } = link.common;
  const [changing, change] = useState(false);
  const mine = link.outbox.filter((item) => item.name === "answer_straw" && item.payload.straw === straw.no);
  const answered = link.own.answered.straw === straw.no || unsent(mine).length > 0 || mine.some((item) => item.state === "done" && item.version && isNewer(item.version, link.version.own || [0, 0]));
  const choose = (choice) => { send("answer_straw", { straw: straw.no, choice }, { slot: `straw:${straw.no}` }); change(false); };
  return html`<${Slip} class="straw" role="group" aria-label=${straw.question}>
    <p><${Chip} tone="info" icon="info">${strawWords()}<//></p>
    <p class="now">${straw.question}</p>
    ${straw.open && (!answered || changing) && html`<div class="straw__options">${straw.options.map((option, i) => html`<${Button} key=${i} onClick=${() => choose(i)}>${option}<//>`)}</div>
      <p class="sub">${t("As with raised hands, all numbers are shown; nobody sees who chose what.")}</p>`}
    ${straw.open && answered && !changing && html`<p class="sub">${t("Your answer is in.")}</p><${Button} kind="quiet" onClick=${() => change(true)}>${t("Change it")}<//>`}
    ${straw.counts && html`<${Bars} rows=${straw.options.map((name, i) => ({ name, cell: [straw.counts[i], straw.counts[i]] }))} of=${straw.answers} />`}
    <p class="sub">${tn("{n} answer", "{n} answers", straw.answers)}${straw.guests > 0 && ` · ${tn("{n} of a guest", "{n} of guests", straw.guests)}`}</p>
  <//>`;
}
