/** The seating of a round: search, see what it comes to, search again, and take it. What is taken is in force when the lead carries the round. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { Said, useActs } from "../lib/acts.js";
import { getJson, postJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { language, pick, t, tn } from "../lib/words.js";
import { complaintWords, ruleWords } from "./rules.js";

const SEARCH_MS = 25000; // longer than any other answer may take

/** @param {{link: import("../lib/link.js").LinkState, onClose: () => void}} props */
export function SeatingDialog({ link, onClose }) {
  const { seatings } = link.common;
  const first = seatings.find((each) => !each.done) || seatings[seatings.length - 1];
  const [round, setRound] = useState(first ? first.id : "");
  const [found, setFound] = useState(null);
  const [now, setNow] = useState(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const { act, told } = useActs();
  const here = seatings.find((each) => each.id === round);
  const look = async () => {
    const { status, body } = await getJson(`/api/seating/${round}`, takeToken());
    if (status === 200) setNow(body);
  };
  useEffect(() => { setFound(null); if (round) look(); }, [round]);
  const search = async () => {
    setBusy(true);
    setSaid("");
    const { status, body } = await postJson("/api/seating", { round, lang: language() }, takeToken(), SEARCH_MS);
    setBusy(false);
    if (status === 200) setFound(body);
    else setSaid((body && body.error && body.error.text) || t("The desk does not answer. Try again in a moment."));
  };
  const take = async () => {
    const { state } = await act("seating", "list_people", { round, people: found.people });
    if (state === "done") { setFound(null); look(); }
  };
  if (!here) return html`<${Dialog} title=${t("Seating")} onClose=${onClose}><p>${t("This day has no round that seats people. Add one in the scenario: assign, people, mixed.")}</p><//>`;
  const shown = found || now;
  return html`<${Dialog} wide class="ci__seating" title=${t("Seating")} onClose=${onClose} actions=${html`
    ${!here.done && html`<${Button} big icon="dice" busy=${busy} onClick=${search}>${found ? t("Another one") : t("Mix the tables")}<//>`}
    ${found && html`<${Button} kind="act" big icon="check" onClick=${take}>${tn("Take it: {n} person would sit elsewhere", "Take it: {n} people would sit elsewhere", found.moves)}<//>`}`}>
    ${seatings.length > 1 && html`<div class="ci__filters" role="group" aria-label=${t("Round")}>${seatings.map((each) => html`<button type="button" key=${each.id} class="tab" aria-pressed=${each.id === round ? "true" : "false"} onClick=${() => setRound(each.id)}>${each.no}. ${pick(each.title)}</button>`)}</div>`}
    <p>${here.done ? t("This round is over; people sit as it says, and as they were moved since.") : t("Whoever is here is mixed over the open tables; before the first has come, everybody on the list. It is in force when the lead carries the round.")}</p>
    ${busy && html`<p role="status">${t("Searching: a second or two…")}</p>`}
    ${said && html`<p class="act__said" role="alert">${said}</p>`}<${Said} told=${told.seating} />
    ${shown && html`<${Comes} link=${link} found=${shown} proposed=${Boolean(found)} drafted=${here.drafted} />`}
    ${found && found.complaints.length > 0 && html`<ul class="ci__problems">${found.complaints.map((each, i) => html`<li key=${i} class="is-stop"><${Icon} name="warn" /><span>${complaintWords(each)}</span></li>`)}</ul>`}
    ${shown && html`<${Balance} link=${link} found=${shown} />`}
  <//>`;
}

function Comes({ link, found, proposed, drafted }) {
  const sizes = found.tables.map((table) => table.people);
  const label = (trait) => { const known = link.common.traits.find((each) => each.id === trait); return known ? pick(known.label) : trait; };
  return html`<section><h3>${proposed ? t("A proposal") : drafted ? t("As it is listed") : t("As people sit")}</h3>
    <p class="ci__sums"><span><b class="num">${found.seated}</b> ${t("people")}</span><span><b class="num">${Math.min(...sizes)}–${Math.max(...sizes)}</b> ${t("at a table")}</span>
      <span><b class="num">${found.deviation.toFixed(1)}</b> ${t("people off its share at most")}</span>
      ${found.repeats > 0 && html`<span><b class="num">${found.repeats}</b> ${t("of {n} pairs have met before", { n: found.pairs })}</span>`}
      ${found.alike > 0 && html`<span><b class="num">${found.alike}</b> ${t("pairs that should rather be apart")}</span>`}</p>
    ${found.worst.length > 0 && found.deviation > 0 && html`<p class="sub">${found.worst.filter((each) => Math.abs(each.people) > 0.5).map((each) => t("table {no}: {more} of “{value}”, {trait}", { no: each.table, more: `${each.people > 0 ? "+" : "−"}${Math.abs(each.people).toFixed(1)}`, value: each.value, trait: label(each.trait) })).join(" · ")}</p>`}
    ${found.broken.length > 0 ? html`<ul class="ci__problems">${found.broken.map((each, i) => html`<li key=${i} class="is-stop"><${Icon} name="cross" /><span>${ruleWords(each)}</span></li>`)}</ul>`
      : html`<p class="st ok"><${Icon} name="check" />${t("No rule is broken: pinned, together, apart.")}</p>`}</section>`;
}

/** Every value at every table: is this fair? */
function Balance({ link, found }) {
  const traits = link.common.traits.filter(({ id }) => (found.values[id] || []).length > 0);
  if (!traits.length) return null;
  return html`<section class="ci__balance"><h3>${t("Who sits where, in numbers")}</h3><div class="ci__wide"><table><thead><tr><th scope="col">${t("Table")}</th>${traits.map(({ id, label }) => html`<th key=${id} scope="colgroup" colspan=${found.values[id].length}>${pick(label)}</th>`)}<th scope="col">${t("all")}</th></tr>
    <tr><th></th>${traits.map(({ id }) => found.values[id].map((value) => html`<th key=${`${id}:${value}`} scope="col" class="ci__value">${value}</th>`))}<th></th></tr></thead>
    <tbody>${found.tables.map((table) => html`<tr key=${table.id}><th scope="row" class="num">${table.no}</th>${traits.map(({ id }) => table.counts[id].map((n, i) => html`<td key=${`${id}:${i}`} class=${classes("num", n === 0 && "is-none")}>${n}</td>`))}<td class="num"><b>${table.people}</b></td></tr>`)}</tbody></table></div></section>`;
}
