/** A table's code that was scanned: `/#c=482913`. The device gives it at once and stands as the table, or says why not. */

import { html, render, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { keepToken } from "../lib/seat.js";
import { LangSwitch } from "../lib/ui.js";
import { loadWords, t } from "../lib/words.js";
import { CodeForm, give } from "./join.js";
import { Page } from "./page.js";

const BROUGHT = "#c=";
const DIGITS = /^\d{6}$/;

/** @returns {string|null} the code of the address bar, taken away from it: nobody should photograph or share it */
export function broughtCode() {
  const code = inFragment();
  if (code) window.history.replaceState(null, "", window.location.pathname + window.location.search);
  return code;
}

function inFragment() {
  const { hash } = window.location;
  const code = hash.slice(BROUGHT.length);
  return hash.startsWith(BROUGHT) && DIGITS.test(code) ? code : null;
}

/** The camera may hand the code to a page that is open already. */
export function followBrought() {
  window.addEventListener("hashchange", () => { if (inFragment()) window.location.reload(); });
}

/** @param {string} code */
export async function showBrought(code) {
  const place = document.getElementById("app");
  await loadWords();
  place.textContent = "";
  render(html`<${Brought} code=${code} />`, place);
}

function Brought({ code }) {
  const [said, say] = useState(null);
  useEffect(() => { give(code, enter).then((error) => { if (error) say(error); }); }, []);
  return html`<${Page} label=${t("Veche")} title=${t("This is a table")} small=${said === null ? t("Giving the code to the desk…") : t("The code did not open")}>
    ${said !== null && html`<${CodeForm} enter=${enter} table said=${said} />
      <p><a class="btn" href="/">${t("Go to the hall's page")}</a></p>
      <div class="ph__bar"><${LangSwitch} /></div>`}
  <//>`;
}

/** @param {string} token @param {string} path */
function enter(token, path) {
  keepToken(token, path);
  window.location.replace(path);
}
