/** A link that opens nothing: says so, and what to do. */

import { html } from "../../../vendor/htm-preact.module.js";
import { t } from "../words.js";
import { Mark } from "./icons.js";
import { LangSwitch } from "./switches.js";

/** @param {{reason: string}} props */
export function LostSeat({ reason }) {
  const fresh = reason === "none";
  return html`<main class="lost">
    <p class="lost__mark"><${Mark} /><span>${t("Veche")}</span></p>
    <h1>${fresh ? t("This page needs its own link") : t("This link no longer works")}</h1>
    <p>${fresh
      ? t("Scan the code on the table card or on your badge, or open the link you were given.")
      : t("The seat was given a new link, or another session has begun. Ask the registration desk for a new code and scan it.")}</p>
    <p><a class="btn" href="/">${t("Go to the hall's page")}</a></p>
    <${LangSwitch} />
  </main>`;
}
