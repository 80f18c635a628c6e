/** One badge from the browser's own printer: a page of A6, black on white in either theme, and nothing else of the screen. */

import { html, render } from "../../vendor/htm-preact.module.js";
import { t } from "../lib/words.js";
import { tableNo } from "./people.js";

/**
 * @param {{code: string, qr: string, title: string, person: import("./people.js").Person}} badge `qr`: SVG
 */
export async function printBadge({ code, qr, title, person }) {
  const sheet = document.createElement("section");
  sheet.className = "badge-print";
  render(html`<p>${title}</p><h1>${person.name}</h1>
    <img alt="" src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`} />
    <div><p class="badge-print__no">${t("No. {n}", { n: person.no })}</p><p class="badge-print__table">${person.table ? t("table {no}", { no: tableNo(person.table) }) : t("your table is said at the door")}</p>
      <p class="badge-print__code">${code}</p><small>${window.location.host}</small></div>`, sheet);
  document.querySelectorAll(".badge-print").forEach((old) => old.remove());
  document.body.append(sheet);
  window.addEventListener("afterprint", () => sheet.remove(), { once: true });
  await sheet.querySelector("img").decode().catch(() => {}); // a picture that is not there yet would print as nothing
  window.print();
}
