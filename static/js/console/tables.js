/** What a table is doing, in a word; and which tables a closing round would leave behind. */

import { t, tn } from "../lib/words.js";
import { inUse, isLive } from "./hall.js";
import { hhmm, JUST_MS, span } from "./times.js";

const WORKS = ["gather", "elaborate"];
const SILENT_MS = 5 * 60000; // talk at a table is work, too: it is the long silences that are looked at
const SILENT_PART = 0.4; // of the round
const BEHIND_PART = 1 / 3; // of the time is left, and not half of the cards are written

/**
 * @param {Object} table @param {import("./hall.js").Hall} hall
 * @returns {{tone: "need"|"off"|"done"|"", icon: string, words: string, short?: string}} `short` for a crowded board
 */
export function tileOf(table, hall) {
  if (table.help) return { tone: "need", icon: "hand", words: callWords(hall.now - table.help) };
  if (table.closed) return { tone: "", icon: "stop", words: t("closed") };
  if (!hall.on(table.id)) return { tone: isLive(hall) ? "off" : "", icon: "wifi-off", words: goneWords(table, hall) };
  if (isSilent(table, hall)) return { tone: "need", icon: "warn", words: t("silent, {span}", { span: span(silence(table, hall)) }), short: t("silent") };
  if (!hall.round || hall.round.phase === "briefing") return { tone: "", icon: "tablet", words: t("online") };
  if (hall.round.kind === "gather" && isLive(hall)) return writes(table, hall);
  if (hall.round.kind === "elaborate") return elaborates(table, hall);
  return chooses(table, hall);
}

/** How full the sheet is that it lacks most on. @param {Object} table @param {import("./hall.js").Hall} hall */
function elaborates(table, hall) {
  const own = (hall.common.sheets || []).filter((sheet) => sheet.tables.includes(table.id));
  if (!own.length) return { tone: "", icon: "circle", words: t("no sheet here") };
  const { percent, missing } = own.reduce((worst, sheet) => (sheet.percent < worst.percent ? sheet : worst));
  const words = missing.length ? tn("{percent} %, lacks {n} field", "{percent} %, lacks {n} fields", missing.length, { percent }) : t("{percent} %, complete", { percent });
  if (table.ready && !missing.length) return { tone: "done", icon: "check", words: t("ready, {time}", { time: hhmm(table.ready) }), short: t("ready") };
  return { tone: missing.length ? "" : "done", icon: missing.length ? "pen" : "check", words, short: `${percent} %` };
}

/** @param {number} ms since the call */
function callWords(ms) {
  return ms < JUST_MS ? t("calls you") : t("calls you, {span}", { span: span(ms) });
}

/** @param {Object} table @param {import("./hall.js").Hall} hall */
function writes(table, hall) {
  const { limit: of } = hall.round;
  if (hall.round.writers === "person") return { tone: "", icon: "pen", words: tn("{n} card", "{n} cards", table.cards) };
  if (table.ready) return { tone: "done", icon: "check", words: t("ready, {time}", { time: hhmm(table.ready) }), short: t("ready") };
  if (isBehind(table, hall)) return { tone: "need", icon: "warn", words: t("behind, {n} of {of}", { n: table.cards, of }), short: t("behind") };
  if (!table.cards) return { tone: "", icon: "circle", words: t("no card yet") };
  return { tone: "", icon: "pen", words: t("writes, {n} of {of}", { n: table.cards, of }), short: t("writes") };
}

/** What a table has done or left undone, where it says one thing in a round. */
const CHOICES = {
  vote: [() => t("has voted"), () => t("did not vote")],
  assign: [() => t("has wished"), () => t("did not say")],
  poll: [() => t("has answered"), () => t("no answer")],
};

/** @param {Object} table @param {import("./hall.js").Hall} hall */
function chooses(table, hall) {
  const [done, undone] = CHOICES[hall.round.kind] || CHOICES.vote;
  if (table.voted) return { tone: "done", icon: "check", words: done() };
  if (table.voted === false) return { tone: "", icon: "ballot", words: isLive(hall) ? t("not yet") : undone() };
  if (table.ready) return { tone: "done", icon: "check", words: t("ready, {time}", { time: hhmm(table.ready) }), short: t("ready") };
  return { tone: "", icon: "tablet", words: t("online") };
}

/** @param {Object} table @param {import("./hall.js").Hall} hall */
function goneWords(table, hall) {
  if (!table.arrived) return t("not here yet");
  return table.seen ? t("offline {span}", { span: span(hall.now - table.seen) }) : t("offline");
}

/** @param {Object} table @param {import("./hall.js").Hall} hall @returns {boolean} late in a gather round, and little written */
export function isBehind(table, hall) {
  const { round, clock } = hall;
  if (!round || round.kind !== "gather" || round.writers === "person" || round.phase !== "open" || table.ready || table.closed || clock.ms === null) return false;
  const least = Math.max(round.min_per_table, Math.ceil(round.max_per_table / 2));
  return clock.part <= BEHIND_PART && table.cards < least;
}

/** How long a table has done nothing in the round that the hall is in. @param {Object} table @param {import("./hall.js").Hall} hall */
function silence(table, hall) {
  return hall.now - Math.max(table.heard || 0, hall.row ? hall.row.opened_at || 0 : 0);
}

/**
 * Nothing has come from a table for so long that somebody should look: in a round that works, and no table that is through.
 * @param {Object} table @param {import("./hall.js").Hall} hall @returns {boolean}
 */
export function isSilent(table, hall) {
  const { round } = hall;
  if (!round || table.closed || round.phase !== "open" || !WORKS.includes(round.kind) || round.writers === "person" || table.ready) return false;
  return silence(table, hall) > Math.max(SILENT_MS, round.minutes * 60000 * SILENT_PART);
}

/**
 * The closing barrier: null when nothing would be left behind.
 * @param {import("./hall.js").Hall} hall @returns {string|null} the words of the second press
 */
export function barrier(hall) {
  const { round, common } = hall;
  if (round.writers === "person") return null;
  if (round.kind === "gather" || round.mode === "by_bid" || (["vote", "poll"].includes(round.kind) && round.electors !== "person")) return tableBarrier(hall);
  if (round.kind === "poll" && common.poll && common.poll.sheets < common.poll.of) return t("Close ({n} of {of} have answered)", { n: common.poll.sheets, of: common.poll.of });
  if (round.kind === "elaborate" && hall.row.incomplete) return tn("Close (the sheet of {n} card lacks something)", "Close (the sheets of {n} cards lack something)", hall.row.incomplete);
  if (round.kind !== "vote" || common.vote.ballots >= common.vote.electors) return null;
  const { ballots: n, electors: of } = common.vote;
  return t("Close ({n} of {of} have voted)", { n, of });
}

/** @param {import("./hall.js").Hall} hall */
function tableBarrier(hall) {
  const tables = hall.common.tables.filter((table) => !table.closed || isThrough(table, hall.round));
  const lacking = tables.filter((table) => !isThrough(table, hall.round));
  if (!lacking.length) return null;
  const n = tables.length - lacking.length;
  const gone = lacking.filter((table) => !hall.on(table.id));
  const trouble = gone.length ? `; ${goneList(gone, hall)}` : "";
  if (hall.round.kind === "assign") return t("Close ({n} of {of} have wished{trouble})", { n, of: tables.length, trouble });
  return hall.round.kind === "gather"
    ? t("Close ({n} of {of} ready{trouble})", { n, of: tables.length, trouble })
    : t("Close ({n} of {of} voted{trouble})", { n, of: tables.length, trouble });
}

/** @param {Object} table @param {Object} round */
function isThrough(table, round) {
  return round.kind === "gather" ? Boolean(table.ready) : Boolean(table.voted);
}

/** @param {Object[]} gone @param {import("./hall.js").Hall} hall */
function goneList(gone, hall) {
  if (gone.length > 2) return tn("{n} table offline", "{n} tables offline", gone.length);
  return gone.map((table) => (table.seen && table.arrived
    ? t("table {no} offline {span}", { no: table.no, span: span(hall.now - table.seen) })
    : t("table {no} not here", { no: table.no }))).join(", ");
}

/** @param {import("./hall.js").Hall} hall @returns {string} the line above the board */
export function boardWords(hall) {
  const { tables } = hall.common;
  const used = inUse(hall.common);
  const here = used.filter((table) => hall.on(table.id)).length;
  const said = [t("online {n} of {of}", { n: here, of: used.length })];
  const { round } = hall;
  if (round && round.kind === "gather") {
    const n = tables.reduce((sum, table) => sum + table.cards, 0);
    said.unshift(round.writers === "person" ? tn("{n} card", "{n} cards", n) : tn("{n} card of {of}", "{n} cards of {of}", n, { of: tables.length * round.limit }));
    if (round.writers === "table") said.push(t("ready {n}", { n: tables.filter((table) => table.ready).length }));
  }
  if (round && round.kind === "vote" && round.electors !== "person") {
    said.push(t("voted {n}", { n: tables.filter((table) => table.voted).length }));
  }
  if (round && round.mode === "by_bid") said.push(t("wished {n}", { n: tables.filter((table) => table.voted).length }));
  return said.join(" · ");
}
