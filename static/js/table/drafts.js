/**
 * Cards being written. They lie on the shelf under their round, so that a reload keeps them, and stay there when
 * the hall goes on before they were handed in.
 *
 * @typedef {{fields: Object<string, string>, parent: string|null, author?: string, round: {id: string, title: Object},
 *   card?: string, revision?: number}} Draft  `card` and `revision`: it changes a card that is already there
 */

import { useDraft } from "../lib/draft.js";
import { keys, readJson, remove } from "../lib/shelf.js";
import { unsaved } from "../lib/threeway.js";

/** @param {Object} round @param {"card"|"edit"} kind @returns {[Draft, (draft: Draft) => void, () => void]} */
export function useCardDraft(round, kind) {
  const [text, setText, clear] = useDraft(`${kind}:${round.id}`);
  const draft = parse(text) || { fields: {}, parent: null, round: { id: round.id, title: round.title } };
  return [draft, (next) => setText(JSON.stringify(next)), clear];
}

/** @param {Draft} draft @returns {boolean} nothing worth keeping */
export function isEmpty(draft) {
  return Object.values(draft.fields).every((text) => !text.trim());
}

/** @param {string|null} roundId @returns {{key: string, draft: Draft}[]} what was left on this tablet in other rounds */
export function leftover(roundId) {
  return keys(`veche.draft:${window.location.pathname}:`)
    .filter((key) => /:((card|edit):[\w-]+|sheet:[\w-]+:[\w-]+)$/.test(key))
    .map((key) => ({ key, draft: key.includes(":sheet:") ? ofSheet(readJson(key)) : readJson(key) }))
    .filter(({ draft }) => draft && draft.fields && draft.round && draft.round.id !== roundId && !isEmpty(draft));
}

/** What was typed on a sheet and never saved, as texts. */
function ofSheet(draft) {
  if (!draft || !draft.fields || !draft.base) return null;
  const said = (value) => (Array.isArray(value) ? value.map((row) => row.join(" ")).join("; ") : value);
  return { ...draft, fields: Object.fromEntries(unsaved({ clash: {}, ...draft }).map((id) => [id, said(draft.fields[id])])) };
}

/** @param {string} key of `leftover` */
export function forget(key) {
  remove(key);
}

/** @param {import("../lib/outbox.js").Item} item a card that was not accepted @param {Object} round @returns {Draft} */
export function draftOf(item, round) {
  const { fields, parent, author, card, revision } = item.payload;
  return { fields, parent: parent || null, author: author ? String(author) : "", round: { id: round.id, title: round.title }, card, revision };
}

function parse(text) {
  try {
    const draft = text ? JSON.parse(text) : null;
    return draft && draft.fields ? draft : null;
  } catch (broken) {
    return null;
  }
}
