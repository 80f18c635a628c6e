/** The PIN: whoever finds a link lying about must also know what is told to nobody but its holder. */

import { html, useEffect, useRef, useState } from "../../../vendor/htm-preact.module.js";
import { postJson } from "../api.js";
import { takeToken } from "../seat.js";
import { language, t } from "../words.js";
import { Button } from "./controls.js";
import { Mark } from "./icons.js";
import { LostSeat } from "./lost.js";
import { LangSwitch, ThemeSwitch } from "./switches.js";

const DIGITS = 6;

/**
 * @param {() => {screen: string, title: string, where: string, act: string}} words what it is the PIN of, and who tells it
 * @returns a gate for `mount`
 */
export function gateOf(words) {
  return ({ reason, enter }) => (reason === "pin.needed" ? html`<${Pin} words=${words()} enter=${enter} />` : html`<${LostSeat} reason=${reason} />`);
}

/** @param {{words: Object, enter: (token: string) => void}} props */
function Pin({ words, enter }) {
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const field = useRef(null);
  useEffect(() => field.current.focus(), [said]);

  const prove = async (digits) => {
    setBusy(true);
    setSaid("");
    const { status, body } = await postJson("/api/pin", { pin: digits, lang: language() }, takeToken());
    setBusy(false);
    if (status === 200 && body && body.token) return enter(body.token);
    setPin("");
    return setSaid((body && body.error && body.error.text) || t("The desk does not answer. Check that Veche is running, then try again."));
  };
  const typed = (event) => {
    const digits = event.target.value.replace(/\D/g, "").slice(0, DIGITS);
    event.target.value = digits;
    setPin(digits);
    if (digits.length === DIGITS && !busy) prove(digits);
  };
  const submit = (event) => { event.preventDefault(); if (pin.length === DIGITS && !busy) prove(pin); };
  return html`<main class="lost pin">
    <p class="lost__mark"><${Mark} /><span>${words.screen}</span></p>
    <h1><label for="pin">${words.title}</label></h1>
    <p>${words.where}</p>
    <form class="pin__form" onSubmit=${submit}>
      <input ref=${field} id="pin" class="input pin__field num" value=${pin} onInput=${typed} inputmode="numeric" autocomplete="off"
        maxlength=${DIGITS} aria-describedby="pin-said" aria-invalid=${said ? "true" : "false"} />
      <${Button} kind="act" big type="submit" busy=${busy} disabled=${pin.length < DIGITS}>${words.act}<//>
    </form>
    <p id="pin-said" class="pin__said" role="alert">${said}</p>
    <p class="pin__set"><${LangSwitch} /><${ThemeSwitch} /></p>
  </main>`;
}
