/** The cards of the round: first those that wait for the hall's screens, then the newest. Keys choose and decide. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Button, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Act, useActs } from "../lib/acts.js";
import { CardRow } from "./card.js";
import { useKey } from "../lib/keys.js";
import { holds, isWaiting, Lanes, queue } from "./waits.js";

const SHOWN = 40;

/** @param {{hall: import("./hall.js").Hall}} props */
export function Cards({ hall }) {
  const [wanted, setWanted] = useState("all");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(null);
  const [hiding, setHiding] = useState(null);
  const [all, setAll] = useState(false);
  const field = useRef(null);
  const byKey = useRef(false);
  const cards = hall.cards || [];
  const written = Boolean(hall.round) && hall.round.kind === "gather";
  const filters = filtersOf(cards);
  const filter = filters.find((each) => each.id === wanted) || filters[0];
  const first = queue(cards);
  const found = [...first, ...cards.filter((each) => !isWaiting(each))].filter((each) => filter.takes(each) && matches(each, search));
  const rows = all ? found : found.slice(0, Math.max(SHOWN, first.length));
  const waiting = rows.filter(isWaiting);
  const at = rows.findIndex((card) => card.id === chosen);
  const card = at < 0 ? null : rows[at];
  const go = (step) => {
    const place = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step));
    if (!rows[place]) return;
    byKey.current = true;
    setChosen(rows[place].id);
  };
  /* The focus goes along with the keys: otherwise Enter would press whatever button was clicked last. */
  useEffect(() => { if (byKey.current) field.current.closest(".lane").querySelector(".card.is-on").focus({ preventScroll: true }); byKey.current = false; }, [chosen]);
  const { act } = useActs();
  const held = holdable(card) || first.find(holdable);
  useKey("KeyJ", rows.length ? () => go(1) : null);
  useKey("KeyK", rows.length ? () => go(-1) : null);
  useKey("Enter", card && mainAct(card) ? () => say(act, mainAct(card), card) : null);
  useKey("KeyH", card ? () => (card.hidden ? say(act, "restore_card", card) : setHiding(card.id)) : null);
  useKey("KeyV", held ? () => { setChosen(held.id); say(act, "hold_card", held); } : null);
  useKey("/", cards.length ? () => field.current.querySelector("input").focus() : null);

  return html`<section class="lane" aria-labelledby="cards">
    <div class="lane__top" ref=${field}>
      <h2 class="h" id="cards">${t("Cards")}${filters.length === 1 && html` <span class="sub num">${cards.length}</span>`}</h2>
      ${filters.length > 1 && html`<div class="pick" role="group" aria-label=${t("Which cards")}>${filters.map((each) => html`<button type="button" key=${each.id} class="tab"
        aria-pressed=${each === filter ? "true" : "false"} onClick=${() => setWanted(each.id)}>${each.words()} <span class="num">${cards.filter(each.takes).length}</span></button>`)}</div>`}
      ${cards.length > 0 && html`<label class="find"><span class="sr">${t("Search the cards")}</span><${Icon} name="search" /><input class="input" type="search" value=${search} placeholder=${t("Search: text or table")}
        onInput=${(event) => setSearch(event.target.value)} /><kbd class="kbd" aria-hidden="true">/</kbd></label>`}
    </div>
    ${written && html`<div class="lane__gate"><${Lanes} hall=${hall} source=${hall.round.writers} label=${t("New cards come to the hall's screen")} combo="KeyQ" keys="Q" />
      <${AllOn} cards=${waiting.filter((each) => !each.wait.held)} /></div>`}
    <ul>${rows.map((each) => html`<${CardRow} key=${each.id} card=${each} hall=${hall} told=${written && hall.common.moderation.lanes[hall.round.writers].lane !== "at_once"}
      on=${each.id === chosen} hiding=${hiding === each.id} choose=${() => setChosen(each.id)} hide=${(yes) => setHiding(yes ? each.id : null)} />`)}</ul>
    ${!rows.length && html`<p class="slip slip--empty">${emptyWords(cards, search)}</p>`}
    ${rows.length < found.length && html`<${Button} onClick=${() => setAll(true)}>${tn("Show {n} more", "Show {n} more", found.length - rows.length)}<//>`}
    ${rows.length > 1 && html`<p class="sub lane__keys">${t("J and K choose, Enter lets on the screen, V holds, H hides or brings back, X blots out")}</p>`}
  </section>`;
}

/** Let on all that the lead sees here; a marked word among them asks for a second press. @param {{cards: Object[]}} props */
function AllOn({ cards }) {
  if (cards.length < 2) return null;
  const marked = cards.filter((card) => holds(card, "word")).length;
  return html`<${Act} id="admit_cards" name="admit_cards" fields=${{ cards: Object.fromEntries(cards.map((card) => [card.id, card.revision])) }}
    icon="check" combo="Shift+Enter" keys="⇧ Enter" sure=${marked ? tn("{n} of them holds a watched word", "{n} of them hold a watched word", marked) : null}>${tn("Let on {n} card", "Let on all {n} cards", cards.length)}<//>`;
}

/** @param {Object[]} cards */
function filtersOf(cards) {
  const every = [
    { id: "all", words: () => t("All"), takes: () => true },
    { id: "wait", words: () => t("Wait for the screen"), takes: isWaiting },
    { id: "hidden", words: () => t("Hidden"), takes: (card) => card.hidden },
    { id: "late", words: () => t("Late"), takes: (card) => card.late },
  ];
  return every.filter((each) => each.id === "all" || cards.some(each.takes));
}

/** @param {Object} card @param {string} search */
function matches(card, search) {
  const words = search.trim().toLowerCase();
  if (!words) return true;
  return /^\d+$/.test(words) ? card.table === `t${words}` : Object.values(card.fields).join(" ").toLowerCase().includes(words);
}

/** @param {Object|null} card */
function holdable(card) {
  return card && isWaiting(card) && !card.wait.held ? card : null;
}

/** @param {Object} card @returns {string|null} the command of the Enter key */
function mainAct(card) {
  if (card.hidden) return "restore_card";
  return isWaiting(card) ? "admit_card" : null;
}

function say(act, name, card) {
  act(`${name}:${card.id}`, name, name === "admit_card" ? { card: card.id, revision: card.revision } : { card: card.id });
}

function emptyWords(cards, search) {
  if (!cards.length) return t("No card yet. The first one will appear here.");
  return search ? t("No card like that. Clear the search to see all.") : t("Nothing here now.");
}
