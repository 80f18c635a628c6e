/**
 * A sheet being written on this tablet. Every keystroke lies on the shelf at once; when typing pauses the whole sheet is
 * handed to the outbox, so that it also goes when the connection is back. What another tablet saved meanwhile is laid
 * together with it, field by field (`lib/threeway.js`).
 */

import { useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { keys, readJson, remove, writeJson } from "../lib/shelf.js";
import { begin, chosen, left, rebase, taken, typed, unsaved, wholeOf } from "../lib/threeway.js";

const PAUSE_MS = 2500;
const LATE = ["phase.closed", "round.stale"]; // said of a round that may open again
const PLACE = () => `veche.draft:${window.location.pathname}:sheet:`;

/**
 * @param {import("../lib/link.js").LinkState} link @param {Object} sheet the desk's view of it @param {Function} send
 * @param {(action_id: string) => void} drop
 */
export function useTyping(link, sheet, send, drop) {
  const { round } = link.common;
  const key = `${PLACE()}${round.id}:${sheet.card.id}`;
  const open = round.phase === "open" || round.phase === "grace";
  const focus = useRef(null);
  const held = useRef({ key: "", draft: null });
  const [, redraw] = useState(0);

  const saves = link.outbox.filter((item) => item.name === "save_sheet" && item.payload.card === sheet.card.id && item.payload.round === round.id);
  const going = saves.find((item) => item.state === "waiting" || item.state === "sent") || null;
  const refused = saves.filter((item) => item.state === "refused");
  const error = refused.map((item) => item.error).find((each) => each && each.code !== "sheet.stale") || null;

  const put = (draft) => {
    held.current = { key, draft };
    writeJson(key, { ...draft, round: { id: round.id, title: round.title } });
  };
  if (held.current.key !== key) held.current = { key, draft: readJson(key) || begin(sheet) };
  const followed = follow(held.current.draft, saves, going, sheet, link, focus.current);
  if (followed !== held.current.draft) put(followed);
  const { draft } = held.current;
  const fresh = unsaved(draft);

  const change = (next) => {
    if (next === held.current.draft) return;
    put(next);
    redraw((n) => n + 1);
  };
  const save = () => {
    const now = held.current.draft;
    if (!open || going || !unsaved(now).length) return;
    refused.forEach((item) => drop(item.action_id));
    send("save_sheet", { round: round.id, card: sheet.card.id, fields: wholeOf(now), version: now.version }, { slot: `sheet:${sheet.card.id}` });
  };
  const stale = refused.filter((item) => item.error && item.error.code === "sheet.stale");
  useEffect(() => stale.forEach((item) => drop(item.action_id)), [stale.length]);
  useEffect(() => { if (open) refused.filter((item) => item.error && LATE.includes(item.error.code)).forEach((item) => drop(item.action_id)); }, [open]);
  const words = JSON.stringify(draft.fields);
  useEffect(() => {
    if (!open || going || !fresh.length || (error && refused.some((item) => JSON.stringify(item.payload.fields) === JSON.stringify(wholeOf(draft))))) return undefined;
    const timer = setTimeout(save, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, open, Boolean(going), draft.version, Boolean(error)]);

  return {
    draft, fresh, going, error, open,
    set: (id, value) => change(typed(held.current.draft, id, value)),
    choose: (id, value) => change(chosen(held.current.draft, id, value)),
    enter: (id) => { focus.current = id; },
    leave: (id) => { if (focus.current === id) focus.current = null; change(left(held.current.draft, id)); save(); },
  };
}

/** The draft with what the desk has answered and what others have saved; the same one if nothing has come. */
function follow(draft, saves, going, sheet, link, focus) {
  const epoch = link.version.own ? link.version.own[0] : null;
  let now = draft.epoch === undefined ? { ...draft, epoch } : draft;
  saves.filter((item) => item.state === "done" && item.answer && sameEpoch(item, epoch))
    .forEach((item) => { now = taken(now, item.answer.version, item.payload.fields); });
  if (going) return now;
  // The desk goes on from a copy that knows less: what it does not have is typed text again.
  if (epoch !== null && now.epoch !== epoch) return { ...now, epoch, version: sheet.version, base: sheet.fields };
  if (sheet.version > now.version) return { ...rebase(now, sheet, focus), epoch: now.epoch };
  return now;
}

function sameEpoch(item, epoch) {
  return !item.version || epoch === null || item.version[0] === epoch;
}

/**
 * @param {string} roundId @param {string} card
 * @returns {Object[]} what was typed on this tablet for the same card in another round and never came to the desk
 */
export function leftBehind(roundId, card) {
  return keys(PLACE()).filter((key) => key.endsWith(`:${card}`) && !key.startsWith(`${PLACE()}${roundId}:`)).map((key) => {
    const draft = readJson(key);
    const ids = draft && draft.fields ? unsaved({ clash: {}, ...draft }) : [];
    if (!ids.length) remove(key);
    return ids.length ? { title: draft.round ? draft.round.title : null, fields: Object.fromEntries(ids.map((id) => [id, draft.fields[id]])) } : null;
  }).filter(Boolean);
}
