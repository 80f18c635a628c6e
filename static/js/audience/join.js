/** The way in: a personal code gives a vote, the hall's page alone gives a look and a place in a group. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { postJson } from "../lib/api.js";
import { letters } from "../lib/letters.js";
import { newId } from "../lib/seat.js";
import { keys, read, write } from "../lib/shelf.js";
import { Button, Icon, LangSwitch } from "../lib/ui.js";
import { language, t } from "../lib/words.js";
import { Page } from "./page.js";
import { slot } from "./slot.js";

const ASKS = "veche.asks";
const FindTable = slot((again) => import(`./findtable.js${again}`), "FindTable");
const CODE_LENGTH = 8;
const TABLE_CODE = /^\d{6}$/; // shorter than a badge's: the lead reads it aloud, and it is good for ten minutes

/** @param {{reason: string, refused?: {text?: string}, enter: (token: string, path?: string) => void}} props */
export function Join({ reason, refused, enter }) {
  const no = numberOfPage();
  const lost = reason !== "none";
  const small = lost ? (refused && refused.text) || t("This link no longer works") : t("Type the code from your badge: eight letters and digits");
  return html`<${Page} label=${t("Veche")} title=${lost ? t("Come in again") : t("Come in")} small=${small}>
    <${CodeForm} enter=${enter} />
    ${no === null && html`<${Kept} />`}
    <section class="join__other">
      <h2 class="ph__h">${t("No code?")}</h2>
      <p class="sub">${t("Without a code you can look on and join a group. Only badges vote.")}</p>
      ${no === null ? html`<${Guest} enter=${enter} />` : html`<a class="btn" href="/">${t("Go to the hall's page")}</a>`}
    </section>
    ${no === null && html`<${FindTable} />`}
    ${no === null && html`<${AsTable} enter=${enter} />`}
    <div class="ph__bar"><${LangSwitch} /></div>
  <//>`;
}

/** A tablet, or whatever takes its place. @param {{enter: (token: string, path?: string) => void}} props */
function AsTable({ enter }) {
  const [asked, ask] = useState(false);
  return html`<section class="join__other">
    <h2 class="ph__h">${t("A tablet?")}</h2>
    ${asked
      ? html`<p class="sub">${t("Ask the lead for the table's code: six digits, good for ten minutes.")}</p><${CodeForm} enter=${enter} table />`
      : html`<${Button} icon="tablet" onClick=${() => ask(true)}>${t("This is a table")}<//>`}
  </section>`;
}

/**
 * Eight letters and digits, as large as on the badge; or a table's six digits, in this field or in one of their own.
 * @param {{enter: (token: string, path?: string) => void, table?: boolean, said?: string}} props `said`: what the desk said already
 */
export function CodeForm({ enter, table, said }) {
  const [code, setCode] = useState("");
  const [state, setState] = useState({ busy: false, error: said || "" });
  const field = useRef(null);
  useEffect(() => { if (table) field.current.focus(); }, []);
  const whole = TABLE_CODE.test(letters(code)) || (!table && letters(code).length === CODE_LENGTH);
  const come = async (event) => {
    event.preventDefault();
    if (state.busy) return;
    if (!whole) {
      setState({ busy: false, error: table ? t("A table's code has six digits.") : t("The code has eight letters and digits.") });
      return;
    }
    setState({ busy: true, error: "" });
    const error = await give(letters(code), enter);
    setState({ busy: false, error });
  };
  return html`<form class="join" onSubmit=${come} novalidate>
    <label class="field ${state.error ? "field--wrong" : ""}">
      <span class="field__lab"><span>${table ? t("The table's code") : t("Your personal code")}</span></span>
      <input ref=${field} class="ph__code" value=${code} onInput=${(event) => setCode(event.target.value)} maxlength="12"
        autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck=${false} enterkeyhint="go" inputmode=${table ? "numeric" : null}
        aria-invalid=${state.error ? "true" : null} />
      ${state.error && html`<span class="field__wrong" role="alert">${state.error}</span>`}
    </label>
    <button type="submit" class="btn btn--act btn--big" aria-busy=${state.busy ? "true" : null}>
      <${Icon} name="key" />${t("Come in")}</button>
  </form>`;
}

/**
 * Gives a code to the desk.
 * @param {string} code @param {(token: string, path?: string) => void} enter @returns {Promise<string>} why not; "" when it opened
 */
export async function give(code, enter) {
  const { status, body } = await postJson("/api/code", { code, device: nameOfDevice(), lang: language() });
  if (status !== 200 || !body || !body.token) return errorWords(body);
  enter(body.token, body.path);
  return "";
}

/** A table's code is good for one device: the one that asks again, because no answer came, is still the same. */
function nameOfDevice() {
  const kept = read(ASKS);
  if (kept) return kept;
  const made = newId();
  write(ASKS, made);
  return made;
}

function Guest({ enter }) {
  const [state, setState] = useState({ busy: false, error: "" });
  const look = async () => {
    setState({ busy: true, error: "" });
    const { status, body } = await postJson("/api/guest", { lang: language() });
    if (status === 200 && body && body.token) enter(body.token, "/");
    else setState({ busy: false, error: errorWords(body) });
  };
  return html`<${Button} icon="show" busy=${state.busy} onClick=${look}>${t("Look and join without a code")}<//>
    ${state.error && html`<p class="field__wrong" role="alert">${state.error}</p>`}`;
}

/** A phone that came in with a badge before needs no letters again. */
function Kept() {
  const numbers = keys("veche.token:/p/").map((key) => key.split("/").pop()).filter((no) => /^\d+$/.test(no));
  if (!numbers.length) return null;
  return html`<div class="join__kept">${numbers.map((no) => html`<a key=${no} class="btn" href=${`/p/${no}`}>
    <${Icon} name="person" />${t("Go on as No. {n}", { n: no })}</a>`)}</div>`;
}

/** @param {Object|null} body of an answer that was no */
function errorWords(body) {
  if (body && body.error && body.error.text) return body.error.text;
  return t("No connection. Check that this phone is in the hall's Wi-Fi, and try again.");
}

function numberOfPage() {
  const found = /\/p\/(\d+)/.exec(window.location.pathname);
  return found ? Number(found[1]) : null;
}
