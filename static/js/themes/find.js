/** Where to? Type a word or two, and Enter lays what is in hand into the first theme that is left; or gives it a theme of that name. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { classes, Dialog, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { cardsOf } from "./board.js";
import { tablesWords, toneOf } from "./slip.js";

const SHOWN = 60;

/** @param {{desk: import("./board.js").Desk, ids: string[], acts: import("./acts.js").BoardActs, onDone: () => void, onClose: () => void}} props */
export function Find({ desk, ids, acts, onDone, onClose }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef(null);
  const rows = optionsOf(desk, ids, text);
  const here = Math.min(at, Math.max(0, rows.length - 1));
  useEffect(() => { const row = list.current && list.current.querySelector("[aria-selected='true']"); if (row) row.scrollIntoView({ block: "nearest" }); }, [here, text]);

  const choose = async (row) => {
    if (!row || acts.busy) return;
    const said = row.id ? acts.together(ids, row.id) : acts.merge(ids, null, row.title);
    onDone();
    await said;
  };
  const heard = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); setAt(Math.max(0, Math.min(rows.length - 1, here + step))); }
    if (event.key === "Enter") { event.preventDefault(); choose(rows[here]); }
  };
  const title = ids.length === 1 ? t("Where to with “{title}”?", { title: desk.things.get(ids[0]) ? desk.things.get(ids[0]).title : "" }) : tn("Where to with {n} card?", "Where to with {n} cards?", ids.length);
  return html`<${Dialog} wide class="finder" title=${title} onClose=${onClose}>
    <label class="find"><span class="sr">${t("Words of a theme or a card")}</span><${Icon} name="search" /><input class="input" data-first value=${text} role="combobox" aria-expanded="true" aria-controls="finder" aria-autocomplete="list"
      aria-activedescendant=${rows.length ? `finder-${here}` : null} placeholder=${t("Words of a theme or a card")} maxlength=${desk.board.longest} onInput=${(event) => { setText(event.target.value); setAt(0); }} onKeyDown=${heard} /></label>
    <ul class="finder__list" id="finder" role="listbox" aria-label=${t("Themes and cards")} ref=${list}>${rows.map((row, i) => html`<li key=${row.id || "new"} id=${`finder-${i}`} role="option" aria-selected=${i === here ? "true" : "false"}
      class=${classes("finder__one", row.thing && toneOf(desk, row.thing), i === here && "is-on")} onClick=${() => choose(row)}>
      ${row.thing ? html`<b>${row.title}</b><small class="sub num">${row.thing.isTheme ? tn("theme of {n} card", "theme of {n} cards", row.thing.cards.length) : t("a card")} · ${tablesWords(row.thing.tables)}</small>` : html`<b><${Icon} name="plus" /> ${t("A new theme “{title}”", { title: row.title })}</b>`}</li>`)}</ul>
    <p class="sub">${t("Arrows choose, Enter lays it there, Esc leaves it.")}</p>
  <//>`;
}

/** Themes first, of the same sphere before the others; then cards by themselves; last a theme that is called as was typed. */
function optionsOf(desk, ids, text) {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const spheres = ids.map((id) => desk.things.get(id)).filter(Boolean).map((thing) => thing.sphere);
  const says = (thing) => {
    const all = [thing, ...cardsOf(desk, thing)].map((each) => `${each.title} ${each.where || ""}`).join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const near = (thing) => (spheres.includes(thing.sphere) ? 0 : 1);
  const sorted = (things) => things.filter((thing) => !ids.includes(thing.id) && says(thing)).map((thing, i) => ({ thing, i })).sort((a, b) => near(a.thing) - near(b.thing) || a.i - b.i);
  const rows = [...sorted(desk.themes), ...sorted(desk.waiting)].slice(0, SHOWN).map(({ thing }) => ({ id: thing.id, title: thing.title, thing }));
  return text.trim() ? [...rows, { id: null, title: text.trim(), thing: null }] : rows;
}
