/** The top bar: which day this is, how long it lasts, what is wrong, and whether it is the day that runs. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, classes, Icon, Mark } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { lengthWords } from "./words.js";

/** @param {Object} props as the editor gives them */
export function TopBar({ day, draft, checked, link, open }) {
  const minutes = draft.round.reduce((sum, plan) => sum + (Number(plan.minutes) || 0), 0);
  const n = checked.problems.length;
  return html`<header class="ed__top">
    <${Mark} /><h1>${pick(draft.scenario.title) || t("A day without a title")}</h1>
    <p class="num">${tn("{n} round", "{n} rounds", draft.round.length)}, ${lengthWords(minutes)}</p>
    <p class=${classes("ed__kept", link.status === "offline" && "is-off")} role="status">${link.status === "offline"
      ? html`<${Icon} name="wifi-off" /> ${t("no connection")}` : keptWords(checked, draft)}</p>
    <${Button} class=${classes("push", n > 0 && "is-wrong")} icon=${n ? "warn" : "check"} keys="P" onClick=${() => open("problems")}>${n
      ? tn("{n} mistake", "{n} mistakes", n) : t("No mistakes")}<//>
    <${Button} icon="undo" keys="Z" disabled=${!day.undo} onClick=${day.undo}>${t("Undo")}<//>
    <${Button} icon="book" keys="O" onClick=${() => open("open")}>${t("Open")}<//>
    <${Button} kind="act" icon="page" keys="S" onClick=${() => open("save")}>${t("Save or play")}<//>
    <button type="button" class="btn btn--icon" aria-label=${t("Keys and settings")} title=${t("Keys and settings")} onClick=${() => open("help")}><${Icon} name="menu" /></button>
  </header>`;
}

function keptWords(checked, draft) {
  if (checked.of !== draft) return t("looking it over…");
  return checked.day && checked.day.same ? t("This is the day that runs") : t("The draft stays on this device");
}
