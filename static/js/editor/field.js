/** One parameter as a person is asked for it: label, the thing to type or choose, a line of help, and what is wrong, beside it. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { By, Consents, FieldOfCard, Gate, Pool, Tie } from "./builders.js";
import { Group, List, OneOfTwo, Pairs, Row } from "./groups.js";

const ADVISED = { prompt: 70, how: 110 };
const NEAR = 0.8; // from here on the length is told
const WIDE = ["words", "group", "list", "either", "tie", "gate", "consents"];

/**
 * @typedef {Object} FieldOf what the form says of a parameter: key, label, help, required, default, type
 * @typedef {ReturnType<typeof import("./hand.js").formOf>} Hand
 */

/** @param {{field: FieldOf, hand: Hand, path: import("./draft.js").Path}} props */
export function Field({ field, hand, path }) {
  const { type } = field;
  const id = `f-${path.join("-")}`;
  const nested = type.is === "group" || type.is === "list" || type.is === "either";
  const wrong = nested ? hand.wrongAt(path) : hand.wrongUnder(path);
  const many = nested || ["words", "tie", "gate", "by", "consents", "row", "map"].includes(type.is);
  const Widget = WIDGETS[type.is] || Text;
  const props = { id, field, type, hand, path, value: hand.value(path), set: (value, typed) => hand.put(path, value, typed), about: `${id}-about`, wrong: wrong.length > 0 };
  const about = html`<p id=${props.about} class="ed__about">${wrong.map((text) => html`<span key=${text} class="ed__bad" role="alert"><${Icon} name="warn" />${text}</span>`)}${field.help && html`<span class="sub">${field.help}</span>`}</p>`;
  if (type.is === "flag") return html`<div class=${classes("ed__field", wrong.length > 0 && "is-bad")}><${Widget} ...${props} />${about}</div>`;
  if (many) {
    return html`<div role="group" aria-labelledby=${`${id}-label`} aria-describedby=${props.about} class=${classes("ed__field", `ed__field--${type.is}`, WIDE.includes(type.is) && "ed__field--wide", wrong.length > 0 && "is-bad")}>
      <p class="ed__label" id=${`${id}-label`}>${field.label}</p><${Widget} ...${props} />${about}</div>`;
  }
  return html`<div class=${classes("ed__field", `ed__field--${field.key}`, wrong.length > 0 && "is-bad")}>
    <label class="ed__label" for=${id}>${field.label}</label><${Widget} ...${props} />${about}</div>`;
}

/** A sentence in both languages; the easy way is one for both. */
function Words({ id, field, type, path, value, set, about, wrong }) {
  const said = value && typeof value === "object" ? value : { ru: String(value || ""), en: String(value || "") };
  const [same, setSame] = useState(said.ru === said.en && said.ru !== "");
  const advised = ADVISED[path[path.length - 1]];
  const give = (next) => set(!next.ru && !next.en && (type.optional || !field.required) ? undefined : next);
  const turn = () => { if (!same) give({ ru: said.ru || said.en, en: said.ru || said.en }); setSame(!same); };
  const one = (lang) => {
    const props = { id: `${id}-${lang}`, lang, class: "input", "aria-describedby": about, "aria-invalid": wrong ? "true" : null, value: said[lang] || "",
      "aria-label": same ? field.label : t("{label}, {lang}", { label: field.label, lang: lang.toUpperCase() }),
      onInput: (event) => give(same ? { ru: event.target.value, en: event.target.value } : { ...said, [lang]: event.target.value }) };
    const length = (said[lang] || "").length;
    return html`<div class=${classes("ed__lang", same && "ed__lang--both")} key=${lang}>${!same && html`<span class="ed__tag" aria-hidden="true">${lang.toUpperCase()}</span>`}
      ${type.long ? html`<textarea rows="4" ...${props}></textarea>` : html`<input ...${props} />`}
      ${advised && length > advised * NEAR && html`<span class=${classes("ed__count num", length > advised && "is-over")}>${length} / ${advised}</span>`}</div>`;
  };
  return html`<div class=${classes("ed__words", type.long && "ed__words--long")}>${(same ? ["ru"] : ["ru", "en"]).map(one)}
    <button type="button" class="btn ed__same" aria-pressed=${same ? "true" : "false"} aria-label=${t("the same in both")} title=${t("the same in both")} onClick=${turn}>${t("RU = EN")}</button></div>`;
}

function Text({ id, field, type, value, set, about, wrong }) {
  const typed = (event) => set(event.target.value === "" && (type.optional || !field.required) ? undefined : event.target.value);
  const mode = type.is === "name" ? { autocapitalize: "none", spellcheck: "false" } : {};
  return html`<input id=${id} class="input" value=${value === undefined || value === null ? "" : String(value)} aria-describedby=${about} aria-invalid=${wrong ? "true" : null}
    placeholder=${type.is === "hour" ? "10:00" : null} autocomplete="off" ...${mode} onInput=${typed} />`;
}

/** What cannot be a number stays as it was typed, so that it can be mended. */
function Number_({ id, field, type, value, set, about, wrong }) {
  const typed = (event) => {
    const text = event.target.value.trim().replace(",", ".");
    if (text === "") return set(undefined);
    return set(/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  };
  const usual = field.default === null || field.default === undefined ? "" : String(field.default);
  return html`<input id=${id} class="input ed__number num" inputmode=${type.whole ? "numeric" : "decimal"} autocomplete="off" placeholder=${usual} aria-describedby=${about}
    aria-invalid=${wrong ? "true" : null} value=${value === undefined || value === null ? "" : String(value)} onChange=${typed} onInput=${typed} />`;
}

function Flag({ id, field, value, set, about }) {
  const on = value === undefined || value === null ? Boolean(field.default) : value === true;
  return html`<label class="ed__flag"><input id=${id} type="checkbox" checked=${on} aria-describedby=${about} onChange=${(event) => set(event.target.checked, false)} /><span>${field.label}</span></label>`;
}

function Choice({ id, field, type, value, set, about, wrong }) {
  const said = value === true ? "approve" : value === false ? "at_once" : value; // the short form of a lane
  const now = said === undefined || said === null ? field.default : said;
  const known = type.values.some((each) => each.value === now);
  return html`<select id=${id} class="input" value=${now === null ? "" : String(now)} aria-describedby=${about} aria-invalid=${wrong ? "true" : null}
    onChange=${(event) => set(event.target.value === "" ? undefined : event.target.value, false)}>
    ${(type.optional || field.default === null) && html`<option value="">${type.optional ? t("as usual") : t("choose…")}</option>`}
    ${type.values.map((each) => html`<option key=${each.value} value=${each.value}>${each.label}</option>`)}
    ${!known && now !== null && now !== undefined && html`<option value=${String(now)}>${String(now)}</option>`}</select>`;
}

const WIDGETS = {
  words: Words, text: Text, name: Text, hour: Text, number: Number_, flag: Flag, choice: Choice,
  group: Group, list: List, row: Row, either: OneOfTwo, map: Pairs,
  pool: Pool, tie: Tie, gate: Gate, by: By, field: FieldOfCard, consents: Consents,
};
