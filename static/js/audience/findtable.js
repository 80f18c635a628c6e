/** Somebody has lost their table: the number of the badge finds it, without a code and without a name. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { getJson } from "../lib/api.js";
import { Button } from "../lib/ui.js";
import { t } from "../lib/words.js";

const NUMBER = /^(?:\u2116|#)?\s*(\d{1,5})$/;

export function FindTable() {
  const [typed, setTyped] = useState("");
  const [state, setState] = useState({ busy: false, text: "", wrong: false });
  const find = async (event) => {
    event.preventDefault();
    if (state.busy || !typed.trim()) return;
    const [, no] = NUMBER.exec(typed.trim()) || [];
    if (no === undefined) { setState({ busy: false, wrong: true, text: whyWords(404, null) }); return; }
    setState({ busy: true, text: "", wrong: false });
    const { status, body } = await getJson(`/api/table-of?badge=${no}`, null);
    if (status === 200 && body) setState({ busy: false, wrong: false, text: foundWords(body) });
    else setState({ busy: false, wrong: true, text: whyWords(status, body) });
  };
  return html`<form class="join join__table" onSubmit=${find} novalidate>
    <label class=${state.wrong ? "field field--wrong" : "field"}><span class="field__lab"><span>${t("Find my table by the number of the badge")}</span></span>
      <input class="input num" value=${typed} onInput=${(event) => { setTyped(event.target.value); setState({ busy: false, text: "", wrong: false }); }}
        maxlength="12" inputmode="numeric" autocomplete="off" enterkeyhint="search" aria-invalid=${state.wrong ? "true" : null} />
      ${state.wrong && html`<span class="field__wrong" role="alert">${state.text}</span>`}</label>
    <${Button} type="submit" icon="search" busy=${state.busy}>${t("Find")}<//>
    <p class="join__found" role="status">${state.wrong ? "" : state.text}</p>
  </form>`;
}

/** @param {{no: number, table: number|null}} found @returns {string} */
function foundWords({ no, table }) {
  return table === null ? t("No. {n}: no table yet. Ask at the check-in desk.", { n: no }) : t("No. {n}: table {table}", { n: no, table });
}

/** @param {number} status @param {Object|null} body @returns {string} */
function whyWords(status, body) {
  if (status === 404) return t("There is no such badge today. Ask at the check-in desk.");
  if (status && body && body.error) return body.error.text;
  return t("No connection. Check that this phone is in the hall's Wi-Fi, and try again.");
}
