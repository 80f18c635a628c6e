/** The queue of tables that ask for an expert: the one who has waited longest stands first; whoever says "I am going" goes. */

import { html } from "../../vendor/htm-preact.module.js";
import { Page } from "../audience/page.js";
import { formatClock, useClock } from "../lib/clock.js";
import { deskNow } from "../lib/day.js";
import { span } from "../lib/times.js";
import { Button, Icon, LangSwitch, Notices, Slip, StatusLine, ThemeSwitch } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";

/** @param {{link: import("../lib/link.js").LinkState, send: Function}} props */
export function Experts({ link, send }) {
  const clock = useClock(link);
  if (!link.common || !link.own) return html`<${Page} label=${t("Veche")} title=${t("Veche")} end=${html`<${StatusLine} link=${link} />`} />`;
  const { calls, round, session } = link.common;
  const { no } = link.own;
  const going = calls.find((call) => call.by === no);
  const waiting = calls.filter((call) => call.by === null);
  const title = going ? t("You are going to table {no}", { no: going.no }) : waiting.length
    ? tn("{n} table calls", "{n} tables call", waiting.length) : t("No table calls now");
  const time = clock.ms === null ? null : { icon: "clock", text: formatClock(clock.ms) };
  return html`<${Page} label=${t("Expert {no}", { no })} title=${title} small=${round ? pick(round.title) : pick(session.title)} aside=${time} end=${html`<${StatusLine} link=${link} />`}>
    ${calls.length ? html`<ul class="calls">${calls.map((call) => html`<${Call} key=${call.table} call=${call} mine=${call.by === no} busy=${Boolean(going)} link=${link} send=${send} />`)}</ul>`
      : html`<${Slip}><p class="now">${t("Stay in sight of the tables. When one calls, it appears here.")}</p>
        <p class="sub">${t("Answer questions and warn of traps. The table decides; an expert does not.")}</p><//>`}
    <div class="ph__bar"><span></span><span class="ph__set"><${LangSwitch} /><${ThemeSwitch} /></span></div>
    <${Notices} link=${link} />
  <//>`;
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
