/** Words for the hosts, on their tablets only: to one table, to some or to all; and who has read the last ones. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Said, useActs } from "../lib/acts.js";
import { Button, classes, Dialog, Icon, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { hhmm } from "./times.js";

const LONGEST = 200;

/** @param {{hall: import("./hall.js").Hall, first: string, onClose: () => void}} props `first`: the table to write to, or "" for all */
export function HostNotice({ hall, first, onClose }) {
  const { tables, notices } = hall.common;
  const [to, setTo] = useState(first ? [first] : []);
  const [text, setText] = useState("");
  const { act, told } = useActs();
  const mine = told.notice || { state: "idle", text: "" };
  const show = async () => {
    if (!text.trim() || mine.state === "asking") return;
    const result = await act("notice", "send_notice", { text: text.trim(), tables: to });
    if (result.state === "done") onClose();
  };
  const heard = (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); show(); } };
  const turn = (table) => setTo(to.includes(table) ? to.filter((each) => each !== table) : [...to, table]);
  return html`<${Dialog} wide title=${t("To the table hosts")} onClose=${onClose} actions=${html`
    <${Button} kind="act" big icon="speak" busy=${mine.state === "asking"} disabled=${!text.trim()} onClick=${show}>${to.length
      ? tn("Send to {n} table", "Send to {n} tables", to.length) : t("Send to all hosts")}<//>`}>
    <p>${t("It appears on the tablets of these tables until the host has read it. The hall does not see it.")}</p>
    <div class="notice-to" role="group" aria-label=${t("Tables")}>
      <button type="button" class=${classes("notice-to__one", !to.length && "is-on")} aria-pressed=${!to.length ? "true" : "false"} onClick=${() => setTo([])}>${t("all")}</button>
      ${tables.map((table) => html`<button key=${table.id} type="button" class=${classes("notice-to__one num", to.includes(table.id) && "is-on")} aria-pressed=${to.includes(table.id) ? "true" : "false"}
        aria-label=${t("Table {no}", { no: table.no })} onClick=${() => turn(table.id)}>${table.no}</button>`)}</div>
    <div class="notice-ready">${READY.map((words, i) => html`<${Button} key=${i} onClick=${() => setText(words())}>${words()}<//>`)}</div>
    <${TextField} label=${t("Text")} hint=${tn("{n} left", "{n} left", LONGEST - text.length)} rows="2" value=${text} onText=${setText} maxlength=${LONGEST} data-first onKeyDown=${heard} />
    <${Said} told=${mine} />
    ${notices.length > 0 && html`<h3 class="h">${t("Sent so far")}</h3><ul class="notice-sent">${notices.map((notice) => html`<${Sent} key=${notice.no} notice=${notice} tables=${tables} />`)}</ul>`}
  <//>`;
}

const READY = [
  () => t("Three minutes left: choose what you send."),
  () => t("Please go on to groups of three or four."),
  () => t("Send what you have: it can still be changed."),
];

/** @param {{notice: Object, tables: Object[]}} props */
function Sent({ notice, tables }) {
  const names = (ids) => tables.filter((table) => ids.includes(table.id)).map((table) => table.no).join(", ");
  const unread = notice.tables.filter((table) => !notice.read.includes(table));
  return html`<li><span class="num sub">${hhmm(notice.at)}</span> <span>${notice.text}</span>
    <span class=${classes("st", unread.length ? "now" : "ok")}><${Icon} name=${unread.length ? "clock" : "check"} />${unread.length
      ? t("not read: {tables}", { tables: names(unread) }) : notice.tables.length === tables.length ? t("read by all") : t("read: {tables}", { tables: names(notice.tables) })}</span></li>`;
}
