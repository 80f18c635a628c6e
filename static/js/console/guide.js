/**
 * What a good facilitator does now, in one sentence. People come first: a table that calls, a table that is lost, a
 * table that lags; a card that should not reach the screen unread; then the clock; then what the phase asks for; and when all goes well, the words of the table hosts.
 */

import { BY_LIST, MIXES } from "../lib/assign.js";
import { formatClock } from "../lib/clock.js";
import { leftOutWords } from "../lib/sums.js";
import { pick, t, tn } from "../lib/words.js";
import { standsOf, tablesWords } from "../lib/pitches.js";
import { inUse, isDone, isLive } from "./hall.js";
import { barrier, isBehind, isSilent } from "./tables.js";
import { JUST_MS, span } from "./times.js";
import { holds, queue } from "./waits.js";

const SETTLE_MS = 4000;
const LATE_MIN = 5;
const LOST_MS = 20000; // a tablet that reloads is back before the lead could stand up

/** @param {import("./hall.js").Hall} hall @param {{late_min: number}} times @returns {{tone: "need"|"now"|"", icon: string, text: string, line?: boolean}} `line`: one line of it is enough */
export function guideOf(hall, times) {
  return lostDesk(hall) || stopped(hall) || calls(hall) || watched(hall) || lost(hall) || experts(hall) || silent(hall) || behind(hall) || timeIsUp(hall)
    || moderation(hall) || late(hall, times) || nextStep(hall) || script(hall);
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
  const gone = inUse(hall.common).filter((table) => !hall.on(table.id) && (!table.seen || hall.now - table.seen > LOST_MS));
  if (!gone.length) return null;
  const list = gone.map((table) => table.no).join(", ");
  const text = gone.length === 1
    ? t("Table {list} is not online. Look at its tablet, or give it a spare one: Links, L.", { list })
    : t("Tables {list} are not online. Look at their tablets, or give them spare ones: Links, L.", { list });
  return { tone: "now", icon: "wifi-off", text };
}

const UNANSWERED_MS = 3 * 60000;

/** A call that no expert has taken: then the lead sends one. */
function experts(hall) {
  const [call] = hall.common.calls.filter((each) => each.by === null && hall.now - each.at > UNANSWERED_MS);
  if (!call) return null;
  return { tone: "now", icon: "hand", text: t("Table {no} has waited for an expert for {span}. Send one there, or go yourself.", { no: call.no, span: span(hall.now - call.at) }) };
}

function silent(hall) {
  const quiet = hall.common.tables.filter((table) => hall.on(table.id) && isSilent(table, hall));
  if (!quiet.length) return null;
  const list = quiet.map((table) => table.no).join(", ");
  const text = quiet.length === 1
    ? t("Table {list} has been silent for long. Walk over and ask what they are at, or write to its host: a tap on its number.", { list })
    : t("Tables {list} have been silent for long. Walk over and ask what they are at, or write to their hosts: Shift A.", { list });
  return { tone: "now", icon: "people", text };
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

/** Between two rounds is the moment to say so: nobody is hurried in the middle of a thought. */
function late(hall, { late_min }) {
  if (late_min < LATE_MIN || !isDone(hall) || !hall.own.savings.length) return null;
  const text = tn("The day is {n} minute late. Win it back from later rounds: Shift P, then tell the hall the new times.", "The day is {n} minutes late. Win them back from later rounds: Shift P, then tell the hall the new times.", late_min);
  return { tone: "now", icon: "clock", text };
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
  if (round.kind === "assign") {
    const step = assignStep(hall);
    if (step) return step;
  }
  if (round.kind === "pitch") {
    const floor = floorStep(hall);
    if (floor) return floor;
  }
  if (round.phase === "revealed" && round.kind === "poll") return said("speak", t("Read the numbers with the hall, let on the texts that may be shown, then go on."));
  if (round.phase === "revealed") return said("ballot", REVEALED[verdictOf(hall.result)]());
  if (round.phase === "closed") return paperOpen(hall) || belowQuorum(hall) || said("bell", CLOSED[round.kind]());
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

/** What an assign round asks of the lead. */
function assignStep({ round, row, own }) {
  const drafted = own.round === round.id && own.assign && own.assign.list.length > 0;
  if (["open", "grace", "closed"].includes(round.phase) && MIXES.includes(round.mode) && !drafted) return said("hand", t("Ask the check-in desk to mix the tables and to take the seating, before you show it to the hall."));
  if (round.phase === "revealed" && round.what === "people") return said("tablet", t("Ask everybody to find their table on the wall or on the phone. When they sit, put it in force."));
  if (round.phase === "closed" && round.what === "people") return said("bell", t("Now it can be shown to the hall: wall and phones then say where everybody sits."));
  if (round.phase === "revealed") return row && row.waits ? said("hand", t("Some cards have no table yet. Give each of them one first.")) : said("tablet", t("Read out who has what. Change it by hand if the hall asks, then put it in force."));
  if (round.phase === "closed") return row && row.waits ? said("hand", t("Some cards have no table yet. Give each of them one first.")) : said("bell", t("Now it can be shown to the hall. Say once more how it is decided."));
  if (round.phase === "briefing") return null;
  if (round.mode === "manual") return said("hand", t("Give every card its tables below, then close the round."));
  if (round.mode === "rotate" || round.mode === "by_signup") return round.phase === "open" || round.phase === "grace" ? said("bell", t("Nothing is asked of the tables here. Close the round, then show it.")) : null;
  if (BY_LIST.includes(round.mode) && drafted) return said("bell", t("The seating is drafted. Close the round, then show it to the hall."));
  if (BY_LIST.includes(round.mode)) return said("pen", t("Enter who sits where, or let everybody stay. Then close the round."));
  return null;
}

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

/** What the lead does while people stand up for their cards. */
function floorStep({ round, common: { pitch } }) {
  if (round.phase === "closed") return round.reveals ? said("bell", t("The pitches are over and nobody knows the grades. Thank those who spoke, then reveal.")) : said("bell", t("The pitches are over. Thank those who spoke, then carry the cards forward."));
  if (round.phase === "revealed") return said("speak", t("Read the grades aloud, say who did not grade what, then carry the cards forward."));
  if (round.phase !== "open" && round.phase !== "grace") return null;
  const { current, next, skipped } = standsOf(pitch);
  if (pitch.clock && pitch.clock.asks) return { tone: "need", icon: "clock", text: t("A restart stopped the clock of the pitch. Tell whoever has the floor, then let it run on.") };
  if (current) return said("speak", t("“{title}” has the floor. When the time is up, let them end the sentence, then press N.", { title: current.title }));
  if (next.length) return said("speak", t("Ask {who} to the front, then give them the floor with N.", { who: tablesWords(next[0].tables) }));
  return skipped.length ? { tone: "now", icon: "skip", text: tn("{n} team was not here. Look whether it has come, before you close.", "{n} teams were not here. Look whether they have come, before you close.", skipped.length) }
    : said("check", t("Everybody has been heard. You can close the round."));
}

/** The reveal seals the box: a paper that is not read alike by then is counted never. */
function paperOpen({ round, common }) {
  const what = round.kind === "vote" ? leftOutWords(common.vote.papers) : "";
  if (!what) return null;
  return { tone: "need", icon: "page", text: t("Before the reveal: {what}. Have them read, Shift H; what is not read alike will not be counted, and every screen says so.", { what }) };
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
  poll: () => t("The poll is closed. Reveal it: the sums are made, and every sheet is destroyed."),
  vote: () => t("The vote is closed and nobody knows the result. Let the hall wait a moment, then reveal."),
  pitch: () => t("The round is closed. Go on to the next one."),
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
