/**
 * The sheet that everything is placed on: 192 × 108 rem, or 160 × 120 on a 4:3 screen. Pictures use a tenth of a rem.
 */

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { t } from "../lib/words.js";
import { Mark } from "../lib/ui.js";
import { pick } from "../lib/words.js";

/** @typedef {{w: number, h: number, tall: boolean}} Sheet  in tenths of a rem */

const TALL = "(max-aspect-ratio: 3/2)"; // as in projector.css
const SLACK_EM = 0.14; // tight lines: the boxes of the letters stand out of the box of the text
const WIDE_SHEET = { w: 1920, h: 1080, tall: false };
const TALL_SHEET = { w: 1600, h: 1200, tall: true };

/** @returns {Sheet} */
export function useSheet() {
  const [tall, setTall] = useState(() => window.matchMedia(TALL).matches);
  useEffect(() => {
    const screen = window.matchMedia(TALL);
    const turned = () => setTall(screen.matches);
    screen.addEventListener("change", turned);
    return () => screen.removeEventListener("change", turned);
  }, []);
  return tall ? TALL_SHEET : WIDE_SHEET;
}

/**
 * A scene: the square with what is in it, and over the bark the page's own things.
 * @param {{name: string, sheet: Sheet, square?: any, disc?: {cx: number, cy: number, r: number}, head?: any, children?: any}} props
 *   `disc` is the square itself, `square` what is drawn in it
 */
export function Scene({ name, sheet, disc, square, head, children }) {
  return html`<main class=${`scene scene--${name}`}>
    <svg class="scene__square" viewBox=${`0 0 ${sheet.w} ${sheet.h}`} aria-hidden="true">
      ${disc && html`<circle class="square" cx=${disc.cx} cy=${disc.cy} r=${disc.r} />`}${square}
    </svg>
    ${head && html`<p class="scene__round"><${Mark} /><span>${head}</span></p>`}
    ${children}
  </main>`;
}

/** "Round 4 · Problems". @param {Object|null} round @returns {string} */
export function roundHead(round) {
  return round ? t("Round {n} · {title}", { n: round.no, title: pick(round.title) }) : t("Veche");
}

/** Calls `measure` after each drawing, when the window changes, and when the letters have arrived. */
export function useMeasure(measure) {
  useLayoutEffect(measure);
  useEffect(() => {
    const again = () => measure();
    window.addEventListener("resize", again);
    if (document.fonts) document.fonts.ready.then(again);
    return () => window.removeEventListener("resize", again);
  }, []);
}

/**
 * A box whose type takes the largest of the sizes (rem) at which everything fits in. What is inside is sized in em.
 * @param {{sizes: number[], class?: string, children?: any}} props
 */
export function Fit({ sizes, class: name = "", children }) {
  const box = useRef(null);
  useMeasure(() => {
    const element = box.current;
    if (!element) return;
    for (const size of sizes) {
      element.style.fontSize = `${size}rem`;
      const slack = SLACK_EM * parseFloat(window.getComputedStyle(element).fontSize);
      if (element.scrollHeight <= element.clientHeight + slack && element.scrollWidth <= element.clientWidth + 1) return;
    }
  });
  return html`<div ref=${box} class=${`fit ${name}`}>${children}</div>`;
}

/**
 * A text in a box that is too small for it ends after a word with an ellipsis, and not with ",…".
 * @param {{text: string, tag?: string}} props the rest goes to the element; its style keeps it to a line or to a few
 */
export function Clipped({ text, tag = "span", ...rest }) {
  const box = useRef(null);
  useMeasure(() => {
    const element = box.current;
    const said = element && element.firstChild;
    if (!said) return;
    said.data = text;
    if (!overflows(element)) return;
    const words = text.split(" ");
    let [most, least] = [words.length - 1, 1];
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      said.data = shortened(words, middle);
      if (overflows(element)) most = middle - 1;
      else least = middle;
    }
    said.data = shortened(words, least);
  });
  return html`<${tag} ref=${box} ...${rest}>${text}<//>`;
}

/** @param {HTMLElement} element @returns {boolean} */
function overflows(element) {
  const slack = SLACK_EM * parseFloat(window.getComputedStyle(element).fontSize);
  return element.scrollHeight > element.clientHeight + slack || element.scrollWidth > element.clientWidth + 1;
}

/** @param {string[]} words @param {number} n how many of them are said */
function shortened(words, n) {
  return `${words.slice(0, n).join(" ").replace(/[\s,.;:!?\u2013\u2014\u00ab\u201c(-]+$/, "")}…`;
}
