/** The theme desk: left what waits for a place, in the middle the themes, right one question at a time and where a theme comes from. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useKey } from "../lib/keys.js";
import { Icon, Mark, Notices } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { useBoardActs } from "./acts.js";
import { filtered, useBoard } from "./board.js";
import { Find } from "./find.js";
import { Help, Reasons } from "./dialogs.js";
import { Ghost, useDrag } from "./drag.js";
import { Foot } from "./foot.js";
import { useHand } from "./hand.js";
import { Question, useAsking } from "./question.js";
import { Sources } from "./sources.js";
import { Synonyms } from "./synonyms.js";
import { Themes } from "./themes.js";
import { TopBar } from "./top.js";
import { Waiting } from "./waiting.js";
import { closedWords, titleOf } from "./words.js";

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function ThemeDesk({ link }) {
  const desk = useBoard(link);
  if (!link.common || !link.own) return html`<main class="waits" aria-busy="true"><p><${Mark} /><span class="sr">${t("Connecting…")}</span></p></main>`;
  if (!desk) {
    return html`<main class="lost"><p class="lost__mark"><${Mark} /><span>${t("Veche: the theme desk")}</span></p>
      <h1>${t("There is no theme round today")}</h1><p>${t("The cards of this day go before the hall as the tables write them. There is nothing to lay together here.")}</p></main>`;
  }
  return html`<${Board} key=${desk.board.round} desk=${desk} link=${link} />`;
}

/** @param {{desk: import("./board.js").Desk, link: import("../lib/link.js").LinkState}} props */
function Board({ desk, link }) {
  const [filter, setFilter] = useState({ sphere: "", text: "" });
  const [tab, setTab] = useState("waiting");
  const [dialog, setDialog] = useState(null);
  const [naming, setNaming] = useState(null);
  const latest = useRef(desk);
  latest.current = desk;

  const takes = filtered(desk, filter);
  const shown = { waiting: desk.waiting.filter(takes), themes: desk.themes.filter(takes), aside: desk.aside.filter(({ thing }) => takes(thing)) };
  const hand = useHand({
    waiting: tab === "waiting" ? shown.waiting.map((card) => card.id) : [],
    aside: tab === "aside" ? shown.aside.map(({ thing }) => thing.id) : [],
    themes: shown.themes.map((theme) => theme.id),
  }, desk.open, shareOf(desk));
  const acts = useBoardActs(latest);
  const asking = useAsking(desk, hand.id);
  useLoss(desk, hand, acts);

  const find = (ids) => setDialog({ name: "find", ids });
  const aside = (ids) => setDialog({ name: "reasons", ids });
  const drop = (ids, target) => dropped(desk, acts, aside, ids, target);
  const { area, drag, ghost } = useDrag({ idsOf: (id) => (desk.open ? (hand.picked.includes(id) ? hand.picked : [id]) : []), drop });
  const over = desk.open && drag && drag.ids.length ? drag.over : null;

  const held = desk.things.get(hand.id) || null;
  const worked = hand.picked.length ? hand.picked : (held ? [held.id] : []);
  const back = worked.filter((id) => desk.things.get(id).place === "aside");
  const put = worked.filter((id) => desk.things.get(id).place !== "aside");
  const rename = held && desk.open && held.place !== "aside" ? () => setNaming({ id: held.id, revision: held.revision || 0 }) : null;
  const undo = () => acts.undo(desk.undo.seq); // one that stays is refused with its reason
  useFocusBack(naming);

  useKey("KeyJ", () => hand.step(1));
  useKey("ArrowDown", () => hand.step(1));
  useKey("KeyK", () => hand.step(-1));
  useKey("ArrowUp", () => hand.step(-1));
  useKey("ArrowRight", () => hand.across("themes"));
  useKey("ArrowLeft", () => hand.across(tab));
  useKey("Space", held ? () => hand.pick(held.id) : null);
  useKey("Escape", () => { hand.clear(); setFilter({ sphere: "", text: "" }); acts.tell(null); });
  useKey("KeyR", rename);
  useKey("KeyW", desk.open && put.length ? () => aside(put) : null);
  useKey("KeyB", desk.open && back.length ? () => acts.bringBack(back) : null);
  useKey("KeyZ", desk.undo ? undo : null);
  useKey("?", () => setDialog({ name: "help" }));

  const common = { desk, hand, acts, over, naming, setNaming };
  return html`<div class="td" ref=${area}>
    <${TopBar} desk=${desk} link=${link} open=${(name) => setDialog({ name })} />
    ${!desk.board.open && html`<p class="td__closed" role="status"><${Icon} name="lock" /><span>${closedWords(desk)}</span></p>`}
    <${Waiting} ...${common} shown=${shown} tab=${tab} setTab=${setTab} filter=${filter} setFilter=${setFilter} />
    <${Themes} ...${common} shown=${shown} filtering=${Boolean(filter.text.trim() || filter.sphere)} rename=${(id, revision) => setNaming({ id, revision })} />
    <section class="td__right td__roll" aria-label=${t("The question, and where the theme comes from")}>
      <${Question} desk=${desk} hand=${hand} acts=${acts} asking=${asking} find=${find} aside=${aside} />
      <${Sources} desk=${desk} hand=${hand} acts=${acts} held=${held} group=${asking.group} rename=${rename} aside=${aside} />
    </section>
    <${Foot} desk=${desk} acts=${acts} undo=${undo} help=${() => setDialog({ name: "help" })} />
    <${Ghost} drag=${drag && drag.ids.length ? drag : null} ghost=${ghost} title=${drag && drag.ids.length ? titleOf(desk, drag.ids[0]) : ""} />
    <${Notices} link=${link} />
    <${Dialogs} dialog=${dialog} desk=${desk} acts=${acts} hand=${hand} onClose=${() => setDialog(null)} />
  </div>`;
}

/** Three people begin in three places of the list. @param {import("./board.js").Desk} desk @returns {number} from 0 to 1 */
function shareOf({ team, me }) {
  const here = team.filter((seat) => seat.online || seat.no === me).map((seat) => seat.no);
  return Math.max(0, here.indexOf(me)) / Math.max(1, here.length);
}

/** Whoever has typed a title goes on from its theme. @param {Object|null} naming */
function useFocusBack(naming) {
  const was = useRef(null);
  useEffect(() => {
    const row = was.current && !naming && document.querySelector(".td [aria-current='true']");
    if (row) row.focus({ preventScroll: true });
    was.current = naming;
  }, [naming]);
}

/** Somebody else has laid away what was in hand: say where it is, so that nothing seems lost. */
function useLoss(desk, hand, acts) {
  const before = useRef(null);
  useEffect(() => {
    const was = before.current;
    const card = was && desk.things.get(was);
    const thing = desk.things.get(hand.id);
    before.current = thing && !thing.isTheme && thing.place === "" ? thing.id : null;
    if (!was || (card && card.place === "")) return;
    const known = acts.told && acts.told.cards.includes(was); // the refusal of an act was here before the news
    if (acts.mine.has(was)) acts.mine.delete(was);
    else if (!known) acts.tell({ tone: "note", text: "", cards: [was], other: null });
  }, [desk.board, hand.id]);
}

/** What letting go over `target` means: "wait", "new", "aside", or the id of a card or theme. */
function dropped(desk, acts, aside, ids, target) {
  const things = ids.map((id) => desk.things.get(id)).filter(Boolean);
  const all = things.map((thing) => thing.id);
  if (target === "aside") return aside(all.filter((id) => desk.things.get(id).place !== "aside"));
  if (target === "wait") {
    const back = things.filter((thing) => thing.place === "aside").map((thing) => thing.id);
    if (back.length) acts.bringBack(back);
    const themes = new Set(things.map((thing) => thing.place).filter((place) => place && place !== "aside"));
    return themes.forEach((theme) => acts.split(theme, things.filter((thing) => thing.place === theme).map((thing) => thing.id)));
  }
  if (target === "new") return things.some((thing) => !thing.isTheme) && acts.merge(all);
  if (things.every((thing) => thing.place === target)) return null;
  return acts.together(all, target);
}

/** @param {{dialog: {name: string, ids?: string[]}|null, desk: import("./board.js").Desk, acts: import("./acts.js").BoardActs,
 *  hand: import("./hand.js").Hand, onClose: () => void}} props */
function Dialogs({ dialog, desk, acts, hand, onClose }) {
  if (!dialog) return null;
  const done = () => { hand.clear(); onClose(); };
  if (dialog.name === "find") return html`<${Find} desk=${desk} ids=${dialog.ids} acts=${acts} onDone=${done} onClose=${onClose} />`;
  if (dialog.name === "reasons") return html`<${Reasons} desk=${desk} ids=${dialog.ids} acts=${acts} onDone=${done} onClose=${onClose} />`;
  if (dialog.name === "synonyms") return html`<${Synonyms} desk=${desk} acts=${acts} onClose=${onClose} />`;
  return html`<${Help} onClose=${onClose} />`;
}
