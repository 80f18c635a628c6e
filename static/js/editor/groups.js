/** Parameters made of others: a group, a list, two values in a row, a list or a word in its place, keys with values. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Field } from "./field.js";
import { unique } from "./rounds.js";

/** @param {Object} props as a field gives them: type, hand, path, value, set */
export function Group({ field, type, hand, path, value, set }) {
  const optional = type.optional && field.default === null;
  if (optional && (value === undefined || value === null)) {
    return html`<${Button} icon="plus" onClick=${() => set(empty(type, []), false)}>${t("Say it")}<//>`;
  }
  const fields = type.fields.filter((each) => !hand.hides(type, each, value));
  return html`<div class="ed__group"><div class="ed__fields">${fields.map((each) => html`<${Field} key=${each.key} field=${each} hand=${hand} path=${[...path, each.key]} />`)}</div>
    ${optional && html`<${Button} icon="cross" onClick=${() => set(undefined, false)}>${t("Leave it out")}<//>`}</div>`;
}

/** @param {Object} props as a field gives them */
export function List(props) {
  const { field, type, hand, path, value, set } = props;
  if (type.of.is === "choice") return html`<${Several} ...${props} />`;
  if (type.of.is !== "group" && !isStages(type)) return html`<${Lines} ...${props} />`;
  const usual = Array.isArray(field.default) ? field.default : [];
  const items = Array.isArray(value) ? value : usual;
  const give = (next) => set(next.length || usual.length || field.required ? next : undefined, false);
  const swap = (i, j) => give(items.map((each, k) => (k === i ? items[j] : k === j ? items[i] : each)));
  const own = (key) => (Array.isArray(value) ? [...path, key] : null);
  return html`<div class="ed__items"><ol>${items.map((item, i) => html`<li key=${i} class="ed__item">
      ${own(i) ? html`<div class="ed__parts">${type.of.fields.filter((each) => !hand.hides(type.of, each, item)).map((each) => html`<${Field} key=${each.key} field=${{ ...each, help: "" }} hand=${hand} path=${[...path, i, each.key]} />`)}
        ${hand.wrongAt([...path, i]).map((text) => html`<p key=${text} class="ed__bad" role="alert"><${Icon} name="warn" />${text}</p>`)}</div>`
        : html`<p class="ed__usual">${item.id || item.name}</p>`}
      <div class="ed__itemacts">
        <button type="button" class="btn btn--icon" aria-label=${t("Move up")} title=${t("Move up")} disabled=${i === 0} onClick=${() => swap(i, i - 1)}><${Icon} name="up" /></button>
        <button type="button" class="btn btn--icon" aria-label=${t("Move down")} title=${t("Move down")} disabled=${i === items.length - 1} onClick=${() => swap(i, i + 1)}><${Icon} name="down" /></button>
        <button type="button" class="btn btn--icon" aria-label=${t("Remove it")} title=${t("Remove it")} onClick=${() => give(items.filter((each, k) => k !== i))}><${Icon} name="trash" /></button>
      </div></li>`)}</ol>
    ${(!type.most || items.length < type.most) && html`<${Button} icon="plus" onClick=${() => give([...items, empty(type.of, items)])}>${t("Add one")}<//>`}</div>`;
}

function isStages(type) {
  return type.of.is === "row";
}

/** Words or numbers, one on each line. */
function Lines({ id, field, type, value, set, about }) {
  const whole = type.of.is === "number";
  const typed = (event) => {
    const lines = event.target.value.split("\n").map((line) => line.trim()).filter(Boolean);
    set(lines.length ? lines.map((line) => (whole && /^-?\d+$/.test(line) ? Number(line) : line)) : undefined);
  };
  return html`<textarea id=${id} class="input" rows="3" aria-label=${field.label} aria-describedby=${about} placeholder=${t("one on each line")} onChange=${typed}>${(Array.isArray(value) ? value : []).join("\n")}</textarea>`;
}

/** Any of a few. */
function Several({ field, type, value, set }) {
  const said = Array.isArray(value) ? value : field.default || [];
  const turn = (one, on) => set(type.of.values.map((each) => each.value).filter((each) => (each === one ? on : said.includes(each))), false);
  return html`<div class="ed__several">${type.of.values.map((each) => html`<label key=${each.value} class="ed__flag"><input type="checkbox" checked=${said.includes(each.value)}
    onChange=${(event) => turn(each.value, event.target.checked)} /><span>${each.label}</span></label>`)}</div>`;
}

/** From and to, and the like. */
export function Row({ id, field, type, value, set }) {
  const said = Array.isArray(value) ? value : [];
  const typed = (i) => (event) => {
    const text = event.target.value.trim();
    const next = type.of.map((each, k) => (k === i ? (text === "" ? null : /^\d+$/.test(text) ? Number(text) : text) : said[k] === undefined ? null : said[k]));
    set(next.every((each) => each === null) ? undefined : next);
  };
  return html`<div class="ed__row2">${type.of.map((each, i) => html`<input key=${i} id=${`${id}-${i}`} class="input ed__number num" inputmode="numeric" autocomplete="off"
    aria-label=${i === 0 ? t("{label}, from", { label: field.label }) : t("{label}, to", { label: field.label })} value=${said[i] === undefined || said[i] === null ? "" : String(said[i])} onInput=${typed(i)} />`)}</div>`;
}

/** A list of one's own, or a word that stands for one. */
export function OneOfTwo(props) {
  const { id, field, type, value, set } = props;
  const now = value === undefined || value === null ? field.default : value;
  const word = typeof now === "string";
  const words = type.other.is === "choice" ? type.other.values : [];
  const turn = (event) => set(event.target.value === "own" ? [] : words.length ? event.target.value.slice(1) : "", false);
  return html`<div class="ed__either"><select id=${id} class="input" aria-label=${field.label} value=${word ? (words.length ? `=${now}` : "=") : "own"} onChange=${turn}>
      ${words.length ? words.map((each) => html`<option key=${each.value} value=${`=${each.value}`}>${each.label}</option>`) : html`<option value="=">${t("a ready one, by its name")}</option>`}
      <option value="own">${t("a list of its own")}</option></select>
    ${word && !words.length && html`<input class="input" aria-label=${t("Name")} value=${now} onInput=${(event) => set(event.target.value)} />`}
    ${!word && html`<${List} ...${{ ...props, type: type.list, value: Array.isArray(value) ? value : undefined }} />`}</div>`;
}

/** Keys with a number each. */
export function Pairs({ value, set }) {
  const rows = Object.entries(value || {});
  const give = (next) => set(next.length ? Object.fromEntries(next) : undefined);
  const number = (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : text);
  return html`<div class="ed__items">${rows.map(([key, said], i) => html`<div key=${i} class="ed__row2">
      <input class="input" aria-label=${t("Name")} value=${key} onChange=${(event) => give(rows.map((row, k) => (k === i ? [event.target.value, said] : row)))} />
      <input class="input ed__number num" aria-label=${t("Value")} value=${String(said)} onChange=${(event) => give(rows.map((row, k) => (k === i ? [key, number(event.target.value)] : row)))} />
      <button type="button" class="btn btn--icon" aria-label=${t("Remove it")} onClick=${() => give(rows.filter((row, k) => k !== i))}><${Icon} name="trash" /></button></div>`)}
    <${Button} icon="plus" onClick=${() => give([...rows, [unique("name", rows.map(([key]) => key)), 1]])}>${t("Add one")}<//></div>`;
}

/** The least that a type can be: what is required, with a name that no neighbour has. @param {Object} type @param {any[]} beside */
export function empty(type, beside) {
  switch (type.is) {
    case "group": return Object.fromEntries(type.fields.filter((each) => each.required).map((each) => [each.key, each.key === "id"
      ? unique(type.name.toLowerCase(), beside.map(({ id }) => id)) : empty(each.type, [])]));
    case "words": return { ru: "", en: "" };
    case "number": return type.least || 1;
    case "choice": return type.values[0].value;
    case "list": return Array.from({ length: type.least || 0 }, () => empty(type.of, []));
    case "row": return type.of.map((each) => empty(each, []));
    case "either": return [];
    case "flag": return false;
    case "hour": return "10:00";
    case "map": return {};
    default: return "";
  }
}
