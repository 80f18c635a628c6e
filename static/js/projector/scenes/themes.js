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
const FEW = 4; // so few have room for a line each
const LONG = 66; // letters; longer titles ask for more lines, and so for fewer rows

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Themes({ day, sheet }) {
  const { scene, round, spheres } = day;
  const few = scene.list.length <= FEW;
  const most = sheet.tall ? TALL : WIDE;
  const columns = few ? 1 : most.columns;
  const deep = few ? FEW : most.rows - (scene.list.some(({ title }) => title.length > LONG) ? 1 : 0);
  const { rows, page, pages } = usePages(scene.list, columns * deep);
  const lines = Math.min(deep, Math.ceil(scene.list.length / columns));
  return html`<${Scene} name="themes" sheet=${sheet} head=${roundHead(round)}>
    <header class="themes__top"><h1>${themesCount(scene.list)}</h1>
      <p>${scene.objecting ? t("Does your card lie wrong? Say so on your table's tablet") : t("What goes before the hall")}</p></header>
    <ol class="themes" style=${{ "--columns": columns, "--rows": lines }}>${rows.map((theme) => html`<${Theme} key=${theme.id} theme=${theme} spheres=${spheres} />`)}</ol>
    <${Pager} page=${page} pages=${pages} />
  <//>`;
}

/** @param {{theme: Object, spheres: Object[]}} props */
function Theme({ theme, spheres }) {
  const slip = useRef(null);
  useMeasure(() => { if (slip.current) slip.current.style.setProperty("--lines", linesIn(slip.current)); });
  return html`<li ref=${slip} class=${sphereTone(spheres, theme.sphere)}><${Slip}>
    <p class="themes__title"><${Clipped} text=${theme.title} /></p>
    <p class="themes__of">${theme.sphere && html`<${Icon} name=${sphereIcon(spheres, theme.sphere)} />`}<span>${theme.theme ? tn("{n} card", "{n} cards", theme.cards) : t("a single card")}</span></p><//></li>`;
}

/** @param {HTMLElement} place @returns {number} how many lines of a title have room */
function linesIn(place) {
  const [slip, title] = [place.querySelector(".slip"), place.querySelector(".themes__title")];
  const { paddingTop, paddingBottom } = window.getComputedStyle(slip);
  const room = slip.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom) - place.querySelector(".themes__of").offsetHeight;
  return Math.max(1, Math.floor(room / parseFloat(window.getComputedStyle(title).lineHeight)));
}
