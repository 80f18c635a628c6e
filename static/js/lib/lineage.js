/**
 * Where a card came from and where it went: what it answers above, itself, below what was written for it.
 * The desk tells everybody the same; a device only says it in words.
 */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { getJson } from "./api.js";
import { takeToken } from "./seat.js";
import { stepIcon, stepWords } from "./steps.js";
import { timeOfDay } from "./times.js";
import { Button, classes, Dialog, Icon, Slip } from "./ui.js";
import { t, tn } from "./words.js";

const SHEET = new URL("../../css/lineage.css", import.meta.url).pathname;
const PAUSE_MS = 350; // the typing pauses: now the desk is asked

/** Its style comes with it, once. */
function wear() {
  if (document.querySelector(`link[href="${SHEET}"]`)) return;
  document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet", href: SHEET }));
}

wear();

/** @param {string} query @returns {{data: Object|null, failed: boolean, again: () => void}} */
function useAsked(query) {
  const [answer, setAnswer] = useState({ query: "", data: null, failed: false });
  const [turn, again] = useState(0);
  useEffect(() => {
    let here = true;
    if (query) {
      getJson(`/api/lineage?${query}`, takeToken()).then(({ status, body }) => {
        if (here) setAnswer({ query, data: status === 200 ? body : null, failed: status !== 200 });
      });
    }
    return () => { here = false; };
  }, [query, turn]);
  const fits = answer.query === query;
  return { data: fits ? answer.data : null, failed: fits && answer.failed, again: () => again(turn + 1) };
}

/** @param {{card: string, own?: string[], onClose: () => void}} props */
export function Lineage({ card, own = [], onClose }) {
  const [way, setWay] = useState([card]);
  const shown = way[way.length - 1];
  const { data, failed, again } = useAsked(`card=${encodeURIComponent(shown)}`);
  return html`<${Dialog} wide class="lineage" title=${t("The path of a card")} onClose=${onClose}>
    ${way.length > 1 && html`<div><${Button} kind="quiet" icon="back" onClick=${() => setWay(way.slice(0, -1))}>${t("Back")}<//></div>`}
    ${data ? html`<${Path} key=${shown} data=${data} own=${own} onOpen=${(id) => setWay([...way, id])} />` : html`<${Waits} failed=${failed} again=${again} />`}
  <//>`;
}

function Waits({ failed, again }) {
  if (!failed) return html`<p class="sub" role="status">${t("Looking it up…")}</p>`;
  return html`<p class="st need" role="status"><${Icon} name="wifi-off" />${t("It cannot be looked up now.")}</p>
    <div><${Button} icon="undo" onClick=${again}>${t("Try again")}<//></div>`;
}

/** @param {{data: Object, own: string[], onOpen: (card: string) => void}} props */
function Path({ data, own, onOpen }) {
  const { before, here, after } = data;
  return html`
    ${before.length > 0 && html`<section><h3 class="lineage__h">${t("What it answers")}</h3>
      ${before.map((chapter) => html`<${Chapter} key=${chapter.card.id} chapter=${chapter} own=${own} />`)}</section>`}
    <section>${before.length > 0 && html`<h3 class="lineage__h">${t("The card itself")}</h3>`}<${Chapter} chapter=${here} own=${own} main /></section>
    ${after.length > 0 && html`<section><h3 class="lineage__h">${tn("{n} card was written for it", "{n} cards were written for it", after.length)}</h3>
      <ul class="lineage__after">${after.map((chapter) => html`<li key=${chapter.card.id}><button type="button" class="row lineage__row" onClick=${() => onOpen(chapter.card.id)}>
        <span class="row__text">${titleWords(chapter.card)}<small>${lastWords(chapter)}</small></span><${Icon} name="arrow" /></button></li>`)}</ul></section>`}`;
}

/** @param {{title: string|null, theme: boolean}} card @returns {string} */
function titleWords({ title, theme }) {
  if (title) return title;
  return theme ? t("a theme that is there no more") : t("a card whose words are not shown");
}

function lastWords({ steps }) {
  return stepWords(steps[steps.length - 1]);
}

/** One card and its steps. @param {{chapter: Object, own: string[], main?: boolean}} props */
function Chapter({ chapter, own, main }) {
  return html`<${Slip} class=${classes("chapter", main && "chapter--main")}>
    <p class="slip__title">${titleWords(chapter.card)}${own.includes(chapter.card.id) && html` <small class="chapter__own">${t("your table's card")}</small>`}</p>
    <ol class="steps-done">${chapter.steps.map((step, i) => html`<li key=${i} class=${classes("stepdone", `is-${step.step}`, step.row && `is-${step.row.state}`)}>
      <${Icon} name=${stepIcon(step)} /><div><p>${stepWords(step)}</p>${beside(step).length > 0 && html`<ul>${beside(step).map((card) => html`
        <li key=${card.id}>${titleWords(card)}${placeWords(card, own) && html` <small>${placeWords(card, own)}</small>`}</li>`)}</ul>`}</div></li>`)}</ol>
  <//>`;
}

/** The cards that belong to a step. @param {Object} step @returns {Object[]} */
function beside(step) {
  return step.cards && (step.step !== "written" || step.cards.length > 1) ? step.cards : [];
}

/** @param {Object} card @param {string[]} own @returns {string} "table 4, 10:05" */
function placeWords(card, own) {
  const place = card.table ? t("table {no}, {time}", { no: card.table, time: timeOfDay(card.at) }) : "";
  return [own.includes(card.id) ? t("your table's card") : "", place].filter(Boolean).join(" · ");
}

/** Looks for a card by words or by the number of a table. @param {{onClose: () => void}} props */
export function Search({ onClose }) {
  const [typed, setTyped] = useState("");
  const [asked, ask] = useState("");
  const [opened, open] = useState(null);
  useEffect(() => {
    const timer = setTimeout(() => ask(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, failed, again } = useAsked(asked && `find=${encodeURIComponent(asked)}`);
  if (opened) return html`<${Lineage} card=${opened} onClose=${() => open(null)} />`;
  return html`<${Dialog} wide class="lineage" title=${t("Where is my card?")} onClose=${onClose}>
    <label class="field"><span class="field__lab">${t("A word of the card, or the number of its table")}</span>
      <input type="search" data-first value=${typed} maxlength="80" autocomplete="off" onInput=${(event) => setTyped(event.target.value)} /></label>
    ${asked && !data && html`<${Waits} failed=${failed} again=${again} />`}
    ${asked && data && html`<${Found} data=${data} open=${open} />`}
  <//>`;
}

function Found({ data, open }) {
  return html`<ul class="lineage__after" aria-live="polite">${data.cards.map((card) => html`<li key=${card.id}>
    <button type="button" class="row lineage__row" onClick=${() => open(card.id)}><span class="row__text">${titleWords(card)}</span><${Icon} name="arrow" /></button></li>`)}</ul>
    ${data.waits && html`<p class="sub">${t("Tables are named when the voting on their cards is over. Until then look by a word.")}</p>`}
    ${!data.cards.length && !data.waits && html`<p class="sub" role="status">${t("No card like that.")}</p>`}
    ${data.more && html`<p class="sub">${t("There are more: add a word.")}</p>`}`;
}
