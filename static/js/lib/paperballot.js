/** A table's open ballot, its grades, its wish, its best cards: a line of numbers or ticks, as on its paper. The whole paper, each time. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Clash, Told, Unseen, useEntry } from "./paperentry.js";
import { cardOf, isSpoiled, sheetIn, slipNo } from "./papertext.js";
import { HOW, wrongWords } from "./paperread.js";
import { Button, ChoiceRow, Icon, TextField } from "./ui.js";
import { t, tn } from "./words.js";

/** @typedef {{form: Object, table: string, look: (done: boolean) => void}} FormProps */

/** @param {FormProps} props */
export function BallotForm({ form, table, look }) {
  const { round, choices } = form;
  const hands = round.electors === "table_tally";
  const plan = { method: hands ? "dots" : round.method, limit: hands ? null : round.limit, cap: hands ? null : round.cap, criteria: round.criteria || [], cards: choices };
  const read = (text) => {
    const { sheet, wrong } = sheetIn(plan, text);
    if (isSpoiled(text)) return { wrong: neverSpoiled() };
    if (wrong && wrong.code === "limit") return { wrong: t("{n} of at most {limit}. Ask the table which of them count.", { n: wrong.what, limit: plan.limit }) };
    return wrong ? { wrong: wrongWords(wrong, plan) } : { name: "enter_ballot", fields: { round: round.id, table, contest: round.contest.no, choices: sheet.choices, grades: sheet.grades } };
  };
  return html`<${Line} label=${hands ? t("Hands for the cards: 3:5 7:2") : HOW[plan.method]()} blank=${round.kind === "vote"} read=${read} look=${look} choices=${choices} />`;
}

/** @param {FormProps} props */
export function RankForm({ form, table, look }) {
  const { round, choices } = form;
  const read = (text) => {
    const nos = text.split(/[\s,;]+/).filter(Boolean);
    const cards = nos.map((no) => cardOf(choices, no));
    const lost = nos.find((no, i) => !cards[i]);
    if (lost !== undefined) return { wrong: wrongWords({ code: "card", what: lost }, {}) };
    const twice = cards.find((card, i) => cards.indexOf(card) < i);
    if (twice) return { wrong: wrongWords({ code: "twice", what: twice.no }, {}) };
    return { name: "enter_ranking", fields: { round: round.id, table, cards: cards.map((each) => each.id) } };
  };
  return html`<${Line} label=${t("Cards in the order of the wish, the dearest first: 3 7 1")} read=${read} look=${look} choices=${choices} />`;
}

/** `blank`: an empty paper may be handed in, if it is said twice. */
function Line({ label, blank, read, look, choices }) {
  const [text, setText] = useState("");
  const [sure, setSure] = useState(false);
  const { said, clash, tell, enter, leave } = useEntry(look);
  const say = async (name, fields) => {
    if (!(await enter(name, fields))) return;
    setText("");
    tell({ tone: "ok", text: isIn() });
  };
  const send = (event) => {
    event.preventDefault();
    const { wrong, name, fields } = read(text);
    const empty = !text.trim();
    setSure(empty);
    if (empty && !sure) tell({ tone: "now", text: t("Nothing is marked. Enter once more: the table's ballot is blank.") });
    else if (wrong) tell({ tone: "need", text: wrong });
    else say(name, fields);
  };
  return html`<form class="pd__form pd__form--line" onSubmit=${send}>
    <${TextField} label=${label} value=${text} onText=${(words) => { setText(words); setSure(false); tell(null); }} autocomplete="off" spellcheck="false" />
    <${Button} kind="act" big type="submit" icon="check" disabled=${!blank && !text.trim()}>${t("Enter it")}<//>
    <${Told} said=${said} /></form>
    ${clash && html`<${Clash} clash=${clash} unseen onOver=${() => say(clash.name, { ...clash.fields, over: clash.seen })} onLeave=${() => { setText(""); leave(); }}><${Unseen} /><//>`}
    <ol class="pd__list">${choices.map((card) => html`<li key=${card.id}><b class="num">${card.no}</b> ${card.title}</li>`)}</ol>`;
}

function neverSpoiled() {
  return t("The ballot of a table is open and never spoiled: ask the table what it says.");
}

const CAME = {
  paper: () => t("from paper"),
  device: () => t("from the tablet"),
};

/** Has the table said it, and by which way? @param {{form: Object}} props */
export function HandedIn({ form: { said, way } }) {
  return html`<span class=${said ? "st ok" : "st now"}><${Icon} name=${said ? "check" : "clock"} />${said ? t("handed in") : t("nothing yet")}${way && html` <span class="sub">${CAME[way]()}</span>`}</span>`;
}

function isIn() {
  return t("It is in. Typed once more, it replaces this one.");
}

/** Which of its cards the table holds best. @param {FormProps} props */
export function BestForm({ form, table, look, no }) {
  const { round, cards } = form;
  const [ticked, setTicked] = useState([]);
  const { said, clash, tell, enter, leave } = useEntry(look);
  const those = ticked.filter((id) => cards.some((card) => card.id === id)); // a card may have gone since it was ticked
  const say = async (over) => {
    if (!(await enter("enter_best", { round: round.id, table, cards: those, over }))) return;
    setTicked([]);
    tell({ tone: "ok", text: isIn() });
  };
  const turn = (id) => (on) => { setTicked(on ? [...those, id] : those.filter((each) => each !== id)); tell(null); };
  return html`<form class="pd__fields" onSubmit=${(event) => { event.preventDefault(); if (those.length) say(0); }}>
    <fieldset class="pd__consents"><legend>${tn("The best card of this table", "Up to {n} best cards of this table", round.best)} <${HandedIn} form=${form} /></legend>
      ${cards.map((card) => html`<${ChoiceRow} key=${card.id} on=${those.includes(card.id)} disabled=${those.length >= round.best && !those.includes(card.id)} title=${card.title} small=${card.paper ? slipNo(no, card.paper) : t("from the tablet")} onToggle=${turn(card.id)} />`)}</fieldset>
    <${Told} said=${said} />
    ${clash && html`<${Clash} clash=${clash} unseen onOver=${() => say(clash.seen)} onLeave=${() => { setTicked([]); leave(); }}><${Unseen} /><//>`}
    ${!clash && html`<${Button} kind="act" big type="submit" icon="star" disabled=${!those.length}>${t("Mark as the best")}<//>`}</form>`;
}
