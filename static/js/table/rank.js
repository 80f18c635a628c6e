/** What the table would like to work on: tap cards in the order of the wish, change it by buttons, send the whole of it. */

import { html } from "../../vendor/htm-preact.module.js";
import { smallWords } from "../lib/ballots.js";
import { useDraft } from "../lib/draft.js";
import { shuffle } from "../lib/shuffle.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";
import { Button, classes, Icon, Pips, Slip, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";

/** @param {import("./table.js").Props} props */
export function Rank({ link, mine, send, drop, onHelp }) {
  const { round, spheres, bidding } = link.common;
  const paper = mine.own.paper || [];
  const sent = mine.bid;
  const [list, put, clear] = useRanking(round, sent ? sent.cards : [], paper);
  const full = list.length >= round.bids;
  const changed = !sent || list.join() !== sent.cards.join();
  const hand = () => {
    send("rank_cards", { round: round.id, cards: list }, { slot: `rank:${round.id}` });
    clear();
  };
  const mayGoBack = (item) => item.name === "rank_cards" && item.payload.round === round.id;
  const tap = (card) => put(list.includes(card.id) ? list.filter((id) => id !== card.id) : [...list, card.id]);
  return html`
    <main class="tb__main tb__main--ballot">
      <p class="tb__lead"><span>${pick(round.how) || tn("Tap the card that the table would like to work on.", "Tap up to {n} cards that the table would like to work on, the dearest first.", round.bids)}
        <small>${t("Every card finds a table, and as many wishes as possible come true.")}</small></span></p>
      <div class="tb__scroll">
        <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} mayGoBack=${mayGoBack} onBack=${(item) => put(item.payload.cards)} />
        <div class="rank">
          <section class="rank__mine" aria-label=${t("What the table wishes for")}>
            <h2 class="own__h"><span>${t("Our wishes")}</span><${Pips} n=${list.length} of=${Math.min(round.bids, paper.length)} /></h2>
            <ol>${list.map((id, i) => html`<${Wish} key=${id} card=${paper.find((card) => card.id === id)} i=${i} list=${list} spheres=${spheres} put=${put} />`)}
              ${!full && list.length < paper.length && html`<${Slip} tag="li" tone="empty">${list.length ? t("Tap the next one") : t("Tap the card that you want most")}<//>`}</ol>
          </section>
          <ul class="rank__paper" aria-label=${t("The cards to choose from")}>${shuffle(paper, mine.own.seed || "").map((card) => html`<li key=${card.id}>
            <${Choice} card=${card} place=${list.indexOf(card.id)} full=${full} spheres=${spheres} own=${mine.own.mine.includes(card.id)} onTap=${() => tap(card)} /></li>`)}</ul>
        </div>
      </div>
    </main>
    <div class="tb__foot">
      <p class="tb__count"><b class="num">${t("{n} of {limit}", { n: list.length, limit: round.bids })}</b>
        <small>${bidding && tn("{n} table has sent its wishes", "{n} tables have sent their wishes", bidding.bids)}</small></p>
      <${Standing} sent=${sent} changed=${changed} />
      <${Button} kind="act" big icon="arrow" disabled=${!changed || (!list.length && !sent)} onClick=${hand}>${sent ? changed ? t("Send them changed") : t("The wishes are sent") : t("Send our wishes")}<//>
    </div>`;
}

/** The ranking on this device: what was tapped since, or else what the desk has; without cards that are not on the paper. */
function useRanking(round, sent, paper) {
  const [text, setText, clear] = useDraft(`rank:${round.id}`);
  const known = paper.map((card) => card.id);
  const list = (text ? text.split(" ").filter(Boolean) : text === " " ? [] : sent).filter((id) => known.includes(id));
  return [list, (next) => setText(next.join(" ") || " "), clear];
}

/** One wish, with its place and the buttons that move it. */
function Wish({ card, i, list, spheres, put }) {
  const title = card.title;
  const move = (by) => {
    const next = [...list];
    [next[i], next[i + by]] = [next[i + by], next[i]];
    put(next);
  };
  return html`<${Slip} tag="li" class=${classes("rank__wish", sphereTone(spheres, card.sphere))}>
    <b class="rank__n num">${i + 1}</b><span class="slip__title">${title}</span>
    <span class="rank__acts">
      <button type="button" class="btn btn--icon" disabled=${i === 0} aria-label=${t("“{title}” up", { title })} onClick=${() => move(-1)}><${Icon} name="up" /></button>
      <button type="button" class="btn btn--icon rank__down" disabled=${i === list.length - 1} aria-label=${t("“{title}” down", { title })} onClick=${() => move(1)}><${Icon} name="up" /></button>
      <button type="button" class="btn btn--icon" aria-label=${t("“{title}” off the list", { title })} onClick=${() => put(list.filter((id) => id !== card.id))}><${Icon} name="cross" /></button>
    </span>
  <//>`;
}

function Choice({ card, place, full, spheres, own, onTap }) {
  const on = place >= 0;
  const small = own ? t("your table's card") : smallWords(card);
  return html`<button type="button" class=${classes("answers__one rank__one", on && "is-on", sphereTone(spheres, card.sphere))} aria-pressed=${String(on)} disabled=${full && !on} onClick=${onTap}>
    <b class="rank__n num">${on ? place + 1 : ""}</b>
    <span class="grow">${card.title}${small && html`<small>${small}</small>`}</span>
    ${card.sphere && html`<${Icon} name=${sphereIcon(spheres, card.sphere)} />`}
  </button>`;
}

/** What of the wishes the desk has. */
function Standing({ sent, changed }) {
  if (!sent) return html`<p class="tb__cast sub">${t("Nothing has been sent yet")}</p>`;
  if (sent.fate === "waiting") return html`<p class="tb__cast"><${State} tone="now" icon="waits">${t("on this tablet, waits for a connection")}<//></p>`;
  if (sent.fate === "sending") return html`<p class="tb__cast"><${State} tone="now" icon="sending">${t("being sent…")}<//></p>`;
  return html`<p class="tb__cast"><${State} tone="ok" icon="check">${sent.cards.length ? tn("{n} wish has arrived", "{n} wishes have arrived", sent.cards.length) : t("The table wishes for nothing")}<//>
    <small>${changed ? t("what you see now is not sent yet") : t("can be changed until the round closes")}</small></p>`;
}
