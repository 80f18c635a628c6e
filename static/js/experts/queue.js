/**
 * What waits for an expert: tables that call, the own one first, then the one who has waited longest; and what the hall
 * has asked and nobody has answered. The wall is the lead's: an expert answers what hangs there, aloud, and marks nothing.
 */

import { html } from "../../vendor/htm-preact.module.js";
import { deskNow } from "../lib/day.js";
import { span } from "../lib/times.js";
import { Button, classes, Icon, Slip, State } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

/** @param {{link: Object, send: Function}} props */
export function Calls({ link, send }) {
  const { calls } = link.common;
  const { no } = link.own;
  const going = calls.find((call) => call.by === no);
  const turn = (call) => (call.by === no ? 0 : call.by === null ? 1 : 2);
  const rows = calls.slice().sort((a, b) => turn(a) - turn(b));
  if (!rows.length) {
    return html`<${Slip}><p class="now">${t("Stay in sight of the tables. When one calls, it appears here.")}</p>
      <p class="sub">${t("Answer questions and warn of traps. The table decides; an expert does not.")}</p><//>`;
  }
  return html`<ul class="calls">${rows.map((call) => html`<${Call} key=${call.table} call=${call} mine=${call.by === no} busy=${Boolean(going)} link=${link} send=${send} />`)}</ul>`;
}

/** @param {{call: Object, mine: boolean, busy: boolean, link: Object, send: Function}} props */
function Call({ call, mine, busy, link, send }) {
  const slot = { slot: `call:${call.table}` };
  return html`<li><${Slip} tone=${mine ? "new" : ""}>
    <p class="calls__who"><b class="num">${call.no}</b> <span>${t("Table {no}", { no: call.no })}<small>${t("has waited {span}", { span: span(deskNow(link) - call.at) })}</small></span></p>
    ${call.about && html`<p>${call.about}</p>`}
    ${call.by !== null && !mine ? html`<p class="st ok"><${Icon} name="check" />${t("expert {no} is going", { no: call.by })}</p>` : html`<div class="calls__acts">
      ${mine ? html`<${Button} kind="act" icon="check" onClick=${() => send("end_call", { table: call.table }, slot)}>${t("I have been there")}<//>
        <${Button} onClick=${() => send("take_call", { table: call.table, on: false }, slot)}>${t("I cannot go after all")}<//>`
      : html`<${Button} kind=${busy ? undefined : "act"} icon="arrow" onClick=${() => send("take_call", { table: call.table, on: true }, slot)}>${t("I am going")}<//>`}</div>`}
  <//></li>`;
}

/** @param {{link: Object}} props */
export function Questions({ link }) {
  const { questions } = link.common;
  if (!questions.length) return null;
  return html`<section><h2 class="ph__h">${t("The hall has asked")} <small>${tn("{n} waits for an answer", "{n} wait for an answer", questions.length)}</small></h2>
    <ul class="list-of-rows">${questions.map((each) => html`<${Slip} key=${each.id} tag="li" class=${classes("heard-q", each.state === "wall" && "is-wall")}>
      <span class="slip__title">${each.text}</span>
      ${each.whom && html`<p class="sub">${t("to: {whom}", { whom: each.whom })}</p>`}
      ${each.state === "wall" && each.now ? html`<${State} tone="now" icon="screen">${t("on the hall's screen: answer it aloud")}<//>`
      : each.backers > 0 && html`<p class="sub">${tn("{n} more want it answered", "{n} more want it answered", each.backers)}</p>`}<//>`)}</ul></section>`;
}
