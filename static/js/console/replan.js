/**
 * The day is late, or early: the lead gives the rounds to come other times. What could be saved is laid out beforehand;
 * every line can be changed, and nothing is said to the hall before it is confirmed.
 */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Said, useActs } from "../lib/acts.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { hhmm, lateWords } from "./times.js";

const MINUTE = 60000;
const STEP = 5;

/** @param {{hall: import("./hall.js").Hall, times: ReturnType<typeof import("./times.js").schedule>, onClose: () => void}} props */
export function Replan({ hall, times, onClose }) {
  const rows = hall.own.agenda.filter((row) => row.day === hall.common.day.no && ["planned", "briefing"].includes(row.phase) && !row.opened_at);
  const [minutes, set] = useState(() => proposed(rows, hall.own.savings, times.late_min));
  const { act, told } = useActs();
  const mine = told.replan || { state: "idle", text: "" };
  const of = (row) => minutes[row.id] || row.minutes;
  const saved = rows.reduce((sum, row) => sum + row.minutes - of(row), 0);
  const changed = rows.filter((row) => of(row) !== row.minutes);
  const confirm = async () => {
    const result = await act("replan", "replan_day", { minutes: Object.fromEntries(changed.map((row) => [row.id, of(row)])) });
    if (result.state === "done") onClose();
  };
  return html`<${Dialog} wide title=${t("The times of the day")} onClose=${onClose} actions=${html`
    <${Button} kind="act" big icon="check" busy=${mine.state === "asking"} disabled=${!changed.length} onClick=${confirm}>${changed.length
      ? tn("Give {n} round its new time", "Give {n} rounds their new times", changed.length) : t("Nothing is changed yet")}<//>`}>
    <p>${lateness(times)} ${hall.own.savings.length > 0 && times.late_min > 0 && t("A way to win time back is laid out below: talks first, then breaks, then work. Votes and sign-ups keep their time.")}</p>
    ${rows.length ? html`<ol class="replan">${rows.map((row) => html`<${Line} key=${row.id} row=${row} minutes=${of(row)}
      onMinutes=${(value) => set({ ...minutes, [row.id]: value })} />`)}</ol>` : html`<p>${t("No round of this day is still to come.")}</p>`}
    <p class="replan__end"><b>${t("End")} <span class="num">${times.end ? hhmm(times.end - saved * MINUTE) : ""}</span></b>
      ${times.plan_end && html`<span class="sub">${t("planned {time}", { time: hhmm(times.plan_end) })}</span>`}
      ${saved !== 0 && html`<span>${saved > 0 ? tn("{n} minute won back", "{n} minutes won back", saved) : tn("{n} minute more", "{n} minutes more", -saved)}</span>`}</p>
    <${Said} told=${mine} />
  <//>`;
}

/** What the desk proposes, once and only when the day is late. @returns {Object<string, number>} */
function proposed(rows, savings, late_min) {
  if (late_min <= 0) return {};
  const ways = savings.filter((way) => way.minutes <= late_min);
  const way = ways[ways.length - 1] || savings[0];
  return way ? { ...way.rounds } : {};
}

/** @param {{late_min: number}} times */
function lateness({ late_min }) {
  return late_min >= 2 ? t("The day is {late}.", { late: lateWords(late_min) }) : late_min <= -2 ? t("The day is {late}.", { late: lateWords(late_min) }) : t("The day is on time.");
}

function Line({ row, minutes, onMinutes }) {
  const name = pick(row.title);
  return html`<li class=${classes("replan__row", minutes !== row.minutes && "is-changed")}>
    <span class="replan__name">${name}</span>
    <button type="button" class="btn btn--icon" aria-label=${t("{title}: less", { title: name })} disabled=${minutes <= 1} onClick=${() => onMinutes(Math.max(1, minutes - (minutes > STEP ? STEP : 1)))}>−</button>
    <b class="num" aria-live="polite">${t("{n} min", { n: minutes })}</b>
    <button type="button" class="btn btn--icon" aria-label=${t("{title}: more", { title: name })} disabled=${minutes >= 600} onClick=${() => onMinutes(Math.min(600, minutes + (minutes < STEP ? 1 : STEP)))}>+</button>
    <span class="sub num">${row.planned !== minutes && t("planned {n}", { n: row.planned })}</span>
  </li>`;
}
