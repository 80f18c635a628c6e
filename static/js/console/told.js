/**
 * What lead and theme team did, in plain words. An act comes as the name of its event, with the numbers that people in
 * the hall know; no title and no text of a card is in it, so that what was blotted out stands nowhere.
 *
 * @typedef {{seq: number, at: number, by: {role: string, no: number|null}, event: string, facts: Object, about: Object,
 *   undone: boolean, stays?: string|null}} Told
 */

import { formatClock } from "../lib/clock.js";
import { reasonWords } from "../lib/reasons.js";
import { t, tn } from "../lib/words.js";
import { sceneWords } from "./scenes.js";

/** @param {Told} act @returns {string} "Round 3 closed" */
export function toldWords(act) {
  return TOLD[act.event] ? TOLD[act.event](act) : t("something else was done");
}

/** @param {Told} act @returns {string} who did it */
export function byWords({ by }) {
  return by.role === "lead" ? t("the lead") : t("theme desk {no}", { no: by.no });
}

/** @param {string} code @returns {string} why an act stays */
export function staysWords(code) {
  return STAYS[code] ? STAYS[code]() : "";
}

/** Would the hall notice that this act is undone? Then it is pressed twice. @param {Told} act @returns {boolean} */
export function isSeen(act) {
  return SEEN.includes(act.event);
}

const SEEN = ["RoundMoved", "RoundCarried", "RoundReopened", "SceneShown", "ScreenBlanked", "Announced", "CardHidden", "GuestsLet", "StopCalled"];

const STAYS = {
  "undo.depends": () => t("Something has come since that rests on it, so it stays."),
  "undo.seen": () => t("The hall has seen it, and that cannot be taken back."),
  "undo.gone": () => t("What it ended is gone for ever, so it cannot come back."),
};

const MOVED = {
  planned: (no) => t("Round {no} back in the plan", { no }),
  briefing: (no) => t("Round {no}: briefing", { no }),
  open: (no) => t("Round {no} opened", { no }),
  grace: (no) => t("Round {no}: grace time given", { no }),
  closed: (no) => t("Round {no} closed", { no }),
  revealed: (no) => t("Round {no} shown to the hall", { no }),
  carried: (no) => t("Round {no} carried forward", { no }),
  skipped: (no) => t("Round {no} skipped", { no }),
};

const SEATS = {
  table: (no) => t("New link for table {no}", { no }),
  person: (no) => t("New link for badge {no}", { no }),
  theme_team: (no) => t("New link for theme desk {no}", { no }),
  expert: (no) => t("New link for expert {no}", { no }),
  observer: (no) => t("New link for observer {no}", { no }),
};

const SOURCES = {
  table: { at_once: () => t("Cards of the tables go on the screen at once"), delay: () => t("Cards of the tables go on the screen after a while"), approve: () => t("Cards of the tables wait for the lead"), plan: () => t("Cards of the tables take the way that was planned") },
  person: { at_once: () => t("Names of people with a badge go on the screen at once"), delay: () => t("Names of people with a badge go on the screen after a while"), approve: () => t("Names of people with a badge wait for the lead"), plan: () => t("Names of people with a badge take the way that was planned") },
  guest: { at_once: () => t("Names of guests go on the screen at once"), delay: () => t("Names of guests go on the screen after a while"), approve: () => t("Names of guests wait for the lead"), plan: () => t("Names of guests take the way that was planned") },
};

const SIGHTS = {
  wall: () => t("Observers see the wall alone"),
  cards: () => t("Observers see the wall, cards and sheets"),
  progress: () => t("Observers see the wall, cards, sheets and how far tables are"),
};

const PITCHED = {
  speak: (no) => t("Card {no} was given the floor", { no }),
  qa: (no) => t("Card {no}: questions began", { no }),
  done: (no) => t("Card {no} was heard", { no }),
  skipped: (no) => t("Card {no} skipped in the queue", { no }),
  waits: (no) => t("Card {no} back in the queue", { no }),
};

const MARKED = {
  new: (no) => t("Question {no} waits again", { no }),
  wall: (no) => t("Question {no} put on the wall", { no }),
  answered: (no) => t("Question {no} answered", { no }),
  aside: (no) => t("Question {no} set aside", { no }),
};

/** @type {Object<string, (act: Told) => string>} an entry for every event that the lead or the theme team can cause */
const TOLD = {
  RoundMoved: ({ facts, about }) => MOVED[facts.phase](about.round.no),
  RoundCarried: ({ about }) => carriedWords(about),
  RoundReopened: ({ about }) => t("Round {no} opened again", { no: about.round.no }),
  RoundRestarted: ({ about }) => t("Round {no} is to be played anew", { no: about.round.no }),
  ClockSet: ({ about }) => clockWords(about.clock),
  SceneShown: ({ facts }) => (facts.scene === "auto" ? t("The hall's screen follows the round") : t("The hall's screen: {scene}", { scene: sceneWords(facts.scene) })),
  ScreenBlanked: ({ facts }) => (facts.on ? t("The hall's screen made black") : t("The picture brought back")),
  Announced: ({ facts }) => (facts.text ? t("Announced: “{text}”", { text: facts.text }) : t("Announcement taken away")),
  PapersGiven: ({ facts, about }) => (facts.on ? t("Round {no}: paper ballots given out", { no: about.round.no }) : t("Round {no}: paper ballots taken back", { no: about.round.no })),
  HandsCounted: ({ facts, about }) => t("Round {no}: hands counted at table {table}", { no: about.round.no, table: about.seat.no }),
  TableClosed: ({ facts, about }) => (facts.closed ? t("Table {no} closed, its people seated elsewhere", { no: about.seat.no }) : t("Table {no} open again", { no: about.seat.no })),
  ObserversLet: ({ facts }) => SIGHTS[facts.see](),
  GuestsLet: ({ facts }) => (facts.on ? t("Guests let in") : t("Only badges count")),
  HelpCalled: ({ about }) => t("The lead has been at table {no}", { no: about.seat.no }),
  SeatReissued: ({ about }) => (about.seat && SEATS[about.seat.role] ? SEATS[about.seat.role](about.seat.no) : t("New link for a device")),
  SignUpWithdrawn: ({ about }) => t("No. {n} taken out of a group", { n: about.person }),
  CardAdmitted: ({ about }) => t("Card {no} let on the screen", { no: about.card }),
  CardHeld: ({ about }) => t("Card {no} held back", { no: about.card }),
  CardHidden: ({ facts, about }) => withReason(about.theme ? t("Theme {no} hidden", { no: about.theme }) : t("Card {no} hidden", { no: about.card }), facts.reason),
  CardRestored: ({ about }) => (about.theme ? t("Theme {no} brought back", { no: about.theme }) : t("Card {no} brought back", { no: about.card })),
  EntryRedacted: ({ facts, about }) => blottedWords(facts, about),
  LaneSet: ({ facts }) => SOURCES[facts.source][facts.lane](),
  NameAdmitted: ({ about }) => t("The name of No. {n} let on the screen", { n: about.person }),
  NameHeld: ({ about }) => t("The name of No. {n} held back", { n: about.person }),
  LotsDrawn: ({ facts, about }) => t("Round {no}: lots drawn with {number}", { no: about.round.no, number: facts.number }),
  RunoffOpened: ({ about }) => t("Round {no}: runoff opened", { no: about.round.no }),
  VoteRepeated: ({ facts, about }) => withReason(t("Round {no}: the vote is to be held again", { no: about.round.no }), facts.reason),
  CardsPicked: ({ about }) => t("Round {no}: chosen by hand", { no: about.round.no }),
  PlacesShown: ({ facts, about }) => (facts.shown
    ? tn("Round {no}: {n} place shown", "Round {no}: {n} places shown", facts.shown, { no: about.round.no })
    : t("Round {no} counted; its places are to be shown one by one", { no: about.round.no })),
  TextLet: ({ facts, about }) => (facts.on ? t("Round {no}: a text let on the screens", { no: about.round.no }) : t("Round {no}: a text taken off the screens", { no: about.round.no })),
  StrawOpened: ({ facts }) => t("Straw poll: “{question}”", { question: facts.question }),
  StrawSealed: () => t("Straw poll closed"),
  StrawHidden: () => t("Straw poll taken off the screens"),
  CardsMerged: ({ about }) => mergedWords(about),
  CardsSplit: ({ about }) => (about.only ? t("Card {no} taken out of its theme", { no: about.only })
    : tn("{n} card taken out of its theme", "{n} cards taken out of their theme", about.cards + about.themes)),
  CardsSetAside: ({ about }) => withReason(asideWords(about), about.reason && reasonWords(about.reason)),
  CardsBroughtBack: ({ about }) => backWords(about),
  ThemeRenamed: ({ about }) => t("Theme {no} renamed", { no: about.theme }),
  CardsToldApart: () => t("Two cards told apart: not alike"),
  ExpertCallEnded: ({ about }) => t("The call of table {no} for an expert ended", { no: about.seat.no }),
  DayReplanned: ({ about }) => tn("{n} round given another time", "{n} rounds given other times", about.rounds),
  ScenarioRevised: ({ about }) => planWords(about.plan),
  CardsPlaced: ({ about }) => t("Round {no}: cards put on tables by hand", { no: about.round.no }),
  PeopleListed: ({ about }) => t("Round {no}: a list of who sits where", { no: about.round.no }),
  PeopleSeated: ({ about }) => t("Round {no}: people seated", { no: about.round.no }),
  CardsAssigned: ({ about }) => t("Round {no}: cards given to tables", { no: about.round.no }),
  PitchMoved: ({ facts, about }) => PITCHED[facts.to](about.card ?? about.theme, about.round.no),
  PitchClockSet: ({ about }) => pitchClockWords(about.clock),
  ReplyGiven: ({ facts, about }) => (facts.answer || facts.due || facts.text ? t("Card {no}: answer of the administration written down", { no: about.card ?? about.theme }) : t("Card {no}: answer of the administration taken away", { no: about.card ?? about.theme })),
  QuestionMarked: ({ facts, about }) => MARKED[facts.state](about.question),
  QuestionAdmitted: ({ about }) => t("Question {no} let on the screen", { no: about.question }),
  StopCalled: ({ facts, about }) => t("Round {no}: stop {stop}", { no: about.round.no, stop: facts.stop }),
  StageCalled: ({ facts, about }) => (facts.stage === undefined ? t("Round {no}: the stages follow the clock", { no: about.round.no }) : t("Round {no}: stage {n}", { no: about.round.no, n: facts.stage + 1 })),
  SynonymsSet: () => t("The list of synonyms changed"),
};

/** @param {{left_ms: number, shift_ms: number, running: boolean}} clock */
function clockWords({ left_ms, shift_ms, running }) {
  if (shift_ms > 0) return t("Time added: {time} on the clock", { time: formatClock(left_ms) });
  if (shift_ms < 0) return t("Time taken away: {time} on the clock", { time: formatClock(left_ms) });
  return running ? t("The clock runs on") : t("The clock stopped");
}

/** @param {{added: number, changed: number, removed: number, moved: number}} plan @returns {string} "The day: 1 round added, 2 changed" */
function planWords({ added, changed, removed, moved }) {
  const parts = [
    added && tn("{n} round added", "{n} rounds added", added),
    changed && tn("{n} round changed", "{n} rounds changed", changed),
    removed && tn("{n} round taken out", "{n} rounds taken out", removed),
    moved && t("the order changed"),
  ].filter(Boolean);
  return parts.length ? t("The scenario: {parts}", { parts: parts.join(", ") }) : t("The scenario changed, its rounds did not");
}

/** @param {{left_ms: number, shift_ms: number, running: boolean}} clock */
function pitchClockWords({ left_ms, shift_ms, running }) {
  if (shift_ms > 0) return t("Time added to the pitch: {time}", { time: formatClock(left_ms) });
  if (shift_ms < 0) return t("Time taken from the pitch: {time}", { time: formatClock(left_ms) });
  return running ? t("The clock of the pitch runs on") : t("The clock of the pitch stopped");
}

/** @param {Object} about */
function carriedWords({ round: { no }, cards, themes }) {
  if (themes) return tn("Round {no}: {n} theme or card carried forward", "Round {no}: {n} themes and cards carried forward", cards + themes, { no });
  return cards ? tn("Round {no}: {n} card carried forward", "Round {no}: {n} cards carried forward", cards, { no }) : t("Round {no} carried forward", { no });
}

/** @param {Object} about */
function mergedWords({ theme, made, cards, themes }) {
  const n = cards + themes;
  if (!n) return t("Theme {no} renamed", { no: theme });
  return made ? tn("Theme {no}: made of {n} card", "Theme {no}: made of {n} cards", n, { no: theme })
    : tn("Theme {no}: {n} card added", "Theme {no}: {n} cards added", n, { no: theme });
}

/** @param {Object} facts @param {Object} about */
function blottedWords({ field, note }, { question, theme, card }) {
  if (note) return t("An expert's note on card {no} blotted out", { no: card || theme });
  if (question) return t("Question {no} blotted out", { no: question });
  if (field) return t("A field of the sheet of card {no} blotted out", { no: card || theme });
  return theme ? t("Theme {no}: its title blotted out", { no: theme }) : t("Card {no} blotted out", { no: card });
}

/** @param {Object} about */
function asideWords({ cards, themes, only }) {
  if (only) return themes ? t("Theme {no} set aside", { no: only }) : t("Card {no} set aside", { no: only });
  return tn("{n} card set aside", "{n} cards set aside", cards + themes);
}

/** @param {Object} about */
function backWords({ cards, themes, only }) {
  if (only) return themes ? t("Theme {no} on the board again", { no: only }) : t("Card {no} on the board again", { no: only });
  return tn("{n} card on the board again", "{n} cards on the board again", cards + themes);
}

/** @param {string} words @param {string} [reason] */
function withReason(words, reason) {
  return reason ? t("{words}: {reason}", { words, reason }) : words;
}
