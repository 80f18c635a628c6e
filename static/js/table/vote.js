/** A table's open ballot: cards in an order of this table's own, marks up to the limit, whole and changeable until the close. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useDraft } from "../lib/draft.js";
import { shuffle } from "../lib/shuffle.js";
import { Button, ChoiceRow, Dialog, Icon, Pips, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";
import { sphereTone, sphereIcon } from "../lib/spheres.js";

/** @param {import("./table.js").Props} props */
export function Vote({ link, mine, send, drop, onHelp }) {
  const { round, spheres } = link.common;
  const paper = mine.own.paper || [];
  const [text, setText, clear] = useDraft(`ballot:${round.id}`);
  const [blank, askBlank] = useState(false);
  const known = new Set(paper.map((card) => card.id));
  const cast = mine.ballot;
  const marks = (parse(text) || (cast && cast.choices) || []).filter((id) => known.has(id));
  const changed = !cast || !same(marks, cast.choices.filter((id) => known.has(id)));
  const spent = round.limit !== null && marks.length >= round.limit;
  const toggle = (id, on) => setText(JSON.stringify(on ? [...marks, id] : marks.filter((each) => each !== id)));
  const put = (ids) => {
    send("cast_ballot", { round: round.id, choices: Object.fromEntries(ids.map((id) => [id, 1])) }, { slot: `ballot:${round.id}` });
    clear();
  };
  const mayGoBack = (item) => item.name === "cast_ballot" && item.payload.round === round.id;
  const goBack = (item) => setText(JSON.stringify(Object.keys(item.payload.choices)));

  return html`
    <main class="tb__main tb__main--ballot">
      <p class="tb__lead">${pick(round.how) || t("Mark the cards that should go on.")}</p>
      <div class="tb__scroll">
        <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp}
          mayGoBack=${mayGoBack} onBack=${goBack} />
        <ul class=${`ballot ${paper.length > 12 ? "ballot--many" : ""}`}>${shuffle(paper, mine.own.seed || "").map((card) => {
          const on = marks.includes(card.id);
          return html`<li key=${card.id} class=${sphereTone(spheres, card.sphere)}>
            <${ChoiceRow} on=${on} title=${card.title} small=${smallWords(card)} disabled=${spent && !on}
              aside=${sphereTone(spheres, card.sphere) && html`<span class="ballot__s"><${Icon} name=${sphereIcon(spheres, card.sphere)} /></span>`}
              onToggle=${(is) => toggle(card.id, is)} /></li>`;
        })}</ul>
        ${paper.length === 0 && html`<p class="sub">${t("There are no cards to choose from.")}</p>`}
      </div>
    </main>
    <div class="tb__foot">
      <p class="tb__count"><b class="num">${countWords(marks.length, round.limit)}</b>
        ${round.limit && round.limit <= 12 && html`<${Pips} n=${marks.length} of=${round.limit} />`}
        ${spent && html`<small>${t("take a mark away to set another")}</small>`}</p>
      <${Standing} cast=${cast} changed=${changed} limit=${round.limit} />
      <${Button} kind="quiet" big onClick=${() => askBlank(true)}>${t("Blank ballot")}<//>
      <${Button} kind="act" big icon="ballot" disabled=${marks.length === 0 || !changed} onClick=${() => put(marks)}>${castWords(cast, changed)}<//>
    </div>
    ${blank && html`<${Dialog} title=${t("Cast a blank ballot?")} onClose=${() => askBlank(false)} actions=${html`
      <${Button} big data-first onClick=${() => askBlank(false)}>${t("No, go on choosing")}<//>
      <${Button} big kind="act" icon="ballot" onClick=${() => { put([]); askBlank(false); }}>${t("Cast it blank")}<//>`}>
      <p>${t("The table takes part and supports none of the cards. It can be changed until the vote closes.")}</p>
    <//>`}`;
}

/** What of this table's the desk has, in words. @param {{cast: Object|null, changed: boolean, limit: number|null}} props */
function Standing({ cast, changed, limit }) {
  if (!cast) return html`<p class="tb__cast sub">${t("Nothing has been cast yet")}</p>`;
  const what = cast.choices.length ? countWords(cast.choices.length, limit) : t("a blank ballot");
  if (cast.fate === "waiting") return html`<p class="tb__cast"><${State} tone="now" icon="waits">${t("on this tablet, waits for a connection")}<//></p>`;
  if (cast.fate === "sending") return html`<p class="tb__cast"><${State} tone="now" icon="sending">${t("being sent…")}<//></p>`;
  return html`<p class="tb__cast"><${State} tone="ok" icon="check">${t("Cast: {what}", { what })}<//>
    <small>${changed ? t("what you see now is not cast yet") : t("can be changed until the vote closes")}</small></p>`;
}

function castWords(cast, changed) {
  if (!cast) return t("Cast the ballot");
  return changed ? t("Cast it changed") : t("The ballot is cast");
}

/** @param {number} n @param {number|null} limit @returns {string} */
export function countWords(n, limit) {
  return limit ? t("{n} of {limit}", { n, limit }) : tn("{n} mark", "{n} marks", n);
}

/** What tells a card from its neighbours besides its title. @param {Object} card @returns {string} */
export function smallWords(card) {
  const [, second] = Object.entries(card.fields).filter(([, text]) => text !== card.sphere);
  return (second && second[1]) || (card.parent ? card.parent.title : "");
}

function same(a, b) {
  return a.length === b.length && a.every((id) => b.includes(id));
}

function parse(text) {
  try {
    const list = text ? JSON.parse(text) : null;
    return Array.isArray(list) ? list : null;
  } catch (broken) {
    return null;
  }
}
