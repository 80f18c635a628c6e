/** The PIN: whoever finds the console's link lying about must also see the window where Veche was started. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { postJson } from "../lib/api.js";
import { LostSeat } from "../lib/parts/lost.js";
import { takeToken } from "../lib/seat.js";
import { Button, LangSwitch, Mark, ThemeSwitch } from "../lib/ui.js";
import { language, t } from "../lib/words.js";

const DIGITS = 6;

/** @param {{reason: string, enter: (token: string) => void}} props */
export function Gate({ reason, enter }) {
  return reason === "pin.needed" ? html`<${Pin} enter=${enter} />` : html`<${LostSeat} reason=${reason} />`;
}

function Pin({ enter }) {
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
    <p class="lost__mark"><${Mark} /><span>${t("Veche: the lead's console")}</span></p>
    <h1><label for="pin">${t("PIN of the console")}</label></h1>
    <p>${t("Six digits from the window where Veche was started.")}</p>
    <form class="pin__form" onSubmit=${submit}>
      <input ref=${field} id="pin" class="input pin__field num" value=${pin} onInput=${typed} inputmode="numeric" autocomplete="off"
        maxlength=${DIGITS} aria-describedby="pin-said" aria-invalid=${said ? "true" : "false"} />
      <${Button} kind="act" big type="submit" busy=${busy} disabled=${pin.length < DIGITS}>${t("Enter the console")}<//>
    </form>
    <p id="pin-said" class="pin__said" role="alert">${said}</p>
    <p class="pin__set"><${LangSwitch} /><${ThemeSwitch} /></p>
  </main>`;
}
