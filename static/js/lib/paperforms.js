/** Forms of paper with several fields: a slip, a sheet of answers, a sheet, a line of the sign-up. Enter hands in, and the next stands there. */

import { html, useRef, useState } from "../../vendor/htm-preact.module.js";
import { consentTitle } from "./consents.js";
import { Clash, onTouch, Stands, Told, Unseen, useEntry } from "./paperentry.js";
import { wrongWords } from "./paperread.js";
import { cardOf, slipNo } from "./papertext.js";
import { Button, ChoiceRow, TextField } from "./ui.js";
import { pick, t } from "./words.js";

/** @param {import("./paperballot.js").FormProps} props */
export function CardForm({ form, table, look, no: at }) {
  const { round, cards, choices } = form;
  const next = 1 + Math.max(0, ...cards.map((card) => card.paper));
  const [typed, setTyped] = useState({});
  const values = { no: slipNo(at, next), ...typed };
  const asked = [...round.fields, ...cellOf(round)];
  const made = (no) => cards.find((each) => each.paper > 0 && each.paper === slipIn(no, at));
  const numberOf = (id) => String((choices.find((each) => each.id === id) || {}).no || "");
  const number = (no) => {
    const card = made(no);
    if (typed.touched) setTyped({ ...typed, no, base: 0 }); // what was typed is never lost for a number
    else setTyped(card ? { ...card.fields, no, parent: numberOf(card.parent), author: String(card.author || ""), base: card.seen } : { no, base: 0 });
  };
  /** The number stays as it is while a text is typed: another desk, or an answer that was lost, may use it up meanwhile. */
  const put = (id) => (text) => setTyped({ base: 0, ...typed, no: values.no, touched: true, [id]: text });
  const parentOf = () => cardOf(choices, values.parent || "");
  const check = (said) => {
    if (!said.no) return t("Which slip? Its number stands on it: {no}.", { no: slipNo(at, 1) });
    if (round.parents && (values.parent || "").trim() && !parentOf()) return wrongWords({ code: "card", what: values.parent }, {});
    return round.authors && !isNumber(values.author || "0") ? unread(values.author) : "";
  };
  const fields = () => {
    return {
      round: round.id, table, no: slipIn(values.no, at),
      ...(round.parents ? { parent: (parentOf() || { id: null }).id } : {}),
      ...(round.authors && (values.author || "").trim() ? { author: Number(values.author) } : {}),
      fields: Object.fromEntries(asked.filter(({ id }) => values[id]).map(({ id }) => [id, values[id]])),
    };
  };
  const isIn = (card) => t("Slip {no} is in already and says something else. Is this its number?", { no: slipNo(at, card.paper) });
  /** A slip that came in under this number while it was typed here, and says something else. */
  const meanwhile = (said) => {
    const card = made(values.no);
    if (!card || card.seen === values.base || asked.every(({ id }) => (card.fields[id] || "") === (said.fields[id] || ""))) return null;
    return { text: isIn(card), seen: card.seen, at: card.at, by: card.by };
  };
  /** What stands may change while it is asked about: whoever says which of the two counts, says it of what they see. */
  const follow = (clash) => {
    const card = made(values.no);
    return card ? { ...clash, text: card.by === "paper" ? isIn(card) : clash.text, seen: card.seen, at: card.at, by: card.by } : clash;
  };
  const stands = () => {
    const card = made(values.no);
    if (!card) return html`<p>${t("The card is not there any more: its table took it back, or the lead has hidden it.")}</p>`;
    return html`<${Stands} rows=${[...(round.parents ? [[t("Number of the card that it answers"), numberOf(card.parent)]] : []), ...asked.map((field) => [pick(field.label), optionOf(field, card.fields[field.id])])]} />`;
  };
  return html`<${Form} name="enter_card" fields=${fields} check=${check} meanwhile=${meanwhile} follow=${follow} stands=${stands} look=${look} onDone=${() => setTyped({})} done=${t("Slip {no} is in.", { no: slipNo(at, slipIn(values.no, at)) })} act=${t("Enter the slip")}>
    <${TextField} label=${t("Number of the slip")} value=${values.no} onText=${number} inputmode="numeric" autocomplete="off" class="pd__short" />
    ${round.parents && html`<${Pick} label=${t("Number of the card that it answers")} value=${values.parent || ""} onText=${put("parent")} choices=${choices} />`}
    ${asked.map((field) => html`<${Value} key=${field.id} field=${field} value=${values[field.id] || ""} onText=${put(field.id)} />`)}
    ${round.authors && html`<${TextField} label=${t("Badge whose thought it is")} value=${values.author || ""} onText=${put("author")} inputmode="numeric" autocomplete="off" class="pd__short" />`}
  <//>`;
}

/** The cell of a map, as fields of the slip. */
function cellOf({ grid }) {
  if (!grid) return [];
  const field = (id, label, options) => ({ id, type: "choice", required: true, label: { ru: label, en: label }, options });
  return [field("row", t("Row of the map"), grid.rows), field("col", t("Column of the map"), grid.cols)];
}

/** A slip as it is called: `2`, `02` or with its table `7-02`; 0: no number, or one of another table. */
export function slipIn(text, table) {
  const found = /^(?:0*(\d{1,3})\D)?0*(\d{1,3})$/.exec(text.trim());
  return found && (found[1] === undefined || Number(found[1]) === table) ? Number(found[2]) : 0;
}

function optionOf({ options }, value) {
  const option = options && options.find((each) => each.id === value);
  return option ? pick(option.label) : value;
}

/** @param {import("./paperballot.js").FormProps} props */
export function AnswersForm({ form, table, look }) {
  const { round } = form;
  const check = () => {
    const lost = round.questions.find((each) => !canBe(each, typed[each.id] || ""));
    return lost ? `${pick(lost.label)} ${unread(typed[lost.id])}` : "";
  };
  const [typed, setTyped] = useState({});
  const fields = () => ({ round: round.id, table, answers: Object.fromEntries(round.questions.map((each) => [each.id, answerIn(each, typed[each.id] || "")]).filter(([, said]) => said !== null)) });
  return html`<${Form} name="enter_answers" fields=${fields} check=${check} unseen stands=${() => html`<${Unseen} />`} look=${look} onDone=${() => setTyped({})} done=${t("It is in. Typed once more, it replaces this one.")} act=${t("Enter it")}>
    ${round.questions.map((each) => html`<${TextField} key=${each.id} label=${html`${pick(each.label)} <small class="sub">${(each.options || []).map((option, i) => `${i + 1} ${pick(option.label)}`).join(" · ")}</small>`}
      value=${typed[each.id] || ""} onText=${(text) => setTyped({ ...typed, [each.id]: text })} autocomplete="off" />`)}<//>`;
}

/** Options by their number in the list; what cannot be read goes as it is, and the desk refuses it. */
function answerIn({ type, options }, text) {
  if (!text.trim()) return null;
  const option = (no) => (options[Number(no) - 1] || { id: no }).id;
  if (type === "single") return option(text.trim());
  if (type === "several") return text.split(/[\s,;]+/).filter(Boolean).map(option);
  return type !== "text" && isNumber(text) ? Number(text) : text;
}

/** Is this one of the numbers on the sheet, or nothing at all? */
function canBe({ type, options, low, high }, text) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  if (type === "text" || !words.length) return true;
  if (type === "several" || type === "single") return (type === "several" || words.length === 1) && words.every((no) => isNumber(no) && options[Number(no) - 1]);
  return isNumber(text) && Number(text) >= low && Number(text) <= high;
}

function isNumber(text) {
  return /^\d{1,9}$/.test(text.trim());
}

function unread(what) {
  return t("“{what}”: this cannot be read.", { what });
}

/** @param {import("./paperballot.js").FormProps} props rows of figures are typed on a tablet, when there is one again */
export function SheetForm({ form, table, look }) {
  const { round, choices } = form;
  const [typed, setTyped] = useState({ no: choices.length === 1 ? String(choices[0].no) : "" });
  const shown = round.form.fields.filter((field) => !field.fills && field.type !== "rows");
  const put = (id) => (text) => setTyped({ ...typed, [id]: text });
  const fields = () => {
    const card = cardOf(choices, typed.no);
    return { round: round.id, table, card: card ? card.id : "?", fields: Object.fromEntries(shown.filter(({ id }) => typed[id]).map(({ id }) => [id, typed[id]])) };
  };
  const check = () => (cardOf(choices, typed.no) ? "" : wrongWords({ code: "card", what: typed.no }, {}));
  const stands = () => {
    const card = cardOf(choices, typed.no);
    const rows = card ? shown.filter(({ id }) => typed[id] && card.sheet && card.sheet[id] !== typed[id]) : [];
    return html`<${Stands} rows=${rows.map((field) => [pick(field.label), optionOf(field, card.sheet[field.id])])} />`;
  };
  return html`<${Form} name="enter_sheet" fields=${fields} check=${check} stands=${stands} look=${look} onDone=${() => setTyped({ no: typed.no })} done=${t("The sheet is in. What was left out stays as it was.")} act=${t("Enter the sheet")}>
    <${Pick} label=${t("Number of the card")} value=${typed.no} onText=${put("no")} choices=${choices} />
    ${shown.map((field) => html`<${Value} key=${field.id} field=${field} value=${typed[field.id] || ""} onText=${put(field.id)} />`)}<//>`;
}

const LINES = 8;

/** @param {import("./paperballot.js").FormProps} props a line is its person's: the desk lists what it typed, and the phone or the lead takes it back */
export function SignUpForm({ form, look }) {
  const { round, choices, here } = form;
  const [typed, setTyped] = useState({ consents: [] });
  const [sure, setSure] = useState(0); // the badge that nobody has seen at the door, said twice
  const [lines, setLines] = useState([]); // what was typed in here, the last first
  const put = (id) => (text) => setTyped({ ...typed, [id]: text });
  const fields = () => {
    const card = cardOf(choices, typed.card || "");
    const role = isNumber(typed.role || "") ? round.roles[Number(typed.role) - 1] : null;
    return { round: round.id, badge: Number(typed.badge) || 0, card: card ? card.id : "?", role: role ? role.id : "?", name: typed.name || "", contact: typed.contact || "", consents: typed.consents };
  };
  const check = (said) => {
    if (!isNumber(typed.badge || "") || !said.badge) return typed.badge ? unread(typed.badge) : t("Whose line is it? The number of the badge stands in it.");
    if (said.card === "?") return wrongWords({ code: "card", what: typed.card || "" }, {});
    if (said.role === "?") return unread(typed.role || "");
    if (!here || here.includes(said.badge) || sure === said.badge) return "";
    setSure(said.badge);
    return t("Badge {no} was not seen at the door today. Enter once more, if it is this badge.", { no: said.badge });
  };
  const line = () => {
    const said = fields();
    const role = round.roles.find((each) => each.id === said.role);
    return { badge: said.badge, no: typed.card, title: (cardOf(choices, typed.card || "") || {}).title, role: role ? pick(role.label) : "" };
  };
  const done = () => {
    setLines([line(), ...lines.filter((each) => each.badge !== Number(typed.badge) || each.no !== typed.card)].slice(0, LINES));
    setTyped({ consents: [], card: typed.card });
    setSure(0);
  };
  const turn = (purpose) => (on) => setTyped({ ...typed, consents: typed.consents.filter((each) => each !== purpose).concat(on ? [purpose] : []) });
  return html`<${Form} name="enter_sign_up" person unseen fields=${fields} check=${check} stands=${() => html`<p>${t("What was said on the phone is its person's. Ask them which of the two counts.")}</p>`} look=${look} onDone=${done} onLeave=${() => setTyped({ consents: [], card: typed.card })} done=${() => t("The line is in: badge {badge}, {title}, {role}.", line())} act=${t("Enter the line")}>
    <${TextField} label=${t("Number of the badge")} value=${typed.badge || ""} onText=${put("badge")} inputmode="numeric" autocomplete="off" class="pd__short" />
    <${Pick} label=${t("Number of the card")} value=${typed.card || ""} onText=${put("card")} choices=${choices} />
    <${TextField} label=${html`${t("Role")} <small class="sub">${round.roles.map((role, i) => `${i + 1} ${pick(role.label)}`).join(" · ")}</small>`} value=${typed.role || ""} onText=${put("role")} inputmode="numeric" autocomplete="off" />
    <${TextField} label=${t("Name")} value=${typed.name || ""} onText=${put("name")} maxlength="80" autocomplete="off" />
    <${TextField} label=${t("Contact")} value=${typed.contact || ""} onText=${put("contact")} maxlength="80" autocomplete="off" />
    <fieldset class="pd__consents"><legend>${t("Signed on paper")}</legend>${round.consents.map((purpose) => html`<${ChoiceRow} key=${purpose} on=${typed.consents.includes(purpose)} title=${consentTitle(purpose)} onToggle=${turn(purpose)} />`)}</fieldset><//>
    ${lines.length > 0 && html`<ul class="pd__papers" aria-label=${t("Lines that you typed in")}>${lines.map((each) => html`<li key=${`${each.badge}:${each.no}`}><b class="num">${each.badge}</b><span>${each.title}</span><span class="sub">${each.role}</span></li>`)}</ul>`}`;
}

/** A field that names a card by its number, and says which card that is. */
function Pick({ label, value, onText, choices }) {
  const card = cardOf(choices, value);
  return html`<${TextField} label=${label} hint=${card ? card.title : choices.map((each) => each.no).join(", ")} value=${value} onText=${onText} inputmode="numeric" autocomplete="off" />`;
}

function Value({ field, value, onText }) {
  const label = html`${pick(field.label)}${field.required && html` <span class="sub">· ${t("needed")}</span>`}`;
  if (field.type !== "choice") return html`<${TextField} label=${label} value=${value} onText=${onText} maxlength=${field.max_len} rows=${field.type === "long" ? 2 : undefined} type=${field.type === "date" ? "date" : undefined} autocomplete="off" />`;
  return html`<label class="field"><span class="field__lab">${label}</span><select class="input" value=${value} onKeyDown=${handsIn} onChange=${(event) => onText(event.target.value)}>
    <option value=""></option>${field.options.map((option, i) => html`<option key=${option.id} value=${option.id}>${i + 1}. ${pick(option.label)}</option>`)}</select></label>`;
}

/** Enter on a list to choose from hands in, as in any other field; the space bar and the arrows open it. */
function handsIn(event) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const button = event.target.form.querySelector("[type=submit]"); // gone while it is asked which of two counts: Enter alone never insists
  if (button) button.click();
}

/** Enter in any field hands the paper in; then the cursor stands in the first field again. */
function Form({ name, fields, check, meanwhile, follow, stands, person, unseen, look, onDone, onLeave = onDone, done, act: words, children }) {
  const { said, clash, tell, ask, enter, leave } = useEntry(look);
  const now = clash && follow ? follow(clash) : clash;
  const form = useRef(null);
  const next = (words) => {
    onDone();
    tell(words);
    form.current.querySelectorAll("input")[0].focus();
  };
  const say = async (over) => {
    const what = fields();
    const wrong = check && check(what);
    if (wrong) { tell({ tone: "need", text: wrong }); return; }
    const other = over === undefined && meanwhile ? meanwhile(what) : null;
    if (other) { ask(other); return; }
    if (await enter(name, { ...what, over: over || 0 })) next({ tone: "ok", text: typeof done === "function" ? done() : done });
  };
  return html`<form ref=${form} class="pd__fields" ...${onTouch(() => tell(null))} onSubmit=${(event) => { event.preventDefault(); say(); }}>${children}
    <${Told} said=${said} />
    ${now && html`<${Clash} clash=${now} person=${person} unseen=${unseen} onOver=${() => say(now.seen)} onLeave=${() => { leave(); onLeave(); }}>${stands()}<//>`}
    ${!clash && html`<${Button} kind="act" big type="submit" icon="check">${words}<//>`}</form>`;
}
