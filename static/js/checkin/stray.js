/** Keys that no field takes, and links that no field may keep. A scanner types wherever the focus happens to be, and what it types must reach the search. */

import { useEffect, useRef } from "../../vendor/htm-preact.module.js";
import { linkIn, scanner } from "./scan.js";

const TAKES = "input:not([type=checkbox]):not([type=radio]), textarea, select";

/**
 * The first letter takes the focus to the field, and so every later one goes there by itself. After an act whose button
 * is gone the focus is nowhere: it comes back too, but not on a touch screen, where that would open a keyboard.
 * A whole link is taken out of whatever field it was typed into, which then holds what it held before.
 * @param {{current: HTMLInputElement}} field @param {() => void} uncover what hides the field on a narrow screen goes
 * @param {(link: import("./scan.js").Link) => void} scan
 */
export function useStray(field, uncover, scan) {
  const latest = useRef({});
  latest.current = { uncover, scan };
  useEffect(() => {
    const keys = scanner();
    const heard = (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys.ends(event)) { stop(event); return; }
      const found = keys.typed(event);
      if (found) {
        stop(event);
        if (target.matches(TAKES)) put(target, target === field.current ? "" : found.value);
        latest.current.scan(found.link);
        return;
      }
      const dialog = document.querySelector(".dialog");
      if (dialog) { if (!dialog.contains(target)) handOn(event, dialog); return; }
      if (key.length !== 1 || key === " ") return;
      if (target.matches(TAKES)) return;
      event.stopImmediatePropagation(); // no letter of a badge is a shortcut
      if (!field.current.offsetParent) latest.current.uncover();
      Promise.resolve().then(() => { field.current.focus(); field.current.select(); }); // drawn by now, and before the letter lands
    };
    const changed = (event) => { // pasted, or by a keyboard that names no keys
      const { target } = event;
      const link = linkIn(target.value || "");
      if (!link) return;
      keys.heard(event);
      target.value = target === field.current ? "" : target.value.slice(0, link.at) + target.value.slice(link.end);
      latest.current.scan(link);
    };
    window.addEventListener("keydown", heard, true);
    window.addEventListener("input", changed, true);
    return () => { window.removeEventListener("keydown", heard, true); window.removeEventListener("input", changed, true); };
  }, []);
  useEffect(() => {
    const lost = document.activeElement === document.body && !document.querySelector(".veil");
    if (lost && window.matchMedia("(pointer: fine)").matches) field.current.focus();
  });
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** As if a hand had put it there: whoever draws the field must know. */
function put(target, value) {
  target.value = value;
  target.dispatchEvent(new Event(target.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
}

/** A button of a dialog that sleeps or goes when it is pressed leaves the focus nowhere, and the keys would be deaf. */
function handOn(event, dialog) {
  dialog.focus();
  if (event.key === "Escape") dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
}
