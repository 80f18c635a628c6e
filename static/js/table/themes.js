/** Where the table's cards went: into which theme and beside what, or aside; and its word against that, while it may be said. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { openPath, PathLink } from "../lib/path.js";
import { reasonWords } from "../lib/reasons.js";
import { Button, classes, Dialog, Icon, Slip, State, TextField } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";

const LONGEST = 140; // as the desk takes it
const SHOWN = 3; // words of other cards that fit on a slip; the path of the card has them all

/** @param {import("./table.js").Props} props a round of themes, or a talk while tables may still object */
export function Themes({ link, mine, send, drop, onHelp }) {
  const { round } = link.common;
  const places = placesHere(round, mine);
  const objecting = places.some((place) => place.objecting);
  const [asked, ask] = useState(null);
  const object = (place, on, text = "") => send("object_to_theme", { card: place.id, on, text }, { slot: `object:${place.id}` });
  return html`<main class="tb__main tb__main--gather tb__main--themes">
    <div class="tb__left"><${Slip} class="compose compose--full">
      <h2>${headWords(round, objecting)}</h2>
      <${About} common=${link.common} places=${places} objecting=${objecting} />
    <//></div>
    <aside class="own" aria-label=${t("The table's cards")}>
      <h2 class="own__h"><span>${t("The table's cards")}</span></h2>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      <ul>${places.map((place) => html`<${Place} key=${place.id} place=${place} own=${mine.own.mine}
        onObject=${() => ask(place)} onDrop=${() => object(place, false)} />`)}</ul>
      ${!places.length && html`<${Slip} tone="empty">${t("This table has no cards here.")}<//>`}
    </aside>
    ${asked && html`<${Ask} place=${asked} onClose=${() => ask(null)} onObject=${(text) => { object(asked, true, text); ask(null); }} />`}
  </main>`;
}

/** Those that the round is about: of a board its own, of a talk those that may be objected to. */
function placesHere(round, mine) {
  const objects = mine.places.some((place) => place.objecting);
  return mine.places.filter((place) => place.board && (round.kind === "merge" ? place.board === round.id : objects));
}

function isShown(round) {
  return round.phase === "revealed" || round.phase === "carried";
}

function headWords(round, objecting) {
  if (round.kind !== "merge") return pick(round.prompt) || pick(round.title);
  if (objecting) return t("Look where your cards went");
  return isShown(round) ? t("The themes go before the hall") : pick(round.prompt) || pick(round.title);
}

/** What goes on, and what an objection means. */
function About({ common, places, objecting }) {
  const { round, theming } = common;
  if (objecting) {
    return html`<p>${t("A theme is one thought that several tables had. In the vote it stands on the paper as one line, and your words stay with it.")}</p>
      <p>${t("If a card of yours lies wrong, tap “That is not it”. The theme team sees it at once. If the objection stays, the card goes before the hall by itself.")}</p>
      <p class="sub">${t("All right as it is? Then there is nothing to do.")}</p>`;
  }
  if (isShown(round) && places.length && places.every(({ place }) => place === "alone")) {
    return html`<p>${t("Your cards go before the hall each by itself, as you wrote them. There is nothing to do.")}</p>`;
  }
  if (isShown(round) || round.kind !== "merge") {
    return html`<p>${t("The time to object is over. What comes of each card can always be seen under “Where is my card?”.")}</p>`;
  }
  return html`${theming && html`<p class="themes__count"><span><b class="num">${theming.laid}</b> ${tn("of {n} card has its place", "of {n} cards have their place", theming.of)}</span>
      <span><b class="num">${theming.themes}</b> ${tn("theme so far", "themes so far", theming.themes)}</span></p>`}
    <p>${t("The theme team reads every card and lays together those that say the same. Nobody changes your words.")}</p>
    ${places.length > 0 && html`<p class="sub">${t("When the themes are shown, you can object here if a card of yours lies wrong.")}</p>`}`;
}

/** One card: its words, where it is, what it lies beside. @param {{place: Object, own: string[], onObject: () => void, onDrop: () => void}} props */
function Place({ place, own, onObject, onDrop }) {
  const { objection } = place;
  return html`<${Slip} tag="li" tone=${objection ? "need" : undefined} class="own__card">
    <span class="slip__title"><${PathLink} card=${place} own=${own} /></span>
    <p class="place"><${Where} place=${place} /></p>
    ${place.theme && place.theme.cards.length > 0 && html`<ul class="place__beside">
      ${place.theme.cards.slice(0, SHOWN).map((words, i) => html`<li key=${i}>${words}</li>`)}
      ${place.theme.cards.length > SHOWN && html`<li class="sub">${tn("and {n} more", "and {n} more", place.theme.cards.length - SHOWN)}</li>`}</ul>`}
    ${objection && html`<p class="place__said"><${Fate} objection=${objection} />${objection.text && html`<q>${objection.text}</q>`}</p>`}
    ${place.objecting && html`<span class="own__fate">${objection
      ? html`<${Button} icon="undo" onClick=${onDrop}>${t("Take the objection back")}<//>`
      : html`<${Button} kind="need" icon="hand" onClick=${onObject}>${t("That is not it")}<//>`}</span>`}
  <//>`;
}

/** @param {{place: Object}} props colour, icon and words */
export function Where({ place }) {
  if (place.redacted) return html`<${State} tone="need" icon="hide">${t("the lead blotted out the text")}<//>`;
  if (place.hidden) return html`<${State} tone="need" icon="hide">${place.reason ? t("set aside: {reason}", { reason: place.reason }) : t("set aside by the lead")}<//>`;
  switch (place.place) {
    case "theme": return html`<${State} tone="ok" icon="merge">${place.theme.title ? t("in the theme “{title}”", { title: place.theme.title }) : t("in a theme that has no title yet")}<//>`;
    case "aside": return html`<${State} tone="now" icon="page">${t("set aside: {reason}", { reason: reasonWords(place.aside) })}<//>`;
    case "alone": return html`<${State} tone="ok" icon="circle">${t("stands by itself")}<//>`;
    case "waits": return html`<${State} tone="now" icon="waits">${t("waits for the theme team")}<//>`;
    default: return place.answer ? html`<${Answer} answer=${place.answer} />` : html`<${State} tone="ok" icon="check">${t("handed in")}<//>`;
  }
}

/** Of a comment: what the table said whose sheet it is about. */
function Answer({ answer }) {
  return answer.accepted ? html`<${State} tone="ok" icon="check">${t("taken up into the sheet")}<//>`
    : html`<${State} tone="now" icon="page">${t("read, and not taken up")}<//>`;
}

function Fate({ objection }) {
  if (objection.fate === "waiting") return html`<${State} tone="now" icon="waits">${t("the objection waits on this tablet for a connection")}<//>`;
  if (objection.fate === "sending") return html`<${State} tone="now" icon="sending">${t("being sent…")}<//>`;
  return html`<${State} tone="need" icon="hand">${t("You object: the card goes before the hall by itself")}<//>`;
}

/** @param {{place: Object, onClose: () => void, onObject: (text: string) => void}} props */
function Ask({ place, onClose, onObject }) {
  const [text, setText] = useState("");
  return html`<${Dialog} title=${t("That is not it?")} onClose=${onClose} actions=${html`
    <${Button} big onClick=${onClose}>${t("Leave it there")}<//>
    <${Button} big kind="need" icon="hand" data-first onClick=${() => onObject(text.trim())}>${t("Object")}<//>`}>
    <p class="slip__title">${t("“{title}”", { title: place.title })}</p>
    <p>${place.place === "aside"
      ? t("If the objection stays, the card comes before the hall after all, by itself.")
      : t("If the objection stays, the card leaves the theme and goes before the hall by itself.")}</p>
    <${TextField} label=${t("Why? You need not say")} hint=${tn("{n} left", "{n} left", LONGEST - text.length)} rows="2" maxlength=${LONGEST} value=${text} onText=${setText} />
  <//>`;
}

/** The table's cards of the whole day, each with the way to its path. @param {{mine: Object, onClose: () => void}} props */
export function WhereDialog({ mine, onClose }) {
  return html`<${Dialog} wide title=${t("Where is my card?")} onClose=${onClose}>
    <ul class="whereabouts">${mine.places.map((place) => html`<li key=${place.id}>
      <button type="button" class=${classes("row", "whereabouts__row")} onClick=${() => openPath(place.id, mine.own.mine)}>
        <span class="row__text">${place.title}<${Where} place=${place} /></span><${Icon} name="arrow" /></button></li>`)}</ul>
  <//>`;
}
