/** Who takes a paper ballot votes in no other way, until it is given back: badge by badge, or all of a table who have not voted. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Act, useActs } from "./acts.js";
import { Button, classes, Icon, TextField } from "./ui.js";
import { t, tn } from "./words.js";

/** @param {{count: Object, names: Object<string, string>, look: () => void}} props */
export function Give({ count, names, look }) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState(null);
  const [table, setTable] = useState(null);
  const field = useRef(null);
  const { act } = useActs();
  useEffect(() => field.current.querySelector("input").focus(), []);
  const give = async (event) => {
    event.preventDefault();
    const words = text.split(/[\s,;]+/).filter(Boolean);
    const unread = words.find((word) => !/^\d{1,4}$/.test(word));
    if (unread !== undefined) { setSaid({ tone: "need", text: t("“{what}”: this cannot be read.", { what: unread }) }); return; }
    const nos = words.map(Number);
    const people = nos.map((no) => count.people.find((each) => each.no === no));
    const lost = nos.filter((no, i) => !people[i]);
    if (!nos.length) return;
    if (lost.length) { setSaid({ tone: "need", text: tn("Badge {badges} was not seen at the door today. Check it in first.", "Badges {badges} were not seen at the door today. Check them in first.", lost.length, { badges: lost.join(", ") }) }); return; }
    const fresh = [...new Set(people)].filter((each) => !each.paper);
    if (!fresh.length) { setSaid({ tone: "now", text: t("They hold a paper already.") }); return; }
    const { state, text: why, facts } = await act("give", "give_papers", { round: count.round, contest: count.contest, people: fresh.map((each) => each.person), on: true });
    look();
    setSaid(state === "done" ? { tone: "ok", text: tn("{n} paper given out.", "{n} papers given out.", fresh.length) } : { tone: "need", text: facts && facts.badges ? t("Badge {badges}: {why}", { badges: facts.badges, why }) : why });
    if (state === "done") setText("");
  };
  const here = count.tables.find((each) => each.id === table);
  return html`<div class="pd__give">
    <form ref=${field} class="pd__form" onSubmit=${give}>
      <${TextField} label=${t("Badges that take a paper, for example 12 14 15")} value=${text} onText=${(words) => { setText(words); setSaid(null); }} autocomplete="off" inputmode="numeric" aria-invalid=${said && said.tone === "need" ? "true" : null} />
      <${Button} kind="act" big type="submit" icon="send" disabled=${!text.trim()}>${t("Give papers")}<//>
      <p class=${classes("pd__said", said && `st ${said.tone}`)} role="status">${said && html`<${Icon} name=${said.tone === "ok" ? "check" : "warn"} />${said.text}`}</p></form>
    <ul class="pd__tables" aria-label=${t("Tables")}>${count.tables.map((each) => html`<li key=${each.id}><button type="button" class="opt" aria-pressed=${each.id === table ? "true" : "false"} aria-label=${t("table {no}", { no: each.no })} onClick=${() => setTable(each.id === table ? null : each.id)}>
      <b class="num">${each.no}</b><small>${tn("{n} has still to vote", "{n} have still to vote", each.free)}${each.papers > 0 && html` · ${tn("{n} paper", "{n} papers", each.papers)}`}</small></button></li>`)}</ul>
    ${here && html`<${Table} key=${here.id} table=${here} count=${count} names=${names} look=${look} />`}
  </div>`;
}

function Table({ table, count, names, look }) {
  const people = count.people.filter((each) => each.table === table.id);
  const waiting = people.filter((each) => !each.voted && !each.paper).map((each) => each.person);
  const fields = { round: count.round, contest: count.contest };
  return html`<section aria-label=${t("table {no}", { no: table.no })}>
    <p class="pd__all"><b>${t("table {no}", { no: table.no })}</b>
      ${waiting.length > 0 && html`<${Act} id=${`give:${table.id}`} name="give_papers" fields=${{ ...fields, people: waiting, on: true }} kind="act" icon="send" sure=${t("They vote in no other way")} onDone=${look}>${tn("To {n} who has not voted", "To all {n} who have not voted", waiting.length)}<//>`}</p>
    <ul class="pd__people">${people.map(({ person, no, paper, voted }) => html`<li key=${person}><b class="num">${no}</b><span>${names[person] || t("badge {no}", { no })}</span>
      ${voted && html`<span class="st ok"><${Icon} name="check" />${t("has voted")}</span>`}
      ${!voted && html`<${Act} id=${`paper:${person}`} name="give_papers" fields=${{ ...fields, people: [person], on: !paper }} icon=${paper ? "undo" : "send"} label=${paper ? t("Take the paper of badge {no} back", { no }) : t("Give badge {no} a paper", { no })} onDone=${look}>${paper ? t("Take back") : t("Give")}<//>`}</li>`)}</ul></section>`;
}
