/** Hands of a table whose tablet is gone: how many take part, and how many hands each card has. The whole count, each time. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useActs } from "./acts.js";
import { Button, Icon } from "./ui.js";
import { t, tn } from "./words.js";

/** @param {{count: Object, look: () => void}} props */
export function Hands({ count, look }) {
  const [table, setTable] = useState("");
  const here = count.tables.find((each) => String(each.no) === table.trim());
  const first = useRef(null);
  useEffect(() => first.current.focus(), []);
  return html`<div class="pd__hands">
    <p class="sub">${t("Ask who has not voted yet and votes now by a raised hand, and enter how many they are. Then read out each card and enter how many hands it has.")}</p>
    <label class="field pd__short"><span class="field__lab">${t("Number of the table")}</span><input ref=${first} class="num" inputmode="numeric" autocomplete="off" value=${table} onInput=${(event) => setTable(event.target.value)} /></label>
    ${table.trim() && !here && html`<p class="st need"><${Icon} name="warn" />${t("There is no such table.")}</p>`}
    ${here && html`<${Count} key=${here.id} table=${here} count=${count} look=${look} onDone=${() => { setTable(""); first.current.focus(); }} />`}
    <ul class="pd__counted">${count.tables.filter((each) => each.hands !== null).map((each) => html`<li key=${each.id} class="st ok"><${Icon} name="hand" />${tn("Table {no}: {n} by hands", "Table {no}: {n} by hands", each.hands, { no: each.no })}</li>`)}</ul>
  </div>`;
}

function Count({ table, count, look, onDone }) {
  const most = table.free + (table.hands || 0);
  const [voters, setVoters] = useState(table.hands ? String(table.hands) : ""); // never filled in beforehand: it is what is counted
  const [typed, setTyped] = useState({});
  const [said, setSaid] = useState(null); // {at: "voters", a card, "" for the whole form; tone, text}
  const [none, setNone] = useState(false); // that nobody raised a hand for any card was said twice
  const { act } = useActs();
  const send = async (event) => {
    event.preventDefault();
    const n = Number(voters);
    const choices = Object.fromEntries(Object.entries(typed).map(([card, hands]) => [card, Number(hands)]).filter(([, hands]) => hands > 0));
    const wrong = wrongIn(table, count, voters, choices);
    if (wrong) { setSaid({ tone: "need", ...wrong }); return; }
    if (n > 0 && !Object.keys(choices).length && !none) { setNone(true); setSaid({ at: "", tone: "now", text: t("No card has a hand. Once more, if nobody raised one for any card.") }); return; }
    const { state, text, code } = await act("hands", "count_hands", { round: count.round, contest: count.contest, table: table.id, voters: n, choices });
    look();
    if (state === "done") onDone();
    else setSaid({ at: code === "hands.too_many" ? "voters" : "", tone: "need", text });
  };
  const digits = (put) => (event) => { put(event.target.value.replace(/\D/g, "").slice(0, 3)); setSaid(null); setNone(false); };
  const beside = (at) => said && said.at === at && html`<span class=${`pd__beside st ${said.tone}`} role="alert"><${Icon} name="warn" />${said.text}</span>`;
  return html`<form class="pd__count" onSubmit=${send}>
    <label class="pd__n"><span><b>${t("Count the people who raise a hand: how many?")}</b><small>${leftWords(table, most)}</small>${beside("voters")}</span>
      <input class="input num" inputmode="numeric" autocomplete="off" value=${voters} aria-invalid=${said && said.at === "voters" ? "true" : null} onInput=${digits(setVoters)} /></label>
    ${count.cards.map((card) => html`<label key=${card.id} class="pd__n"><span><b class="num">${card.no}</b> ${card.title} ${beside(card.id)}</span>
      <input class="input num" inputmode="numeric" autocomplete="off" value=${typed[card.id] || ""} aria-invalid=${said && said.at === card.id ? "true" : null} onInput=${digits((n) => setTyped({ ...typed, [card.id]: n }))} /></label>`)}
    <p class="pd__said" role="status">${beside("")}</p>
    <p class="sub">${t("The count is entered whole and replaces the table's earlier one; 0 takes it away.")}</p>
    <${Button} kind="act" big type="submit" icon="hand">${t("Hand in the count")}<//></form>`;
}

/** How many of a table can still vote, and where the others are. */
function leftWords(table, most) {
  return t("At most {n}. At this table: {roll} on the roll, {cast} voted by phone or tablet, {papers} with a paper.",
    { n: most, roll: table.roll, cast: table.roll - most - table.papers, papers: table.papers });
}

/** What cannot be, and beside which field that is said. @returns {{at: string, text: string}|null} */
function wrongIn(table, { cards, limit }, voters, choices) {
  const n = Number(voters);
  if (voters === "") return { at: "voters", text: t("How many? 0 takes the count of this table away.") };
  if (n > table.free + (table.hands || 0)) return { at: "voters", text: t("So many cannot vote by hand here any more.") };
  const over = cards.find((card) => choices[card.id] > n);
  if (over) return { at: over.id, text: tn("At most {n} hand for one card: so many raise one.", "At most {n} hands for one card: so many raise one.", n) };
  const hands = Object.values(choices).reduce((sum, each) => sum + each, 0);
  return limit && hands > limit * n ? { at: "", text: t("{hands} hands in all, and {most} at most: nobody raises one for more than {limit}.", { hands, most: limit * n, limit }) } : null;
}
