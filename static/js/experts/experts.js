/** The expert's screen: what is next (calls, then questions of the hall), and what lies on the tables, to be noted. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { Page } from "../audience/page.js";
import { formatClock, useClock } from "../lib/clock.js";
import { LangSwitch, Notices, StatusLine, ThemeSwitch } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Calls, Questions } from "./queue.js";
import { CardPage } from "./note.js";
import { Mine, Work } from "./work.js";

/** @param {{link: import("../lib/link.js").LinkState, send: Function, drop: Function}} props */
export function Experts({ link, send, drop }) {
  const clock = useClock(link);
  const [opened, open, close] = useOpened();
  if (!link.common || !link.own) return html`<${Page} label=${t("Veche")} title=${t("Veche")} end=${html`<${StatusLine} link=${link} />`} />`;
  const { calls, round, session } = link.common;
  const { no } = link.own;
  const card = opened && cardOf(link, opened);
  const time = clock.ms === null ? null : { icon: "clock", text: formatClock(clock.ms) };
  return html`<${Page} wide label=${t("Expert {no}", { no })} title=${titleWords(calls, no)} small=${round ? pick(round.title) : pick(session.title)} aside=${time} end=${html`<${StatusLine} link=${link} />`}>
    <div class="ex__next"><${Calls} link=${link} send=${send} />${!card && html`<${Questions} link=${link} />`}</div>
    <div class="ex__work">${card ? html`<${CardPage} key=${card.id} link=${link} card=${card} send=${send} drop=${drop} onBack=${close} />`
      : html`<${Mine} link=${link} open=${open} /><${Work} link=${link} open=${open} />`}</div>
    <div class="ph__bar"><span></span><span class="ph__set"><${LangSwitch} /><${ThemeSwitch} /></span></div>
    <${Notices} link=${link} />
  <//>`;
}

/** @param {Object[]} calls @param {number} no of this expert @returns {string} what is next */
function titleWords(calls, no) {
  const going = calls.find((call) => call.by === no);
  const waiting = calls.filter((call) => call.by === null);
  if (going) return t("You are going to table {no}", { no: going.no });
  return waiting.length ? tn("{n} table calls", "{n} tables call", waiting.length) : t("No table calls now");
}

/** A card of the tables, or one with a note of this expert's. @returns {Object|null} null: it is not to be read any more */
function cardOf(link, id) {
  const { work } = link.common;
  const all = [...work.cards, ...(work.tables || []).flatMap((table) => table.cards)];
  const noted = link.common.noted[id];
  return all.find((each) => each.id === id) || (noted && { ...noted, percent: null }) || null;
}

/** The opened card is a step of the browser's history: a phone's back button closes it, a reload leaves it open. */
function useOpened() {
  const here = () => (window.history.state && window.history.state.card) || null;
  const [opened, setOpened] = useState(here);
  useEffect(() => {
    const turned = () => setOpened(here());
    window.addEventListener("popstate", turned);
    return () => window.removeEventListener("popstate", turned);
  }, []);
  const open = (card) => {
    window.history.pushState({ card }, "");
    setOpened(card);
    window.scrollTo(0, 0);
  };
  const close = () => (here() ? window.history.back() : setOpened(null));
  return [opened, open, close];
}
