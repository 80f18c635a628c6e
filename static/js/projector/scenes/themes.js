/** The themes, each a slip of the same size in an order that means nothing; pages turn, the type does not shrink. */

import { html, useRef } from "../../../vendor/htm-preact.module.js";
import { sphereIcon, sphereTone } from "../../lib/spheres.js";
import { themesCount } from "../../lib/themes.js";
import { Icon, Slip } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Clipped, roundHead, Scene, useMeasure } from "../sheet.js";
import { Pager, usePages } from "../turns.js";

const WIDE = { columns: 3, rows: 4 };
const TALL = { columns: 2, rows: 5 };
const FEW = 4; // so few have room for a line each, and twice as many for two columns of larger type
const LONG = { some: 56, many: 66 }; // letters; longer titles ask for more lines, and so for fewer rows

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Themes({ day, sheet }) {
  const { scene, round, spheres } = day;
  const pages = useSlips(scene.list, sheet);
  return html`<${Scene} name="themes" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${themesCount(scene.list)}</h1>
      <p>${scene.objecting ? t("Does your card lie wrong? Say so on your table's tablet") : t("What goes before the hall")}</p></header>
    <${Slips} ...${pages} spheres=${spheres} ofWords=${(theme) => (theme.theme ? tn("{n} card", "{n} cards", theme.cards) : t("a single card"))} />
    <${Pager} page=${pages.page} pages=${pages.pages} />
  <//>`;
}

/** How slips of one size are laid out, page by page. @param {Object[]} list @param {import("../sheet.js").Sheet} sheet */
export function useSlips(list, sheet) {
  const most = sheet.tall ? TALL : WIDE;
  const rowsOf = (rows, long) => (list.some(({ title }) => title.length > long) ? rows - 1 : rows);
  const rows = { few: FEW, some: rowsOf(FEW, LONG.some), many: rowsOf(most.rows, LONG.many) };
  const size = list.length <= FEW ? "few" : !sheet.tall && list.length <= 2 * rows.some ? "some" : "many";
  const [columns, deep] = [{ few: 1, some: 2, many: most.columns }[size], rows[size]];
  const lines = Math.min(deep, Math.ceil(list.length / columns));
  return { ...usePages(list, columns * deep), size, columns, lines };
}

/** @param {{rows: Object[], size: string, columns: number, lines: number, spheres: Object[], ofWords: (card: Object) => string}} props `ofWords`: what stands under a title */
export function Slips({ rows, size, columns, lines, spheres, ofWords }) {
  return html`<ol class=${`themes themes--${size}`} style=${{ "--columns": columns, "--rows": lines }}>${rows.map((card) => html`<${One} key=${card.id} theme=${card} spheres=${spheres} small=${ofWords(card)} />`)}</ol>`;
}

/** @param {{theme: Object, spheres: Object[], small: string}} props */
function One({ theme, spheres, small }) {
  const slip = useRef(null);
  useMeasure(() => { if (slip.current) slip.current.style.setProperty("--lines", linesIn(slip.current)); });
  return html`<li ref=${slip} class=${sphereTone(spheres, theme.sphere)}><${Slip}>
    <p class="themes__title"><${Clipped} text=${theme.title} /></p>
    <p class="themes__of">${theme.sphere && html`<${Icon} name=${sphereIcon(spheres, theme.sphere)} />`}<span>${small}</span></p><//></li>`;
}

/** @param {HTMLElement} place @returns {number} how many lines of a title have room */
function linesIn(place) {
  const [slip, title] = [place.querySelector(".slip"), place.querySelector(".themes__title")];
  const { paddingTop, paddingBottom } = window.getComputedStyle(slip);
  const room = slip.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) - place.querySelector(".themes__of").offsetHeight;
  return Math.max(1, Math.floor(room / parseFloat(window.getComputedStyle(title).lineHeight)));
}
