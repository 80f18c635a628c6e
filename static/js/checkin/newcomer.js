/** Somebody who is not on the list: a name and a signature are enough, or a number alone; then their number and their table, large. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Said, useActs } from "../lib/acts.js";
import { consentTitle } from "./consents.js";
import { Button, ChoiceRow, Icon, TextField } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Traits } from "./edit.js";
import { scanned } from "./people.js";

/** @param {{link: import("../lib/link.js").LinkState, name: string, badge: number|null, show: (id: string) => void, onClose: () => void}} props */
export function Newcomer({ link, name, badge: blank, show, onClose }) {
  const [typed, setTyped] = useState({ name, contact: "", needs: "", badge: blank ? String(blank) : "", traits: {}, consents: [] });
  const { act, told } = useActs();
  const form = useRef(null);
  const mine = told.newcomer || { state: "idle", text: "" };
  useEffect(() => form.current.querySelector("input").focus(), []);
  const put = (key) => (value) => setTyped({ ...typed, [key]: value });
  const signed = typed.consents.includes("processing");
  const register = async (said) => {
    if (mine.state === "asking") return;
    const no = scanned(typed.badge) || Number(typed.badge.replace(/\D/g, "")) || null;
    const { state, answer } = await act("newcomer", "register_person", { ...said, badge: no });
    if (state === "done") show(answer.person);
  };
  const save = (event) => {
    event.preventDefault();
    const { badge, ...said } = typed;
    register(said);
  };
  return html`<article class="ci__card" aria-labelledby="newcomer" onKeyDown=${(event) => { if (event.key === "Escape") { event.preventDefault(); onClose(); } }}>
    <header><h2 id="newcomer">${t("Somebody new")}</h2><button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Close")} onClick=${onClose}><${Icon} name="cross" /></button></header>
    <form ref=${form} class="ci__form" onSubmit=${save}>
      <${TextField} label=${t("Name, as it stands on the badge")} value=${typed.name} onText=${put("name")} maxlength="120" autocomplete="off" phrase />
      <${TextField} label=${t("Number of the blank badge in your hand, if there is one")} value=${typed.badge} onText=${put("badge")} maxlength="200" inputmode="numeric" autocomplete="off" />
      <${ChoiceRow} on=${typed.consents.includes("processing")} title=${consentTitle("processing")} small=${t("Signed on paper")} onToggle=${(on) => put("consents")(on ? ["processing"] : [])} />
      <${Button} kind="act" big type="submit" icon="check" busy=${mine.state === "asking"} disabled=${!typed.name.trim()}>${link.common.awaits ? t("Register") : t("Register and seat")}<//>
      <${Said} told=${mine} />
      ${!signed && html`<p class="sub">${t("Without this signature neither a name nor anything else is kept of somebody: they are their badge.")}</p>
        <${Button} icon="people" busy=${mine.state === "asking"} onClick=${() => register({ name: "" })}>${t("Register the number alone")}<//>`}
      <p class="sub">${link.common.awaits ? t("What follows can wait. The table comes when the tables are mixed.") : t("What follows can wait. The table is the one where one more person costs the mixture least.")}</p>
      <${TextField} label=${t("Contact")} value=${typed.contact} onText=${put("contact")} maxlength="120" autocomplete="off" />
      <${TextField} label=${t("What they need: a place without steps, a language, …")} value=${typed.needs} onText=${put("needs")} maxlength="120" autocomplete="off" />
      <${Traits} link=${link} traits=${typed.traits} put=${put("traits")} />
    </form></article>`;
}
