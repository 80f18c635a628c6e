/** Where a theme comes from: every card word for word, with its table. Each can be let out, and each can give the theme its title. */

import { html, useEffect, useRef } from "../../vendor/htm-preact.module.js";
import { useKey } from "../lib/keys.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { cardsOf, pairsOf } from "./board.js";
import { toneOf } from "./slip.js";

/** @param {{desk: import("./board.js").Desk, hand: import("./hand.js").Hand, acts: import("./acts.js").BoardActs,
 *  held: Object|null, group: Object|null, rename: (() => void)|null, aside: (ids: string[]) => void}} props `group`: is asked about */
export function Sources({ desk, hand, acts, held, group, rename, aside }) {
  if (!held || hand.picked.length) return null;
  const asked = held.isTheme || group ? null : themeAsked(desk, held.id);
  const theme = held.isTheme ? held : asked;
  return html`${!held.isTheme && html`<${WholeCard} desk=${desk} card=${held} rename=${rename} aside=${aside} />`}
    ${theme && html`<${OfTheme} key=${theme.id} desk=${desk} acts=${acts} theme=${theme} inHand=${theme === held} rename=${rename} aside=${aside} />`}`;
}

/** The theme that the question about a card is about. */
function themeAsked(desk, id) {
  const [pair] = pairsOf(desk, id);
  const other = pair && desk.things.get(pair.things.find((each) => each !== id));
  return other && other.isTheme ? other : null;
}

/** A card by itself: whatever its table wrote beside the title, and what else can be done with it. */
function WholeCard({ desk, card, rename, aside }) {
  return html`<section class="from" aria-label=${t("The card in hand")}>
    ${(card.more.length > 0 || card.answers) && html`<p class="h"><span>${t("The whole card")}</span></p>
      <div class=${`from__card ${toneOf(desk, card)}`}>${card.answers && html`<p class="sub">${t("answers “{title}”", { title: card.answers })}</p>`}${card.more.map((text, i) => html`<p key=${i}>${text}</p>`)}</div>`}
    ${desk.open && card.place === "" && html`<div class="from__acts"><${Button} icon="pen" keys="R" onClick=${rename}>${t("Name it")}<//><${Button} icon="hide" keys="W" onClick=${() => aside([card.id])}>${t("Set aside…")}<//></div>`}
  </section>`;
}

/** @param {Object} props `inHand`: S and R are for this theme */
function OfTheme({ desk, acts, theme, inHand, rename, aside }) {
  const list = useRef(null);
  const at = useRef(-1);
  const cards = cardsOf(desk, theme);
  const said = desk.objections.get(theme.id) || [];
  const whole = () => acts.split(theme.id, theme.cards);
  const open = desk.open && theme.place !== "aside";
  const buttons = () => Array.from(list.current ? list.current.querySelectorAll(".from__out") : []);
  const enter = () => {
    const first = buttons()[Math.max(0, cards.findIndex((card) => said.some((each) => each.card === card.id)))];
    if (first) first.focus();
  };
  /* Whoever lets one card out after another keeps the focus in the list. */
  useEffect(() => {
    if (at.current < 0) return;
    const left = buttons();
    if (left.length) left[Math.min(at.current, left.length - 1)].focus();
    at.current = -1;
  }, [cards.length]);
  const out = (card, i) => { at.current = i; acts.split(theme.id, [card.id]); };
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = buttons().indexOf(event.target);
    if (!step || here < 0) return;
    event.preventDefault();
    event.stopPropagation();
    buttons()[Math.max(0, Math.min(buttons().length - 1, here + step))].focus();
  };
  useKey("KeyS", open && inHand ? enter : null);
  useKey("Shift+KeyS", open && inHand ? whole : null);
  return html`<section class="from" aria-labelledby="from">
    <p class="h"><span id="from">${t("Where the theme comes from")}</span></p>
    ${!inHand && html`<p class="from__of">${t("“{title}”", { title: theme.title })}</p>`}
    <ol class="from__list" ref=${list} onKeyDown=${walk}>${cards.map((card, i) => html`<li key=${card.id} class=${classes("from__one", toneOf(desk, card), said.some((each) => each.card === card.id) && "is-objected")} data-drag=${inHand ? card.id : null}>
      <span class="td__grip"></span><b class="num">${t("table {no}", { no: card.tables.join(", ") })}</b>
      <span class="from__say">${card.title}${card.where && html` <span class="sub">${card.where}</span>`}${card.more.map((text, k) => html`<small key=${k}>${text}</small>`)}</span>
      ${open && inHand && html`<span class="from__do">
        ${card.title !== theme.title && html`<button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Call the theme “{title}”", { title: card.title })} title=${t("Call the theme so")} onClick=${() => acts.rename(theme.id, card.title, theme.revision)}><${Icon} name="pen" /></button>`}
        <button type="button" class="btn btn--icon btn--quiet from__out" aria-label=${t("Let “{title}” out of the theme", { title: card.title })} title=${t("Let it out")} onClick=${() => out(card, i)}><${Icon} name="split" /></button></span>`}
    </li>`)}</ol>
    ${open && inHand && html`<div class="from__acts">
      <${Button} icon="split" keys="S" onClick=${enter}>${t("Let a card out")}<//>
      <${Button} icon="split" keys=${`\u21e7S`} busy=${acts.busy} onClick=${whole}>${t("Take it all apart")}<//>
      <${Button} icon="pen" keys="R" onClick=${rename}>${t("Rename")}<//>
      <${Button} icon="hide" keys="W" onClick=${() => aside([theme.id])}>${t("Set aside…")}<//></div>`}
  </section>`;
}
