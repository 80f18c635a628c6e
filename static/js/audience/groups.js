/** The initiatives to join: how far each circle is, and a tap to the form. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { classes, Icon, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { isForumOver } from "../lib/day.js";
import { Frame } from "./frame.js";
import { ownGroups } from "./own.js";
import { SignUp } from "./signup.js";
import { cardSmall, circleState, isOpen, limitWords, titleOf } from "./words.js";

/** @param {import("./phone.js").Props} props */
export function Groups(props) {
  const { link } = props;
  const { round, groups } = link.common;
  const paper = link.own.paper || [];
  const [opened, open, close] = useOpened();
  const card = paper.find((each) => each.id === opened);
  const mine = ownGroups(link).filter((each) => each.fate !== "leaving");
  if (card) {
    return html`<${SignUp} key=${card.id} ...${props} card=${card} group=${groups.find((each) => each.card === card.id)} mine=${mine} onBack=${close} />`;
  }
  return html`<${Frame} label=${pick(round.title)} title=${titleOf(round)}
    small=${isOpen(round) ? roomWords(mine.length, round.max_per_person) : closedWords(link.common)}>
    ${isOpen(round) && pick(round.how) && html`<p class="ph__how">${pick(round.how)}</p>`}
    ${[true, false].map((chosen) => {
      const cards = paper.filter((each) => isChosen(groups, each) === chosen);
      return cards.length > 0 && html`
        ${!chosen && html`<h2 class="ph__h">${t("Not chosen, still open")} <small>${tn("lives with {n} person", "lives with {n} people", round.rescue)}</small></h2>`}
        <ul class="list-of-rows">${cards.map((each) => html`<${Row} key=${each.id} round=${round} card=${each}
          group=${groups.find((group) => group.card === each.id)} mine=${mine.some((own) => own.card === each.id)} onOpen=${() => open(each.id)} />`)}</ul>`;
    })}
    ${paper.length === 0 && html`<p class="sub">${t("There is no initiative to join yet.")}</p>`}
  <//>`;
}

/** Did the hall choose this card, or may people rescue it? @param {Object[]} groups @param {Object} card */
function isChosen(groups, card) {
  const group = groups.find((each) => each.card === card.id);
  return !group || group.chosen !== false;
}

/** How many groups one may still join. @param {number} n joined @param {number} most @returns {string} */
function roomWords(n, most) {
  if (n === 0) return tn("You may join {n} group", "You may join {n} groups", most);
  return n < most ? tn("You may join {n} more group", "You may join {n} more groups", most - n) : limitWords(n);
}

/** @param {Object} common */
function closedWords(common) {
  return isForumOver(common) ? t("The forum is over. Thank you!") : t("Sign-up is closed");
}

function Row({ round, card, group, mine, onOpen }) {
  const state = group && circleState(group, isOpen(round));
  return html`<li><button type="button" class=${classes("row", "initiative", mine && "is-on")} onClick=${onOpen}>
    <span class="row__text"><span class="initiative__title">${card.title}</span>
      <small class="initiative__more">${cardSmall(card)}</small>
      ${state && html`<${State} tone=${state.tone} icon=${state.icon}>${state.words}<//>`}
      ${mine && html`<${State} tone="ok" icon="person">${t("you are in")}<//>`}</span>
    ${group && html`<b class="num initiative__n">${group.people}</b>`}<${Icon} name="arrow" />
  </button></li>`;
}

/** The opened initiative is a step of the browser's history: a phone's back button closes it. */
function useOpened() {
  const [opened, setOpened] = useState(() => (window.history.state && window.history.state.card) || null);
  useEffect(() => {
    const turned = (event) => setOpened((event.state && event.state.card) || null);
    window.addEventListener("popstate", turned);
    return () => window.removeEventListener("popstate", turned);
  }, []);
  const open = (card) => {
    window.history.pushState({ card }, "");
    setOpened(card);
    window.scrollTo(0, 0);
  };
  const close = () => (window.history.state && window.history.state.card ? window.history.back() : setOpened(null));
  return [opened, open, close];
}
