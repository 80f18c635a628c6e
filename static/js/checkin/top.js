/** The top bar: which day, how many are here, which desk this is. */

import { html } from "../../vendor/htm-preact.module.js";
import { Icon, LangSwitch, Mark, ThemeSwitch } from "../lib/ui.js";
import { t } from "../lib/words.js";

/** @param {{link: import("../lib/link.js").LinkState, open: (what: string) => void}} props */
export function TopBar({ link, open }) {
  const { check_in: known } = link.common;
  return html`<header class="ci__top"><${Mark} />
    <h1>${known.days > 1 || known.day > 1 ? t("Check-in, day {n}", { n: known.day }) : t("Check-in")}</h1>
    <p class="ci__here"><b class="num">${known.here}</b> <span>${t("of {n} here", { n: known.listed })}</span></p>
    <p class="push ci__which">${t("Desk {no}", { no: link.own.no })}</p>
    <${Connection} link=${link} />
    <button type="button" class="btn" onClick=${() => open("list")}><${Icon} name="people" /><span>${t("List")}</span></button>
    <button type="button" class="btn" onClick=${() => open("seating")}><${Icon} name="dice" /><span>${t("Seating")}</span></button>
    <button type="button" class="btn" title=${`${t("Paper and hands")} (F4)`} onClick=${() => open("papers")}><${Icon} name="page" /><span>${t("Paper and hands")}</span></button>
    <button type="button" class="btn" onClick=${() => open("day")}><${Icon} name="menu" /><span>${t("Day and tables")}</span></button>
    <${LangSwitch} class="ci__set" /><${ThemeSwitch} class="ci__set" />
  </header>`;
}

/** @param {{link: import("../lib/link.js").LinkState}} props */
function Connection({ link }) {
  if (link.status === "offline") return html`<p class="late" role="status"><${Icon} name="wifi-off" /> ${t("no connection")}</p>`;
  const words = link.status === "polling" ? t("by the spare way") : t("connected");
  return html`<p class="ci__link" title=${words}><${Icon} name="wifi" label=${words} /></p>`;
}
