/** The top bar: how far the work is, how long it may take, who works along. */

import { html } from "../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../lib/clock.js";
import { classes, Icon, Mark } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";

/** @param {{desk: import("./board.js").Desk, link: import("../lib/link.js").LinkState, open: (dialog: string) => void}} props */
export function TopBar({ desk, link, open }) {
  const { board, themes, waiting, cards } = desk;
  return html`<header class="td__top">
    <${Mark} /><h1>${pick(board.title)}</h1>
    <p><span class="k">${t("Cards")}</span> <b class="num">${cards.size}</b></p>
    <p><span class="k">${t("In their places")}</span> <b class="num">${cards.size - waiting.length}</b></p>
    <p><span class="k">${t("Themes")}</span> <b class=${classes("num", board.target && themes.length > board.target[1] && "is-many")}>${themes.length}</b>${board.target && html` <span class="k num">${t("wanted {from}–{to}", { from: board.target[0], to: board.target[1] })}</span>`}</p>
    <${Clock} link=${link} />
    <p class="push td__team"><span class="k">${t("At the desk")}</span>${desk.team.map(({ no, online }) => html`<i key=${no} class=${classes("num", isOn(link, no, online) && "is-on", no === desk.me && "is-me")}
      role="img" aria-label=${seatWords(no, no === desk.me, isOn(link, no, online))} title=${seatWords(no, no === desk.me, isOn(link, no, online))}>${no}</i>`)}</p>
    <${Connection} link=${link} />
    <button type="button" class="btn btn--icon" aria-label=${t("Words that mean the same")} title=${t("Words that mean the same")} onClick=${() => open("synonyms")}><${Icon} name="book" /></button>
    <button type="button" class="btn btn--icon" aria-label=${t("Keys and settings")} title=${t("Keys and settings")} onClick=${() => open("help")}><${Icon} name="menu" /></button>
  </header>`;
}

/** Presence is the fresher of the two, but it comes by the socket only. */
function isOn(link, no, online) {
  if (link.status === "online" && Object.keys(link.presence).length) return Boolean(link.presence[`e${no}`]);
  return online > 0;
}

function seatWords(no, mine, online) {
  if (mine) return t("seat {no}: you", { no });
  return online ? t("seat {no} is here", { no }) : t("seat {no} is empty", { no });
}

/** The hall's clock: what runs now, be it writing or the break. @param {{link: import("../lib/link.js").LinkState}} props */
function Clock({ link }) {
  const clock = useClock(link);
  const { round } = link.common;
  if (clock.ms === null || !round) return null;
  const words = clock.over ? t("over time {time}", { time: formatClock(clock.ms) }) : t("{time} left", { time: formatClock(clock.ms) });
  return html`<p class="late num" title=${pick(round.title)}><${Icon} name="clock" /> ${words}</p>`;
}

/** @param {{link: import("../lib/link.js").LinkState}} props */
function Connection({ link }) {
  if (link.status === "offline") return html`<p class="late" role="status"><${Icon} name="wifi-off" /> ${t("no connection")}</p>`;
  const words = link.status === "polling" ? t("by the spare way") : t("connected");
  return html`<p class="td__link" title=${words}><${Icon} name="wifi" label=${words} /></p>`;
}
