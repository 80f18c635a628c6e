/** Where a phone has nothing to do: what is going on, and what this phone will be good for. */

import { html } from "../../vendor/htm-preact.module.js";
import { openSearch, PathLink } from "../lib/path.js";
import { openSheet } from "../lib/sheet.js";
import { Button, Coming, Icon, Slip } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Frame } from "./frame.js";
import { slot } from "./slot.js";
import { isOver, nowWords, titleOf, turnoutWords } from "./words.js";

const FindTable = slot((again) => import(`./findtable.js${again}`), "FindTable");

/** @param {import("./phone.js").Props} props */
export function Now({ link }) {
  const { round, session, turnout, themes, theming, sheets } = link.common;
  if (!round) return html`<${Welcome} link=${link} />`;
  if (link.own.sits && link.own.round === round.id && link.own.table) return html`<${Seat} own=${link.own} round=${round} />`;
  return html`<${Frame} label=${pick(round.title)} title=${titleOf(round)}
    small=${theming && !themes ? tn("{n} theme so far", "{n} themes so far", theming.themes) : turnout && round.phase !== "briefing" ? turnoutWords(turnout) : t("Round {n} of {all}", { n: round.no, all: session.rounds })}>
    <${Slip}><p class="now">${nowWords(link.common)}</p>
      ${!isOver(round) && pick(round.how) && html`<p class="sub">${pick(round.how)}</p>`}<${Coming} link=${link} /><//>
    ${themes && html`<${Themes} themes=${themes} />`}
    ${sheets && html`<ul class="ranks">${sheets.map((each) => html`<li key=${each.id} class="ranks__row"><span class="ranks__name"><button type="button" class="path" onClick=${() => openSheet(each.id)}><span>${each.title}</span></button></span></li>`)}</ul>`}
    <div class="ph__more"><${Button} kind="quiet" icon="search" onClick=${openSearch}>${t("Where is my card?")}<//></div>
  <//>`;
}

/** Where this person sits from now on. */
function Seat({ own, round }) {
  const { group, listed } = own.sits;
  return html`<${Frame} label=${pick(round.title)} title=${t("Your table: {n}", { n: own.table })} small=${group || t("No. {n}", { n: own.no })} place="said">
    <${Slip}><p class="now">${listed ? t("Go to table {n}. The number stands on it.", { n: own.table }) : t("You stay at table {n}.", { n: own.table })}</p><//>
  <//>`;
}

/** What goes before the hall, to read: each opens to the words that tables wrote. @param {{themes: {list: Object[]}}} props */
function Themes({ themes }) {
  return html`<ul class="ranks">${themes.list.map((each) => html`<li key=${each.id} class="ranks__row"><span class="ranks__name"><${PathLink} card=${each}>
    ${each.theme && html`<small class="ranks__also">${tn("{n} card", "{n} cards", each.cards)}</small>`}<//></span></li>`)}</ul>`;
}

/** Before the first round. */
function Welcome({ link }) {
  const { own, common } = link;
  const person = own.role === "person";
  return html`<${Frame} label=${t("Veche")} title=${pick(common.session.title)}
    small=${person ? (own.table ? t("Welcome! You are No. {n}, your table is {table}", { n: own.no, table: own.table }) : t("Welcome! You are No. {n}", { n: own.no }))
      : t("Welcome! You look on as a guest")} place="first">
    <${Slip}><p class="now">${t("The forum begins soon. This page will follow by itself: keep it open.")}</p><${Coming} link=${link} />
      <ul class="what">
        <li><${Icon} name="ballot" />${person ? t("Here you will vote, in secret.") : t("Only badges vote. You will see how the vote goes.")}</li>
        <li><${Icon} name="people" />${t("Here you will join the group of an initiative.")}</li>
      </ul><//>
    ${!person && html`<${FindTable} />`}
  <//>`;
}
