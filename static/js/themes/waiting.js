/** The left column: cards that wait for a place, sphere by sphere, and behind a tab what was set aside. */

import { html, useRef } from "../../vendor/htm-preact.module.js";
import { useKey } from "../lib/keys.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";
import { Button, Chip, classes, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Meta, Naming, PickTick, slipClasses } from "./slip.js";
import { reasonWords } from "./words.js";

/** @param {Object} props as the board gives them */
export function Waiting({ desk, hand, acts, over, naming, setNaming, shown, tab, setTab, filter, setFilter }) {
  const field = useRef(null);
  useKey("/", () => field.current.focus());
  const turn = (name) => () => setTab(name);
  return html`<section class=${classes("td__left", over === "wait" && "is-over")} data-drop="wait" aria-label=${t("Cards by themselves")}>
    <div class="td__tabs" role="group" aria-label=${t("Which cards")}>
      <button type="button" class="tab" aria-pressed=${tab === "waiting" ? "true" : "false"} onClick=${turn("waiting")}>${t("Wait for a place")} <b class="num">${desk.waiting.length}</b></button>
      <button type="button" class=${classes("tab", over === "aside" && "is-over")} data-drop="aside" aria-pressed=${tab === "aside" ? "true" : "false"} onClick=${turn("aside")}>${t("Set aside")} <b class="num">${desk.aside.length}</b></button>
    </div>
    <label class="find"><span class="sr">${t("Search: words or a table")}</span><${Icon} name="search" /><input ref=${field} class="input" type="search" value=${filter.text} placeholder=${t("A word or a table")}
      onInput=${(event) => setFilter({ ...filter, text: event.target.value })} /><kbd class="kbd" aria-hidden="true">/</kbd></label>
    ${desk.spheres.length > 1 && html`<${Spheres} desk=${desk} filter=${filter} setFilter=${setFilter} />`}
    <div class="td__roll td__list">
      ${tab === "waiting"
        ? bySphere(desk, shown.waiting).map(({ sphere, cards }) => html`<section key=${sphere ? sphere.id : ""} class=${sphere ? sphereTone(desk.spheres, sphere.id) : ""} aria-label=${sphere ? pick(sphere.label) : t("No sphere")}>
          ${desk.spheres.length > 0 && html`<h2 class="td__sphere">${sphere && html`<${Icon} name=${sphereIcon(desk.spheres, sphere.id)} />`}<span>${sphere ? pick(sphere.label) : t("No sphere")}</span></h2>`}
          <ul>${cards.map((card) => html`<${WaitingCard} key=${card.id} ...${{ desk, hand, acts, over, naming, setNaming, card }} />`)}</ul></section>`)
        : html`<ul>${shown.aside.map(({ thing, reason }) => html`<${AsideCard} key=${thing.id} ...${{ desk, hand, acts, thing, reason }} />`)}</ul>`}
      <${EmptyLeft} desk=${desk} tab=${tab} shown=${shown[tab].length} />
    </div>
  </section>`;
}

/** @param {import("./board.js").Desk} desk @param {import("./board.js").Card[]} cards in the order of the spheres */
function bySphere(desk, cards) {
  const groups = [];
  cards.forEach((card) => {
    const sphere = desk.spheres.find((each) => each.id === card.sphere) || null;
    const last = groups[groups.length - 1];
    if (last && last.sphere === sphere) last.cards.push(card); else groups.push({ sphere, cards: [card] });
  });
  return groups;
}

/** @param {{desk: Object, filter: Object, setFilter: (filter: Object) => void}} props */
function Spheres({ desk, filter, setFilter }) {
  return html`<div class="td__spheres" role="group" aria-label=${t("Only one sphere")}>${desk.spheres.map(({ id, label }) => html`<button type="button" key=${id}
    class=${classes("sphere", sphereTone(desk.spheres, id))} aria-pressed=${filter.sphere === id ? "true" : "false"} aria-label=${pick(label)} title=${pick(label)}
    onClick=${() => setFilter({ ...filter, sphere: filter.sphere === id ? "" : id })}><${Icon} name=${sphereIcon(desk.spheres, id)} /><span class="num">${desk.waiting.filter((card) => card.sphere === id).length}</span></button>`)}</div>`;
}

function WaitingCard({ desk, hand, acts, over, naming, setNaming, card }) {
  const on = card.id === hand.id;
  return html`<li class=${slipClasses(desk, card, { hand, over })} tabindex=${on ? "0" : "-1"} aria-current=${on ? "true" : null} data-drag=${card.id} data-drop=${card.id}
    onClick=${(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? hand.pick(card.id) : hand.hold(card.id))}>
    <span class="td__grip"></span>
    <div class="td__say">${naming && naming.id === card.id
      ? html`<${Naming} ...${{ desk, acts, thing: card, naming, setNaming }} />`
      : html`<b>${card.title || t("what stood here is blotted out")}</b>`}<${Meta} desk=${desk} card=${card} bare /></div>
    <${PickTick} desk=${desk} thing=${card} hand=${hand} />
  </li>`;
}

function AsideCard({ desk, hand, acts, thing, reason }) {
  const on = thing.id === hand.id;
  const said = desk.objections.get(thing.id) || [];
  return html`<li class=${slipClasses(desk, thing, { hand })} tabindex=${on ? "0" : "-1"} aria-current=${on ? "true" : null} data-drag=${thing.id} onClick=${() => hand.hold(thing.id)}>
    <span class="td__grip"></span>
    <div class="td__say"><b>${thing.title}</b>
      <small class="meta"><span class="st"><${Icon} name="hide" />${reasonWords(desk, reason)}</span>${thing.isTheme && html`<span>${tn("theme of {n} card", "theme of {n} cards", thing.cards.length)}</span>`}</small>
      ${said.map((each) => html`<${Chip} key=${each.card} tone="need" icon="hand">${t("table {no} objects", { no: each.table })}${each.text && html`: ${each.text}`}<//>`)}
      ${desk.open && html`<${Button} icon="undo" keys=${on ? "B" : null} busy=${acts.busy} aria-label=${t("Bring back “{title}”", { title: thing.title })}
        onClick=${(event) => { event.stopPropagation(); acts.bringBack([thing.id]); }}>${t("Bring back")}<//>`}</div>
  </li>`;
}

/** @param {{desk: Object, tab: string, shown: number}} props */
function EmptyLeft({ desk, tab, shown }) {
  if (shown) return null;
  const words = () => {
    if (tab === "aside") return desk.aside.length ? t("Nothing like that. Esc shows all.") : t("Nothing is set aside. W sets a card aside, with a reason; nothing is lost.");
    if (desk.waiting.length) return t("Nothing like that. Esc shows all.");
    if (!desk.cards.size) return desk.board.writing ? t("No card yet. They come while the tables write.") : t("No card yet. They come when the tables begin to write.");
    return desk.board.writing ? t("Every card has its place. New ones come while the tables write.") : t("Every card has its place.");
  };
  return html`<p class="slip slip--empty">${words()}</p>`;
}
