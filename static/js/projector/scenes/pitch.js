/** Who has the floor, and for how long; between two pitches who comes next; at the end what was answered to each. No grades. */

import { html } from "../../../vendor/htm-preact.module.js";
import { answerOf, dueWords, floorWords, partWords, standsOf, tablesWords, useFloor } from "../../lib/pitches.js";
import { ClockGreat, Icon, Slip } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Clipped, Fit, roundHead, Scene } from "../sheet.js";
import { Pager, usePages } from "../turns.js";

const WIDE = { disc: { cx: 1540, cy: 540, r: 680 }, at: { cx: 1480, cy: 540 }, k: 1 };
const TALL = { disc: { cx: 1280, cy: 640, r: 560 }, at: { cx: 1236, cy: 640 }, k: 0.74 };
const SIZES = [9.8, 8.6, 7.6, 6.8, 6, 5.4, 4.8, 4.2, 3.8];
const AFTER = 3; // who comes after the next: more is no help
const PER_PAGE = 5;

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Pitch({ day, link, sheet }) {
  const { current, next } = standsOf(day.scene);
  if (current) return html`<${Floor} key=${current.id} row=${current} day=${day} link=${link} sheet=${sheet} />`;
  if (next.length && (day.round.phase === "open" || day.round.phase === "grace")) return html`<${Between} day=${day} sheet=${sheet} />`;
  return html`<${Heard} day=${day} sheet=${sheet} />`;
}

/** @param {{row: import("../../lib/pitches.js").Row, day: Object, link: Object, sheet: import("../sheet.js").Sheet}} props */
function Floor({ row, day, link, sheet }) {
  const clock = useFloor(link);
  const { disc, at, k } = sheet.tall ? TALL : WIDE;
  return html`<${Scene} name="pitch" sheet=${sheet} disc=${disc} head=${roundHead(day.round)}
    square=${html`<g class=${clock.warn ? "is-warn" : ""} transform=${`translate(${at.cx} ${at.cy}) scale(${k})`}>
      <${ClockGreat} cx=${0} cy=${0} ms=${clock.ms} part=${clock.part} small=${floorWords(clock, row)} /></g>`}>
    <div class="pane">
      <p class="pitch__who"><${Icon} name="speak" /><b class="num">${tablesWords(row.tables)}</b><span class="num">${placeWords(day.scene, row)}</span>${(clock.warn || clock.over) && html`<span>${partWords(row)}</span>`}</p>
      <${Fit} class="prompt" sizes=${SIZES}><h1 class="prompt__q">${row.title}</h1><//>
      ${row.reply && html`<${Reply} reply=${row.reply} />`}
    </div>
  <//>`;
}

function placeWords({ queue }, row) {
  const n = queue.filter((each) => each.stand === "done").length + 1;
  return t("{n} of {all}", { n, all: queue.length });
}

/** @param {{reply: {answer: string, due: string, text: string}}} props */
function Reply({ reply }) {
  const { tone, icon, words } = answerOf(reply);
  return html`<${Slip} class="pitch__reply"><p class=${`st ${tone}`}><${Icon} name=${icon} />${t("The administration: {answer}", { answer: words })}</p>
    ${reply.due && html`<p class="num">${dueWords(reply.due)}</p>`}${reply.text && html`<${Clipped} class="pitch__text" text=${reply.text} />`}<//>`;
}

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
function Between({ day, sheet }) {
  const { next, done } = standsOf(day.scene);
  const { disc, at, k } = sheet.tall ? TALL : WIDE;
  return html`<${Scene} name="pitch" sheet=${sheet} disc=${disc} head=${roundHead(day.round)}
    square=${html`<g transform=${`translate(${at.cx} ${at.cy}) scale(${k})`}>
      <text class="svgtext on fig" x="0" y="40" font-size="260">${done.length}</text>
      <text class="svgtext on-2" x="0" y="126" font-size="52">${tn("heard, of {n}", "heard, of {n}", day.scene.queue.length)}</text></g>`}>
    <div class="pane">
      <p class="pitch__who"><${Icon} name="arrow" /><span>${t("Next")}</span><b class="num">${tablesWords(next[0].tables)}</b></p>
      <${Fit} class="prompt" sizes=${SIZES}><h1 class="prompt__q">${next[0].title}</h1><//>
      ${next.length > 1 && html`<div class="pitch__after"><p>${t("and then")}</p><ol>${next.slice(1, 1 + AFTER).map((row) => html`<li key=${row.id}><b class="num">${tablesWords(row.tables)}</b><${Clipped} text=${row.title} /></li>`)}</ol></div>`}
    </div>
  <//>`;
}

/** Everybody has been heard: the cards in their order, and what was answered. @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
function Heard({ day, sheet }) {
  const asks = day.round.reply_fields.length > 0;
  const { rows, page, pages } = usePages(day.scene.queue, PER_PAGE);
  return html`<${Scene} name="heard" sheet=${sheet} head=${roundHead(day.round)}>
    <header class="themes__top"><h1>${asks ? t("What was promised") : t("Thank you to all who spoke")}</h1>
      ${!asks && day.round.criteria.length > 0 && html`<p>${t("The grades come with the reveal")}</p>`}</header>
    <ol class=${asks ? "heard" : "heard heard--plain"}>${rows.map((row) => html`<li key=${row.id}><b class="heard__who num">${tablesWords(row.tables)}</b>
      <${Clipped} class="heard__title" text=${row.title} />
      ${asks && html`<${Promise} row=${row} />`}</li>`)}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}

function Promise({ row: { reply, stand } }) {
  if (!reply) return html`<span class="heard__reply"><span class="st">${stand === "skipped" ? t("not here today") : t("no answer yet")}</span></span>`;
  const { tone, icon, words } = answerOf(reply);
  return html`<span class="heard__reply"><span class=${`st ${tone}`}><${Icon} name=${icon} />${[words, dueWords(reply.due)].filter(Boolean).join(", ")}</span>
    ${reply.text && html`<${Clipped} tag="small" text=${reply.text} />`}</span>`;
}
