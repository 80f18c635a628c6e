/** Top bar: where the day is, who is here, and whether this page still hears the desk. The guide line is below it. */

import { html, useRef } from "../../vendor/htm-preact.module.js";
import { Button, classes, Icon, Mark } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { guideOf } from "./guide.js";
import { useKey } from "../lib/keys.js";
import { inUse } from "./hall.js";
import { hhmm, lateWords, span } from "./times.js";

/** @param {{hall: import("./hall.js").Hall, link: import("../lib/link.js").LinkState, times: Object, open: (dialog: string) => void}} props */
export function TopBar({ hall, link, times, open }) {
  const { common, round, next } = hall;
  const used = inUse(common);
  const here = used.filter((table) => hall.on(table.id)).length;
  const unwell = Object.keys(common.trouble).length;
  const late = lateWords(times.late_min);
  return html`<header class="co__top">
    <${Mark} />
    <p class="co__now"><span class="k">${t("Now")}</span><b>${round ? `${round.no}. ${pick(round.title)}` : t("before the first round")}</b></p>
    ${next && html`<p class="co__next"><span class="k">${t("Then")}</span><b>${nextAt(hall, times)} ${pick(next.title)}</b></p>`}
    ${late && html`<button type="button" class="late num" title=${t("The times of the day")} onClick=${() => open("replan")}>${late}</button>`}
    <p class="push" title=${common.people.listed ? t("people whom the check-in desk has seen, and guests by the hall's code") : t("badges that have come in, and guests by the hall's code")}><span class="k">${t("In the hall")}</span><b class="num">${cameWords(common)}</b></p>
    <button type="button" class="co__devices" title=${t("Devices")} onClick=${() => open("devices")}><span class="k">${t("Tablets")}</span><b class="num">${t("{n} of {of}", { n: here, of: used.length })}</b>
      ${unwell > 0 && html` <b class="co__unwell num"><${Icon} name="warn" />${tn("{n} unwell", "{n} unwell", unwell)}</b>`}</button>
    <p title=${t("the copy of the session's file on a second disk")}><span class="k">${t("Second copy:")}</span><b class="num">${copyWords(link)}</b></p>
    <${Connection} link=${link} offline_ms=${hall.offline_ms} />
    <p class="co__clock num">${hhmm(hall.now)}</p>
    <button type="button" class="btn btn--icon co__menu" aria-label=${t("Keys and settings")} title=${t("Keys and settings")} onClick=${() => open("help")}><${Icon} name="menu" /></button>
  </header>`;
}

function nextAt(hall, times) {
  const row = times.rows[hall.own.agenda.findIndex((each) => each.id === hall.next.id)];
  return row ? hhmm(row.fact) : "";
}

/** @param {Object} common */
function cameWords({ people, session }) {
  if (!session.people) return String(people.guests);
  const came = t("{n} of {of}", { n: people.came, of: session.people });
  return people.guests ? `${came} + ${people.guests}` : came;
}

/** How far the second medium is behind. @param {import("../lib/link.js").LinkState} link */
function copyWords(link) {
  const { safe } = link.common;
  if (!safe) return t("none");
  const behind = link.version.common[1] - safe;
  return behind > 0 ? t("{n} behind", { n: behind }) : t("up to date");
}

/** @param {{link: import("../lib/link.js").LinkState, offline_ms: number}} props */
function Connection({ link, offline_ms }) {
  if (offline_ms > 1500) return html`<p class="late"><${Icon} name="wifi-off" /> ${t("no connection {span}", { span: span(offline_ms) })}</p>`;
  const words = link.status === "polling" ? t("by the spare way") : t("connected");
  return html`<p class="co__link" title=${words}><${Icon} name="wifi" label=${words} />${link.status === "polling" && html` <b>${words}</b>`}</p>`;
}

/** @param {{hall: import("./hall.js").Hall, times: Object, open: (dialog: string) => void}} props */
export function GuideLine({ hall, times, open }) {
  const { tone, icon, text, line } = guideOf(hall, times);
  const script = hall.row || hall.next;
  const read = () => open(`book:${script.id}`);
  useKey("KeyT", script ? read : null);
  useKey("Shift+KeyP", () => open("replan"));
  return html`<div class=${classes("guide", tone && `guide--${tone}`, line && "guide--line")}>
    <${Icon} name=${icon} /><p aria-hidden="true">${text}</p><p class="sr" role="status">${useSpoken(text)}</p>
    ${script && html`<${Button} keys="T" onClick=${read}>${t("Words for the table hosts")}<//>`}
  </div>`;
}

/** What a screen reader says: anew when the sentence is another one, not whenever its figures tick. @param {string} text */
function useSpoken(text) {
  const spoken = useRef(text);
  const shape = (words) => words.replace(/\d+/g, "");
  if (shape(spoken.current) !== shape(text)) spoken.current = text;
  return spoken.current;
}
