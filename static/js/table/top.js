/** The head of the tablet: which table, which round, which stage of it; and in the corner the square with the time. */

import { html } from "../../vendor/htm-preact.module.js";
import { formatClock, useClock, useTick } from "../lib/clock.js";
import { ClockRing, Pills } from "../lib/ui.js";
import { partNow } from "../lib/stages.js";
import { pick, t } from "../lib/words.js";
import { stageName } from "../lib/codes.js";
import { timeOfDay, timeWord } from "./words.js";

const LIVE = ["briefing", "open", "grace"];
const SHOWN = 3; // stages that fit beside the question

/** @param {{link: import("../lib/link.js").LinkState, table: number|null}} props */
export function Top({ link, table }) {
  const { round, session } = link.common;
  const clock = useClock(link);
  return html`
    <div class="tb__disc"></div>
    <header class="tb__top">
      <p class="tb__table num" role="img" aria-label=${t("Table {n}", { n: table })}>${table}</p>
      <div class="tb__what">
        <h1>${round ? pick(round.title) : pick(session.title)}</h1>
        <p>${underTitle(round, session)}</p>
      </div>
      <${Stages} round=${round} clock=${clock} />
    </header>
    <${Corner} link=${link} round=${round} clock=${clock} />`;
}

/** The question stays in sight while the table works on it; on a poster it is the poster. */
function underTitle(round, session) {
  if (!round) return t("This is your table's tablet");
  const works = round.kind !== "info" && round.phase !== "briefing" && round.phase !== "skipped";
  return (works && pick(round.prompt)) || t("Round {n} of {all}", { n: round.no, all: session.rounds });
}

/** @param {{round: Object|null, clock: Object}} props done, now with the time that it has left, and ahead */
function Stages({ round, clock }) {
  const now = partNow(round, clock);
  if (!now) return null;
  const from = Math.max(0, Math.min(now.i - 1, now.of - SHOWN));
  const names = now.stop ? Array.from({ length: now.of }, (none, i) => t("Stop {n}", { n: i + 1 })) : round.stages.map((stage) => stageName(stage.name));
  return html`<${Pills} stages=${names.slice(from, from + SHOWN).map((text, i) => ({
    text: from + i === now.i ? t("{stage} {time}", { stage: text, time: formatClock(now.ms) }) : text,
    done: from + i < now.i,
    on: from + i === now.i,
  }))} />`;
}

/** The time that is left; between rounds, when nothing runs, the time of day. */
function Corner({ link, round, clock }) {
  useTick(10000);
  const counts = round && LIVE.includes(round.phase);
  const ahead = clock.ms === null;
  const shown = !counts ? timeOfDay(Date.now()) : formatClock(ahead ? round.minutes * 60000 : clock.ms);
  const size = shown.length > 5 ? "is-long" : "";
  return html`<div class="tb__clock" role="timer">
    ${counts && html`<${ClockRing} part=${ahead ? 1 : clock.part} over=${clock.over} />`}
    <b class=${`num ${size} ${counts && clock.over ? "is-over" : ""}`}>${shown}</b>
    <p>${timeWord(link.common, clock, link.status)}</p>
  </div>`;
}
