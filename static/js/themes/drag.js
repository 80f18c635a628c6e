/**
 * Dragging by mouse, pen and finger. What can be dragged says `data-drag`, where it can be let go `data-drop`. A finger
 * takes a card by its edge at once, or anywhere after a moment, for a quick one means to scroll.
 */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Icon } from "../lib/ui.js";
import { tn } from "../lib/words.js";

const SLACK_PX = 6;
const HELD_MS = 280;
const EDGE_PX = 56;
const STEP_PX = 12;

/**
 * @param {{idsOf: (id: string) => string[], drop: (ids: string[], target: string, from: string|null) => void}} what `idsOf`: all that goes
 *   along when this is dragged; `drop`: it was let go over `target`
 * @returns {{area: Object, drag: {ids: string[], over: string|null}|null, ghost: Object}} `area`, `ghost`: refs
 */
export function useDrag(what) {
  const [drag, setDrag] = useState(null);
  const area = useRef(null);
  const ghost = useRef(null);
  const latest = useRef(what);
  latest.current = what;

  useEffect(() => {
    const place = area.current;
    let start = null;
    let now = null;
    let timer = null;
    let rolling = null;

    const forget = () => {
      clearTimeout(timer);
      cancelAnimationFrame(rolling);
      start = null;
      now = null;
      rolling = null;
      setDrag(null);
    };
    const begin = () => {
      now = { ids: latest.current.idsOf(start.id), over: null };
      setDrag(now);
      roll();
    };
    const follow = () => {
      if (ghost.current) ghost.current.style.transform = `translate(${start.x + 12}px, ${start.y + 12}px)`;
      const under = document.elementFromPoint(start.x, start.y);
      const target = under && under.closest("[data-drop]");
      const over = target && !now.ids.includes(target.dataset.drop) ? target.dataset.drop : null;
      if (over !== now.over) { now = { ...now, over }; setDrag(now); }
    };
    /* A list scrolls by itself while something is held over its end. */
    const roll = () => {
      if (!now) return;
      const under = document.elementFromPoint(start.x, start.y);
      const list = under && under.closest(".td__roll");
      if (list) {
        const { top, bottom } = list.getBoundingClientRect();
        if (start.y < top + EDGE_PX) list.scrollTop -= STEP_PX;
        if (start.y > bottom - EDGE_PX) list.scrollTop += STEP_PX;
      }
      follow();
      rolling = requestAnimationFrame(roll);
    };

    const down = (event) => {
      if (!event.isPrimary || event.button !== 0 || event.target.closest("button, input, textarea, a")) return;
      const taken = event.target.closest("[data-drag]");
      if (!taken) return;
      start = { id: taken.dataset.drag, pointer: event.pointerId, x: event.clientX, y: event.clientY, from: { x: event.clientX, y: event.clientY } };
      const finger = event.pointerType === "touch" && !event.target.closest(".td__grip");
      if (finger) timer = setTimeout(begin, HELD_MS);
      start.waits = finger;
    };
    const move = (event) => {
      if (!start || event.pointerId !== start.pointer) return;
      start.x = event.clientX;
      start.y = event.clientY;
      if (now) { follow(); return; }
      if (Math.hypot(start.x - start.from.x, start.y - start.from.y) < SLACK_PX) return;
      if (start.waits) forget(); else begin();
    };
    const up = (event) => {
      if (!start || event.pointerId !== start.pointer) return;
      const held = now;
      const { id } = start;
      forget();
      if (!held) return;
      swallowClick(place);
      if (held.over) latest.current.drop(held.ids, held.over, id);
    };
    const key = (event) => { if (event.key === "Escape" && now) { event.preventDefault(); event.stopPropagation(); forget(); } };
    const still = (event) => { if (now) event.preventDefault(); }; // the page must not scroll away under a held card

    place.addEventListener("pointerdown", down);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", forget);
    window.addEventListener("keydown", key, true);
    place.addEventListener("touchmove", still, { passive: false });
    place.addEventListener("contextmenu", still);
    return () => {
      forget();
      place.removeEventListener("pointerdown", down);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", forget);
      window.removeEventListener("keydown", key, true);
      place.removeEventListener("touchmove", still);
      place.removeEventListener("contextmenu", still);
    };
  }, []);
  return { area, drag, ghost };
}

/** Letting go is not a click. @param {HTMLElement} place */
function swallowClick(place) {
  const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
  place.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => place.removeEventListener("click", swallow, true), 60);
}

/** What hangs on the pointer. @param {{drag: {ids: string[]}|null, ghost: Object, title: string}} props */
export function Ghost({ drag, ghost, title }) {
  return drag && html`<div class="td__ghost slip" ref=${ghost} aria-hidden="true">
    <b>${title}</b>${drag.ids.length > 1 && html`<span class="sub"><${Icon} name="merge" /> ${tn("{n} together", "{n} together", drag.ids.length)}</span>`}
  </div>`;
}
