/** Keys that no field takes. A scanner types wherever the focus happens to be, and what it types must reach the search. */

import { useEffect, useRef } from "../../vendor/htm-preact.module.js";

const TAKES = "input:not([type=checkbox]):not([type=radio]), textarea, select";

/**
 * The first letter takes the focus to the field, and so every later one goes there by itself. After an act whose button
 * is gone the focus is nowhere: it comes back too, but not on a touch screen, where that would open a keyboard.
 * @param {{current: HTMLInputElement}} field @param {() => void} uncover what hides the field on a narrow screen goes
 */
export function useStray(field, uncover) {
  const latest = useRef(uncover);
  latest.current = uncover;
  useEffect(() => {
    const heard = (event) => {
      const { key, target } = event;
      const dialog = document.querySelector(".dialog");
      if (dialog) { if (!dialog.contains(target)) handOn(event, dialog); return; }
      if (event.ctrlKey || event.metaKey || event.altKey || key.length !== 1 || key === " ") return;
      if (target.matches(TAKES)) return;
      event.stopImmediatePropagation(); // no letter of a badge is a shortcut
      if (!field.current.offsetParent) latest.current();
      Promise.resolve().then(() => { field.current.focus(); field.current.select(); }); // drawn by now, and before the letter lands
    };
    window.addEventListener("keydown", heard, true);
    return () => window.removeEventListener("keydown", heard, true);
  }, []);
  useEffect(() => {
    const lost = document.activeElement === document.body && !document.querySelector(".veil");
    if (lost && window.matchMedia("(pointer: fine)").matches) field.current.focus();
  });
}

/** A button of a dialog that sleeps or goes when it is pressed leaves the focus nowhere, and the keys would be deaf. */
function handOn(event, dialog) {
  dialog.focus();
  if (event.key === "Escape") dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
}
