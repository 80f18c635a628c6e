/** A pitch round on the console: who has the floor and how long, the queue, what the administration answered; one key goes on. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { formatClock } from "../lib/clock.js";
import { answerOf, dueWords, floorWords, gradersOf, howOf, markWords, standsOf, tablesWords, useFloor, withoutWords } from "../lib/pitches.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Act } from "../lib/acts.js";
import { isLive } from "./hall.js";
import { ReplyForm } from "./reply.js";

/** @param {{hall: import("./hall.js").Hall, link: import("../lib/link.js").LinkState}} props */
export function Pitches({ hall, link }) {
  const { pitch } = hall.common;
  const [writing, write] = useState(null);
  const moves = isLive(hall) && hall.round.phase !== "briefing";
  const asks = hall.round.reply_fields.length > 0 && pitch.queue.length > 0;
  return html`<section aria-labelledby="pitches"><h2 class="h" id="pitches">${t("Pitches")} <span class="sub">${sumWords(pitch)}${pitch.drawn && html` · ${t("drawn from {seed}", { seed: pitch.drawn })}`}</span></h2>
    ${moves && html`<${Floor} hall=${hall} link=${link} />`}
    ${!pitch.queue.length && html`<p class="slip slip--empty">${t("The order is drawn when the round opens.")}</p>`}
    ${pitch.graded && html`<${Grades} hall=${hall} />`}
    <ol class="queue">${pitch.queue.map((row, i) => html`<${Row} key=${row.id} row=${row} no=${i + 1} hall=${hall} moves=${moves} asks=${asks}
      writing=${writing === row.id} write=${(yes) => write(yes ? row.id : null)} />`)}</ol>
  </section>`;
}

/** @param {Object} pitch */
function sumWords(pitch) {
  const { done, skipped } = standsOf(pitch);
  const said = [t("heard {n} of {of}", { n: done.length, of: pitch.queue.length })];
  if (skipped.length) said.push(tn("{n} skipped", "{n} skipped", skipped.length));
  return said.join(" · ");
}

/** The floor: its clock, and the one step that comes next. @param {{hall: import("./hall.js").Hall, link: Object}} props */
function Floor({ hall, link }) {
  const { pitch } = hall.common;
  const { current, next, skipped } = standsOf(pitch);
  const clock = useFloor(link);
  const fields = (row) => ({ round: hall.round.id, card: row.id, seen: pitch.rev });
  const back = skipped[0];
  return html`<div class=${classes("floor", clock.over && "floor--over", clock.warn && "floor--warn")}>
    ${current && html`<p class="floor__now"><b class="floor__time num" role="timer">${formatClock(clock.ms)}</b>
      <span><b>${current.title}</b><span class="sub">${[tablesWords(current.tables), floorWords(clock, current), gradedWords(hall, current)].filter(Boolean).join(" · ")}</span></span></p>`}
    ${current && pitch.clock && pitch.clock.asks && html`<p class="clock-acts__ask"><${Icon} name="clock" />${t("A restart stopped this clock: {time} left. Go on?", { time: formatClock(clock.ms) })}</p>`}
    <div class="acts"><${Step} hall=${hall} current=${current} next=${next[0]} fields=${fields} />
      ${current && html`<${Time} hall=${hall} row=${current} clock=${clock} />`}
      ${current && next[0] && html`<${Act} key="finish" id="pitch:finish" name="finish_pitch" fields=${fields(current)} icon="stop" combo="Shift+KeyN" keys="⇧ N">${t("Finish")}<//>`}
      ${(current || next[0]) && html`<${Act} key="skip" id="pitch:skip" name="skip_pitch" fields=${fields(current || next[0])} icon="skip" combo="Shift+KeyS" keys="⇧ S">${current ? t("Skip it") : t("They are not here: skip")}<//>`}
      ${back && html`<${Act} key="back" id="pitch:back" name="return_pitch" fields=${fields(back)} icon="undo" combo="Shift+KeyU" keys="⇧ U">${t("Back to the end: {who}", { who: tablesWords(back.tables) })}<//>`}</div>
    ${next[0] && html`<p class="sub floor__next">${t("Next: {who}, “{title}”", { who: tablesWords(next[0].tables), title: next[0].title })}${next[1] && html` · ${t("then {who}", { who: tablesWords(next[1].tables) })}`}</p>`}
  </div>`;
}

/** N goes on: to the first, to the questions, to the next. */
function Step({ hall, current, next, fields }) {
  const keys = { combo: "KeyN", keys: "N", kind: "act" };
  if (current && current.stand === "speak" && hall.round.qa_s) {
    return html`<${Act} key="qa" id="pitch:next" name="open_questions" fields=${fields(current)} icon="hand" ...${keys}>${t("Questions")}<//>`;
  }
  if (next) return html`<${Act} key="start" id="pitch:next" name="start_pitch" fields=${fields(next)} icon="speak" ...${keys}>${current ? t("Next: {who}", { who: tablesWords(next.tables) }) : t("Give the floor to {who}", { who: tablesWords(next.tables) })}<//>`;
  if (current) return html`<${Act} key="end" id="pitch:next" name="finish_pitch" fields=${fields(current)} icon="check" ...${keys}>${t("Finish the last one")}<//>`;
  return html`<p class="run__note"><${Icon} name="check" />${t("Everybody in the queue has been called.")}</p>`;
}

/** @param {{hall: import("./hall.js").Hall, row: Object, clock: Object}} props */
function Time({ hall, row, clock }) {
  const fields = { round: hall.round.id, card: row.id };
  return html`${clock.running
    ? html`<${Act} key="pause" id="pitch:pause" name="pause_pitch" fields=${fields} icon="pause" combo="Shift+KeyP" keys="⇧ P" label=${t("Stop the clock of the pitch")}>${t("Pause")}<//>`
    : html`<${Act} key="resume" id="pitch:resume" name="resume_pitch" fields=${fields} icon="play" combo="Shift+KeyP" keys="⇧ P">${t("Let it run on")}<//>`}
    <${Act} key="more" id="pitch:more" name="add_pitch_time" fields=${{ ...fields, ms: 30000 }} icon="plus" combo="KeyM" keys="M">${t("30 s more")}<//>`;
}

/** How many tables have graded it; never what they gave. @param {import("./hall.js").Hall} hall @param {Object} row */
function gradedWords({ common: { graders } }, row) {
  const found = graders && graders[row.id];
  return found ? t("graded by {n} of {of}", found) : "";
}

const STANDS = {
  waits: () => ["waits", "", t("waits")],
  speak: () => ["speak", "now", t("has the floor")],
  qa: () => ["hand", "now", t("answers questions")],
  done: () => ["check", "ok", t("heard")],
  skipped: () => ["skip", "need", t("skipped")],
};

/** @param {{row: Object, no: number, hall: import("./hall.js").Hall, moves: boolean, asks: boolean, writing: boolean, write: (yes: boolean) => void}} props */
function Row({ row, no, hall, moves, asks, writing, write }) {
  const [icon, tone, words] = STANDS[row.stand]();
  const fields = { round: hall.round.id, card: row.id, seen: hall.common.pitch.rev };
  const graded = row.stand !== "waits" && gradedWords(hall, row);
  return html`<li class=${classes("slip queue__row", `is-${row.stand}`)}><span class="queue__n num">${no}</span>
    <div class="queue__text"><b>${row.title}</b><p class="sub"><b>${tablesWords(row.tables)}</b><span class=${classes("st", tone)}><${Icon} name=${icon} />${words}</span>${graded && html`<span class="num">${graded}</span>`}</p>
      ${row.reply && !writing && html`<${Reply} reply=${row.reply} />`}
      ${writing && html`<${ReplyForm} row=${row} round=${hall.round} onClose=${() => write(false)} />`}</div>
    <span class="card__acts">
      ${moves && row.stand === "skipped" && html`<${Act} key="end" id=${`return:${row.id}`} name="return_pitch" fields=${fields} icon="undo">${t("To the end")}<//>`}
      ${moves && (row.stand === "skipped" || row.stand === "waits") && html`<${Act} key="now" id=${`now:${row.id}`} name="start_pitch" fields=${fields} icon="speak" label=${t("Give the floor to “{title}” now", { title: row.title })}>${t("Now")}<//>`}
      ${moves && row.stand === "waits" && html`<${Act} key="skip" id=${`skip:${row.id}`} name="skip_pitch" fields=${fields} icon="skip" label=${t("Skip “{title}”", { title: row.title })} />`}
      ${asks && !writing && html`<${Button} icon="pen" onClick=${() => write(true)}>${row.reply ? t("Change the answer") : t("Answer of the administration")}<//>`}</span></li>`;
}

/** @param {{reply: {answer: string, due: string, text: string}}} props */
function Reply({ reply }) {
  const { tone, icon, words } = answerOf(reply);
  return html`<p class="queue__reply"><span class=${classes("st", tone)}><${Icon} name=${icon} />${words}</span>${reply.due && html`<span class="num">${dueWords(reply.due)}</span>`}${reply.text && html`<span>${reply.text}</span>`}</p>`;
}

/** After the reveal. @param {{hall: import("./hall.js").Hall}} props */
function Grades({ hall }) {
  const { round, common: { pitch: { graded } } } = hall;
  return html`<div class="marks"><p class="sub">${tn("{n} of {all} table graded", "{n} of {all} tables graded", graded.electors, { n: graded.ballots, all: graded.electors })} · ${t("A table does not grade the card that it works on.")}</p>
    <table><thead><tr><th></th><th scope="col">${t("Card")}</th>${round.criteria.map(({ id, label }) => html`<th key=${id} scope="col">${pick(label)}</th>`)}<th scope="col">${t("graded by")}</th></tr></thead>
      <tbody>${graded.rows.map((row) => html`<tr key=${row.id}><td class="num">${gradersOf(row) ? row.rank : ""}</td>
        <th scope="row">${row.title}${row.without.length > 0 && html`<small class="sub">${withoutWords(row)}</small>`}</th>
        ${round.criteria.map(({ id }) => html`<td key=${id} class="num">${markWords(row.grades[id], howOf(round, id))}</td>`)}
        <td class="num">${tn("{n} table", "{n} tables", gradersOf(row))}</td></tr>`)}</tbody></table></div>`;
}
