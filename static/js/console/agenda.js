/** The rounds of the day with plan and fact. Each opens its page of the script book. */

import { html, useEffect, useRef } from "../../vendor/htm-preact.module.js";
import { formatClock } from "../lib/clock.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { phaseWords } from "./moves.js";
import { hhmm } from "./times.js";

/** @param {{hall: import("./hall.js").Hall, times: Object, open: (dialog: string) => void}} props */
export function Agenda({ hall, times, open }) {
  const started = times.rows.some((row) => row.plan);
  return html`<nav class="agenda" aria-label=${t("Agenda")}>
    <h2 class="h">${t("Agenda")} <span class="sub">${started ? t("plan and fact") : t("minutes")}</span></h2>
    <ol>${hall.own.agenda.map((row, i) => html`${hall.common.day.of > 1 && (i === 0 || hall.own.agenda[i - 1].day !== row.day) && html`<li key=${`day:${row.day}`} class="agenda__day">${t("Day {n}", { n: row.day })}</li>`}
      <${Row} key=${row.id} row=${row} time=${times.rows[i]} started=${started}
      here=${Boolean(hall.round) && hall.round.id === row.id} next=${hall.own.next === row.id} open=${open} />`)}</ol>
    <${Button} kind="quiet" icon="clock" keys="\u21e7 P" onClick=${() => open("replan")}>${t("The times of the day")}<//>
    <a class="btn btn--quiet" href=${`/editor#${takeToken()}`} target="_blank" rel="noopener"><${Icon} name="pen" />${t("Scenario editor")}</a>
  </nav>`;
}

function Row({ row, time, started, here, next, open }) {
  const done = row.phase === "carried" || row.phase === "skipped" || (row.phase === "closed" && !here);
  const line = useRef(null);
  useEffect(() => { if (here) line.current.scrollIntoView({ block: "nearest" }); }, [here]);
  const name = classes("agenda__row", here && "is-on", next && "is-next", done && "is-done", row.phase === "skipped" && "is-skipped");
  return html`<li ref=${line}><button type="button" class=${name} title=${pick(row.title)} aria-current=${here ? "step" : null} onClick=${() => open(`book:${row.id}`)}>
    ${started
      ? html`<span class="num sub">${time.plan}</span><span class=${classes("num fact", time.late && "is-late")}>${hhmm(time.fact)}</span>`
      : html`<span class="num sub agenda__min">${t("{n} min", { n: row.minutes })}</span>`}
    <span class="agenda__title"><span class="agenda__name">${pick(row.title)}</span><${Mark} row=${row} here=${here} /></span>
  </button></li>`;
}

function Mark({ row, here }) {
  if (row.phase === "skipped") return html`<small><${Icon} name="skip" />${phaseWords("skipped")}</small>`;
  if (row.input) return html`<small class="is-late"><${Icon} name="warn" />${t("its cards have changed")}</small>`;
  if (row.kept_ms !== null && row.phase === "closed") return html`<small><${Icon} name="clock" />${t("waits, {time} left", { time: formatClock(row.kept_ms) })}</small>`;
  if (here || row.phase === "planned" || row.phase === "carried" || row.kind === "info") return null;
  return html`<small>${phaseWords(row.phase)}</small>`;
}
