/** What the file says in a short language of its own is put together here from choices: pools, ranks, gates, ties, consents. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { poolsBefore } from "./rounds.js";

const GATE = /^([\w-]+)\.(mean|median|sum) ?>= ?(\d+(?:\.\d+)?)$/;

/** The cards that an earlier round has made. @param {Object} props as a field gives them */
export function Pool({ id, field, type, hand, value, set, about, wrong }) {
  const pools = poolsBefore(hand.draft.round, hand.place);
  const known = !value || pools.some(({ pool }) => pool === value);
  return html`<select id=${id} class="input" value=${value || ""} aria-describedby=${about} aria-invalid=${wrong ? "true" : null}
    onChange=${(event) => set(event.target.value || (type.optional || !field.required ? undefined : ""), false)}>
    <option value="">${type.optional || !field.required ? t("none") : t("choose…")}</option>
    ${pools.map(({ pool, plan, no }) => html`<option key=${no} value=${pool}>${t("{no}. {title}", { no, title: pick(plan.title) || pool })}</option>`)}
    ${!known && html`<option value=${value}>${t("{name}: no earlier round makes it", { name: value })}</option>`}</select>`;
}

/** The questions of this round's grades. */
function criteria({ plan }) {
  return (Array.isArray(plan.criteria) ? plan.criteria : []).concat(plan.score && Array.isArray(plan.score.criteria) ? plan.score.criteria : []);
}

function Criterion({ hand, value, set, none, label }) {
  const all = criteria(hand);
  return html`<select class="input" aria-label=${label} value=${value || ""} onChange=${(event) => set(event.target.value)}>
    ${none !== undefined && html`<option value="">${none}</option>`}
    ${all.map((each) => html`<option key=${each.id} value=${each.id}>${pick(each.label) || each.id}</option>`)}
    ${value && !all.some(({ id }) => id === value) && html`<option value=${value}>${value}</option>`}</select>`;
}

function SummedUp({ hand, value, set }) {
  return html`<select class="input" aria-label=${t("How it is summed up")} value=${value} onChange=${(event) => set(event.target.value)}>
    ${hand.form.by.map((each) => html`<option key=${each.value} value=${each.value}>${each.label}</option>`)}</select>`;
}

/** `importance.mean` */
export function By({ field, hand, value, set }) {
  const [name, how = "mean"] = String(value || "").split(".");
  return html`<div class="ed__built"><${Criterion} hand=${hand} label=${field.label} value=${name} none=${t("the mean of the first")} set=${(next) => set(next ? `${next}.${how}` : undefined, false)} />
    ${name && html`<${SummedUp} hand=${hand} value=${how} set=${(next) => set(`${name}.${next}`, false)} />`}</div>`;
}

/** `own_power.median >= 3` */
export function Gate({ field, hand, value, set }) {
  const said = GATE.exec(String(value || ""));
  const [, name, how, least] = said || [null, value ? String(value) : "", "median", "3"];
  const give = (one, other, number) => set(one ? `${one}.${other} >= ${number}` : undefined, false);
  return html`<div class="ed__built"><${Criterion} hand=${hand} label=${field.label} value=${name} none=${t("all of them")} set=${(next) => give(next, how, least)} />
    ${name && html`<${SummedUp} hand=${hand} value=${how} set=${(next) => give(name, next, least)} /><span>${t("at least")}</span>
      <input class="input ed__number num" inputmode="decimal" aria-label=${t("at least")} value=${least} onChange=${(event) => give(name, how, event.target.value.replace(",", "."))} />`}</div>`;
}

/** A field of the cards that earlier rounds have written. */
export function FieldOfCard({ id, hand, value, set, about }) {
  const fields = new Map();
  hand.draft.round.forEach((plan) => (Array.isArray(plan.fields) ? plan.fields : []).forEach((each) => fields.set(each.id, pick(each.label) || each.id)));
  if (value && !fields.has(value)) fields.set(value, value);
  return html`<select id=${id} class="input" value=${value || ""} aria-describedby=${about} onChange=${(event) => set(event.target.value, false)}>
    <option value="">${t("choose…")}</option>${Array.from(fields, ([key, label]) => html`<option key=${key} value=${key}>${label}</option>`)}</select>`;
}

/** Which consents are asked for, each apart. */
export function Consents({ field, hand, value, set }) {
  const said = Array.isArray(value) ? value : field.default;
  const turn = (one, on) => set(hand.form.consents.map((each) => each.value).filter((each) => (each === one ? on : said.includes(each))), false);
  return html`<div class="ed__several">${hand.form.consents.map((each) => html`<label key=${each.value} class="ed__flag"><input type="checkbox" checked=${said.includes(each.value)}
    onChange=${(event) => turn(each.value, event.target.checked)} /><span>${each.label}</span></label>`)}</div>`;
}

/** The steps that decide between cards that stand level, in turn: `["breadth", "include:8", "draw"]` */
export function Tie({ field, hand, value, set }) {
  const steps = (Array.isArray(value) ? value : field.default).map((step) => String(step).split(":"));
  const give = (next) => set(next.map(([name, more]) => (more === undefined ? name : `${name}:${more}`)), false);
  const change = (i, step) => give(steps.map((each, k) => (k === i ? step : each)));
  const fresh = (name) => {
    if (name === "mean") return [name, (criteria(hand)[0] || { id: "" }).id];
    return name === "include" ? [name, String(((hand.plan.carry || {}).k || 6) + 2)] : [name];
  };
  const swap = (i, j) => give(steps.map((each, k) => (k === i ? steps[j] : k === j ? steps[i] : each)));
  return html`<div class="ed__tie"><ol>${steps.map(([name, more], i) => html`<li key=${i}>
      <span class="num">${t("{n}.", { n: i + 1 })}</span>
      <select class="input" aria-label=${t("Step {n}", { n: i + 1 })} value=${name} onChange=${(event) => change(i, fresh(event.target.value))}>
        ${hand.form.tie.map((each) => html`<option key=${each.value} value=${each.value}>${each.label}</option>`)}
        ${!hand.form.tie.some((each) => each.value === name) && html`<option value=${name}>${name}</option>`}</select>
      ${name === "mean" && html`<${Criterion} hand=${hand} label=${t("Criterion")} value=${more} set=${(next) => change(i, [name, next])} />`}
      ${name === "include" && html`<input class="input ed__number num" inputmode="numeric" aria-label=${t("How many in all")} value=${more || ""} onChange=${(event) => change(i, [name, event.target.value.trim()])} />`}
      <button type="button" class="btn btn--icon" aria-label=${t("Move up")} title=${t("Move up")} disabled=${i === 0} onClick=${() => swap(i, i - 1)}><${Icon} name="up" /></button>
      <button type="button" class="btn btn--icon" aria-label=${t("Remove it")} title=${t("Remove it")} onClick=${() => give(steps.filter((each, k) => k !== i))}><${Icon} name="trash" /></button></li>`)}</ol>
    <${Button} icon="plus" onClick=${() => give([fresh("breadth"), ...steps])}>${t("One more step")}<//></div>`;
}
