/** The cards of the round, the newest first: let on the screen, set aside, bring back, blot out. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";
import { Button, classes, Icon, TextField } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Act, useActs } from "./acts.js";
import { useKey } from "./keys.js";
import { hhmm } from "./times.js";

const SHOWN = 40;
const CONTACT = /(\+?\d[\d\s()\u2011-]{7,}\d|[^\s@]+@[^\s@]+\.[^\s@]+)/;

/** @param {{hall: import("./hall.js").Hall}} props */
export function Cards({ hall }) {
  const [wanted, setWanted] = useState("all");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(null);
  const [hiding, setHiding] = useState(null);
  const [all, setAll] = useState(false);
  const field = useRef(null);
  const byKey = useRef(false);
  const cards = hall.cards || [];
  const moderated = Boolean(hall.round && hall.round.moderate);
  const filters = filtersOf(cards, moderated);
  const filter = filters.find((each) => each.id === wanted) || filters[0];
  const found = cards.filter((card) => filter.takes(card) && matches(card, search));
  const rows = all ? found : found.slice(0, SHOWN);
  const at = rows.findIndex((card) => card.id === chosen);
  const card = at < 0 ? null : rows[at];
  const go = (step) => {
    const place = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step));
    if (!rows[place]) return;
    byKey.current = true;
    setChosen(rows[place].id);
  };
  /* The focus goes along with the keys: otherwise Enter would press whatever button was clicked last. */
  useEffect(() => { if (byKey.current) field.current.closest(".lane").querySelector(".card.is-on").focus({ preventScroll: true }); byKey.current = false; }, [chosen]);
  const { act } = useActs();
  useKey("KeyJ", rows.length ? () => go(1) : null);
  useKey("KeyK", rows.length ? () => go(-1) : null);
  useKey("Enter", card && mainAct(card, moderated) ? () => say(act, mainAct(card, moderated), card) : null);
  useKey("KeyH", card ? () => (card.hidden ? say(act, "restore_card", card) : setHiding(card.id)) : null);
  useKey("/", cards.length ? () => field.current.querySelector("input").focus() : null);

  return html`<section class="lane" aria-labelledby="cards">
    <div class="lane__top" ref=${field}>
      <h2 class="h" id="cards">${t("Cards")}${filters.length === 1 && html` <span class="sub num">${cards.length}</span>`}</h2>
      ${filters.length > 1 && html`<div class="pick" role="group" aria-label=${t("Which cards")}>${filters.map((each) => html`<button type="button" key=${each.id} class="tab"
        aria-pressed=${each === filter ? "true" : "false"} onClick=${() => setWanted(each.id)}>${each.words()} <span class="num">${cards.filter(each.takes).length}</span></button>`)}</div>`}
      ${cards.length > 0 && html`<label class="find"><span class="sr">${t("Search the cards")}</span><${Icon} name="search" /><input class="input" type="search" value=${search} placeholder=${t("Search: text or table")}
        onInput=${(event) => setSearch(event.target.value)} /><kbd class="kbd" aria-hidden="true">/</kbd></label>`}
    </div>
    <ul>${rows.map((each) => html`<${Row} key=${each.id} card=${each} hall=${hall} moderated=${moderated} on=${each.id === chosen} hiding=${hiding === each.id}
      choose=${() => setChosen(each.id)} hide=${(yes) => setHiding(yes ? each.id : null)} />`)}</ul>
    ${!rows.length && html`<p class="slip slip--empty">${emptyWords(cards, search)}</p>`}
    ${rows.length < found.length && html`<${Button} onClick=${() => setAll(true)}>${tn("Show {n} more", "Show {n} more", found.length - rows.length)}<//>`}
    ${rows.length > 1 && html`<p class="sub lane__keys">${t("J and K choose, Enter lets on the screen, H hides or brings back, X blots out")}</p>`}
  </section>`;
}

/** @param {Object[]} cards @param {boolean} moderated */
function filtersOf(cards, moderated) {
  const every = [
    { id: "all", words: () => t("All"), takes: () => true },
    moderated && { id: "wait", words: () => t("Wait for the screen"), takes: (card) => !card.admitted && !card.hidden },
    { id: "hidden", words: () => t("Hidden"), takes: (card) => card.hidden },
    { id: "late", words: () => t("Late"), takes: (card) => card.late },
  ].filter(Boolean);
  return every.filter((each) => each.id === "all" || each.id === "wait" || cards.some(each.takes));
}

/** @param {Object} card @param {string} search */
function matches(card, search) {
  const words = search.trim().toLowerCase();
  if (!words) return true;
  return /^\d+$/.test(words) ? card.table === `t${words}` : Object.values(card.fields).join(" ").toLowerCase().includes(words);
}

/** @param {Object} card @param {boolean} moderated @returns {string|null} the command of the Enter key */
function mainAct(card, moderated) {
  if (card.hidden) return "restore_card";
  return moderated && !card.admitted ? "admit_card" : null;
}

function say(act, name, card) {
  act(`${name}:${card.id}`, name, { card: card.id });
}

/** @param {{card: Object, hall: import("./hall.js").Hall, moderated: boolean, on: boolean, hiding: boolean, choose: () => void, hide: (yes: boolean) => void}} props */
function Row({ card, hall, moderated, on, hiding, choose, hide }) {
  const row = useRef(null);
  useEffect(() => { if (on) row.current.scrollIntoView({ block: "nearest" }); }, [on]);
  const sphere = hall.spheres.find((each) => each.id === card.sphere);
  return html`<li ref=${row} class=${classes("slip card", on && "is-on", card.hidden && "is-hidden")} tabindex="-1" aria-current=${on ? "true" : null} onClick=${choose}>
    <div class="card__text"><${Marked} text=${card.title} />
      <p class="sub card__meta"><b>${t("table {no}", { no: card.table.slice(1) })}</b>
        ${sphere && html`<span class=${`card__sphere ${sphereTone(hall.spheres, sphere.id)}`}><${Icon} name=${sphereIcon(hall.spheres, sphere.id)} />${pick(sphere.label)}</span>`}
        <span class="num">${hhmm(card.at)}</span>
        ${card.parent && html`<span>${t("answers “{title}”", { title: card.parent.title })}</span>`}
        <${Rest} card=${card} />
        <${Fate} card=${card} moderated=${moderated} /></p>
      ${hiding && html`<${Reason} card=${card} close=${() => hide(false)} />`}
    </div>
    ${!hiding && html`<span class="card__acts">
      ${moderated && !card.hidden && !card.admitted && html`<${Act} key="admit" id=${`admit_card:${card.id}`} name="admit_card" fields=${{ card: card.id }} kind="act" icon="check">${t("On the screen")}<//>`}
      ${card.hidden
        ? html`<${Act} key="restore" id=${`restore_card:${card.id}`} name="restore_card" fields=${{ card: card.id }} icon="show">${t("Bring back")}<//>`
        : html`<${Button} icon="hide" onClick=${() => hide(true)}>${t("Hide")}<//>`}
      ${!card.redacted && html`<${Act} key="redact" id=${`redact_card:${card.id}`} name="redact_card" fields=${{ card: card.id }} icon="trash" combo=${on ? "KeyX" : null}
        sure=${t("Blot out for ever, in the journal too")} label=${t("Blot out what was typed")} />`}
    </span>`}
  </li>`;
}

/** The other fields of a card; its sphere is shown by colour and word. */
function Rest({ card }) {
  const rest = Object.values(card.fields).slice(1).filter((text) => text !== card.sphere);
  return rest.length > 0 && html`<span class="card__rest">${rest.map((text, i) => html`<${Marked} key=${i} text=${text} />`)}</span>`;
}

/** What looks like a phone number or an address stands out: it must not reach the hall. @param {{text: string}} props */
function Marked({ text }) {
  return html`<span class="card__line">${text.split(CONTACT).map((part, i) => (i % 2 ? html`<mark key=${i}>${part}</mark>` : part))}</span>`;
}

/** @param {{card: Object, moderated: boolean}} props */
function Fate({ card, moderated }) {
  const found = !card.redacted && Object.values(card.fields).some((text) => CONTACT.test(text));
  return html`${card.hidden && html`<span class="st need"><${Icon} name="hide" />${card.reason ? t("hidden: {reason}", { reason: card.reason }) : t("hidden")}</span>`}
    ${found && !card.hidden && html`<span class="st need"><${Icon} name="warn" />${t("looks like a phone or an address")}</span>`}
    ${card.redacted && html`<span class="st"><${Icon} name="trash" />${t("blotted out")}</span>`}
    ${card.late && html`<span class="st now"><${Icon} name="clock" />${t("late")}</span>`}
    ${moderated && card.admitted && !card.hidden && html`<span class="st ok"><${Icon} name="screen" />${t("on the screen")}</span>`}`;
}

const REASONS = [
  () => t("personal data"), () => t("repeats another card"), () => t("not about the question"), () => t("hurts somebody"),
];

/** Why a card is set aside: its table reads this. @param {{card: Object, close: () => void}} props */
function Reason({ card, close }) {
  const [text, setText] = useState("");
  const { act } = useActs();
  const box = useRef(null);
  useEffect(() => box.current.querySelector("button").focus(), []);
  const hide = (reason) => { close(); act(`hide_card:${card.id}`, "hide_card", { card: card.id, reason }); };
  const heard = (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } };
  return html`<form class="reason" ref=${box} onKeyDown=${heard} onSubmit=${(event) => { event.preventDefault(); hide(text.trim()); }}>
    <p class="reason__q">${t("Why? Its table will read this.")}</p>
    <div class="pick">${REASONS.map((words, i) => html`<button type="button" key=${i} class="btn" onClick=${() => hide(words())}>${words()}</button>`)}</div>
    <div class="reason__own"><${TextField} label=${t("In your own words")} value=${text} onText=${setText} maxlength="140" />
      <${Button} kind="need" icon="hide" type="submit">${t("Hide")}<//><${Button} kind="quiet" onClick=${close}>${t("Leave it")}<//></div>
  </form>`;
}

function emptyWords(cards, search) {
  if (!cards.length) return t("No card yet. The first one will appear here.");
  return search ? t("No card like that. Clear the search to see all.") : t("Nothing here now.");
}
