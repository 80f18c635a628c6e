/** What the hall is at, in the words of a phone. */

import { isDayOver, isForumOver } from "../lib/day.js";
import { pick, t, tn } from "../lib/words.js";

export { smallWords as cardSmall } from "../lib/ballots.js";

/** @param {Object} round @returns {boolean} */
export function isOpen(round) {
  return round.phase === "open" || round.phase === "grace";
}

/** @param {Object} round @returns {boolean} */
export function isOver(round) {
  return round.phase === "closed" || round.phase === "revealed" || round.phase === "carried";
}

/** @param {{ballots: number, electors: number}} turnout @returns {string} */
export function turnoutWords(turnout) {
  return t("{n} of {all} have voted", { n: turnout.ballots, all: turnout.electors });
}

/** @param {{no: number|null, table: number|null, role: string}} own @returns {string} who holds this phone */
export function whoWords(own) {
  if (own.role !== "person") return own.no ? t("Guest, No. {n}", { n: own.no }) : t("Guest");
  return own.table ? t("No. {n} · table {table}", { n: own.no, table: own.table }) : t("No. {n}", { n: own.no });
}

/** @param {Object} common @returns {string} what is going on, where a phone has nothing to do */
export function nowWords(common) {
  const { round } = common;
  if (isForumOver(common)) return t("The forum is over. Thank you!");
  if (isDayOver(common)) return t("This day is over. Thank you, and until the next one!");
  if (round.phase === "skipped") return t("This round is skipped.");
  if (round.phase === "briefing") return AHEAD[aheadKey(round)]();
  if (round.kind === "merge" && common.themes) return t("These themes go before the hall. Tap one to read what the tables wrote.");
  if (round.kind === "merge") return t("A few people lay together the cards that say the same. Then you will see the themes here.");
  if (round.kind === "assign" && !isOver(round)) return round.bids ? t("The tables choose what they would like to work on. Say yours at your table.") : t("Look at the big screen.");
  if (round.kind === "assign" && round.phase === "revealed") return t("Now it is known who has what. Look at the big screen.");
  if (common.sheets) return t("These sheets go on. Tap one to read it.");
  if (isOver(round)) return t("This round is over. The next one begins soon.");
  if (round.kind === "elaborate") return t("The tables are writing their sheets. Say at your table what is missing.");
  if (round.kind === "gather") return t("The tables are writing cards. Say your thought at your table.");
  if (round.electors === "table_tally") return t("Hands are counted at the tables. Raise yours for what you would choose.");
  if (round.kind === "vote") return t("The tables are voting on their tablets. Say at your table what you would choose.");
  return round.subtype === "break" ? t("A break.") : t("Look at the big screen.");
}

const AHEAD = {
  info: () => t("Listen to the lead."),
  gather: () => t("Listen to the lead. Soon the tables will write cards."),
  elaborate: () => t("Listen to the lead. Soon the tables will write their sheets."),
  merge: () => t("Listen to the lead. Soon like cards are laid together."),
  table: () => t("Listen to the lead. Soon the tables will vote on their tablets."),
  person: () => t("Listen to the lead. Soon everyone votes here, on their own phone."),
  pitch: () => t("Listen to the lead. Soon teams speak one after another."),
  poll: () => t("Listen to the lead. Soon a few questions are asked."),
  signup: () => t("Listen to the lead. Soon you can join a group here."),
  assign: () => t("Listen to the lead."),
};

function aheadKey(round) {
  if (round.kind !== "vote") return round.kind;
  return round.electors === "person" ? "person" : "table";
}

/**
 * How far a circle is; a complete one still takes people while the sign-up is open, and says so.
 * @param {Object} group @param {boolean} open @returns {{tone: "ok"|"need"|"now", icon: string, words: string}}
 */
export function circleState(group, open) {
  if (group.closed) return { tone: "ok", icon: "check", words: open ? t("circle complete, and you are welcome") : t("circle complete") };
  if (group.needs_leader && group.missing < 2) return { tone: "need", icon: "star", words: t("needs a leader") };
  if (group.needs_leader) {
    return { tone: "need", icon: "star", words: tn("needs a leader and {n} more", "needs a leader and {n} more", group.missing - 1) };
  }
  return { tone: "now", icon: "people", words: tn("{n} more and the circle is complete", "{n} more and the circle is complete", group.missing) };
}

/** @param {Object|null} round @returns {string} the big line of the page */
export function titleOf(round) {
  return pick(round.prompt) || pick(round.title);
}

/** @param {number} n groups, as many as one may join @returns {string} */
export function limitWords(n) {
  return tn("You are already in {n} group: that is the limit", "You are already in {n} groups: that is the limit", n);
}
