/** The console's dialogs: a page of the script book, the announcement, keys and settings. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, Dialog, LangSwitch, TextField, ThemeSwitch } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Said, useActs } from "../lib/acts.js";
import { movesOf, phaseWords } from "./moves.js";
import { Mends } from "./mend.js";
import { Moves } from "./round.js";
import { Again } from "./verdict.js";

/** A round's question and the words for its table hosts, and for one that is not the hall's: begin with it, skip it, bring it back, finish it; and what can be mended. @param {{row: Object, hall: import("./hall.js").Hall, here: boolean, onClose: () => void}} props */
export function Book({ row, hall, here, onClose }) {
  const script = pick(row.script);
  return html`<${Dialog} wide title=${`${row.no}. ${pick(row.title)}`} onClose=${onClose}>
    <p class="sub">${phaseWords(row.phase)} · ${t("{n} min", { n: row.minutes })}</p>
    ${row.prompt && html`<p class="book__prompt">${pick(row.prompt)}</p>`}
    ${script ? html`<h3 class="book__h">${t("Words for the table hosts")}</h3><div class="book__script">${sentences(script).map((line, i) => html`<p key=${i}>${line}</p>`)}</div>`
      : html`<p>${t("No words are written for the table hosts in this round.")}</p>`}
    ${!here && row.contest && ["revealed", "carried"].includes(row.phase) && html`<${Again} round=${row} contest=${row.contest} onDone=${onClose} />`}
    ${!here && html`<${Moves} moves=${movesOf(row)} row=${row} was=${row.phase} asleep onDone=${onClose} />`}
    <${Mends} at="book" row=${row} hall=${hall} asleep onDone=${onClose} />
  <//>`;
}

/** One sentence a line: a lead reads it from a metre away. @param {string} script */
function sentences(script) {
  return script.split(/\n+|(?:[.!?;:]["\u00bb\u201d]?) (?=[A-Z\u00ab\u201c\u0410-\u042f])/).length > 1
    ? script.replace(/([.!?]["\u00bb\u201d]?) (?=[A-Z\u00ab\u201c\u0410-\u042f])/g, "$1\n").split("\n").map((line) => line.trim()).filter(Boolean)
    : [script];
}

const LONGEST = 200;

/** @param {{current: string, onClose: () => void}} props */
export function Announcement({ current, onClose }) {
  const [text, setText] = useState(current);
  const { act, told } = useActs();
  const mine = told.announce || { state: "idle", text: "" };
  const show = async () => {
    if (!text.trim() || mine.state === "asking") return;
    const result = await act("announce", "announce", { text: text.trim() });
    if (result.state === "done") onClose();
  };
  const heard = (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); show(); } };
  return html`<${Dialog} title=${t("Announcement")} onClose=${onClose} actions=${html`
    <${Button} kind="act" big icon="speak" busy=${mine.state === "asking"} disabled=${!text.trim()} onClick=${show}>${t("Show to the hall")}<//>`}>
    <p>${t("It stands over the hall's screen and on every tablet and phone until you take it away.")}</p>
    <${TextField} label=${t("Text")} hint=${tn("{n} left", "{n} left", LONGEST - text.length)} rows="3" value=${text} onText=${setText} maxlength=${LONGEST} data-first onKeyDown=${heard} />
    <${Said} told=${mine} />
  <//>`;
}

/** @param {{onClose: () => void}} props */
export function Help({ onClose }) {
  return html`<${Dialog} wide title=${t("Keys and settings")} onClose=${onClose}>
    <p class="help__set"><${LangSwitch} /><${ThemeSwitch} /></p>
    <div class="help">${groupsOfKeys().map(({ title, keys }, i) => html`<section key=${i}><h3>${title}</h3>
      <dl>${keys.map(([key, words]) => html`<div key=${key}><dt><kbd class="kbd">${key}</kbd></dt><dd>${words}</dd></div>`)}</dl></section>`)}</div>
    <p class="sub">${t("Keys go by their place, so they work in a Russian layout too. What cannot be taken back is pressed twice within 5 seconds; Esc leaves it.")}</p>
  <//>`;
}

function groupsOfKeys() {
  return [
    { title: t("The round"), keys: [
      ["I", t("start the briefing")], ["O", t("open the round")], ["G", t("give grace time")], ["C", t("close the round")],
      ["R", t("reveal the result")], ["E", t("reveal place by place")], ["Y", t("show all places")], ["\u21e7 E", t("open the runoff")], ["D", t("draw lots")], ["M", t("choose by hand")], ["\u21e7 H", t("paper and hands")], ["F", t("carry the cards forward")], ["S", t("skip the round")],
      ["U", t("open again, one step back")], ["T", t("words for the table hosts")] ] },
    { title: t("Clock"), keys: [
      ["P", t("pause, and let it run on")], ["+ \u2212", t("one minute")], ["[ ]", t("two minutes")], ["{ }", t("five minutes")], ["\u21e7 P", t("the times of the day")] ] },
    { title: t("The hall's screen"), keys: [
      ["B", t("black, and back")], ["A", t("speak to everybody")], ["\u21e7 A", t("write to the table hosts")], ["1\u20137", t("choose a scene")], ["N", t("the next group")] ] },
    { title: t("Cards"), keys: [
      ["J K", t("next and previous")], ["Enter", t("let on the screen, or bring back")], ["\u21e7 Enter", t("let on all that wait")], ["V", t("hold back what is chosen, or what comes next")], ["Q", t("read new cards first, and back to the plan")],
      ["H", t("hide, or bring back")], ["X", t("blot out what was typed")], ["/", t("search the cards")] ] },
    { title: t("The hall"), keys: [
      ["Z", t("undo what was done last")], ["\u21e7 Z", t("what was done")], ["W", t("been at the table that called")], ["L", t("links and codes of the seats")], ["\u21e7 L", t("all devices")], ["?", t("this list")] ] },
  ];
}
