/**
 * The keys of console and theme desk. They are named by the place of the key, not by its letter, so that C is C on a Russian
 * keyboard too; they sleep while something is typed or a dialog is open.
 */

import { useLayoutEffect, useRef } from "../../vendor/htm-preact.module.js";

/** @type {Map<string, {current: ((event: KeyboardEvent) => void)|null}[]>} the youngest of a key's handlers answers */
const handlers = new Map();
const BY_SIGN = { "?": "?", "+": "+", "=": "+", "-": "-", "\u2212": "-", "/": "/" };

/** @param {string|undefined} combo @param {((event: KeyboardEvent) => void)|null} handler null: asleep */
export function useKey(combo, handler) {
  const latest = useRef(handler);
  latest.current = handler;
  useLayoutEffect(() => { // before the next key can come
    if (!combo) return undefined;
    handlers.set(combo, [...(handlers.get(combo) || []), latest]);
    return () => handlers.set(combo, handlers.get(combo).filter((each) => each !== latest));
  }, [combo]);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (document.querySelector(".veil") || isTaken(event)) return;
  const handler = find(comboOf(event));
  if (!handler) return;
  event.preventDefault();
  handler(event);
});

/** @param {string} combo */
function find(combo) {
  const awake = (handlers.get(combo) || []).map((each) => each.current).filter(Boolean);
  return awake[awake.length - 1];
}

/** @param {KeyboardEvent} event @returns {string} "KeyC", "Shift+BracketRight", "+", "?" */
function comboOf(event) {
  if (BY_SIGN[event.key]) return BY_SIGN[event.key];
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  if (event.code === "Equal") return "+";
  if (event.code === "Minus") return "-";
  return (event.shiftKey ? "Shift+" : "") + event.code.replace("NumpadEnter", "Enter");
}

/** A field takes every key but Esc; a button, a link and a summary take Enter and the space bar. @param {KeyboardEvent} event */
function isTaken(event) {
  const { tagName, isContentEditable } = event.target;
  if (isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(tagName)) {
    if (event.key === "Escape") event.target.blur();
    return true;
  }
  return /^(BUTTON|A|SUMMARY)$/.test(tagName) && (event.key === "Enter" || event.key === " ");
}
