/** A question that must be answered first. Focus goes in, stays in, and comes back. */

import { html, useLayoutEffect, useRef } from "../../../vendor/htm-preact.module.js";
import { t } from "../words.js";
import { Icon } from "./icons.js";

const FOCUSABLE = "button:not([disabled]), [href], input:not([disabled]), select, textarea, [tabindex='0']";
let count = 0;

/**
 * @param {{title: any, onClose: () => void, children?: any, actions?: any, wide?: boolean, class?: string}} props
 *   Esc and the cross call onClose; the first [data-first] inside, or the first control, gets the focus
 */
export function Dialog({ title, onClose, children, actions, wide, class: extra = "" }) {
  const box = useRef(null);
  const id = useRef(`dialog-${(count += 1)}`);
  useLayoutEffect(() => { // before the next key can come
    const before = document.activeElement;
    const first = box.current.querySelector("[data-first]") || box.current.querySelector(FOCUSABLE);
    (first || box.current).focus();
    return () => { if (before && before.focus) before.focus(); };
  }, []);
  return html`<div class="veil" onMouseDown=${(event) => { if (event.target === event.currentTarget) onClose(); }}>
    <section ref=${box} class=${`dialog ${wide ? "dialog--wide" : ""} ${extra}`} role="dialog" aria-modal="true"
      aria-labelledby=${id.current} tabindex="-1" onKeyDown=${(event) => keepInside(event, box.current, onClose)}>
      <div class="dialog__top"><h2 id=${id.current}>${title}</h2>
        <button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Close")} onClick=${onClose}><${Icon} name="cross" /></button>
      </div>
      <div class="dialog__body">${children}</div>
      ${actions && html`<div class="dialog__acts">${actions}</div>`}
    </section>
  </div>`;
}

/** @param {KeyboardEvent} event @param {HTMLElement} box @param {() => void} onClose */
function keepInside(event, box, onClose) {
  event.stopPropagation(); // the console's shortcuts sleep while a question is open
  if (event.key === "Escape") onClose();
  if (event.key !== "Tab") return;
  const all = Array.from(box.querySelectorAll(FOCUSABLE));
  const edge = event.shiftKey ? all[0] : all[all.length - 1];
  if (document.activeElement !== edge && box.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? all[all.length - 1] : all[0]).focus();
}
