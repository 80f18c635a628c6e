/** One card on the console: what stands on it, what became of it, and what the lead can do with it. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { openPath } from "../lib/path.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";
import { Button, classes, Icon, TextField } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { Act, useActs } from "../lib/acts.js";
import { Noted } from "./noted.js";
import { hhmm } from "./times.js";
import { holds, isWaiting, Marked, Waiting } from "./waits.js";

/** @param {{card: Object, hall: import("./hall.js").Hall, told: boolean, on: boolean, hiding: boolean, choose: () => void, hide: (yes: boolean) => void}} props `told`: say of a card that it is on the screen */
export function CardRow({ card, hall, told, on, hiding, choose, hide }) {
  const row = useRef(null);
  useEffect(() => { if (on) row.current.scrollIntoView({ block: "nearest" }); }, [on]);
  const sphere = hall.spheres.find((each) => each.id === card.sphere);
  const waits = isWaiting(card);
  const first = Object.keys(card.fields)[0];
  return html`<li ref=${row} class=${classes("slip card", on && "is-on", card.hidden && "is-hidden", waits && "is-waiting")} tabindex="-1" aria-current=${on ? "true" : null} onClick=${choose}>
    <div class="card__text"><${Marked} text=${card.title} marks=${card.marks[first]} />
      <p class="sub card__meta"><b>${t("table {no}", { no: card.table.slice(1) })}</b>
        ${card.author && html`<span class="num">${t("No. {n}", { n: card.author })}</span>`}
        ${sphere && html`<span class=${`card__sphere ${sphereTone(hall.spheres, sphere.id)}`}><${Icon} name=${sphereIcon(hall.spheres, sphere.id)} />${pick(sphere.label)}</span>`}
        <span class="num">${hhmm(card.at)}</span>
        ${card.parent && html`<span>${t("answers “{title}”", { title: card.parent.title })}</span>`}
        <${Rest} card=${card} first=${first} />
        <${Fate} card=${card} hall=${hall} told=${told} /></p>
      <${Noted} notes=${card.notes} />
      ${hiding && html`<${Reason} card=${card} close=${() => hide(false)} />`}
    </div>
    ${!hiding && html`<span class="card__acts">
      ${waits && html`<${Act} key="admit" id=${`admit_card:${card.id}`} name="admit_card" fields=${{ card: card.id, revision: card.revision }} kind="act" icon="check">${t("Let on")}<//>`}
      ${waits && !card.wait.held && html`<${Act} key="hold" id=${`hold_card:${card.id}`} name="hold_card" fields=${{ card: card.id }} icon="pause">${t("Hold")}<//>`}
      ${card.hidden
        ? html`<${Act} key="restore" id=${`restore_card:${card.id}`} name="restore_card" fields=${{ card: card.id }} icon="show">${t("Bring back")}<//>`
        : html`<${Button} icon="hide" onClick=${() => hide(true)}>${t("Hide")}<//>`}
      <${Button} icon="search" aria-label=${t("The path of “{title}”", { title: card.title })} onClick=${() => openPath(card.id)} />
      ${!card.redacted && html`<${Act} key="redact" id=${`redact_card:${card.id}`} name="redact_card" fields=${{ card: card.id }} icon="trash" combo=${on ? "KeyX" : null}
        sure=${t("Blot out for ever, in the journal too")} label=${t("Blot out what was typed")} />`}
    </span>`}
  </li>`;
}

/** The other fields of a card; its sphere is shown by colour and word. */
function Rest({ card, first }) {
  const rest = Object.entries(card.fields).filter(([id, text]) => id !== first && text !== card.sphere);
  return rest.length > 0 && html`<span class="card__rest">${rest.map(([id, text]) => html`<${Marked} key=${id} text=${text} marks=${card.marks[id]} />`)}</span>`;
}

const FOUND = {
  word: () => t("a watched word"),
  contact: () => t("looks like a phone or an address"),
  name: () => t("looks like somebody's name"),
};

/** @param {{card: Object, hall: import("./hall.js").Hall, told: boolean}} props */
function Fate({ card, hall, told }) {
  const found = card.hidden ? [] : Object.keys(FOUND).filter((kind) => holds(card, kind));
  return html`${card.hidden && html`<span class="st need"><${Icon} name="hide" />${card.reason ? t("hidden: {reason}", { reason: card.reason }) : t("hidden")}</span>`}
    ${isWaiting(card) && html`<${Waiting} wait=${card.wait} hall=${hall} />`}
    ${found.map((kind) => html`<span key=${kind} class=${classes("st", kind === "name" ? "now" : "need")}><${Icon} name="warn" />${FOUND[kind]()}</span>`)}
    ${card.earlier && !card.hidden && html`<span>${t("meanwhile on the screen: “{title}”", { title: card.earlier })}</span>`}
    ${card.redacted && html`<span class="st"><${Icon} name="trash" />${t("blotted out")}</span>`}
    ${card.late && html`<span class="st now"><${Icon} name="clock" />${t("late")}</span>`}
    ${told && card.admitted && !card.hidden && html`<span class="st ok"><${Icon} name="screen" />${t("on the screen")}</span>`}`;
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
