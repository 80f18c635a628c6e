/** What a person sets on this device alone: language, light, size of type. */

import { html, useState } from "../../../vendor/htm-preact.module.js";
import { read, write } from "../shelf.js";
import { language, LANGUAGES, setLanguage, t } from "../words.js";
import { Icon } from "./icons.js";

/** @param {{class?: string}} props */
export function LangSwitch({ class: extra = "" }) {
  return html`<div class=${`switch ${extra}`} role="group" aria-label=${t("Language")}>
    ${LANGUAGES.map((code) => html`<button type="button" key=${code} lang=${code} class="switch__one"
      aria-pressed=${code === language() ? "true" : "false"} onClick=${() => setLanguage(code)}>${code.toUpperCase()}</button>`)}
  </div>`;
}

/** Light, dark, or as the device has it. */
export function ThemeSwitch({ class: extra = "" }) {
  const [, drawn] = useState(0);
  const dark = isDark();
  const turn = () => {
    const theme = dark ? "light" : "dark";
    write("veche.theme", theme);
    document.documentElement.dataset.theme = theme;
    drawn((n) => n + 1);
  };
  return html`<button type="button" class=${`btn btn--icon ${extra}`} aria-pressed=${dark ? "true" : "false"}
    aria-label=${t("Dark screen")} title=${t("Dark screen")} onClick=${turn}><${Icon} name=${dark ? "sun" : "moon"} /></button>`;
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === "dark" || (theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}

/** Larger type, for a tablet that lies in the middle of the table. */
export function SizeSwitch({ class: extra = "" }) {
  const [big, setBig] = useState(read("veche.size") === "big");
  const turn = () => {
    write("veche.size", big ? "" : "big");
    document.documentElement.dataset.size = big ? "" : "big";
    setBig(!big);
  };
  return html`<button type="button" class=${`btn btn--icon ${extra}`} aria-pressed=${big ? "true" : "false"}
    aria-label=${t("Large type")} title=${t("Large type")} onClick=${turn}><${Icon} name="type" /></button>`;
}
