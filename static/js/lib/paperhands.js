/** Hands of a table whose tablet is gone: how many take part, and how many hands each card has. The whole count, each time. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useActs } from "./acts.js";
import { Button, classes, Icon } from "./ui.js";
import { t, tn } from "./words.js";

/** @param {{count: Object, look: () => void}} props */
export function Hands({ count, look }) {
  const [table, setTable] = useState("");
  const here = count.tables.find((each) => String(each.no) === table.trim());
  const first = useRef(null);
  useEffect(() => first.current.focus(), []);
  return html`<div class="pd__hands">
    <p class="sub">${t("Only those who have not voted in another way. Read out each card, count the hands and enter the number.")}</p>
    <label class="field pd__short"><span class="field__lab">${t("Number of the table")}</span><input ref=${first} class="num" inputmode="numeric" autocomplete="off" value=${table} onInput=${(event) => setTable(event.target.value)} /></label>
    ${table.trim() && !here && html`<p class="st need"><${Icon} name="warn" />${t("There is no such table.")}</p>`}
    ${here && html`<${Count} key=${here.id} table=${here} count=${count} look=${look} onDone=${() => { setTable(""); first.current.focus(); }} />`}
    <ul class="pd__counted">${count.tables.filter((each) => each.hands !== null).map((each) => html`<li key=${each.id} class="st ok"><${Icon} name="hand" />${tn("Table {no}: {n} by hands", "Table {no}: {n} by hands", each.hands, { no: each.no })}</li>`)}</ul>
  </div>`;
}

function Count({ table, count, look, onDone }) {
  const most = table.free + (table.hands || 0);
  const [voters, setVoters] = useState(String(most));
  const [typed, setTyped] = useState({});
  const [said, setSaid] = useState("");
  const { act } = useActs();
  const send = async (event) => {
    event.preventDefault();
    const choices = Object.fromEntries(Object.entries(typed).map(([card, n]) => [card, Number(n)]).filter(([, n]) => n > 0));
    const { state, text } = await act("hands", "count_hands", { round: count.round, contest: count.contest, table: table.id, voters: Number(voters) || 0, choices });
    look();
    if (state === "done") onDone();
    else setSaid(text);
  };
  const digits = (put) => (event) => { put(event.target.value.replace(/\D/g, "").slice(0, 3)); setSaid(""); };
  return html`<form class="pd__count" onSubmit=${send}>
    <label class="pd__n"><span><b>${t("So many vote by hands")}</b><small>${tn("{n} person has still to vote", "{n} people have still to vote", most)}</small></span>
      <input class="input num" inputmode="numeric" autocomplete="off" value=${voters} onInput=${digits(setVoters)} /></label>
    ${count.cards.map((card) => html`<label key=${card.id} class="pd__n"><span><b class="num">${card.no}</b> ${card.title}</span>
      <input class="input num" inputmode="numeric" autocomplete="off" value=${typed[card.id] || ""} onInput=${digits((n) => setTyped({ ...typed, [card.id]: n }))} /></label>`)}
    <p class=${classes("pd__said", said && "st need")} role="status">${said && html`<${Icon} name="warn" />${said}`}</p>
    <p class="sub">${t("The count is entered whole and replaces the table's earlier one; 0 takes it away.")}</p>
    <${Button} kind="act" big type="submit" icon="hand">${t("Hand in the count")}<//></form>`;
}
