/**
 * Paper and hands, for the lead and the check-in desk alike: read what stands on the papers, give papers out, count hands,
 * type in what a table without a tablet has written.
 * What others have read is not here, and nothing that would tell how the vote stands.
 */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { getJson } from "./api.js";
import { Give } from "./papergive.js";
import { Hands } from "./paperhands.js";
import { Read } from "./paperread.js";
import { TableDesk } from "./papertable.js";
import { takeToken } from "./seat.js";
import { classes, Dialog, Icon } from "./ui.js";
import { wear } from "./wear.js";
import { pick, t, tn } from "./words.js";

wear("paperdesk");

const LOOK_MS = 2500;
const OPEN = ["open", "grace"];

/**
 * @param {{seat: string, names?: Object<string, string>, onClose: () => void}} props
 *   `seat`: who reads here; `names`: person → name, where this screen may know them
 */
export function PaperDesk({ seat, names = {}, onClose }) {
  const [count, look] = useCount();
  const [tab, setTab] = useState("read");
  const known = count && count.round;
  const tabs = tabsOf(known ? count : null);
  const here = tabs.some((each) => each.id === tab) ? tab : tabs[0].id;
  const Page = PAGES[here];
  return html`<${Dialog} wide class="pd" title=${known ? t("Paper and hands: {title}", { title: pick(count.title) }) : t("Paper and hands")} onClose=${onClose}>
    ${count === null && html`<p>${t("Looking how far the count is…")}</p>`}
    ${count === false && html`<p class="act__said" role="alert">${t("The desk does not answer.")}</p>`}
    ${known && html`<${Sums} sums=${count.sums} />`}
    ${count && html`<${Tabs} tabs=${tabs} here=${here} onTab=${setTab} />
      ${!known && html`<p class="sub">${t("No vote by people is open. Papers are read from its opening until its result is revealed.")}</p>`}
      <div role="tabpanel" id=${`pd-${here}`} aria-labelledby=${`pd-tab-${here}`}><${Page} key=${`${count.round}:${count.contest}`} count=${count} seat=${seat} names=${names} look=${look} /></div>`}
  <//>`;
}

const PAGES = { read: Read, give: Give, hands: Hands, table: TableDesk };
const ICONS = { read: "page", give: "send", hands: "hand", table: "tablet" };

/** @param {Object|null} count of the vote by people, if there is one */
function tabsOf(count) {
  const open = count && OPEN.includes(count.phase);
  return [count && { id: "read", words: t("Read papers") }, open && { id: "give", words: t("Give out") }, open && count.hands && { id: "hands", words: t("Hands") },
    { id: "table", words: t("A table without a tablet") }].filter(Boolean);
}

/** The count, anew every few seconds and when asked. @returns {[Object|false|null, () => void]} null: not yet; false: no answer */
function useCount() {
  const [count, setCount] = useState(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer = null;
    let gone = false;
    const ask = async () => {
      const { status, body } = await getJson("/api/count", takeToken());
      if (gone) return;
      if (status === 200) setCount(body);
      else setCount((before) => before || false);
      timer = setTimeout(ask, LOOK_MS);
    };
    ask();
    return () => { gone = true; clearTimeout(timer); };
  }, [turn]);
  return [count, () => setTurn((n) => n + 1)];
}

/** How the ways stand together. @param {{sums: Object}} props */
function Sums({ sums }) {
  const read = sums.once + sums.agreed + sums.differ;
  return html`<ul class="pd__sums num">
    <li><b>${sums.papers_given}</b> ${tn("paper given out", "papers given out", sums.papers_given)}</li>
    <li><b>${sums.agreed}</b> ${tn("read alike by two", "read alike by two", sums.agreed)}</li>
    <li class=${classes(sums.once && "is-now")}><b>${sums.once}</b> ${tn("waits for a second reader", "wait for a second reader", sums.once)}</li>
    <li class=${classes(sums.differ && "is-need")}><b>${sums.differ}</b> ${tn("read differently", "read differently", sums.differ)}</li>
    <li><b>${Math.max(0, sums.papers_given - read)}</b> ${t("not read yet")}</li>
    <li><b>${sums.hands}</b> ${tn("hand counted", "hands counted", sums.hands)}</li>
    <li><b>${sums.phones + sums.tablets}</b> ${t("by device")}</li>
    <li><b>${sums.given}</b> ${t("can vote")}</li></ul>`;
}

/** @param {{tabs: {id: string, words: string}[], here: string, onTab: (id: string) => void}} props arrows go along, as in any row of tabs */
function Tabs({ tabs, here, onTab }) {
  const row = useRef(null);
  const go = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (tabs.findIndex((each) => each.id === here) + step + tabs.length) % tabs.length;
    onTab(tabs[at].id);
    row.current.querySelectorAll("button")[at].focus();
  };
  return html`<div ref=${row} class="pd__tabs" role="tablist" aria-label=${t("Paper and hands")} onKeyDown=${go}>${tabs.map(({ id, words }) => html`
    <button type="button" key=${id} role="tab" id=${`pd-tab-${id}`} class="btn" aria-selected=${id === here ? "true" : "false"} aria-controls=${`pd-${id}`} tabindex=${id === here ? 0 : -1}
      onClick=${() => onTab(id)}><${Icon} name=${ICONS[id]} />${words}</button>`)}</div>`;
}
