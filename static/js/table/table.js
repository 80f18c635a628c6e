/**
 * The tablet: head and clock, what the round asks of the table, the announcement if there is one, the bottom line.
 *
 * @typedef {{link: import("../lib/link.js").LinkState, mine: ReturnType<typeof import("./mine.js").said>,
 *   send: Function, drop: (action_id: string) => void, onReady: () => void, onHelp: () => void}} Props  of what a round shows
 */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { Icon, Mark, Notices, StatusLine } from "../lib/ui.js";
import { strawWords } from "../lib/cells.js";
import { boxOf } from "../lib/contests.js";
import { isLow } from "../lib/health.js";
import { t } from "../lib/words.js";
import { Assigned } from "./assigned.js";
import { Gather } from "./gather.js";
import { Groups } from "./groups.js";
import { Late, LateLine } from "./late.js";
import { Line } from "./line.js";
import { said } from "./mine.js";
import { PeopleVote } from "./people.js";
import { Rank } from "./rank.js";
import { Pitch } from "./pitch.js";
import { Questions } from "./questions.js";
import { Poll } from "./poll.js";
import { Result } from "./result.js";
import { Say } from "./say.js";
import { HostNotices } from "./signals.js";
import { Sheets } from "./sheets.js";
import { Themes } from "./themes.js";
import { Top } from "./top.js";
import { Vote } from "./vote.js";

const SMALL = ["mark_ready", "call_help", "call_expert", "read_notice", "back_question", "answer_comment"]; // a refusal of these has passed by the time it is read

/** @param {{link: import("../lib/link.js").LinkState, send: Function, drop: (action_id: string) => void}} props */
export function Table({ link, send, drop }) {
  const mine = link.common ? said(link) : null;
  const [writing, write] = useState(null); // the round for which a late card is being written
  useEffect(() => {
    if (mine) mine.refused.filter((item) => SMALL.includes(item.name)).forEach((item) => drop(item.action_id));
  }, [link.outbox]);
  if (!mine) return html`<${Waiting} link=${link} />`;
  const { round, announcement } = link.common;
  const onReady = () => send("mark_ready", { round: round.id, ready: !mine.ready }, { slot: `ready:${round.id}` });
  const onHelp = () => send("call_help", { on: !mine.help }, { slot: "help" });
  const { late } = link.common;
  const Shown = late && writing === late.id ? Late : shownFor(round, link.common, mine);
  return html`<div class="tb">
    <${Top} link=${link} table=${mine.own.table || tableOfPage()} />
    ${announcement && html`<p class="tb__call" role="status"><${Icon} name="speak" /><span>${announcement}</span></p>`}
    ${late && html`<${LateLine} round=${late} left=${late.limit - mine.late.length} on=${writing === late.id} onOpen=${() => write(writing === late.id ? null : late.id)} />`}
    ${isLow(link.battery) && html`<p class="tb__call tb__call--need" role="status"><${Icon} name="battery" /><span>${t("{n} % of the battery is left: put this tablet on a charger.", { n: link.battery.percent })}</span></p>`}
    <${HostNotices} mine=${mine} send=${send} />
    ${link.common.straw && html`<p class="tb__call" role="status"><${Icon} name="phone" /><span>${t("On the phones: {question}", { question: link.common.straw.question })} (${strawWords()})</span></p>`}
    <${Shown} key=${Shown === Late ? "late" : boxOf(round)} onBack=${() => write(null)} link=${link} mine=${mine} send=${send} drop=${drop} onReady=${onReady} onHelp=${onHelp} />
    <${Line} link=${link} mine=${mine} send=${send} onReady=${onReady} onHelp=${onHelp} />
    <${Notices} link=${link} />
  </div>`;
}

/** @param {Object|null} round @param {Object} common @param {Object} mine @returns {(props: Props) => any} */
function shownFor(round, common, mine) {
  if (!round || round.phase === "briefing" || round.phase === "skipped" || round.phase === "planned") return Say;
  if (round.kind === "gather") return Gather;
  if (round.kind === "elaborate") return Sheets;
  if (round.kind === "merge" || (round.kind === "info" && mine.places.some((place) => place.objecting))) return Themes;
  if (round.kind === "pitch") return Pitch;
  if (round.kind === "info" && common.questions && (round.phase === "open" || round.phase === "grace")) return Questions;
  if (round.kind === "signup" && common.groups) return Groups;
  if (round.kind === "assign" && common.assignment) return Assigned;
  if (round.kind === "assign" && round.mode === "by_bid" && round.phase !== "closed") return Rank;
  if (round.kind === "poll") return Poll;
  if (round.kind !== "vote") return Say;
  if (common.result) return Result;
  if (round.electors === "person") return PeopleVote;
  return round.phase === "closed" ? Say : Vote;
}

/** Before the first view. */
function Waiting({ link }) {
  return html`<div class="tb">
    <div class="tb__disc"></div>
    <header class="tb__top"><p class="tb__table num">${tableOfPage()}</p>
      <div class="tb__what"><h1>${t("Veche")}</h1><p>${t("This is your table's tablet")}</p></div></header>
    <main class="tb__main tb__main--say"><p class="waits"><${Mark} /></p></main>
    <${StatusLine} link=${link} />
  </div>`;
}

/** @returns {number|null} the table of the address, until the desk has told it */
function tableOfPage() {
  const found = /\/table\/(\d+)/.exec(window.location.pathname);
  return found ? Number(found[1]) : null;
}
