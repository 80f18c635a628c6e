/** The middle: the themes in the order in which they were made, so that each stays where the eye has left it. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Naming, PickTick, slipClasses } from "./slip.js";
import { firstWords, titleOf } from "./words.js";

const FRESH_MS = 5000;

/** @param {Object} props as the board gives them */
export function Themes({ desk, hand, acts, over, naming, setNaming, shown, filtering, rename }) {
  const fresh = useFresh(desk);
  return html`<main class=${classes("td__mid td__roll", over === "new" && "is-over")} data-drop="new" aria-label=${t("Themes")}>
    <p class="h"><span>${t("Themes")}</span>${filtering && html`<span class="sub">${tn("{n} of {of} shown", "{n} of {of} shown", shown.themes.length, { of: desk.themes.length })}</span>`}</p>
    <ol class="themes">${shown.themes.map((theme) => html`<${ThemeCard} key=${theme.id} ...${{ desk, hand, acts, over, naming, setNaming, theme, rename }} by=${fresh.get(theme.id)} />`)}</ol>
    ${!shown.themes.length && html`<p class="slip slip--empty">${emptyWords(desk, filtering)}</p>`}
    ${shown.themes.length > 0 && desk.open && html`<p class=${classes("td__new", over === "new" && "is-over")}>${t("Let go here: a new theme")}</p>`}
  </main>`;
}

function emptyWords(desk, filtering) {
  if (filtering && desk.themes.length) return t("Nothing like that. Esc shows all.");
  if (!desk.cards.size) return t("Themes will lie here.");
  return t("No theme yet. M lays two cards together that say the same thing; T makes a theme of one.");
}

function ThemeCard({ desk, hand, acts, over, naming, setNaming, theme, rename, by }) {
  const on = theme.id === hand.id;
  const named = naming && naming.id === theme.id;
  const said = desk.objections.get(theme.id) || [];
  return html`<li class=${classes("theme", slipClasses(desk, theme, { hand, over, fresh: Boolean(by) }), said.length > 0 && "is-objected")} tabindex=${on ? "0" : "-1"}
    aria-current=${on ? "true" : null} data-drag=${theme.id} data-drop=${theme.id} onDblClick=${() => desk.open && rename(theme.id, theme.revision)}
    onClick=${(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? hand.pick(theme.id) : hand.hold(theme.id))}>
    <span class="td__grip"></span>
    ${named ? html`<${Naming} ...${{ desk, acts, thing: theme, naming, setNaming }} />` : html`<h3>${theme.title}</h3>`}
    <span class="theme__n num" title=${tn("{n} card", "{n} cards", theme.cards.length)}>${theme.cards.length}</span>
    ${!named && html`<p class="theme__src">${firstWords(desk, theme)}</p>`}
    <p class="theme__tabs"><span class="sr">${t("tables")}</span>${theme.tables.map((no) => html`<i key=${no} class="num">${no}</i>`)}
      ${theme.hidden && html`<span class="st need"><${Icon} name="hide" />${t("hidden by the lead")}</span>`}
      ${by && html`<span class="theme__by">${by.words}</span>`}</p>
    <${PickTick} desk=${desk} thing=${theme} hand=${hand} />
    ${said.map((each) => html`<${Objection} key=${each.card} ...${{ desk, acts, said: each, theme }} />`)}
  </li>`;
}

/** A table says that its card does not belong here: its words, and one press lets the card out. */
function Objection({ desk, acts, said, theme }) {
  const title = titleOf(desk, said.card);
  return html`<div class="objects"><p><${Icon} name="hand" /><span><b>${t("table {no} objects", { no: said.table })}</b> ${title !== theme.title && t("“{title}”", { title })}${said.text && html`<q>${said.text}</q>`}</span></p>
    ${desk.open && html`<${Button} kind="need" icon="split" busy=${acts.busy} aria-label=${t("Let “{title}” out of the theme", { title })}
      onClick=${(event) => { event.stopPropagation(); acts.split(theme.id, [said.card]); }}>${t("Let it out")}<//>`}</div>`;
}

/** Themes that somebody has just worked on, and who: three people at one wall see each other's hands. @returns {Map<string, {words: string}>} */
function useFresh(desk) {
  const [fresh, setFresh] = useState(new Map());
  const known = useRef(null);
  const timers = useRef([]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  useEffect(() => {
    const before = known.current;
    known.current = Math.max(0, ...desk.board.recent.map((act) => act.seq));
    if (before === null) return;
    const news = desk.board.recent.filter((act) => act.seq > before && act.theme && act.no !== desk.me);
    if (!news.length) return;
    const who = (act) => (act.no ? t("seat {no}, just now", { no: act.no }) : t("the lead, just now"));
    setFresh((all) => new Map([...all, ...news.map((act) => [act.theme, { words: who(act), seq: act.seq }])]));
    timers.current.push(setTimeout(() => setFresh((all) => new Map([...all].filter(([, each]) => !news.some((act) => act.seq === each.seq)))), FRESH_MS));
  }, [desk.board]);
  return fresh;
}
