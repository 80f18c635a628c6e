/** What every card and theme on the desk has: a line of where it comes from, a tick to pick it, a title to be typed in place. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";
import { Button, classes, Icon, Tick } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";

/** @param {import("./board.js").Desk} desk @param {{sphere: string|null}} thing @returns {string} a class that sets its colour */
export function toneOf(desk, thing) {
  return sphereTone(desk.spheres, thing.sphere);
}

/** Sphere, place, table: colour, icon and words. @param {{desk: import("./board.js").Desk, card: import("./board.js").Card, bare?: boolean}} props
 *  `bare`: the sphere stands over the list */
export function Meta({ desk, card, bare }) {
  const sphere = !bare && desk.spheres.find((each) => each.id === card.sphere);
  return html`<small class="meta">${sphere && html`<span class="meta__s"><${Icon} name=${sphereIcon(desk.spheres, sphere.id)} />${pick(sphere.label)}</span>`}
    ${card.where && html`<span>${card.where}</span>`}<span class="num">${tablesWords(card.tables)}</span>${card.author && html`<span class="num">${t("No. {n}", { n: card.author })}</span>`}
    ${card.late && html`<span class="st now"><${Icon} name="clock" />${t("late")}</span>`}</small>`;
}

/** @param {number[]} tables */
export function tablesWords(tables) {
  return tables.length === 1 ? t("table {no}", { no: tables[0] }) : t("tables {list}", { list: tables.join(", ") });
}

/** @param {{desk: import("./board.js").Desk, thing: {id: string, title: string}, hand: import("./hand.js").Hand}} props */
export function PickTick({ desk, thing, hand }) {
  if (!desk.open) return null;
  const on = hand.picked.includes(thing.id);
  return html`<button type="button" class="td__tick" aria-pressed=${on ? "true" : "false"} aria-label=${t("Pick “{title}”", { title: thing.title })}
    onClick=${(event) => { event.stopPropagation(); hand.pick(thing.id); }}><${Tick} on=${on} /></button>`;
}

/** @param {{title: string, spans: [number, number][]|null}} props */
export function Marked({ title, spans }) {
  if (!spans || !spans.length) return title;
  const parts = [];
  let at = 0;
  Array.from(spans).sort((a, b) => a[0] - b[0]).forEach(([from, to]) => {
    if (from < at) return;
    parts.push(title.slice(at, from), html`<mark>${title.slice(from, to)}</mark>`);
    at = to;
  });
  return html`${parts}${title.slice(at)}`;
}

/**
 * A title typed in place. What comes from the desk meanwhile changes nothing in the field; if somebody else has renamed the
 * theme, that is said beside it, and saving once more puts this title over theirs.
 * @param {{desk: import("./board.js").Desk, acts: import("./acts.js").BoardActs, thing: Object, naming: {id: string, revision: number},
 *   setNaming: (naming: Object|null) => void}} props
 */
export function Naming({ desk, acts, thing, naming, setNaming }) {
  const [text, setText] = useState(thing.title);
  const field = useRef(null);
  useEffect(() => { field.current.focus(); field.current.select(); }, []);
  const others = thing.isTheme && thing.revision !== naming.revision;
  const save = async (event) => {
    event.preventDefault();
    if (acts.busy) return;
    if (text.trim() === thing.title && !others) { setNaming(null); return; }
    const said = thing.isTheme ? acts.rename(thing.id, text.trim(), naming.revision) : acts.merge([thing.id], null, text.trim());
    const result = await said;
    if (result.state === "done") setNaming(null);
  };
  const again = () => { acts.tell(null); setNaming({ ...naming, revision: thing.revision }); field.current.focus(); };
  const heard = (event) => {
    if (event.key === "Escape") { event.stopPropagation(); setNaming(null); }
    if (event.key === "Enter" && event.target === field.current) save(event);
  };
  return html`<form class="naming" onSubmit=${save} onKeyDown=${heard} onClick=${(event) => event.stopPropagation()}>
    <label><span class="sr">${t("Title of the theme")}</span><textarea ref=${field} class="input" rows="3" value=${text} maxlength=${desk.board.longest} onInput=${(event) => setText(event.target.value)}></textarea></label>
    ${others && html`<p class="naming__other" role="alert">${t("Meanwhile somebody has called it “{title}”.", { title: thing.title })} <${Button} onClick=${again}>${t("Keep my title")}<//></p>`}
    <p class="naming__acts"><${Button} kind="act" type="submit" busy=${acts.busy} disabled=${others} keys="Enter">${t("Save")}<//><${Button} keys="Esc" onClick=${() => setNaming(null)}>${t("Leave it")}<//></p>
  </form>`;
}

/** The classes of a slip on the board. */
export function slipClasses(desk, thing, { hand, over, fresh }) {
  return classes("slip", "td__slip", toneOf(desk, thing), thing.id === hand.id && "is-on", hand.picked.includes(thing.id) && "is-picked",
    over === thing.id && "is-over", fresh && "is-fresh");
}
