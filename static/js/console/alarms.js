/** Addresses that typed too many wrong codes: who, how many, since when; the lead lifts the lock or puts the line away. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { postJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { hhmm } from "./times.js";

/** @param {{hall: import("./hall.js").Hall}} props above the round: nobody scrolls to an alarm */
export function Alarms({ hall }) {
  const { alarms } = hall.common;
  if (!alarms.length) return null;
  return html`<ul class="alarms" role="alert">${alarms.map((alarm) => html`<${Alarm} key=${`${alarm.kind}:${alarm.address}`} alarm=${alarm} now=${hall.now} />`)}</ul>`;
}

/** @param {{alarm: Object, now: number}} props */
function Alarm({ alarm, now }) {
  const [state, setState] = useState({ busy: false, failed: false });
  const locked = now < alarm.until;
  const end = async (lift) => {
    setState({ busy: true, failed: false });
    const { status } = await postJson("/api/locks", { kind: alarm.kind, address: alarm.address, lift }, takeToken());
    setState({ busy: false, failed: status !== 200 });
  };
  return html`<li><${Icon} name="lock" /><span>${whatWords(alarm)}
      <small class="num">${locked ? t("locked from {since} until {until}", { since: hhmm(alarm.since), until: hhmm(alarm.until) }) : t("was locked from {since} until {until}", { since: hhmm(alarm.since), until: hhmm(alarm.until) })}${alarm.times > 1 ? ` · ${tn("{n} time", "{n} times", alarm.times)}` : ""}</small>
      ${state.failed && html`<small role="alert">${t("The desk does not answer.")}</small>`}</span>
      ${locked && html`<${Button} icon="unlock" busy=${state.busy} onClick=${() => end(true)}>${t("Lift the lock")}<//>`}
      <${Button} icon="cross" busy=${state.busy} onClick=${() => end(false)}>${t("Put away")}<//></li>`;
}

function whatWords({ kind, wrong, address: from }) {
  const address = whereWords(from);
  return kind === "table"
    ? tn("{n} wrong table code from {address}", "{n} wrong table codes from {address}", wrong, { address })
    : tn("{n} wrong badge code from {address}", "{n} wrong badge codes from {address}", wrong, { address });
}

/** A tablet that goes round and a check-in desk are counted by their seat, for they may stand behind one address. @param {string} from */
function whereWords(from) {
  const [, kind, no] = /^([tr])(\d+)$/.exec(from) || [];
  return kind === "t" ? t("the tablet of table {no}", { no }) : kind === "r" ? t("check-in desk {no}", { no }) : from;
}
