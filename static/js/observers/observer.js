/** The observer's screen: above all who lets them see what; then the wall, the cards and the tables, as far as that goes. */

import { html } from "../../vendor/htm-preact.module.js";
import { Page } from "../audience/page.js";
import { formatClock, useClock } from "../lib/clock.js";
import { smallWords } from "../lib/ballots.js";
import { openSheet } from "../lib/sheet.js";
import { Button, Icon, LangSwitch, Notices, Slip, State, StatusLine, ThemeSwitch } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Wall } from "./wall.js";

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function Observer({ link }) {
  const clock = useClock(link);
  if (!link.common || !link.own) return html`<${Page} label=${t("Veche")} title=${t("Veche")} end=${html`<${StatusLine} link=${link} />`} />`;
  const { round, session, see, cards, progress } = link.common;
  const time = clock.ms === null ? null : { icon: "clock", text: formatClock(clock.ms) };
  return html`<${Page} wide label=${t("Observer {no}", { no: link.own.no })} title=${pick(round ? round.title : session.title)} aside=${time}
    small=${round ? t("Round {n} of {all}", { n: round.no, all: session.rounds }) : t("The forum begins soon")} end=${html`<${StatusLine} link=${link} />`}>
    <p class="ph__call ob__says" role="note"><${Icon} name="show" /><span>${SIGHTS[see]()} <small>${t("An observer looks on: no vote, no card, no name.")}</small></span></p>
    <div class="ex__next"><section aria-label=${t("On the hall's screen")}><h2 class="ph__h">${t("On the hall's screen")}</h2><${Wall} link=${link} /></section></div>
    <div class="ex__work">
      ${progress && html`<${Tables} progress=${progress} />`}
      ${cards && html`<${Cards} cards=${cards} />`}
    </div>
    <div class="ph__bar"><span></span><span class="ph__set"><${LangSwitch} /><${ThemeSwitch} /></span></div>
    <${Notices} link=${link} />
  <//>`;
}

const SIGHTS = {
  wall: () => t("The lead lets observers see what hangs on the hall's screen."),
  cards: () => t("The lead lets observers see the hall's screen, and the cards and sheets without their tables."),
  progress: () => t("The lead lets observers see the hall's screen, cards and sheets without their tables, and how far the tables are."),
};

function Tables({ progress }) {
  return html`<section><h2 class="ph__h">${t("How far the tables are")}</h2><ul class="ob__tables">${progress.tables.map((table) => html`<li key=${table.no}>
    <b class="num">${table.no}</b><span class="sr">${t("Table {no}", { no: table.no })}</span><span>${table.cards !== null ? tn("{n} card", "{n} cards", table.cards) : table.percent !== null ? t("sheet: {n} % filled in", { n: table.percent }) : t("no sheet")}
      ${table.ready && html`<${State} tone="ok" icon="check">${t("ready")}<//>`}</span></li>`)}</ul></section>`;
}

function Cards({ cards }) {
  if (!cards.length) return html`<section><h2 class="ph__h">${t("The cards of the hall")}</h2><${Slip}><p class="sub">${t("In this round there is no card to be read yet.")}</p><//></section>`;
  return html`<section><h2 class="ph__h">${t("The cards of the hall")} <small>${t("in an order drawn by lot")}</small></h2>
    <ul class="list-of-rows">${cards.map((card) => html`<${Slip} key=${card.id} tag="li"><span class="slip__title">${card.title}</span>
      ${smallWords(card) && html`<span class="slip__meta">${smallWords(card)}</span>`}
      ${card.sheet && html`<${Button} icon="page" onClick=${() => openSheet(card.id)}>${t("Read the sheet")}<//>`}<//>`)}</ul></section>`;
}
