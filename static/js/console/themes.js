/** A theme round: how far the theme team is, which tables object and to what, and what comes next. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Chip, Icon } from "../lib/ui.js";
import { reasonWords } from "../lib/reasons.js";
import { t, tn } from "../lib/words.js";
import { Act } from "../lib/acts.js";
import { hhmm } from "./times.js";

/** @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function Themes({ hall, open }) {
  const { board } = hall.common;
  const { cards, placed } = board;
  const laid = placed.theme + placed.aside;
  return html`<section aria-labelledby="themes"><h2 class="h" id="themes">${t("Themes")} <${Team} team=${board.team} open=${open} /></h2>
    <div class="turnout"><p><b class="num">${laid}</b> ${tn("of {n} card laid", "of {n} cards laid", cards)}</p>
      <progress max=${Math.max(1, cards)} value=${laid} aria-label=${t("Cards laid")}></progress>
      <p class="sub">${placesWords(board)}</p>
      ${board.aside.length > 0 && html`<p class="sub themes__aside">${board.aside.map((each, i) => html`<span key=${i}><${Icon} name="hide" />${reasonWords(each)}: <b class="num">${each.cards}</b></span>`)}</p>`}
      <p class="themes__sum"><${Icon} name="merge" /><span>${sumWords(board)}</span></p></div>
    ${(board.objecting || board.objections.length > 0) && html`<${Objections} board=${board} round=${hall.round.id} />`}
    <p class="run__note"><${Icon} name="info" />${nextWords(hall.round, board)}</p>
  </section>`;
}

/** @param {{team: Object[], open: (dialog: string) => void}} props */
function Team({ team, open }) {
  const here = team.filter((seat) => seat.online > 0);
  return html`<span class="themes__team">${here.length
    ? html`<${Chip} tone="ok" icon="check">${t("theme desk: {list} online", { list: here.map((seat) => seat.no).join(", ") })}<//>`
    : html`<${Chip} tone="now" icon="wifi-off">${t("nobody at the theme desk")}<//>`}
    <${Button} icon="key" onClick=${() => open("seats:e1")}>${t("Link of the theme desk")}<//></span>`;
}

/** @param {Object} board */
function placesWords({ placed }) {
  const parts = [
    placed.theme > 0 && tn("{n} in themes", "{n} in themes", placed.theme),
    placed.aside > 0 && tn("{n} set aside", "{n} set aside", placed.aside),
    placed.alone > 0 && tn("{n} by itself", "{n} by themselves", placed.alone),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Object} board */
function sumWords({ standing, themes, target }) {
  const singles = Math.max(0, standing - themes);
  const parts = [themes > 0 && tn("{n} theme", "{n} themes", themes), singles > 0 && tn("{n} single card", "{n} single cards", singles)].filter(Boolean).join(" + ") || t("nothing yet");
  const all = tn("Before the hall comes {n} in all: {parts}.", "Before the hall come {n} in all: {parts}.", standing, { parts });
  if (!target) return all;
  const aim = t("The aim is {from} to {to}.", { from: target[0], to: target[1] });
  const over = standing > target[1] ? tn("That is {n} too many.", "That is {n} too many.", standing - target[1]) : "";
  return [all, aim, over].filter(Boolean).join(" ");
}

/** @param {{board: Object, round: string}} props */
function Objections({ board, round }) {
  const { objections } = board;
  return html`<h3 class="h themes__h">${t("Objections")} <span class="sub num">${objections.length}</span></h3>
    ${objections.length ? html`<ul class="objections">${objections.map((each) => html`<${Objection} key=${each.card.id} said=${each} round=${round} open=${board.open} />`)}</ul>`
      : html`<p class="slip slip--empty">${t("No table objects.")}</p>`}`;
}

/** @param {{said: Object, round: string, open: boolean}} props */
function Objection({ said, round, open }) {
  const { card, theme } = said;
  return html`<li class="slip objection"><div class="objection__text">
    <b>${card.title}</b>
    <p class="sub">${t("table {no}", { no: said.table })} · ${hhmm(said.at)} · ${theme ? t("lies in theme {no}, “{title}”", { no: theme.no, title: theme.title }) : t("was set aside")}</p>
    <p class="objection__said"><${Icon} name="speak" />${said.text || t("“It does not belong there.”")}</p></div>
    ${open && (theme
      ? html`<${Act} id=${`split:${card.id}`} name="split_cards" fields=${{ round, theme: theme.id, cards: [card.id] }} kind="act" icon="split" label=${t("Split card {no} off", { no: said.no })}>${t("Split it off")}<//>`
      : html`<${Act} id=${`back:${card.id}`} name="bring_back" fields=${{ round, cards: [card.id] }} kind="act" icon="show" label=${t("Bring card {no} back", { no: said.no })}>${t("Bring back")}<//>`)}
  </li>`;
}

/** @param {Object} round @param {Object} board @returns {string} */
function nextWords({ phase }, board) {
  if (phase === "closed") return t("Next: show the themes to the hall. The tables then see where their cards went, and may object.");
  if (phase === "revealed") return t("Next: carry forward. Tables may object until the next round begins; what is still open then goes before the hall by itself.");
  if (phase === "carried") return board.open ? t("The themes are handed on. The theme desk stays open until the next round begins; then open objections are split off.") : t("The hall works with these themes now.");
  return t("The theme desk works on in every phase. Close the round when the board stands.");
}
