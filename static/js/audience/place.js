/** Where this person sits: told once, told again when it has changed, also if this phone was away meanwhile. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { read, remove, write } from "../lib/shelf.js";
import { Button, Icon, Slip } from "../lib/ui.js";
import { t } from "../lib/words.js";

/** @param {import("../lib/link.js").LinkState} link @returns {string} where this phone keeps the table that its owner knows of */
function keyOf(link) {
  return `veche.place:${link.common.session.id}:${link.own.seat}`;
}

/** @param {import("../lib/link.js").LinkState} link */
export function forgetPlace(link) {
  remove(keyOf(link));
}

/**
 * @param {{link: import("../lib/link.js").LinkState, said?: string}} props `said`: the page itself tells the table ("said"), or
 *   tells it to those who come in ("first")
 */
export function Place({ link, said }) {
  const { own } = link;
  const [, redraw] = useState(0);
  const known = read(keyOf(link));
  const table = own.role === "person" && own.table ? String(own.table) : null;
  const silent = said === "said" || (known === null && (said === "first" || own.seen === null));
  const keep = () => write(keyOf(link), table);
  useEffect(() => { if (table && silent && known !== table) keep(); }, [table, silent]);
  if (own.seen === false && said !== "said") {
    return html`<p class="ph__call ph__call--need" role="status"><${Icon} name="warn" /><span>${t("You have not been checked in yet. Show your badge at the check-in desk.")}</span></p>`;
  }
  if (!table || silent || known === table) return null;
  return html`<${Slip} tone="new"><p class="now" role="status">${known === null ? t("Your table: {n}", { n: table }) : t("You have been moved to table {n}", { n: table })}</p>
    <${Button} icon="check" onClick=${() => { keep(); redraw((n) => n + 1); }}>${t("I am there")}<//><//>`;
}
