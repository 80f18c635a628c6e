/** Find somebody and mark them: one field for name, number and scanner, and a row with one button for everybody it finds. */

import { html, useEffect, useMemo, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Act, useActs } from "../lib/acts.js";
import { useKey } from "../lib/keys.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { askScanned, askWhose, isCode } from "./code.js";
import { exactly, FILTERS, numberOf, scanned, tableNo, within } from "./people.js";
import { useStray } from "./stray.js";

const SHOWN = 60; // rows; whoever looks for one person types another letter
const SLOW_MS = 700; // until then nobody wonders

/** @param {{link: import("../lib/link.js").LinkState, on: string|null, covered: boolean, show: (id: string) => void, close: () => void,
 *   register: (name: string, badge: string) => void, fill: (badge: number) => boolean, papers: () => void}} props
 *   `covered`: a window lies over the desk and stays; `fill`: a blank badge for the form that is open, if one is */
export function Find({ link, on, covered, show, close, register, fill, papers }) {
  const { people, check_in: known } = link.common;
  const [text, setText] = useState("");
  const [filter, setFilter] = useState("all");
  const [said, setSaid] = useState(null);
  const [chosen, setChosen] = useState(null); // of several, by an arrow or a first Enter
  const field = useRef(null);
  const list = useRef(null);
  const { act } = useActs();
  useKey("/", () => { field.current.focus(); field.current.select(); });
  useStray(field, close, (badge) => scan(badge));
  const latest = useRef({});
  latest.current = { people, covered, fill };
  useEffect(() => { if (covered) setSaid(null); }, [covered]);
  useEffect(() => field.current.focus(), []);
  useEffect(() => { const row = list.current.querySelector(".is-on"); if (row) row.scrollIntoView({ block: "nearest" }); }, [on]);
  const found = useMemo(() => within(people, filter, text), [people, text, filter]);
  const filters = [["all", t("Everybody"), people.length], ["away", t("Awaited"), people.filter(FILTERS.away).length], ["here", t("Here"), known.here],
    known.before !== null && ["before", t("Were here yesterday"), people.filter(FILTERS.before).length], ["consent", t("No consent"), people.filter(FILTERS.consent).length]].filter(Boolean);

  const mark = async (person, typed) => {
    setText(""); // at once: the next badge may be scanned before the answer is here
    setChosen(null);
    setSaid(null);
    if (person.here === null) {
      const { state, text: why } = await act(`came:${person.id}`, "mark_attendance", { people: [person.id], came: true });
      if (state !== "done") { setText((now) => now || typed); setSaid({ tone: "need", text: why }); return; }
    }
    setSaid(person.here === null ? { tone: "ok", text: cameWords(person) } : { tone: "now", text: hereWords(person) });
    if (!latest.current.covered) show(person.id);
  };
  const anew = (typed) => {
    const words = scanned(typed) === null ? typed.trim() : "";
    const isBadge = numberOf(words) !== null || (/\d/.test(words) && isCode(words)) || Boolean(said && said.blank);
    setText("");
    setSaid(null);
    register(isBadge ? "" : words, isBadge ? words : "");
  };

  /** A badge was scanned: whoever holds it is here, if its code has not ended. A window that is open stays, and so does what is typed. */
  const scan = async (badge) => {
    setSaid(null);
    const slow = setTimeout(() => setSaid({ tone: "now", text: t("Badge {no}: asking whether its code still holds…", badge) }), SLOW_MS);
    const { id, no, text: why } = await askScanned(badge);
    clearTimeout(slow);
    const person = latest.current.people.find((each) => each.id === id);
    if (person) { mark(person, ""); return; }
    if (!why && latest.current.fill(no)) { setSaid(null); return; }
    if (!latest.current.covered && (!field.current.offsetParent || document.querySelector(".veil"))) close();
    setSaid({ tone: "need", text: why || t("Badge {no} is nobody's yet. Register whoever holds it.", { no }) });
  };

  /** Somebody reads the letters of a badge aloud: whose is it? */
  const byCode = async (typed) => {
    const { id, no, text: why } = await askWhose(typed);
    const person = people.find((each) => each.id === id);
    if (person) mark(person, typed);
    else setSaid({ tone: "need", nobody: true, blank: !why, text: why || t("Badge {no} is nobody's yet. Register whoever holds it.", { no }) });
  };

  /** Enter marks the one who is meant; of several it shows the first, and the next Enter marks. A scan ends with Enter, so it is one mark. */
  const entered = (event) => {
    event.preventDefault();
    const typed = field.current.value;
    if (!typed.trim()) return;
    if (scanned(typed) !== null) {
      setText("");
      setSaid({ tone: "need", text: t("The scan was cut short. Scan the badge once more, or type its number.") });
      return;
    }
    const now = within(people, filter, typed);
    const meant = now.find((each) => each.id === chosen) || exactly(now, typed);
    if (meant) { mark(meant, typed); return; }
    if (now.length) {
      setChosen(now[0].id);
      setSaid({ tone: "now", text: t("Enter once more marks {name}; arrows choose another one.", { name: now[0].name }) });
      show(now[0].id);
    } else if (said && said.nobody) anew(typed);
    else if (isCode(typed)) byCode(typed);
    else setSaid({ tone: "need", nobody: true, text: t("Nobody like that is on the list. Enter once more registers somebody new.") });
  };
  const pressed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "F2") anew(text);
    else if (event.key === "F4") papers();
    else if (event.key === "Escape") { setText(""); setSaid(null); setChosen(null); close(); } else if (step && found.length) {
      const at = found.findIndex((each) => each.id === (chosen || on));
      const next = found[Math.max(0, Math.min(at + step, found.length - 1, SHOWN - 1))];
      setChosen(next.id);
      setSaid(null);
      show(next.id);
    } else return;
    event.preventDefault();
  };
  const first = found.some((each) => each.id === on) ? on : found.length ? found[0].id : null;
  return html`<section class="ci__find" aria-label=${t("Find somebody")}>
    <form onSubmit=${entered}><label class="find"><span class="sr">${t("Name, number, code or scanner")}</span><${Icon} name="search" />
      <input ref=${field} class="input" value=${text} autocomplete="off" spellcheck="false" placeholder=${t("Name, number, code or scanner")} onKeyDown=${pressed} onInput=${(event) => { setText(event.target.value); setSaid(null); setChosen(null); }} /></label></form>
    <div class="ci__filters" role="group" aria-label=${t("Whom to show")}>${filters.map(([id, words, n]) => html`<button type="button" key=${id} class="tab" aria-pressed=${filter === id ? "true" : "false"}
      onClick=${() => setFilter(id)}>${words} <b class="num">${n}</b></button>`)}</div>
    <p class=${classes("ci__said", said && `st ${said.tone}`, said && covered && "is-over")} role="status">${said && html`<${Icon} name=${said.tone === "need" ? "warn" : "check"} />${said.text}`}</p>
    <ul ref=${list} class="ci__list">${found.slice(0, SHOWN).map((person) => html`<${Row} key=${person.id} person=${person} on=${person.id === on} first=${person.id === first} show=${show} />`)}</ul>
    ${found.length > SHOWN && html`<p class="sub ci__more">${tn("and {n} more: type another letter", "and {n} more: type another letter", found.length - SHOWN)}</p>`}
    ${!found.length && html`<p class="ci__none">${people.length ? t("Nobody like that is on the list.") : t("There is no list yet. Load one, or register whoever comes.")}</p>`}
    <p class="ci__new"><${Button} icon="plus" keys="F2" kind=${found.length || !people.length ? null : "act"} onClick=${() => anew(text)}>${t("Somebody who is not on the list")}<//></p>
  </section>`;
}

/** @param {import("./people.js").Person} person */
function cameWords({ name, table }) {
  return table ? t("{name}: table {no}", { name, no: tableNo(table) }) : t("{name} is marked; no table yet", { name });
}

/** @param {import("./people.js").Person} person */
function hereWords({ name, table }) {
  return table ? t("{name} is here already: table {no}", { name, no: tableNo(table) }) : t("{name} is here already; no table yet", { name });
}

/** Of the rows one is a stop of the Tab key; arrows go from row to row. @param {{person: import("./people.js").Person, on: boolean, first: boolean, show: (id: string) => void}} props */
function Row({ person, on, first, show }) {
  const tabindex = first ? 0 : -1;
  const here = person.here !== null;
  const lacks = FILTERS.consent(person);
  return html`<li class=${classes("ci__row", on && "is-on", here && "is-here")}>
    <button type="button" class="ci__who" tabindex=${tabindex} aria-pressed=${on ? "true" : "false"} onClick=${() => show(person.id)}><b class="num">${person.no}</b>
      <span>${person.name}<small>${person.table ? t("table {no}", { no: tableNo(person.table) }) : t("no table yet")}${lacks && html` <span class="st need"><${Icon} name="warn" />${t("no consent")}</span>`}${person.needs && html`<span class="st now ci__needed"><${Icon} name="heart" />${person.needs}</span>`}</small></span></button>
    ${here ? html`<span class="st ok ci__came"><${Icon} name="check" />${t("here")}</span>`
      : html`<${Act} id=${`came:${person.id}`} name="mark_attendance" fields=${{ people: [person.id], came: true }} kind="act" icon="check" tabindex=${tabindex} label=${t("{name} is here", { name: person.name })} onDone=${() => show(person.id)}>${t("Mark")}<//>`}
  </li>`;
}
