/** The bottom line: what has arrived, and beside it what a table can always do: read the words, call, be ready, set the tablet. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { unsent } from "../lib/outbox.js";
import { durable } from "../lib/shelf.js";
import { Button, Dialog, Icon, LangSwitch, SizeSwitch, StatusLine, ThemeSwitch } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { ExpertDialog } from "./signals.js";
import { WhereDialog } from "./themes.js";
import { timeOfDay } from "./words.js";

/**
 * @param {{link: import("../lib/link.js").LinkState, mine: Object, send: Function, onReady: () => void, onHelp: () => void}} props
 */
export function Line({ link, mine, send, onReady, onHelp }) {
  const [open, show] = useState(null);
  const { round } = link.common;
  const asks = round && (round.phase === "open" || round.phase === "grace");
  const close = () => show(null);
  return html`
    <${StatusLine} link=${link} small=${smallWords(mine)}>
      <div class="line">
        <${Act} icon="book" words=${t("What to say")} onClick=${() => show("script")} />
        ${mine.places.some((place) => !round || place.round !== round.id) && html`<${Act} icon="search" words=${t("Where is my card?")} onClick=${() => show("where")} />`}
        <${Act} icon="hand" words=${mine.help ? t("The lead is called") : t("Call the lead")} on=${mine.help} need=${mine.help} onClick=${onHelp} />
        ${link.common.experts && html`<${Act} icon="star" words=${mine.expert ? (mine.expert.by === null ? t("An expert is called") : t("An expert is coming")) : t("Call an expert")} on=${Boolean(mine.expert)} onClick=${() => show("expert")} />`}
        ${asks && html`<${Act} icon=${mine.ready ? "check" : "circle"} words=${t("Ready")} on=${mine.ready} always onClick=${onReady} />`}
        <button type="button" class="btn btn--icon" aria-label=${t("This tablet")} onClick=${() => show("device")}><${Icon} name="menu" /></button>
      </div>
    <//>
    ${open === "script" && html`<${Script} link=${link} onClose=${close} />`}
    ${open === "where" && html`<${WhereDialog} mine=${mine} onClose=${close} />`}
    ${open === "expert" && html`<${ExpertDialog} call=${mine.expert} send=${send} onClose=${close} />`}
    ${open === "device" && html`<${Device} link=${link} onClose=${close} />`}`;
}

/** On a narrow tablet the words go and the icon stays; `always`: these words stay too. */
function Act({ icon, words, on, need, always, onClick }) {
  return html`<button type="button" class=${`btn line__act ${on ? "is-on" : ""} ${need ? "is-need" : ""} ${always ? "line__act--always" : ""}`}
    aria-label=${words} aria-pressed=${on === undefined ? null : String(Boolean(on))} onClick=${onClick}>
    <${Icon} name=${icon} /><span class="line__words">${words}</span></button>`;
}

function smallWords(mine) {
  const at = Math.max(0, ...mine.cards.map((card) => card.at || 0));
  return at ? t("the last card at {time}", { time: timeOfDay(at) }) : "";
}

/** The words for whoever leads the table, with the question and the way above them. */
function Script({ link, onClose }) {
  const { round } = link.common;
  const script = link.own && link.own.script;
  return html`<${Dialog} wide title=${t("What to say")} onClose=${onClose}>
    ${round && html`<p class="script__q">${pick(round.prompt) || pick(round.title)}</p>`}
    ${round && pick(round.how) && html`<p>${pick(round.how)}</p>`}
    ${pick(script)
      ? html`<ul class="script">${sentences(pick(script)).map((words, i) => html`<li key=${i}>${words}</li>`)}</ul>`
      : html`<p class="sub">${t("There are no words for this round. Listen to the lead.")}</p>`}
  <//>`;
}

/** One line a sentence: a script is read aloud, and the eye must find the next one. @param {string} text @returns {string[]} */
function sentences(text) {
  return text.replace(/([.!?\u2026][\u00bb\u201d"]?)\s+(?=[A-Z\u0401\u0410-\u042f\u00ab\u201c])/g, "$1\n")
    .split("\n").map((line) => line.trim()).filter(Boolean);
}

/** Type, light, language of this tablet; and what still waits here, readable, should the tablet never get a connection. */
function Device({ link, onClose }) {
  const waits = unsent(link.outbox);
  return html`<${Dialog} title=${t("This tablet")} onClose=${onClose}>
    <div class="device"><span>${t("Large type")}</span><${SizeSwitch} /></div>
    <div class="device"><span>${t("Dark screen")}</span><${ThemeSwitch} /></div>
    <div class="device"><span>${t("Language")}</span><${LangSwitch} /></div>
    ${!durable() && html`<p class="st need"><${Icon} name="warn" />${t("This browser keeps nothing. Leave its private mode, or a reload will lose what waits here.")}</p>`}
    <h3 class="h">${waits.length
      ? tn("{n} entry waits on this tablet", "{n} entries wait on this tablet", waits.length) : t("Nothing waits on this tablet")}</h3>
    ${waits.length > 0 && html`<ol class="waiting">${waits.map((item) => html`<li key=${item.action_id}>
      <b>${nameWords(item.name)}</b> ${Object.values(item.payload.fields || {}).map((each) => (Array.isArray(each) ? each.map((row) => row.join(" ")).join("; ") : each)).join(" · ")}</li>`)}</ol>`}
  <//>`;
}

const NAMES = {
  submit_card: () => t("a card"),
  revise_card: () => t("a change of a card"),
  withdraw_card: () => t("a card taken back"),
  cast_ballot: () => t("a ballot"),
  mark_ready: () => t("ready or not"),
  call_help: () => t("a call for the lead"),
  call_expert: () => t("a call for an expert"),
  read_notice: () => t("a notice that was read"),
  object_to_theme: () => t("an objection"),
  save_sheet: () => t("a sheet"),
  answer_comment: () => t("an answer to a comment"),
};

function nameWords(name) {
  return NAMES[name] ? NAMES[name]() : name;
}
