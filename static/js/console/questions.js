/** The hall's questions on the console: those on which most agree first, one on the wall, each with its fate. Keys choose and decide. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Act, useActs } from "../lib/acts.js";
import { useKey } from "../lib/keys.js";
import { hhmm } from "./times.js";
import { Lanes, Marked, Waiting } from "./waits.js";

const TABS = [
  { id: "new", words: () => t("Waiting"), takes: (each) => each.state === "new" || each.state === "wall" },
  { id: "answered", words: () => t("Answered"), takes: (each) => each.state === "answered" },
  { id: "aside", words: () => t("Set aside"), takes: (each) => each.state === "aside" },
];

/** @param {{hall: import("./hall.js").Hall}} props */
export function Questions({ hall }) {
  const { questions } = hall.common;
  const [tab, setTab] = useState("new");
  const [chosen, choose] = useState(null);
  const list = useRef(null);
  const byKey = useRef(false);
  const { act } = useActs();
  const rows = questions.filter(TABS.find((each) => each.id === tab).takes);
  const at = rows.findIndex((each) => each.id === chosen);
  const row = at < 0 ? null : rows[at];
  const go = (step) => {
    const there = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
    if (there) { byKey.current = true; choose(there.id); }
  };
  const mark = (each, state) => act(`question:${each.id}:${state}`, "mark_question", { question: each.id, state, was: each.state });
  useEffect(() => { if (byKey.current) { const on = list.current.querySelector(".is-on"); if (on) on.focus({ preventScroll: true }); } byKey.current = false; }, [chosen]);
  useKey("KeyJ", rows.length ? () => go(1) : null);
  useKey("KeyK", rows.length ? () => go(-1) : null);
  useKey("Enter", row && mainOf(row) ? () => mark(row, mainOf(row)) : null);
  useKey("KeyV", row && row.state !== "aside" ? () => mark(row, "aside") : null);
  return html`<section class="lane" aria-labelledby="questions">
    <div class="lane__top"><h2 class="h" id="questions">${t("Questions of the hall")}</h2>
      <div class="pick" role="group" aria-label=${t("Which questions")}>${TABS.map((each) => html`<button type="button" key=${each.id} class="tab" aria-pressed=${String(each.id === tab)}
        onClick=${() => setTab(each.id)}>${each.words()} <span class="num">${questions.filter(each.takes).length}</span></button>`)}</div></div>
    <div class="lane__gate"><${Lanes} hall=${hall} source="table" label=${t("Questions come to the hall's screens")} combo="KeyQ" keys="Q" /></div>
    <ul ref=${list}>${rows.map((each) => html`<${Question} key=${each.id} question=${each} hall=${hall} on=${each.id === chosen} choose=${() => choose(each.id)} />`)}</ul>
    ${!rows.length && html`<p class="slip slip--empty">${questions.length ? t("Nothing here now.") : t("No question yet. Tables and phones can ask now.")}</p>`}
    ${rows.length > 1 && html`<p class="sub lane__keys">${t("J and K choose, Enter puts on the wall and marks as answered, V sets aside, X blots out")}</p>`}
  </section>`;
}

/** @param {Object} question @returns {string|null} where the Enter key takes it */
function mainOf({ state, redacted }) {
  if (redacted) return null;
  return { new: "wall", wall: "answered", aside: "new", answered: "new" }[state];
}

const BY = {
  table: (no) => t("table {no}", { no }),
  person: (no) => t("No. {n}", { n: no }),
  guest: () => t("a guest"),
};

/** @param {{question: Object, hall: import("./hall.js").Hall, on: boolean, choose: () => void}} props */
function Question({ question, hall, on, choose }) {
  const { id, no, text, whom, state, backers, by, at, admitted, redacted, wait, marks } = question;
  const row = useRef(null);
  useEffect(() => { if (on) row.current.scrollIntoView({ block: "nearest" }); }, [on]);
  const mark = (to, icon, words, kind) => html`<${Act} key=${to} id=${`question:${id}:${to}`} name="mark_question" fields=${{ question: id, state: to, was: state }} icon=${icon} kind=${kind}>${words}<//>`;
  return html`<li ref=${row} class=${classes("slip card ask", on && "is-on", state === "aside" && "is-hidden", state === "wall" && "is-wall")} tabindex="-1" aria-current=${on ? "true" : null} onClick=${choose}>
    <div class="card__text"><${Marked} text=${text} marks=${marks} />
      <p class="sub card__meta"><b class="num">${t("question {no}", { no })}</b><span>${BY[by.role](by.no)}</span>${whom && html`<span>${t("to: {whom}", { whom })}</span>`}<span class="num">${hhmm(at)}</span>
        ${backers > 0 && html`<span class="st"><${Icon} name="hand" />${tn("{n} more want it answered", "{n} more want it answered", backers)}</span>`}
        ${state === "wall" && html`<span class="st now"><${Icon} name="screen" />${t("on the wall")}</span>`}
        ${state === "answered" && html`<span class="st ok"><${Icon} name="check" />${t("answered")}</span>`}
        ${redacted && html`<span class="st"><${Icon} name="trash" />${t("blotted out")}</span>`}
        ${wait && state !== "aside" && html`<${Waiting} wait=${wait} hall=${hall} />`}</p></div>
    <span class="card__acts">
      ${!redacted && state === "new" && mark("wall", "screen", t("On the wall"), "act")}
      ${state === "wall" && mark("answered", "check", t("Answered"), "act")}
      ${state === "wall" && mark("new", "undo", t("Off the wall"))}
      ${!redacted && (state === "answered" || state === "aside") && mark("new", "undo", t("Bring back"))}
      ${!admitted && !redacted && state === "new" && html`<${Act} key="admit" id=${`admit:${id}`} name="admit_question" fields=${{ question: id }} icon="check">${t("Let on")}<//>`}
      ${state !== "aside" && mark("aside", "hide", t("Set it aside"))}
      ${!redacted && html`<${Act} key="redact" id=${`redact:${id}`} name="redact_question" fields=${{ question: id }} icon="trash" combo=${on ? "KeyX" : null}
        sure=${t("Blot out for ever, in the journal too")} label=${t("Blot out what was typed")} />`}</span>
  </li>`;
}
