/** One slip to write: a card in the making. What is typed lies on this device at once; no view ever touches it. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Button, classes, Icon, TextField } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { isEmpty } from "./drafts.js";
import { PARENT, Parents } from "./parents.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";

const AUTHOR = "author of the card"; // names the field among those of the round; none of them can have this id
const LONG = 80; // characters; a field that takes more stands alone and has two lines

/**
 * @param {{round: Object, spheres: Object[], draft: import("./drafts.js").Draft, onDraft: (draft: Object) => void,
 *   onSend: (fields: Object<string, string>, parent: string|null, author: number|null) => void, onClear: () => void,
 *   online: boolean, blocked: string|null, people: number}} props `blocked`: why it cannot be handed in now
 */
export function Compose({ round, spheres, draft, onDraft, onSend, onClear, online, blocked, people }) {
  const [wrong, setWrong] = useState(null);
  const slip = useRef(null);
  const edits = Boolean(draft.card);
  const set = (id, text) => {
    if (wrong === id) setWrong(null);
    onDraft({ ...draft, fields: { ...draft.fields, [id]: text }, round: { id: round.id, title: round.title } });
  };
  const setParent = (parent) => {
    setWrong(null);
    onDraft({ ...draft, parent, round: { id: round.id, title: round.title } });
  };
  const setAuthor = (text) => {
    if (wrong === AUTHOR) setWrong(null);
    onDraft({ ...draft, author: text.replace(/\D/g, ""), round: { id: round.id, title: round.title } });
  };
  const handIn = () => {
    const fault = firstFault(round, draft, edits, people);
    setWrong(fault);
    if (fault) focusField(slip.current, fault);
    else onSend(filled(draft.fields), draft.parent, Number(draft.author) || null);
  };
  useEffect(() => { if (edits) focusField(slip.current, round.fields[0].id); }, [draft.card]);

  const fields = { draft, set, wrong, spheres, still: Boolean(blocked) };
  const [first, ...rest] = round.fields;
  return html`<section class="slip compose" ref=${slip} aria-label=${edits ? t("Change the card") : t("New card")}>
    ${edits && html`<p class="compose__edits"><${Icon} name="pen" />${t("You are changing a card that has arrived")}</p>`}
    ${round.parents && !edits && html`<${Parents} parents=${round.parents} spheres=${spheres} chosen=${draft.parent}
      wrong=${wrong === PARENT} still=${Boolean(blocked)} onChoose=${setParent} />`}
    <${Text} field=${first} phrase ...${fields} />
    <div class="compose__rest">${rest.map((field) => (field.type === "choice"
      ? html`<${Choice} key=${field.id} field=${field} ...${fields} />`
      : html`<${Text} key=${field.id} field=${field} ...${fields} />`))}
      ${round.authors && html`<${Author} value=${draft.author || ""} people=${people} wrong=${wrong === AUTHOR} still=${Boolean(blocked)} onText=${setAuthor} />`}</div>
    ${blocked && html`<p class="compose__blocked" role="status"><${Icon} name="lock" />${blocked}</p>`}
    <div class="go">
      <${Button} kind="act" big icon=${edits ? "check" : "arrow"} disabled=${Boolean(blocked)} onClick=${handIn}>
        ${handInWords(edits, online)}<//>
      ${edits
        ? html`<${Button} kind="quiet" big onClick=${onClear}>${t("Leave it as it was")}<//>`
        : html`<${Button} kind="quiet" big disabled=${isEmpty(draft) && (!draft.parent || round.parents.length === 1)} onClick=${onClear}>${t("Clear")}<//>`}
    </div>
  </section>`;
}

/** Whose thought it is, by the number of the badge: a small field, and never a name. */
function Author({ value, people, wrong, still, onText }) {
  return html`<div class=${classes("field--number", wrong && "field--wrong")} data-field=${AUTHOR}>
    <${TextField} class=${wrong ? "field--wrong" : ""} label=${html`${t("Whose thought: badge No.")}<span class="sub"> · ${t("optional")}</span>`} value=${value} onText=${onText}
      maxlength=${String(people).length} inputmode="numeric" autocomplete="off" readonly=${still} aria-invalid=${wrong ? "true" : null} />
    ${wrong && html`<p class="field__wrong" role="alert">${t("Badges have numbers from 1 to {n}", { n: people })}</p>`}
  </div>`;
}

function handInWords(edits, online) {
  if (edits) return online ? t("Save the change") : t("Save when the connection is back");
  return online ? t("Hand in the card") : t("Hand in when the connection is back");
}

function Text({ field, phrase, draft, set, wrong, still }) {
  const value = draft.fields[field.id] || "";
  const left = field.max_len - value.length;
  const rows = phrase ? 3 : field.max_len > LONG ? 2 : undefined;
  const name = classes(wrong === field.id && "field--wrong", phrase && field.max_len > 100 && "field--long",
    !phrase && field.max_len > LONG && "field--wide");
  return html`<div class=${name} data-field=${field.id}>
    <${TextField} phrase=${phrase} rows=${rows} class=${wrong === field.id ? "field--wrong" : ""}
      label=${html`${pick(field.label)}${!field.required && html`<span class="sub"> · ${t("optional")}</span>`}`}
      hint=${(phrase || value) && tn("{n} character left", "{n} characters left", left)} value=${value} onText=${(text) => set(field.id, text)}
      maxlength=${field.max_len} placeholder=${field.hint ? t("for example: {words}", { words: pick(field.hint) }) : null} readonly=${still} autocomplete="off"
      aria-invalid=${wrong === field.id ? "true" : null} enterkeyhint="next" />
    ${wrong === field.id && html`<p class="field__wrong" role="alert">${t("Write something here first")}</p>`}
  </div>`;
}

/** A choice as chips; tapping the chosen one of an optional field takes it back. */
function Choice({ field, draft, set, wrong, spheres, still }) {
  const value = draft.fields[field.id] || "";
  const name = `choice-${field.id}`;
  return html`<div class="field--wide" data-field=${field.id}>
    <p class="field__lab" id=${name}><span>${pick(field.label)}${!field.required && html`<span class="sub"> · ${t("optional")}</span>`}</span></p>
    <div class="pick" role="radiogroup" aria-labelledby=${name}>${field.options.map((option) => {
      const on = option.id === value;
      return html`<button type="button" key=${option.id} role="radio" aria-checked=${on ? "true" : "false"} disabled=${still}
        class=${classes("opt", on && "is-on", field.spheres && sphereTone(spheres, option.id))}
        onClick=${() => set(field.id, on && !field.required ? "" : option.id)}>
        ${(on || field.spheres) && html`<${Icon} name=${on ? "check" : sphereIcon(spheres, option.id)} />`}${pick(option.label)}
      </button>`;
    })}</div>
    ${wrong === field.id && html`<p class="field__wrong" role="alert">${t("Choose one of these first")}</p>`}
  </div>`;
}

/** @returns {string|null} the first field that keeps the card from being handed in */
function firstFault(round, draft, edits, people) {
  if (round.parents && !edits && !round.parents.some((card) => card.id === draft.parent)) return PARENT;
  const empty = round.fields.find((field) => field.required && !(draft.fields[field.id] || "").trim());
  if (empty) return empty.id;
  const author = draft.author ? Number(draft.author) : 1;
  return round.authors && (author < 1 || author > people) ? AUTHOR : null;
}

/** @param {Object<string, string>} fields @returns {Object<string, string>} without the empty ones */
function filled(fields) {
  return Object.fromEntries(Object.entries(fields).map(([id, text]) => [id, text.trim()]).filter(([, text]) => text));
}

/** @param {HTMLElement|null} slip @param {string} id */
function focusField(slip, id) {
  const place = slip && [...slip.querySelectorAll("[data-field]")].find((each) => each.dataset.field === id);
  const control = place && place.querySelector("textarea, input, button");
  if (control) control.focus();
}
