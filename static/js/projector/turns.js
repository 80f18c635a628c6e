/** Pages that turn by themselves: what does not fit on the wall is shown in turn, never in smaller type. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { t } from "../lib/words.js";
import { useMeasure } from "./sheet.js";

const TURN_MS = 12000;

/** @param {number} pages @returns {number} the page to be seen now, from 0 */
export function useTurns(pages) {
  const [page, setPage] = useState(0);
  useEffect(() => {
    if (pages < 2) return undefined;
    const timer = setInterval(() => setPage((now) => now + 1), TURN_MS);
    return () => clearInterval(timer);
  }, [pages]);
  return pages > 0 ? page % pages : 0;
}

/** @template T @param {T[]} list @param {number} per @returns {{rows: T[], page: number, pages: number}} */
export function usePages(list, per) {
  const pages = Math.ceil(list.length / per);
  const page = useTurns(pages);
  return { rows: list.slice(page * per, (page + 1) * per), page, pages };
}

/**
 * A list that the browser itself breaks into pages: columns fill the box, and what is beside it is the next page.
 * @param {{class: string, children: any, onPages?: (page: number, pages: number) => void}} props
 */
export function TurningList({ class: name, children, onPages }) {
  const list = useRef(null);
  const [pages, setPages] = useState(1);
  const page = useTurns(pages);
  useMeasure(() => {
    const element = list.current;
    if (!element || !element.clientWidth) return;
    element.style.maxHeight = "";
    const all = Math.max(1, Math.ceil(element.scrollWidth / element.clientWidth - 0.1));
    if (all === 1) element.style.maxHeight = evenHeight(element);
    element.scrollLeft = page * element.clientWidth;
    setPages(all);
  });
  useEffect(() => { if (onPages) onPages(page, pages); }, [page, pages]);
  return html`<ol ref=${list} class=${`turning ${name}`}>${children}</ol>`;
}

/** The least height at which one page keeps its columns: eight people are four and four, not seven and one. */
function evenHeight(element) {
  const rows = [...element.children];
  const columns = new Set(rows.map((row) => row.offsetLeft)).size;
  if (columns < 2) return "";
  const per = Math.ceil(rows.length / columns);
  const heights = Array.from({ length: columns }, (none, i) => rows.slice(i * per, (i + 1) * per)
    .reduce((sum, row) => sum + row.offsetHeight, 0));
  return `${Math.max(...heights) + 1}px`;
}

/** @param {{page: number, pages: number}} props nothing for a single page */
export function Pager({ page, pages }) {
  if (pages < 2) return null;
  return html`<p class="pager num">${t("{n} of {all}", { n: page + 1, all: pages })}</p>`;
}
