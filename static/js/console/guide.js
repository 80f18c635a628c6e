/**
 * What a good facilitator does now, in one sentence. People come first: a table that calls, a table that is lost, a
 * table that lags; a card that should not reach the screen unread; then the clock; then what the phase asks for; and when all goes well, the words of the table hosts.
 */

import { formatClock } from "../lib/clock.js";
import { pick, t, tn } from "../lib/words.js";
import { isDone, isLive } from "./hall.js";
import { barrier, isBehind } from "./tables.js";
import { JUST_MS, span } from "./times.js";
import { holds, queue } from "./waits.js";

const SETTLE_MS = 4000;
const LOST_MS = 20000; // a tablet that reloads is back before the lead could stand up

/** @param {import("./hall.js").Hall} hall @returns {{tone: "need"|"now"|"", icon: string, text: string, line?: boolean}} `line`: one line of it is enough */
export function guideOf(hall) {
  return lostDesk(hall) || stopped(hall) || calls(hall) || watched(hall) || lost(hall) || behind(hall) || timeIsUp(hall)
    || moderation(hall) || nextStep(hall) || script(hall);
}

function lostDesk({ offline_ms }) {
  if (offline_ms < SETTLE_MS) return null;
  return { tone: "need", icon: "wifi-off", text: t("No connection to the desk for {span}. What you see is old; the hall goes on.", { span: span(offline_ms) }) };
}

function stopped(hall) {
  if (!hall.clock.asks || !isLive(hall)) return null;
  return { tone: "need", icon: "clock", text: t("A restart stopped the clock at {time}. Tell the hall, then let it run on.", { time: formatClock(hall.clock.ms) }) };
}

function calls(hall) {
  const calling = hall.common.tables.filter((table) => table.help).sort((a, b) => a.help - b.help);
  if (!calling.length) return null;
  const first = calling[0];
  const text = calling.length === 1 ? callWords(first.no, hall.now - first.help)
    : t("Tables {list} call you. Begin with table {no}.", { list: calling.map((table) => table.no).join(", "), no: first.no });
  return { tone: "need", icon: "hand", text };
}

/** How long it has called is worth a word only after a while. */
function callWords(no, ms) {
  return ms < JUST_MS
    ? t("Table {no} calls you. Go there, then press “Been there”.", { no })
    : t("Table {no} calls you, {span} ago. Go there, then press “Been there”.", { no, span: span(ms) });
}

function lost(hall) {
  if (!isLive(hall)) return null;
  const gone = hall.common.tables.filter((table) => !hall.on(table.id) && (!table.seen || hall.now - table.seen > LOST_MS));
  if (!gone.length) return null;
  const list = gone.map((table) => table.no).join(", ");
  const text = gone.length === 1
    ? t("Table {list} is not online. Look at its tablet, or give it a spare one: Links, L.", { list })
    : t("Tables {list} are not online. Look at their tablets, or give them spare ones: Links, L.", { list });
  return { tone: "now", icon: "wifi-off", text };
}

function behind(hall) {
  const slow = hall.common.tables.filter((table) => isBehind(table, hall));
  if (!slow.length || hall.clock.over) return null;
  const list = slow.map((table) => table.no).join(", ");
  const text = slow.length === 1
    ? t("Walk over to table {list}: little is written and {span} are left. Ask: “What did you argue about?”", { list, span: span(hall.clock.ms) })
    : t("Walk over to tables {list}: little is written and {span} are left. Ask: “What did you argue about?”", { list, span: span(hall.clock.ms) });
  return { tone: "now", icon: "people", text };
}

function timeIsUp(hall) {
  if (!hall.clock.over || !isLive(hall)) return null;
  const text = barrier(hall)
    ? t("Time is up, but not everybody is through. Give grace time, or close.")
    : t("Time is up. Thank the hall and close the round.");
  return { tone: "now", icon: "bell", text };
}

/** It lets itself on in a few seconds, so it comes before tables that wait longer. */
function watched(hall) {
  const [card] = undecided(hall);
  if (!card || !holds(card, "word")) return null;
  return { tone: "now", icon: "warn", text: t("A card of table {no} holds a watched word. Read it: V holds it back, Enter lets it on.", { no: card.table.slice(1) }) };
}

function undecided({ round, cards }) {
  return round && round.kind === "gather" && cards ? queue(cards).filter((card) => !card.wait.held) : [];
}

function moderation(hall) {
  const n = undecided(hall).filter((card) => card.wait.left_ms === null).length; // the others let themselves on
  if (!n || !isLive(hall)) return names(hall);
  return { tone: "", icon: "screen", text: tn("{n} card waits for the screen. Read it, then let it on with Enter.", "{n} cards wait for the screen. Read them, then let them on with Enter.", n) };
}

function names(hall) {
  const n = hall.common.moderation.names.filter((name) => !name.wait.held && name.wait.left_ms === null).length;
  if (!n || !hall.round || hall.round.kind !== "signup") return null;
  return { tone: "", icon: "person", text: tn("{n} name waits for the screen. Read it below and let it on.", "{n} names wait for the screen. Read them below and let them on.", n) };
}

function nextStep(hall) {
  const { round } = hall;
  if (!round) return said("play", t("When the tables are online, begin with the briefing of the first round."));
  if (round.kind === "merge") {
    const themes = themeStep(hall);
    if (themes) return themes;
  }
  if (isDone(hall) && hall.next && hall.next.input) return { tone: "now", icon: "warn", text: t("The cards of “{title}” have changed meanwhile. Tell the hall, then play it anew, or go on with the cards as they were.", { title: pick(hall.next.title) }) };
  if (isDone(hall) && hall.next && hall.next.kept_ms !== null) return said("play", t("“{title}” made room and goes on where it stood. Say what was mended, then go on.", { title: pick(hall.next.title) }));
  if (isDone(hall)) return hall.next ? said("arrow", t("Next: {title}. Say what it is for, then start its briefing.", { title: pick(hall.next.title) })) : said("bell", t("The last round is over. Thank the hall and say when you meet again."));
  if (round.phase === "revealed") return said("ballot", REVEALED[verdictOf(hall.result)]());
  if (round.phase === "closed") return belowQuorum(hall) || said("bell", CLOSED[round.kind]());
  if (isLive(hall) && round.phase !== "briefing" && round.kind !== "info" && round.kind !== "signup" && !barrier(hall)) {
    return said("check", t("Everybody is through. You can close the round."));
  }
  return null;
}

/** @param {Object|null} result @returns {string} what of a revealed result comes next */
function verdictOf(result) {
  if (!result) return "read";
  const ahead = result.stepped && result.stepped.shown < result.stepped.of;
  if (ahead && (!result.waits || result.stepped.shown < result.places)) return "step";
  return result.waits || "read";
}

const REVEALED = {
  read: () => t("Read the result aloud, say how it was decided, then carry it forward."),
  step: () => t("Show the next place. Give the hall a moment to be glad before you go on."),
  draw: () => t("Ask somebody in the hall to call a number, enter it below and draw."),
  runoff: () => t("Cards stand level at the line. Tell the hall which, then open the runoff."),
  pick: () => t("The count is public and the choice is yours. Tick the cards below, and say aloud why these."),
};

/** What the lead does while cards are laid together: the theme team has the board, the lead has the hall. */
function themeStep({ round, common: { board } }) {
  const n = board.objections.length;
  if (n && board.objecting) return { tone: "now", icon: "hand", text: tn("{n} table objects. Read it out and split the card off, or leave it: when the next round begins it goes before the hall by itself.", "{n} objections. Read them out and split the cards off, or leave them: when the next round begins they go before the hall by themselves.", n) };
  if (round.phase === "closed") return said("merge", t("The board stands. Show the themes to the hall, so that every table finds its cards."));
  if (round.phase === "revealed") return said("merge", t("Read the themes aloud. Ask: “Is your card where it belongs?” Then carry them forward."));
  if (round.phase !== "open" && round.phase !== "grace") return null;
  if (board.placed.alone) return said("merge", tn("The theme team has {n} card before it. Let the tables rest or talk until the board stands.", "The theme team has {n} cards before it. Let the tables rest or talk until the board stands.", board.placed.alone));
  return said("merge", t("Every card has been laid. Ask the theme team whether the board stands, then close the round."));
}

/** A quorum makes a result binding or not; whether to show it or to let more people vote first is the lead's to say. */
function belowQuorum({ round, row, common }) {
  if (round.kind !== "vote" || common.vote.quorum === null || common.vote.ballots >= common.vote.quorum) return null;
  const { ballots: n, quorum } = common.vote;
  const text = t("The quorum was not reached: {n} of {quorum}. Reveal, and the result is marked as below the quorum; or reopen for {span}.", { n, quorum, span: span(row.grace_s * 1000) });
  return { tone: "now", icon: "warn", text };
}

const CLOSED = {
  info: () => t("The round is closed. Go on to the next one."),
  gather: () => t("The round is closed. Look through the cards, hide what must not go on, then carry them forward."),
  vote: () => t("The vote is closed and nobody knows the result. Let the hall wait a moment, then reveal."),
  elaborate: () => t("The round is closed. Read the sheets: once carried forward everybody may read them."),
  signup: () => t("The sign-up is closed. Name the circles that are complete, then go on."),
};

/** The script is for whoever leads a table: here it is one line, and the button beside it has the rest. */
function script(hall) {
  const text = pick(hall.row && hall.row.script);
  if (text) return { ...said("book", t("To the table hosts: {text}", { text })), line: true };
  return said("book", pick(hall.round.how) || pick(hall.round.prompt) || pick(hall.round.title));
}

/** @param {string} icon @param {string} text */
function said(icon, text) {
  return { tone: "", icon, text };
}
