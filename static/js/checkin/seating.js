/** The seating of a round: search, see what it comes to, search again, and take it. What is taken is in force when the lead carries the round. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Said, useActs } from "../lib/acts.js";
import { getJson, postJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { language, pick, t, tn } from "../lib/words.js";
import { counted } from "./counted.js";
import { complaintWords, ruleWords, tenths } from "./rules.js";
import { valueWords } from "./values.js";

const SEARCH_MS = 25000; // longer than any other answer may take
const OFF = 1.5; // people more or fewer than the share, from which on a number is marked

/** @param {{link: import("../lib/link.js").LinkState, onClose: () => void}} props */
export function SeatingDialog({ link, onClose }) {
  const { seatings, drafting } = link.common;
  const first = seatings.find((each) => !each.done) || seatings[seatings.length - 1];
  const [round, setRound] = useState(first ? first.id : "");
  const [found, setFound] = useState(null);
  const [now, setNow] = useState(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const [taken, setTaken] = useState(false);
  const top = useRef(null);
  const { act, told } = useActs();
  const here = seatings.find((each) => each.id === round);
  const look = async () => {
    const { status, body } = await getJson(`/api/seating/${round}`, takeToken());
    if (status === 200) setNow(body);
  };
  useEffect(() => { setFound(null); setTaken(false); if (round) look(); }, [round]);
  useEffect(() => { if (top.current && (found || taken)) top.current.scrollIntoView(); }, [found, taken]);
  const search = async () => {
    if (busy) return;
    setBusy(true);
    setTaken(false);
    setSaid("");
    const { status, body } = await postJson("/api/seating", { round, lang: language() }, takeToken(), SEARCH_MS);
    setBusy(false);
    if (status === 200) setFound(body);
    else setSaid((body && body.error && body.error.text) || t("The desk does not answer. Try again in a moment."));
  };
  const take = async () => {
    const { state } = await act("seating", "list_people", { round, people: found.people });
    if (state === "done") { await look(); setFound(null); setTaken(true); }
  };
  if (!here) return html`<${Dialog} title=${t("Seating")} onClose=${onClose}><p>${t("This day has no round that seats people. Add one in the scenario: assign, people, mixed.")}</p><//>`;
  const shown = found || now;
  const awaits = Boolean(link.common.awaits) && link.common.awaits.id === round; // nobody has a table yet
  return html`<${Dialog} wide class="ci__seating" title=${t("Seating")} onClose=${onClose} actions=${html`
    ${busy && html`<span class="ci__busy" role="status">${t("Searching: a second or two…")}</span>`}
    ${!here.done && html`<${Button} big icon="dice" busy=${busy} onClick=${search}>${found ? t("Another one") : t("Mix the tables")}<//>`}
    ${found && html`<${Button} kind="act" big icon="check" onClick=${take}>${takeWords(link.common, round, found.people)}<//>`}`}>
    ${seatings.length > 1 && html`<div class="ci__filters" role="group" aria-label=${t("Round")}>${seatings.map((each) => html`<button type="button" key=${each.id} class="tab" aria-pressed=${each.id === round ? "true" : "false"} onClick=${() => setRound(each.id)}>${each.no}. ${pick(each.title)}</button>`)}</div>`}
    <p ref=${top}>${here.done ? t("This round is over; people sit as it says, and as they were moved since.") : t("Whoever is here is mixed over the open tables; before the first has come, everybody on the list. It is in force when the lead carries the round.")}</p>
    ${taken && html`<p class="st ok" role="status"><${Icon} name="check" />${drafting && drafting.named ? t("Taken. The desk names these tables from now on; the hall sees them when the lead shows them.") : t("Taken. Until the lead carries the round, people sit where they sat.")}</p>`}
    ${said && html`<p class="act__said" role="alert">${said}</p>`}<${Said} told=${told.seating} />
    ${shown && html`<div class="ci__fair"><div>${awaits && !found ? html`<${Untabled} found=${shown} />` : html`<${Comes} link=${link} found=${shown} proposed=${Boolean(found)} now=${found && !awaits && now} drafted=${!here.done && here.drafted > 0} />`}
      ${found && html`<${NotInIt} people=${link.common.people} found=${found} />`}
      ${found && found.complaints.length > 0 && html`<ul class="ci__problems">${found.complaints.map((each, i) => html`<li key=${i} class="is-stop"><${Icon} name="warn" /><span>${complaintWords(each)}</span></li>`)}</ul>`}</div>
      ${!(awaits && !found) && html`<${Balance} link=${link} found=${shown} />`}</div>`}
  <//>`;
}

/** How many a proposal gives a table, and how many it takes from the one that the desk names to them. */
function takeWords({ people, drafting }, round, at) {
  const before = people.filter((person) => at[person.id]).map((person) => [person.id, (drafting && drafting.id === round && person.planned) || person.table]);
  const fresh = before.filter(([, table]) => !table).length;
  const moved = before.filter(([id, table]) => table && table !== at[id]).length;
  if (fresh === 0) return tn("Take it: {n} person would sit elsewhere", "Take it: {n} people would sit elsewhere", moved);
  const gets = tn("Take it: {n} person gets a table", "Take it: {n} people get a table", fresh);
  return moved > 0 ? `${gets}, ${tn("{n} would sit elsewhere", "{n} would sit elsewhere", moved)}` : gets;
}

/** Before the first mixing of a day: the turn in which badges were given out is nobody's table. */
function Untabled({ found }) {
  return html`<section class="ci__comes"><h3>${t("Before the mixing")}</h3>
    <p class="ci__sums"><span>${counted(found.seated, tn("{n} person is mixed and gets a table", "{n} people are mixed and get a table", found.seated))}</span></p></section>`;
}

/** Whom a proposal leaves out, said before it is taken. */
function NotInIt({ people, found }) {
  const out = people.filter((person) => !found.people[person.id]).length;
  return out > 0 && html`<p class="ci__note"><${Icon} name="info" /><span>${tn("{n} of the list is not in it; whoever comes later gets a table on arrival.", "{n} of the list are not in it; whoever comes later gets a table on arrival.", out)}</span></p>`;
}

/** What a seating comes to; of a proposal also what it was. Pairs are told of what is still to be, for those who sit together now have met. */
function Comes({ link, found, proposed, now, drafted }) {
  const sizes = found.tables.map((table) => table.people);
  const label = (trait) => { const known = link.common.traits.find((each) => each.id === trait); return known ? pick(known.label) : trait; };
  const off = found.worst.filter((each) => Math.abs(each.people) > 0.5);
  return html`<section class="ci__comes"><h3>${proposed ? t("A proposal") : drafted ? t("As it is listed") : t("As people sit")}</h3>
    <p class="ci__sums"><span>${counted(found.seated, tn("{n} person", "{n} people", found.seated))}</span>${sizes.length > 0 && html`<span><b class="num">${span(Math.min(...sizes), Math.max(...sizes))}</b> ${t("at a table")}</span>`}
      <span><b class="num">${tenths(found.deviation)}</b> ${t("people off its share at most")}${now && html` <span class="sub">(${t("now {n}", { n: tenths(now.deviation) })})</span>`}</span>
      ${found.repeats > 0 && (proposed || drafted) && html`<span>${counted(found.repeats, tn("{n} of {pairs} pairs has met before", "{n} of {pairs} pairs have met before", found.repeats, { pairs: found.pairs }))}</span>`}
      ${found.alike > 0 && html`<span>${counted(found.alike, tn("{n} pair that should rather be apart", "{n} pairs that should rather be apart", found.alike))}</span>`}</p>
    ${off.length > 0 && html`<ul class="ci__reasons sub">${off.map((each) => { const told = { no: each.table, n: tenths(Math.abs(each.people)), value: valueWords(each.trait, each.value), trait: label(each.trait) };
      return html`<li key=${`${each.table}:${each.trait}:${each.value}`}>${each.people > 0 ? t("Table {no}: {n} more of “{value}” ({trait}) than its share", told) : t("Table {no}: {n} fewer of “{value}” ({trait}) than its share", told)}</li>`; })}</ul>`}
    ${found.broken.length > 0 ? html`<ul class="ci__problems">${found.broken.map((each, i) => html`<li key=${i} class="is-stop"><${Icon} name="cross" /><span>${ruleWords(each)}</span></li>`)}</ul>`
      : html`<p class="st ok"><${Icon} name="check" />${t("No rule is broken: pinned, together, apart.")}</p>`}</section>`;
}

function span(least, most) {
  return least === most ? String(least) : `${least}–${most}`;
}

/** Every value at every table, with the equal share of it below: is this fair? */
function Balance({ link, found }) {
  const traits = link.common.traits.filter(({ id }) => (found.values[id] || []).length > 0);
  if (!traits.length) return null;
  const columns = traits.flatMap(({ id }) => found.values[id].map((value, i) => {
    const all = found.tables.reduce((sum, table) => sum + table.counts[id][i], 0);
    return { id, i, value, first: i === 0, share: (table) => (found.seated ? (all * table.people) / found.seated : 0), equal: all / found.tables.length };
  }));
  const edge = (column, ...more) => classes(column.first && "is-first", ...more);
  return html`<section class="ci__balance"><h3>${t("Who sits where, in numbers")}</h3><div class="ci__wide" tabindex="0" role="group" aria-label=${t("Who sits where, in numbers")}><table>
    <thead><tr><th scope="col" rowspan="2">${t("Table")}</th>${traits.map(({ id, label }) => html`<th key=${id} scope="colgroup" class="is-first" colspan=${found.values[id].length}>${pick(label)}</th>`)}<th scope="col" rowspan="2" class="is-first">${t("all")}</th></tr>
      <tr>${columns.map((column) => html`<th key=${`${column.id}:${column.value}`} scope="col" class=${edge(column, "ci__value")}><span>${valueWords(column.id, column.value)}</span></th>`)}</tr></thead>
    <tbody>${found.tables.map((table) => html`<tr key=${table.id}><th scope="row" class="num">${table.no}</th>${columns.map((column) => { const n = table.counts[column.id][column.i];
      return html`<td key=${`${column.id}:${column.i}`} class=${edge(column, "num", n === 0 && "is-none", Math.abs(n - column.share(table)) >= OFF && "is-off")}>${n}</td>`; })}<td class="num is-first"><b>${table.people}</b></td></tr>`)}</tbody>
    <tfoot><tr><th scope="row">${t("share")}</th>${columns.map((column) => html`<td key=${`${column.id}:${column.i}`} class=${edge(column, "num")}>${tenths(column.equal)}</td>`)}<td class="num is-first">${found.tables.length > 0 && tenths(found.seated / found.tables.length)}</td></tr></tfoot></table></div>
    <p class="sub">${t("Marked: a table with at least {n} people more or fewer than its share.", { n: tenths(OFF) })}</p></section>`;
}
