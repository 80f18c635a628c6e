/** A pitch round at a table: how long until it is its turn, grades for what it hears, notes that never leave the tablet. */

import { html } from "../../vendor/htm-preact.module.js";
import { amountOf, isSame, onPaper, payloadOf, useSheet } from "../lib/ballots.js";
import { formatClock } from "../lib/clock.js";
import { boxOf } from "../lib/contests.js";
import { useDraft } from "../lib/draft.js";
import { Paper } from "../lib/papers.js";
import { floorWords, standsOf, tablesWords, useFloor } from "../lib/pitches.js";
import { Button, classes, Icon, Slip, State, TextField } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Grades } from "./grades.js";
import { Kept } from "./kept.js";
import { Queue } from "./queue.js";

/** @param {import("./table.js").Props} props */
export function Pitch({ link, mine, send, drop, onHelp }) {
  const { round, pitch } = link.common;
  const grading = round.criteria.length > 0;
  const open = round.phase === "open" || round.phase === "grace";
  return html`<main class="tb__main tb__main--gather tb__main--pitch">
    <div class="tb__left">
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      ${pitch.graded ? html`<${Grades} round=${round} graded=${pitch.graded} own=${mine.own.mine} />`
        : html`<${Floor} link=${link} mine=${mine} />
          ${grading && mine.own.paper && (open ? html`<${Paperwork} link=${link} mine=${mine} send=${send} />` : html`<${HandedIn} mine=${mine} />`)}
          ${grading && html`<${Note} link=${link} mine=${mine} />`}`}
    </div>
    <aside class="own" aria-label=${t("The queue")}><${Queue} pitch=${pitch} holds=${mine.own.holds || []} asks=${round.reply_fields.length > 0} /></aside>
  </main>`;
}

/** Who has the floor, or is about to; and where this table stands. @param {{link: Object, mine: Object}} props */
function Floor({ link, mine }) {
  const { round, pitch } = link.common;
  const { current, next } = standsOf(pitch);
  const clock = useFloor(link);
  const holds = mine.own.holds || [];
  const row = current || next[0];
  return html`<${Slip} class="floor-slip">
    <${Turn} pitch=${pitch} holds=${holds} />
    ${row ? html`<p class="floor-slip__who"><${Icon} name=${current ? "speak" : "arrow"} />${current ? t("Now: {who}", { who: tablesWords(row.tables) }) : t("Next: {who}", { who: tablesWords(row.tables) })}
        ${current && clock.ms !== null && html`<b class=${classes("num", clock.warn && "is-warn")} role="timer">${formatClock(clock.ms)}</b><span class="sub">${floorWords(clock, current)}</span>`}</p>
      <h2>${row.title}</h2>` : html`<h2>${pick(round.prompt) || pick(round.title)}</h2><p class="sub">${t("Everybody in the queue has been called.")}</p>`}
    ${!round.criteria.length && html`<${Note} link=${link} mine=${mine} />`}
  <//>`;
}

/** "You are next": the earlier it is said, the calmer a team stands up. @param {{pitch: Object, holds: string[]}} props */
function Turn({ pitch, holds }) {
  const { current, next, skipped } = standsOf(pitch);
  const place = next.findIndex((row) => holds.includes(row.id));
  if (current && holds.includes(current.id)) return html`<p class="turn turn--now" role="status"><${Icon} name="speak" />${t("You have the floor")}</p>`;
  if (place >= 0 && place < WORDS.length) return html`<p class=${classes("turn", place === 0 && "turn--now")} role="status"><${Icon} name="bell" />${WORDS[place]()}</p>`;
  if (place >= 0) return html`<p class="turn turn--calm">${tn("{n} team comes before you", "{n} teams come before you", place)}</p>`;
  if (skipped.some((row) => holds.includes(row.id))) return html`<p class="turn" role="status"><${Icon} name="skip" />${t("You were skipped. Tell the lead when you are ready.")}</p>`;
  return null;
}

const WORDS = [() => t("You are next. Get ready"), () => t("You are next but one")];

/** Of whoever has the floor now; of its own pitch a table needs none. @param {{link: Object, mine: Object}} props */
function Note({ link, mine }) {
  const { round, pitch } = link.common;
  const { current } = standsOf(pitch);
  return current && !(mine.own.holds || []).includes(current.id) && html`<${Notes} key=${current.id} round=${round} card=${current} />`;
}

/** Kept at every keystroke on this tablet, and sent to nobody. @param {{round: Object, card: Object}} props */
function Notes({ round, card }) {
  const [text, set] = useDraft(`note:${round.id}:${card.id}`);
  return html`<${TextField} class="note" label=${t("Your notes")} hint=${t("they stay on this tablet")} rows="2" maxlength="1000" value=${text} onText=${set} />`;
}

/** The grades of this table: everything it has heard, but for what it works on. @param {{link: Object, mine: Object, send: Function}} props */
function Paperwork({ link, mine, send }) {
  const { round, pitch, spheres } = link.common;
  const apart = mine.own.apart || [];
  const heard = pitch.queue.filter((row) => row.heard).map((row) => row.id);
  const all = mine.own.paper.filter((card) => heard.includes(card.id));
  const latest = (card) => pitch.queue.find((row) => row.id === card.id).stand;
  const paper = all.filter((card) => !apart.includes(card.id)).sort((a, b) => Number(latest(b) !== "done") - Number(latest(a) !== "done"));
  const own = all.filter((card) => apart.includes(card.id));
  const cast = mine.ballot;
  const [sheet, put, clear] = useSheet(`ballot:${boxOf(round)}`, cast, paper);
  const changed = !cast || !isSame(sheet, onPaper(cast, paper));
  const n = amountOf("score", sheet);
  const hand = () => { send("cast_ballot", payloadOf(round, sheet), { slot: `ballot:${boxOf(round)}` }); clear(); };
  return html`<section class="grading" aria-labelledby="grading">
    <h2 class="own__h" id="grading"><span>${t("Grades of your table")}</span><${Standing} cast=${cast} changed=${changed} n=${n} /></h2>
    ${!all.length && html`<${Slip} tone="empty">${t("The first one can be graded as soon as it begins. Nobody sees a grade before the end.")}<//>`}
    ${own.map((card) => html`<${Slip} key=${card.id} class="grading__own"><b>${card.title}</b><span class="sub"><${Icon} name="info" /> ${t("Your table works on this card, so the others grade it.")}</span><//>`)}
    <${Paper} class="ballot ballot--score ballot--one" round=${round} cards=${paper} sheet=${sheet} spheres=${spheres} onSheet=${put} />
    ${paper.length > 0 && html`<div class="grading__go"><${Button} kind="act" big icon="ballot" disabled=${!changed || (n === 0 && !cast)} onClick=${hand}>${handWords(cast, changed)}<//></div>`}
  </section>`;
}

function handWords(cast, changed) {
  if (!cast) return t("Hand the grades in");
  return changed ? t("Hand in what is new") : t("The grades are in");
}

/** @param {{cast: Object|null, changed: boolean, n: number}} props */
function Standing({ cast, changed, n }) {
  if (!cast) return n ? html`<${State} tone="now" icon="pen">${t("not handed in yet")}<//>` : null;
  if (cast.fate === "waiting") return html`<${State} tone="now" icon="waits">${t("on this tablet, waits for a connection")}<//>`;
  if (cast.fate === "sending") return html`<${State} tone="now" icon="sending">${t("being sent…")}<//>`;
  return changed ? html`<${State} tone="now" icon="pen">${t("what is new is not handed in yet")}<//>`
    : html`<${State} tone="ok" icon="check">${tn("{n} card graded", "{n} cards graded", amountOf("score", cast))}<//>`;
}

/** After the close, before the reveal. @param {{mine: Object}} props */
function HandedIn({ mine }) {
  return html`<${Slip} class="grading__own"><b>${mine.ballot ? tn("{n} card graded", "{n} cards graded", amountOf("score", mine.ballot)) : t("Your table has graded nothing")}</b>
    <span class="sub">${t("The grades come with the reveal")}</span><//>`;
}
