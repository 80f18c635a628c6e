/** The desk's small dialogs: why a card is set aside; keys and settings. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Dialog, LangSwitch, ThemeSwitch } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { reasonWords, titleOf } from "./words.js";

/** @param {{desk: import("./board.js").Desk, ids: string[], acts: import("./acts.js").BoardActs, onDone: () => void, onClose: () => void}} props */
export function Reasons({ desk, ids, acts, onDone, onClose }) {
  const { reasons } = desk.board;
  const choose = (reason) => { acts.setAside(ids, reason.id); onDone(); };
  const heard = (event) => {
    const reason = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : null;
    if (reason) { event.preventDefault(); choose(reason); }
  };
  const title = ids.length === 1 ? t("Why not “{title}”?", { title: titleOf(desk, ids[0]) }) : tn("Why not {n} card?", "Why not {n} cards?", ids.length);
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <p>${t("It does not go before the hall. It stays in the protocol with this reason, and can be brought back.")}</p>
    <div class="reasons" onKeyDown=${heard}>${reasons.map((reason, i) => html`<${Button} key=${reason.id} data-first=${i === 0 ? "" : null} keys=${String(i + 1)} onClick=${() => choose(reason)}>${reasonWords(desk, reason.id)}<//>`)}</div>
  <//>`;
}

/** @param {{onClose: () => void}} props */
export function Help({ onClose }) {
  return html`<${Dialog} wide title=${t("Keys and settings")} onClose=${onClose}>
    <p class="help__set"><${LangSwitch} /><${ThemeSwitch} /></p>
    <div class="help">${groupsOfKeys().map(({ title, keys }, i) => html`<section key=${i}><h3>${title}</h3>
      <dl>${keys.map(([key, words]) => html`<div key=${key}><dt><kbd class="kbd">${key}</kbd></dt><dd>${words}</dd></div>`)}</dl></section>`)}</div>
    <p class="sub">${t("By mouse or finger: drag a card, or several that were picked, onto a card or a theme; a finger takes it by its left edge. Keys go by their place, so they work in a Russian layout too.")}</p>
  <//>`;
}

function groupsOfKeys() {
  return [
    { title: t("The question"), keys: [
      ["M", t("lay together")], ["N", t("different: do not ask again")], ["Enter", t("another theme, by a word of it")], ["T", t("a theme of its own")] ] },
    { title: t("The thing in hand"), keys: [
      ["J K", t("next and previous")], ["\u2190 \u2192", t("cards and themes")], ["R", t("name it")], ["S", t("let a card out of a theme")],
      ["\u21e7S", t("take a theme apart")], ["W", t("set aside, with a reason")], ["B", t("bring back")] ] },
    { title: t("Several at once"), keys: [["Space", t("pick, or put down")], ["Esc", t("put all down, show all")]] },
    { title: t("The desk"), keys: [["Z", t("undo what you did last")], ["/", t("search")], ["?", t("this list")]] },
  ];
}
