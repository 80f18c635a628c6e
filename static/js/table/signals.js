/** What a host and the people beside the tables say to each other: notices of the lead, and the call for an expert. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, Dialog, Icon, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { timeOfDay } from "./words.js";

const LONGEST = 140;

/** Words of the lead for this table's host, until they are read. @param {{mine: Object, send: Function}} props */
export function HostNotices({ mine, send }) {
  return mine.notices.map((notice) => html`<div key=${notice.no} class="tb__notice" role="alert"><${Icon} name="speak" />
    <p><small>${t("To the host, {time}", { time: timeOfDay(notice.at) })}</small>${notice.text}</p>
    <${Button} kind="act" icon="check" onClick=${() => send("read_notice", { notice: notice.no }, { slot: `notice:${notice.no}` })}>${t("Got it")}<//></div>`);
}

/** @param {{call: Object|null, send: Function, onClose: () => void}} props `call`: the one that is open */
export function ExpertDialog({ call, send, onClose }) {
  const [about, setAbout] = useState(call ? call.about : "");
  const say = (on) => { send("call_expert", { on, about: on ? about.trim() : "" }, { slot: "expert" }); onClose(); };
  return html`<${Dialog} title=${t("Call an expert")} onClose=${onClose} actions=${html`
    <${Button} kind="act" big icon="hand" onClick=${() => say(true)}>${call ? t("Change the question") : t("Call an expert")}<//>
    ${call && html`<${Button} big onClick=${() => say(false)}>${t("We do not need one any more")}<//>`}`}>
    <p>${callWords(call)}</p>
    <${TextField} label=${t("What about")} hint=${tn("{n} left", "{n} left", LONGEST - about.length)} value=${about} onText=${setAbout} maxlength=${LONGEST} data-first
      placeholder=${t("how much a bench costs, whose land it is")} />
  <//>`;
}

/** @param {Object|null} call @returns {string} */
export function callWords(call) {
  if (!call) return t("An expert answers questions and warns of traps. The table decides.");
  return call.by === null ? t("Called at {time}. The first expert who is free comes.", { time: timeOfDay(call.at) }) : t("Expert {no} is on the way.", { no: call.by });
}
