/** What comes and when, in one line; a screen shows it where the hall waits or listens. */

import { html } from "../../../vendor/htm-preact.module.js";
import { hourOf, isDayOver, isForumOver, useComing } from "../day.js";
import { timeOfDay } from "../times.js";
import { pick, t } from "../words.js";
import { Icon } from "./icons.js";

const FAR_MS = 5 * 60000; // below it the plan still holds

/** @param {{link: import("../link.js").LinkState, class?: string}} props nothing when nothing is known */
export function Coming({ link, class: name = "coming" }) {
  const lines = useLines(link);
  return lines.length ? html`<p class=${name}><${Icon} name="clock" />${lines.map((line, i) => html`<span key=${i}>${line}</span>`)}</p>` : null;
}

/** @param {import("../link.js").LinkState} link @returns {any[]} */
function useLines(link) {
  const times = useComing(link);
  const { common } = link;
  const { day, round } = common;
  if (isForumOver(common)) return [];
  if (!round || isDayOver(common)) return day.start_min === null ? [] : [html`<b class="num">${hourOf(day.start_min)}</b> ${t("we begin")}`];
  const lines = day.next && times.next ? [html`<b class="num">${timeOfDay(times.next)}</b> ${pick(day.next.title)}`] : [];
  if (day.pause && day.pause.in_min) lines.push(html`<b class="num">${timeOfDay(times.pause)}</b> ${pick(day.pause.title)}`);
  if (times.end) lines.push(html`<b class="num">${timeOfDay(times.end)}</b> ${endWords(day, times.end)}`);
  return lines;
}

/** @param {Object} day @param {number} end */
function endWords(day, end) {
  const last = day.no === day.of;
  const off = day.ends_at !== null && Math.abs(end - day.ends_at) >= FAR_MS;
  if (off) return last ? t("end of the forum, planned {time}", { time: timeOfDay(day.ends_at) }) : t("end of the day, planned {time}", { time: timeOfDay(day.ends_at) });
  return last ? t("end of the forum") : t("end of the day");
}
