/**
 * The lead's power to correct: undo the last act, step back into a round, open one again, play one anew. Each button
 * names what it does, and says beforehand why something stays.
 */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { Act, useActs } from "../lib/acts.js";
import { isLive } from "./hall.js";
import { useKey } from "../lib/keys.js";
import { Acts } from "./log.js";
import { span } from "./times.js";
import { isSeen, staysWords, toldWords } from "./told.js";
import { printedVoid } from "./verdict.js";

const LAST = 2;

/** Always in sight: what would be undone now, and what was done last. @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function Mend({ hall, open }) {
  const { log } = hall.own;
  const back = hall.own.agenda.find((each) => each.id === hall.own.back);
  useKey("Shift+KeyZ", () => open("log"));
  return html`<section class="mend" aria-label=${t("Corrections")}>
    <${Undo} act=${hall.common.undo} />
    ${back && html`<div class="mend__back"><${Reopen} at="side" row=${back} hall=${hall} wide kind="quiet">${t("Back to round {no}", { no: back.no })}<//></div>`}
    ${log.length > 0 && html`<${Acts} acts=${log.slice(0, LAST)} plain />`}
    <${Button} icon="book" keys="⇧Z" onClick=${() => open("log")}>${t("What was done")}<//>
  </section>`;
}

/** @param {{act: import("./told.js").Told|null}} props */
function Undo({ act }) {
  const { told } = useActs();
  if (!act) return html`<p class="mend__none sub"><${Icon} name="undo" />${t("Nothing to undo yet")}</p>`;
  const what = short(lower(toldWords(act)));
  const words = t("Undo: {act}", { act: what });
  const id = `undo:${act.seq}`;
  return html`<${Act} key=${id} id=${id} name="undo_act" fields=${{ seq: act.seq }} wide icon=${act.stays ? "lock" : "undo"} combo="KeyZ" keys="Z"
      sure=${!act.stays && isSeen(act) ? words : null}>${act.stays ? t("Stays: {act}", { act: what }) : words}<//>
    ${act.stays && !(told[id] && told[id].text) && html`<p class="mend__why">${staysWords(act.stays)}</p>`}`;
}

/** @param {string} words */
function lower(words) {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

const LONG = 44; // letters: an announcement may have 200

/** @param {string} words */
function short(words) {
  return words.length > LONG ? `${words.slice(0, LONG - 1).trim()}…` : words;
}

/** What of a round can be mended, beside its moves; `at` tells the buttons of one round apart. @param {{at?: string, row: Object, hall: import("./hall.js").Hall, here?: boolean, asleep?: boolean, onDone?: () => void}} props */
export function Mends({ at = "", row, hall, here, asleep, onDone }) {
  const anew = row.mends.restart && !here && !row.input;
  if (!row.mends.reopen && !anew && !row.input) return null;
  return html`<div class="mends">
    ${row.input && html`<${InputNote} at=${at} row=${row} onDone=${onDone} />`}
    ${row.mends.reopen && html`<${Reopen} at=${at} row=${row} hall=${hall} combo=${asleep ? null : "KeyU"} onDone=${onDone}>${t("Open again, {span}", { span: span(row.reopened_ms) })}<//>`}
    ${anew && html`<${Restart} at=${at} row=${row} onDone=${onDone} />`}
    ${row.mends.reopen && isLive(hall) && html`<p class="sub mends__why">${t("The round that is on now makes room: its clock waits, and nothing of it is lost.")}</p>`}
  </div>`;
}

/** @param {{at: string, row: Object, hall: import("./hall.js").Hall, combo?: string|null, kind?: string, wide?: boolean, onDone?: () => void, children: any}} props */
function Reopen({ at, row, hall, combo, kind, wide, onDone, children }) {
  const sure = isLive(hall)
    ? t("Open round {no} again: “{title}” makes room", { no: row.no, title: pick(hall.round.title) })
    : t("Open round {no} again before the hall", { no: row.no });
  return html`<${Act} id=${`reopen:${at}:${row.id}`} name="reopen_round" fields=${{ round: row.id, was: row.phase }} icon=${kind ? "back" : "undo"} kind=${kind} wide=${wide} sure=${sure}
    combo=${combo} keys=${combo ? "U" : null} onDone=${onDone}>${children}<//>`;
}

/** @param {{at: string, row: Object, kind?: string, onDone?: () => void}} props */
function Restart({ at, row, kind, onDone }) {
  return html`<${Act} id=${`restart:${at}:${row.id}`} name="restart_round" fields=${{ round: row.id, was: row.phase }} icon="play" kind=${kind} onDone=${onDone}
    sure=${t("Play round {no} anew: what it made stays in the protocol", { no: row.no })}>${t("Play it anew")}<//>`;
}

/** The cards that a round took have been carried anew since; it goes on with its own until the lead says otherwise. */
export function InputNote({ at = "", row, onDone }) {
  const can = row.mends.restart || row.mends.repeat;
  return html`<div class="mends__input" role="status"><p><${Icon} name="warn" /><span>${inputWords(row.input)} ${can ? t("Play it anew?") : inputStays(row)}${!row.mends.restart && row.mends.repeat && row.electors === "person" && ` ${printedVoid()}`}</span></p>
    ${row.mends.restart && html`<${Restart} at=${at} row=${row} kind="act" onDone=${onDone} />`}
    ${!row.mends.restart && row.mends.repeat && html`<${Act} id=${`repeat:${at}:${row.id}`} name="repeat_vote" fields=${{ round: row.id, contest: row.contest }} icon="ballot" kind="act" onDone=${onDone}
      sure=${t("Hold the vote again: ballots cast so far are kept aside and not counted")}>${t("Hold the vote again")}<//>`}
  </div>`;
}

/** @param {Object} row @returns {string} why it is not played anew now */
function inputStays(row) {
  return row.mends.taken ? t("The hall works with these themes already. To change them, have that round played anew first.") : t("It goes on with the cards that it took.");
}

/** @param {{was: number, now: number, other: boolean}} input @returns {string} */
export function inputWords({ was, now, other }) {
  if (was !== now) return t("The cards have changed: {was} before, {now} now.", { was, now });
  return other ? t("The cards have changed: {now} as before, but not the same.", { now }) : t("The cards were carried anew: the same ones, but their words may have changed.");
}
