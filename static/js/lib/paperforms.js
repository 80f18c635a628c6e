/** Forms of paper with several fields: a slip, a sheet of answers, a sheet, a line of the sign-up. Enter hands in, and the next stands there. */

import { html, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useActs } from "./acts.js";
import { consentTitle } from "./consents.js";
import { Button, ChoiceRow, classes, Icon, TextField } from "./ui.js";
import { pick, t } from "./words.js";

/** @param {import("./paperballot.js").FormProps} props */
export function CardForm({ form, table, look }) {
  const { round, cards, choices } = form;
  const next = 1 + Math.max(0, ...cards.map((card) => card.paper));
  const [typed, setTyped] = useState({});
  const values = { no: String(next), ...typed };
  const put = (id) => (text) => {
    const card = id === "no" && cards.find((each) => String(each.paper) === text.trim());
    setTyped(card ? { ...card.fields, no: text, parent: String((choices.find((each) => each.id === card.parent) || {}).no || "") } : { ...typed, [id]: text });
  };
  const fields = () => {
    const parent = values.parent ? choices.find((each) => String(each.no) === values.parent.trim()) : null;
    return {
      round: round.id, table, no: Number(values.no) || 0, ...(round.parents ? { parent: parent ? parent.id : null } : {}),
      fields: Object.fromEntries(round.fields.filter(({ id }) => values[id]).map(({ id }) => [id, values[id]])),
    };
  };
  return html`<${Form} name="enter_card" fields=${fields} look=${look} onDone=${() => setTyped({})} done=${t("Slip {no} is in.", { no: values.no })} act=${t("Enter the slip")}>
    <${TextField} label=${t("Number of the slip")} value=${values.no} onText=${put("no")} inputmode="numeric" autocomplete="off" class="pd__short" />
    ${round.parents && html`<${Pick} label=${t("Number of the card that it answers")} value=${values.parent || ""} onText=${put("parent")} choices=${choices} />`}
    ${round.fields.map((field) => html`<${Value} key=${field.id} field=${field} value=${values[field.id] || ""} onText=${put(field.id)} />`)}
  <//>`;
}

/** @param {import("./paperballot.js").FormProps} props */
export function AnswersForm({ form, table, look }) {
  const { round } = form;
  const [typed, setTyped] = useState({});
  const fields = () => ({ round: round.id, table, answers: Object.fromEntries(round.questions.map((each) => [each.id, answerIn(each, typed[each.id] || "")]).filter(([, said]) => said !== null)) });
  return html`<${Form} name="enter_answers" fields=${fields} look=${look} onDone=${() => setTyped({})} done=${t("It is in. Typed once more, it replaces this one.")} act=${t("Enter it")}>
    ${round.questions.map((each) => html`<${TextField} key=${each.id} label=${html`${pick(each.label)} <small class="sub">${(each.options || []).map((option, i) => `${i + 1} ${pick(option.label)}`).join(" · ")}</small>`}
      value=${typed[each.id] || ""} onText=${(text) => setTyped({ ...typed, [each.id]: text })} autocomplete="off" />`)}<//>`;
}

/** Options by their number in the list; what cannot be read goes as it is, and the desk refuses it. */
function answerIn({ type, options }, text) {
  if (!text.trim()) return null;
  const option = (no) => (options[Number(no) - 1] || { id: no }).id;
  if (type === "single") return option(text.trim());
  if (type === "several") return text.split(/[\s,;]+/).filter(Boolean).map(option);
  return type === "text" ? text : Number(text);
}

/** @param {import("./paperballot.js").FormProps} props rows of figures are typed on a tablet, when there is one again */
export function SheetForm({ form, table, look }) {
  const { round, choices } = form;
  const [typed, setTyped] = useState({ no: choices.length === 1 ? String(choices[0].no) : "" });
  const shown = round.form.fields.filter((field) => !field.fills && field.type !== "rows");
  const put = (id) => (text) => setTyped({ ...typed, [id]: text });
  const fields = () => {
    const card = choices.find((each) => String(each.no) === typed.no.trim());
    return { round: round.id, table, card: card ? card.id : "?", fields: Object.fromEntries(shown.filter(({ id }) => typed[id]).map(({ id }) => [id, typed[id]])) };
  };
  return html`<${Form} name="enter_sheet" fields=${fields} look=${look} onDone=${() => setTyped({ no: typed.no })} done=${t("The sheet is in. What was left out stays as it was.")} act=${t("Enter the sheet")}>
    <${Pick} label=${t("Number of the card")} value=${typed.no} onText=${put("no")} choices=${choices} />
    ${shown.map((field) => html`<${Value} key=${field.id} field=${field} value=${typed[field.id] || ""} onText=${put(field.id)} />`)}<//>`;
}

/** @param {import("./paperballot.js").FormProps} props */
export function SignUpForm({ form, look }) {
  const { round, choices } = form;
  const [typed, setTyped] = useState({ consents: [] });
  const put = (id) => (text) => setTyped({ ...typed, [id]: text });
  const fields = () => {
    const card = choices.find((each) => String(each.no) === (typed.card || "").trim());
    const role = round.roles[Number(typed.role) - 1];
    return { round: round.id, badge: Number(typed.badge) || 0, card: card ? card.id : "?", role: role ? role.id : "?", name: typed.name || "", contact: typed.contact || "", consents: typed.consents };
  };
  const turn = (purpose) => (on) => setTyped({ ...typed, consents: typed.consents.filter((each) => each !== purpose).concat(on ? [purpose] : []) });
  return html`<${Form} name="enter_sign_up" fields=${fields} look=${look} onDone=${() => setTyped({ consents: [], card: typed.card })} done=${t("The line is in.")} act=${t("Enter the line")}>
    <${TextField} label=${t("Number of the badge")} value=${typed.badge || ""} onText=${put("badge")} inputmode="numeric" autocomplete="off" class="pd__short" />
    <${Pick} label=${t("Number of the card")} value=${typed.card || ""} onText=${put("card")} choices=${choices} />
    <${TextField} label=${html`${t("Role")} <small class="sub">${round.roles.map((role, i) => `${i + 1} ${pick(role.label)}`).join(" · ")}</small>`} value=${typed.role || ""} onText=${put("role")} inputmode="numeric" autocomplete="off" />
    <${TextField} label=${t("Name")} value=${typed.name || ""} onText=${put("name")} maxlength="80" autocomplete="off" />
    <${TextField} label=${t("Contact")} value=${typed.contact || ""} onText=${put("contact")} maxlength="80" autocomplete="off" />
    <fieldset class="pd__consents"><legend>${t("Signed on paper")}</legend>${round.consents.map((purpose) => html`<${ChoiceRow} key=${purpose} on=${typed.consents.includes(purpose)} title=${consentTitle(purpose)} onToggle=${turn(purpose)} />`)}</fieldset><//>`;
}

/** A field that names a card by its number, and says which card that is. */
function Pick({ label, value, onText, choices }) {
  const card = choices.find((each) => String(each.no) === value.trim());
  return html`<${TextField} label=${label} hint=${card ? card.title : choices.map((each) => each.no).join(", ")} value=${value} onText=${onText} inputmode="numeric" autocomplete="off" />`;
}

function Value({ field, value, onText }) {
  const label = html`${pick(field.label)}${field.required && html` <span class="sub">· ${t("needed")}</span>`}`;
  if (field.type !== "choice") return html`<${TextField} label=${label} value=${value} onText=${onText} maxlength=${field.max_len} rows=${field.type === "long" ? 2 : undefined} type=${field.type === "date" ? "date" : undefined} autocomplete="off" />`;
  return html`<label class="field"><span class="field__lab">${label}</span><select class="input" value=${value} onChange=${(event) => onText(event.target.value)}>
    <option value=""></option>${field.options.map((option, i) => html`<option key=${option.id} value=${option.id}>${i + 1}. ${pick(option.label)}</option>`)}</select></label>`;
}

/** Enter in any field hands the paper in; then the cursor stands in the first field again. */
function Form({ name, fields, look, onDone, done, act: words, children }) {
  const [said, setSaid] = useState(null);
  const form = useRef(null);
  const { act } = useActs();
  const send = async (event) => {
    event.preventDefault();
    const { state, text } = await act(name, name, fields());
    look();
    setSaid(state === "done" ? { tone: "ok", text: done } : { tone: "need", text });
    if (state !== "done") return;
    onDone();
    form.current.querySelectorAll("input")[0].focus();
  };
  return html`<form ref=${form} class="pd__fields" onSubmit=${send}>${children}
    <p class=${classes("pd__said", said && `st ${said.tone}`)} role="status">${said && html`<${Icon} name=${said.tone === "ok" ? "check" : "warn"} />${said.text}`}</p>
    <${Button} kind="act" big type="submit" icon="check">${words}<//></form>`;
}
