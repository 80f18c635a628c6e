/**
 * What this table has said: the desk's own view of it, and beside that what is still on the way.
 * Nothing here is guessed: an entry is shown as arrived only after the desk has answered.
 *
 * @typedef {"waiting"|"sending"|"arrived"|"aside"|"changing"|"leaving"} Fate
 * @typedef {{key: string, id: string|null, title: string, fields: Object<string, string>, parent: Object|null,
 *   fate: Fate, reason: string, revision: number, at: number|null, late: boolean, redacted: boolean, admitted: boolean, author: number|null}} OwnCard
 */

import { sheetOf } from "../lib/ballots.js";
import { boxOf, boxOfBallot } from "../lib/contests.js";
import { pending, refused } from "../lib/outbox.js";

/** @param {import("../lib/link.js").LinkState} link */
export function said(link) {
  const round = link.common.round;
  const own = ofRound(link.own, round);
  const going = pending(link.outbox, link.version.own);
  const here = going.filter((item) => round && item.payload.round === round.id);
  return {
    own,
    cards: round && round.kind === "gather" ? cards(own, round, going, link.status) : [],
    places: places(link.own, going, link.status),
    ballot: ballot(own, here.filter((item) => boxOfBallot(item.payload) === boxOf(round)), link.status),
    bid: bid(own, here, link.status),
    ready: last(here, "mark_ready", "ready", own.ready),
    help: last(going, "call_help", "on", Boolean(link.own && link.own.help)),
    notices: unread(link.own, going),
    expert: expertCall(link.own, going),
    refused: refused(link.outbox),
  };
}

/** The lead's words to the host that nobody has answered "got it" to, also on the way. */
function unread(own, going) {
  const read = going.filter((item) => item.name === "read_notice").map((item) => item.payload.notice);
  return ((own && own.notices) || []).filter((notice) => !read.includes(notice.no));
}

/** The call for an expert as it stands, or will when what is on the way has arrived. */
function expertCall(own, going) {
  const known = own ? own.expert : null;
  const said = going.filter((item) => item.name === "call_expert").pop();
  if (!said) return known;
  return said.payload.on ? { at: Date.now(), by: null, ...known, about: said.payload.about } : null;
}

/** The own view, if it is of the round that the common view shows; the two parts can arrive apart. */
function ofRound(own, round) {
  const fits = own && own.round === (round ? round.id : null) && (!round || !round.contest || own.box === boxOf(round));
  return fits ? own : { table: own && own.table, cards: null, authors: null, mine: (own && own.mine) || [], paper: null, hands: null, ballot: null, bid: null, holds: [], apart: [], questions: null, answers: null, ready: false };
}

/** The newest first, what is on the way above all. @returns {OwnCard[]} */
function cards(own, round, going, status) {
  const list = (own.cards || []).map((card) => ({
    key: card.id, ...card, fate: card.state === "hidden" ? "aside" : "arrived",
  }));
  for (const item of going) {
    if (item.name === "submit_card" && item.payload.round === round.id) submitted(list, item, round, status);
    if (item.name === "revise_card") revised(list, item, round);
    if (item.name === "withdraw_card") withdrawn(list, item);
  }
  return list.reverse();
}

function submitted(list, item, round, status) {
  const id = item.answer ? item.answer.card : null;
  if (id && list.some((card) => card.id === id)) return;
  list.push({
    key: item.action_id, id, title: titleOf(item.payload.fields, round), fields: item.payload.fields,
    parent: (round.parents || []).find((card) => card.id === item.payload.parent) || null,
    fate: item.state === "done" ? "arrived" : onTheWay(status), reason: "", revision: 1, at: null, late: false, redacted: false, admitted: true, author: item.payload.author || null,
  });
}

function revised(list, item, round) {
  const place = list.findIndex((card) => card.id === item.payload.card);
  if (place < 0) return;
  const { fields } = item.payload;
  list[place] = { ...list[place], fields, title: titleOf(fields, round), author: item.payload.author || null, fate: "changing" };
}

function withdrawn(list, item) {
  const place = list.findIndex((card) => card.id === item.payload.card);
  if (place < 0) return;
  if (item.state === "done") list.splice(place, 1);
  else list[place] = { ...list[place], fate: "leaving" };
}

/** Where the table's cards lie, with what it has just said about that. @returns {Object[]} */
function places(own, going, status) {
  return ((own && own.places) || []).map((place) => {
    const said = going.filter((item) => item.name === "object_to_theme" && item.payload.card === place.id).pop();
    if (!said) return place;
    const { on, text } = said.payload;
    return { ...place, objection: on ? { text, fate: said.state === "done" ? "arrived" : onTheWay(status) } : null };
  });
}

/**
 * @typedef {import("../lib/ballots.js").Sheet & {fate: Fate}} OwnBallot
 * @returns {OwnBallot|null} the ballot that counts, or is about to
 */
function ballot(own, here, status) {
  const cast = here.filter((item) => item.name === "cast_ballot").pop();
  if (cast) return { ...sheetOf(cast.payload), fate: cast.state === "done" ? "arrived" : onTheWay(status) };
  return own.ballot ? { ...sheetOf(own.ballot), fate: "arrived" } : null;
}

/** @returns {{cards: string[], fate: Fate}|null} what the table wishes for, the dearest first */
function bid(own, here, status) {
  const sent = here.filter((item) => item.name === "rank_cards").pop();
  if (sent) return { cards: sent.payload.cards, fate: sent.state === "done" ? "arrived" : onTheWay(status) };
  return own.bid ? { cards: own.bid, fate: "arrived" } : null;
}

/** @returns {boolean} the younger of what was said and what the desk knows */
function last(items, name, field, known) {
  const item = items.filter((each) => each.name === name).pop();
  return item ? item.payload[field] : Boolean(known);
}

/** @param {string} status of the link @returns {Fate} */
function onTheWay(status) {
  return status === "offline" ? "waiting" : "sending";
}

/** The first field of a card is its title. @param {Object<string, string>} fields @param {Object} round */
export function titleOf(fields, round) {
  const first = round && round.fields && round.fields[0];
  return (first && fields[first.id]) || Object.values(fields)[0] || "";
}
