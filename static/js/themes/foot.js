/** The line under the board: what could be undone, what has just been answered, and the keys. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { actWords, staysWords, whereWords } from "./words.js";

/** @param {{desk: import("./board.js").Desk, acts: import("./acts.js").BoardActs, undo: () => void, help: () => void}} props */
export function Foot({ desk, acts, undo, help }) {
  return html`<footer class="td__foot">
    ${desk.undo && html`<${Button} class=${classes("td__undo", desk.undo.stays && "is-stuck")} icon="undo" keys="Z" busy=${acts.busy} title=${desk.undo.stays ? staysWords(desk.undo.stays) : null} onClick=${undo}>
      <span>${t("Undo: {what}", { what: actWords(desk, desk.undo.event, desk.undo.facts) })}</span><//>`}
    <div class="td__heard" role="status"><${Told} desk=${desk} acts=${acts} /></div>
    <p class="td__keys" aria-hidden="true">${keysOfFoot().map(([key, words]) => html`<span key=${key}><kbd class="kbd">${key}</kbd>${words}</span>`)}</p>
    <button type="button" class="btn btn--quiet td__help" onClick=${help}><kbd class="kbd" aria-hidden="true">?</kbd> ${t("all keys")}</button>
  </footer>`;
}

function keysOfFoot() {
  return [["J K", t("card")], ["Space", t("pick")], ["/", t("search")]];
}

/** How an act ended, if not well; of cards that lie elsewhere by now, where, and a way to do it all the same. */
function Told({ desk, acts }) {
  const { told } = acts;
  if (!told) return html`<p class="sub">${t("The words of a card never change: a theme keeps every card word for word.")}</p>`;
  const again = told.other && told.cards.every((id) => desk.things.has(id) && (!told.other.into || desk.things.get(id).place !== told.other.into))
    && (!told.other.into || desk.things.has(told.other.into));
  return html`<p class=${classes("td__said", told.tone === "note" && "td__said--note")}><${Icon} name=${told.tone === "note" ? "info" : "warn"} /><span>
    ${told.tone === "refused" && told.cards.length > 0 && html`<b>${t("Somebody was quicker; nothing is lost.")}</b> `}${told.text}
    ${told.cards.slice(0, 3).map((id) => html`<span key=${id}> ${whereWords(desk, id)}</span>`)}</span></p>
    ${again && html`<${Button} busy=${acts.busy} onClick=${told.other.again}>${t("Do it all the same")}<//>`}`;
}
