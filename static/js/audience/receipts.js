/**
 * What must not stay on a phone, and what must. A name leaves the shelf as soon as the desk has answered, a secret choice
 * when it can change no more: until then only this phone knows it, for the desk tells nobody. The receipt stays.
 *
 * @typedef {{code: string, marks: number, choices?: Object, grades?: Object, no: number, title: Object, vote?: {no: number, kind: string}, version: import("../lib/version.js").Version|null,
 *   refused: {code: string, text: string}|null}} Receipt  `marks`: how many marks, dots or graded cards; `refused`: the last ballot was not accepted, and why
 */

import { useEffect, useState } from "../../vendor/htm-preact.module.js";
import { amountOf, kindOf, sheetOf } from "../lib/ballots.js";
import { boxOf, boxOfBallot } from "../lib/contests.js";
import { keys, readJson, remove, writeJson } from "../lib/shelf.js";
import { isNewer } from "../lib/version.js";
import { isOpen } from "./words.js";

const PREFIX = "veche.receipt:";

/** @param {string} session @param {string} seat @param {string} box the vote, as `boxOf` names it @returns {Receipt|null} */
export function receiptOf(session, seat, box) {
  return readJson(`${PREFIX}${session}:${seat}:${box}`);
}

/** @param {string} session @param {string} seat @returns {Receipt[]} of all rounds, in their order */
export function receiptsOf(session, seat) {
  return keys(`${PREFIX}${session}:${seat}:`).map((key) => readJson(key)).filter((kept) => kept && kept.code)
    .sort((a, b) => a.no - b.no);
}

/** Takes everything of this seat off this phone. @param {string} seat */
export function forgetSeat(seat) {
  keys(PREFIX).filter((key) => key.split(":")[2] === seat).forEach(remove);
  keys(`veche.draft:${window.location.pathname}:`).forEach(remove);
}

/**
 * Clears secrets away after each answer.
 * @param {import("../lib/link.js").LinkState} link @param {(action_id: string) => void} drop
 * @returns {{[card: string]: string}} what was not accepted: the card of a sign-up, or `poll:` and the round → why
 */
export function useSecrets(link, drop) {
  const [refused, setRefused] = useState({});
  const { common, own } = link;
  useEffect(() => {
    if (!common || !own) return;
    const kept = { session: common.session.id, seat: own.seat, round: common.round };
    for (const item of link.outbox) {
      if (item.name === "cast_ballot" && settled(item)) keepAnswer(kept, item);
      if (item.name === "sign_up" && item.state === "refused") setRefused((all) => ({ ...all, [item.payload.card]: item.error.text }));
      if (item.name === "sign_up" && item.state === "done") setRefused((all) => ({ ...all, [item.payload.card]: "" }));
      if (item.name === "answer_poll" && settled(item)) {
        const [sheet, text] = [`poll:${item.payload.round}`, item.error ? item.error.text : ""];
        setRefused((all) => (all[sheet] === text ? all : { ...all, [sheet]: text }));
      }
      if (settled(item) && (item.name === "cast_ballot" || isDrawn(item, link.version.own))) drop(item.action_id);
    }
    dropDrafts(kept.round);
  });
  return refused;
}

/** @param {import("../lib/outbox.js").Item} item */
function settled(item) {
  return item.state === "done" || item.state === "refused";
}

/** A sign-up goes when the view shows it: until then it stands for itself. */
function isDrawn(item, version) {
  return item.state === "refused" || !item.version || (version && !isNewer(item.version, version));
}

function keepAnswer({ session, seat, round }, item) {
  const box = boxOfBallot(item.payload);
  const here = round && boxOf(round) === box;
  const before = receiptOf(session, seat, box) || { code: "", marks: 0, no: 0, title: null, version: null };
  const about = here ? { no: round.no, title: round.title, vote: round.contest && { no: round.contest.no, kind: round.contest.kind } } : {};
  const now = item.state === "done"
    ? { code: (item.answer && item.answer.receipt) || before.code, ...sheetOf(item.payload), ...(here ? amount(round, item) : {}), version: item.version, refused: null }
    : { refused: { code: item.error.code, text: item.error.text } };
  writeJson(`${PREFIX}${session}:${seat}:${box}`, { ...before, ...about, ...now });
}

/** How much the ballot holds; of a vote that is gone nobody asks. */
function amount(round, item) {
  return round.kind === "vote" ? { marks: amountOf(kindOf(round), sheetOf(item.payload)) } : {};
}

/** Marks never cast and names never sent go when their round does, and what a ballot says when it can change no more. */
function dropDrafts(round) {
  const live = round && isOpen(round) ? `:${boxOf(round)}` : null;
  const over = (key) => !live || !key.endsWith(live);
  keys(`veche.draft:${window.location.pathname}:`).filter(over).forEach(remove);
  for (const key of keys(PREFIX).filter(over)) {
    const { choices, grades, ...kept } = readJson(key) || {};
    if (choices || grades) writeJson(key, kept);
  }
}

/** @param {string} session @param {string} seat @param {string} box of the ballot whose refusal was read */
export function readRefusal(session, seat, box) {
  const kept = receiptOf(session, seat, box);
  if (kept) writeJson(`${PREFIX}${session}:${seat}:${box}`, { ...kept, refused: null });
}
