/** Find somebody and mark them: one field for name, number and scanner, and a row with one button for everybody it finds. */

import { html, useEffect, useMemo, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Act, useActs } from "../lib/acts.js";
import { useKey } from "../lib/keys.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { askWhose, isCode } from "./code.js";
import { FILTERS, scanned, search, tableNo } from "./people.js";

const SHOWN = 60; // rows; whoever looks for one person types another letter

/** @param {{link: import("../lib/link.js").LinkState, on: string|null, show: (id: string) => void, register: (name: string) => void}} props */
export function Find({ link, on, show, register }) {
  const { people, check_in: known } = link.common;
  const [text, setText] = useState("");
  const [filter, setFilter] = useState("all");
  const [said, setSaid] = useState(null);
  const field = useRef(null);
  const { act } = useActs();
  useKey("/", () => { field.current.focus(); field.current.select(); });
  useEffect(() => field.current.focus(), []);
  const found = useMemo(() => search(people.filter(FILTERS[filter]), text), [people, text, filter]);
  const filters = [["all", t("Everybody"), people.length], ["away", t("Awaited"), people.filter(FILTERS.away).length], ["here", t("Here"), known.here],
    known.before !== null && ["before", t("Were here yesterday"), people.filter(FILTERS.before).length], ["consent", t("No consent"), people.filter(FILTERS.consent).length]].filter(Boolean);

  /** Enter marks the only one; of several it shows the first. A scanner ends with Enter, so a scan is one mark. */
  const entered = async (event) => {
    event.preventDefault();
    const typed = field.current.value;
    let [first, second] = scanned(typed) === null ? found : search(people, typed);
    if (!first && isCode(typed)) {
      const { id, no, text: why } = await askWhose(typed);
      first = people.find((person) => person.id === id);
      if (!first) return setSaid({ tone: "need", text: why || t("Badge {no} is nobody's yet. Register whoever holds it.", { no }) });
    }
    if (!first) return setSaid({ tone: "need", text: t("Nobody like that is on the list.") });
    if (second) return show(first.id);
    if (first.here === null) {
      const { state, text: why } = await act(`came:${first.id}`, "mark_attendance", { people: [first.id], came: true });
      if (state !== "done") return setSaid({ tone: "need", text: why });
    }
    setSaid({ tone: "ok", text: t("{name}: table {no}", { name: first.name, no: tableNo(first.table) || "—" }), person: first });
    setText("");
    return show(first.id);
  };
  return html`<section class="ci__find" aria-label=${t("Find somebody")}>
    <form onSubmit=${entered}><label class="find"><span class="sr">${t("Name, number, code or scanner")}</span><${Icon} name="search" />
      <input ref=${field} class="input" value=${text} autocomplete="off" spellcheck="false" placeholder=${t("Name, number, code or scanner")} onInput=${(event) => { setText(event.target.value); setSaid(null); }} /></label></form>
    <div class="ci__filters" role="group" aria-label=${t("Whom to show")}>${filters.map(([id, words, n]) => html`<button type="button" key=${id} class="tab" aria-pressed=${filter === id ? "true" : "false"}
      onClick=${() => setFilter(id)}>${words} <b class="num">${n}</b></button>`)}</div>
    <p class=${classes("ci__said", said && `st ${said.tone}`)} role="status">${said && html`<${Icon} name=${said.tone === "ok" ? "check" : "warn"} />${said.text}`}</p>
    <ul class="ci__list">${found.slice(0, SHOWN).map((person) => html`<${Row} key=${person.id} person=${person} on=${person.id === on} show=${show} />`)}</ul>
    ${found.length > SHOWN && html`<p class="sub ci__more">${tn("and {n} more: type another letter", "and {n} more: type another letter", found.length - SHOWN)}</p>`}
    ${!found.length && html`<p class="ci__none">${people.length ? t("Nobody like that is on the list.") : t("There is no list yet. Load one, or register whoever comes.")}</p>`}
    <p class="ci__new"><${Button} icon="plus" keys="N" onClick=${() => register(/\d/.test(text) ? "" : text)}>${t("Somebody who is not on the list")}<//></p>
  </section>`;
}

/** @param {{person: import("./people.js").Person, on: boolean, show: (id: string) => void}} props */
function Row({ person, on, show }) {
  const here = person.here !== null;
  const lacks = !person.consents.includes("processing");
  return html`<li class=${classes("ci__row", on && "is-on", here && "is-here")}>
    <button type="button" class="ci__who" aria-pressed=${on ? "true" : "false"} onClick=${() => show(person.id)}><b class="num">${person.no}</b>
      <span>${person.name}<small>${person.table ? t("table {no}", { no: tableNo(person.table) }) : t("no table yet")}${lacks && html` · <span class="st need"><${Icon} name="warn" />${t("no consent")}</span>`}${person.needs && html` · <span class="st now"><${Icon} name="heart" />${person.needs}</span>`}</small></span></button>
    ${here ? html`<span class="st ok ci__came"><${Icon} name="check" />${t("here")}</span>`
      : html`<${Act} id=${`came:${person.id}`} name="mark_attendance" fields=${{ people: [person.id], came: true }} kind="act" icon="check" label=${t("{name} is here", { name: person.name })} onDone=${() => show(person.id)}>${t("Mark")}<//>`}
  </li>`;
}
