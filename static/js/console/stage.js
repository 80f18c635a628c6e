/** What the hall sees, and what only the lead can decide about it: scene, black screen, announcement, links. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Chip, classes, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { Act } from "../lib/acts.js";
import { inUse, isLive } from "./hall.js";
import { useKey } from "../lib/keys.js";
import { StrawStage } from "./poll.js";
import { Preview } from "./preview.js";
import { sceneWords } from "./scenes.js";
import { span } from "./times.js";

/** @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function Stage({ hall, open }) {
  const { screen, announcement } = hall.common;
  useKey("KeyA", () => open("announce"));
  useKey("KeyL", () => open("seats"));
  useKey("Shift+KeyL", () => open("devices"));
  useKey("Shift+KeyA", () => open("notice"));
  return html`<aside class="stage" aria-label=${t("The hall's screen")}>
    <h2 class="h">${t("The hall's screen")} <${Air} hall=${hall} /></h2>
    <${Preview} hall=${hall} />
    <div class="stage__acts">
      <${Act} id="blank" name="blank_screen" fields=${{ on: !screen.blank }} wide icon="screen" kind=${screen.blank ? "act" : "need"} combo="KeyB" keys="B">
        ${screen.blank ? t("Bring the picture back") : t("Black screen")}<//>
      <${Button} icon="speak" keys="A" onClick=${() => open("announce")}>${announcement ? t("Change the announcement") : t("Announcement")}<//>
      <${Button} icon="speak" keys="\u21e7 A" onClick=${() => open("notice")}>${t("To the table hosts")}<//>
      ${announcement && html`<p class="stage__said"><${Icon} name="speak" /><span>${announcement}</span></p>
        <${Act} id="silence" name="announce" fields=${{ text: "" }} wide icon="cross">${t("Take the announcement away")}<//>`}
    </div>
    <${StrawStage} hall=${hall} open=${open} />
    <h3 class="h">${t("Scene")} <span class="sub">${screen.chosen === "auto" ? t("follows the round") : t("held by you")}</span></h3>
    <${Scenes} hall=${hall} />
    <${Matters} hall=${hall} open=${open} />
    ${hall.common.observers && html`<${Observers} see=${hall.common.observers} />`}
    <div class="stage__acts"><${Button} icon="key" keys="L" onClick=${() => open("seats")}>${t("Links and codes of the seats")}<//>
      <${Button} icon="tablet" keys="\u21e7 L" onClick=${() => open("devices")}>${t("Devices")}<//></div>
  </aside>`;
}

/** What waits for a word of the lead beside the round itself. @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
function Matters({ hall, open }) {
  const lost = isLive(hall) ? inUse(hall.common).filter((table) => !hall.on(table.id)).slice(0, 4) : [];
  const left = hall.own.agenda.filter((row) => ["closed", "revealed"].includes(row.phase) && row.kind !== "info" && !(hall.round && hall.round.id === row.id));
  const { calls } = hall.common;
  if (!lost.length && !left.length && !calls.length) return null;
  return html`<h3 class="h">${t("You decide")}</h3><ul class="matters">
    ${calls.map((call) => html`<li key=${`call:${call.table}`}><${Icon} name="hand" /><span>${call.by === null
      ? t("Table {no} asks for an expert, {span}", { no: call.no, span: span(hall.now - call.at) }) : t("Expert {by} is going to table {no}", { no: call.no, by: call.by })}${call.about && html`<small>${call.about}</small>`}</span>
      <${Act} id=${`call:${call.table}`} name="end_call" fields=${{ table: call.table }}>${t("Over")}<//></li>`)}
    ${lost.map((table) => html`<li key=${table.id}><${Icon} name="warn" /><span>${t("Table {no} is not online: a spare tablet?", { no: table.no })}</span>
      <${Button} onClick=${() => open(`replace:${table.id}`)}>${t("Replace the tablet")}<//></li>`)}
    ${left.map((row) => html`<li key=${row.id}><${Icon} name="warn" /><span>${t("“{title}” was closed and not carried forward", { title: pick(row.title) })}</span>
      <${Button} onClick=${() => open(`book:${row.id}`)}>${t("Finish it")}<//></li>`)}
  </ul>`;
}

const SIGHTS = {
  wall: () => t("The wall alone"),
  cards: () => t("Cards and sheets, too"),
  progress: () => t("How far tables are, too"),
};

/** What those see who only look. @param {{see: string}} props */
function Observers({ see }) {
  return html`<h3 class="h">${t("Observers see")} <span class="sub">${t("never tables of cards, names, or who votes")}</span></h3>
    <ul class="scenes">${Object.keys(SIGHTS).map((each) => html`<li key=${each} class=${classes(each === see && "is-on")}>
      <${Act} id=${`observers:${each}`} name="let_observers" fields=${{ see: each }} wide icon=${each === see ? "check" : "show"} pressed=${each === see}>
        <span class="scenes__name">${SIGHTS[each]()}</span><//></li>`)}</ul>`;
}

/** @param {{hall: import("./hall.js").Hall}} props */
function Air({ hall }) {
  if (hall.common.screen.blank) return html`<${Chip} tone="need" icon="screen">${t("black")}<//>`;
  return hall.on("screen") ? html`<${Chip} tone="ok" icon="check">${t("on air")}<//>` : html`<${Chip} tone="now" icon="wifi-off">${t("no projector")}<//>`;
}

/** @param {{hall: import("./hall.js").Hall}} props */
function Scenes({ hall }) {
  const { available, chosen, shown, card } = hall.common.screen;
  const plain = available.filter((scene) => scene !== "group" && scene !== "lineage");
  const spot = chosen === "group" ? (hall.common.groups || []).find((group) => group.card.id === card) : null;
  return html`<ul class="scenes">${plain.map((scene, i) => html`<li key=${scene} class=${classes(scene === chosen && "is-on")}>
    <${Act} id=${`scene:${scene}`} name="show_scene" fields=${{ scene }} wide icon=${scene === chosen ? "play" : ICONS[scene]} combo=${`Digit${i + 1}`} keys=${String(i + 1)}
      pressed=${scene === chosen}>
      <span class="scenes__name">${scene === "auto" ? autoWords(shown, chosen) : sceneWords(scene)}</span><//></li>`)}
    ${spot && html`<li class="is-on scenes__spot"><${Icon} name="people" /><span>${t("Group: {title}", { title: spot.card.title })}</span></li>`}
  </ul>`;
}

/** What the screen shows when it is left to the round: known only while it is. @param {string} shown @param {string} chosen */
function autoWords(shown, chosen) {
  return chosen === "auto" ? t("With the round: {scene}", { scene: sceneWords(shown) }) : t("Follow the round");
}

const ICONS = {
  auto: "undo",
  lobby: "phone",
  prompt: "speak",
  gather: "page",
  theming: "merge",
  themes: "merge",
  turnout: "ballot",
  result: "up",
  matrix: "plus",
  groups: "people",
  bids: "ballot",
  assigned: "tablet",
  seats: "person",
  seating: "tablet",
  pitch: "speak",
  grades: "up",
  chosen: "page",
  question: "hand",
  poll: "person",
  straw: "hand",
  sheets: "page",
};
