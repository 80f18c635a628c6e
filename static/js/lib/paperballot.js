/** A table's open ballot, its grades, its wish: one line of numbers, as they stand on its paper. The whole paper, each time. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useActs } from "./acts.js";
import { sheetIn } from "./papertext.js";
import { HOW, wrongWords } from "./paperread.js";
import { Button, classes, Icon, TextField } from "./ui.js";
import { t } from "./words.js";

/** @typedef {{form: Object, table: string, look: () => void}} FormProps */

/** @param {FormProps} props */
export function BallotForm({ form, table, look }) {
  const { round, choices } = form;
  const hands = round.electors === "table_tally";
  const plan = { method: hands ? "dots" : round.method, limit: hands ? null : round.limit, cap: hands ? null : round.cap, criteria: round.criteria || [], cards: choices };
  const read = (text) => {
    const { sheet, wrong } = sheetIn(plan, text);
    return wrong ? { wrong: wrongWords(wrong, plan) } : { name: "enter_ballot", fields: { round: round.id, table, contest: round.contest.no, choices: sheet.choices, grades: sheet.grades } };
  };
  return html`<${Line} label=${hands ? t("Hands for the cards: 3:5 7:2") : HOW[plan.method]()} read=${read} look=${look} choices=${choices} />`;
}

/** @param {FormProps} props */
export function RankForm({ form, table, look }) {
  const { round, choices } = form;
  const read = (text) => {
    const nos = text.split(/[\s,;]+/).filter(Boolean);
    const cards = nos.map((no) => choices.find((each) => String(each.no) === no));
    const lost = nos.find((no, i) => !cards[i]);
    if (lost !== undefined) return { wrong: wrongWords({ code: "card", what: lost }, {}) };
    return { name: "enter_ranking", fields: { round: round.id, table, cards: cards.map((each) => each.id) } };
  };
  return html`<${Line} label=${t("Cards in the order of the wish, the dearest first: 3 7 1")} read=${read} look=${look} choices=${choices} />`;
}

function Line({ label, read, look, choices }) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState(null);
  const { act } = useActs();
  const send = async (event) => {
    event.preventDefault();
    const { wrong, name, fields } = read(text);
    if (wrong) { setSaid({ tone: "need", text: wrong }); return; }
    const { state, text: why } = await act("line", name, fields);
    look();
    setSaid(state === "done" ? { tone: "ok", text: t("It is in. Typed once more, it replaces this one.") } : { tone: "need", text: why });
    if (state === "done") setText("");
  };
  return html`<form class="pd__form pd__form--line" onSubmit=${send}>
    <${TextField} label=${label} value=${text} onText=${(words) => { setText(words); setSaid(null); }} autocomplete="off" spellcheck="false" />
    <${Button} kind="act" big type="submit" icon="check" disabled=${!text.trim()}>${t("Enter it")}<//>
    <p class=${classes("pd__said", said && `st ${said.tone}`)} role="status">${said && html`<${Icon} name=${said.tone === "ok" ? "check" : "warn"} />${said.text}`}</p></form>
    <ol class="pd__list">${choices.map((card) => html`<li key=${card.id}><b class="num">${card.no}</b> ${card.title}</li>`)}</ol>`;
}
