/** The registration list: choose a file, see what it holds, put columns right, and only then take it. */

import { html, useRef, useState } from "../../vendor/htm-preact.module.js";
import { postJson } from "../lib/api.js";
import { newId, takeToken } from "../lib/seat.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { language, pick, t, tn } from "../lib/words.js";
import { recalled, remember } from "./columns.js";
import { counted } from "./counted.js";
import { upload } from "./upload.js";
import { cellWords, valueWords } from "./values.js";

const ALIKE = 2; // problems of one kind in full
const ROWS = 24;
const PEOPLE = 6;
const READ_MS = 25000; // a large workbook is read with care

/** @param {{link: import("../lib/link.js").LinkState, onClose: () => void}} props */
export function ListDialog({ link, onClose }) {
  const [file, setFile] = useState(null); // {upload, name}
  const [found, setFound] = useState(null);
  const [busy, setBusy] = useState("");
  const [said, setSaid] = useState("");
  const [stale, setStale] = useState(false); // another desk has written what this one has looked at
  const [done, setDone] = useState(null);
  const field = useRef(null);
  const asked = useRef(0);
  const action = useRef(null); // of a taking whose answer was lost: the next press repeats it and takes nothing twice
  const ask = async (path, body, what) => {
    const no = (asked.current += 1);
    setBusy(what);
    setSaid("");
    setStale(false);
    const { status, body: answer } = await postJson(path, { ...body, lang: language() }, takeToken(), READ_MS);
    if (status === 200 || (answer && answer.error && !answer.error.retry)) action.current = null;
    if (no !== asked.current) return null; // a column was changed again since
    setBusy("");
    if (status === 200) return answer;
    setStale(Boolean(answer && answer.error && answer.error.code === "list.stale"));
    setSaid((answer && answer.error && answer.error.text) || t("The desk does not answer. Try again in a moment."));
    return null;
  };
  const look = async (mapping, which = file) => {
    const answer = await ask("/api/list/preview", { ...which, mapping }, "look");
    if (!answer) return;
    const before = !mapping && answer.mapping && recalled(answer.mapping, answer.fields.map(({ field }) => field));
    setFound(before ? { ...answer, mapping: before } : answer);
    if (before) await look(before, which);
  };
  const choose = async (event) => {
    const [chosen] = event.target.files;
    event.target.value = "";
    if (!chosen) return;
    setBusy("send");
    setSaid("");
    setFound(null);
    const which = { upload: newId(), name: chosen.name };
    const sent = await upload(chosen, which.upload);
    setBusy("");
    if (sent) { setSaid(sent); return; }
    setFile(which);
    await look(null, which);
  };
  const correct = (place, to) => {
    const columns = found.mapping.columns.map((column) => (column.place === place ? { ...column, field: to, by: "hand" } : column));
    remember({ ...found.mapping, columns });
    setFound({ ...found, mapping: { ...found.mapping, columns } });
    look({ ...found.mapping, columns });
  };
  const take = async () => {
    action.current = action.current || newId();
    const answer = await ask("/api/list/take", { ...file, mapping: found.mapping, mark: found.mark, action_id: action.current }, "take");
    if (answer) setDone(answer.answer);
  };
  const ready = found && !found.error && found.taken > 0;
  if (done) {
    return html`<${Dialog} key="done" title=${t("The list is taken")} onClose=${onClose} actions=${html`<${Button} kind="act" big data-first onClick=${onClose}>${t("To the desk")}<//>`}>
      <p>${takenWords(done)}</p>
      <p class="sub">${link.common.awaits
        ? t("“{title}” mixes the tables. For badges and lists that name them, first mix the tables and take the seating (Seating), then print on the laptop of Veche: python3 run.py print", { title: pick(link.common.awaits.title) })
        : t("Badges are printed on the laptop of Veche: python3 run.py print")}</p><//>`;
  }
  return html`<${Dialog} wide class="ci__listing" title=${t("The registration list")} onClose=${onClose} actions=${found && found.mapping && html`
    ${said && html`<span class="act__said" role="alert">${said}</span>`}
    ${stale ? html`<${Button} kind="act" big icon="search" busy=${Boolean(busy)} onClick=${() => look(found.mapping)}>${t("Look at it again")}<//>`
      : html`<${Button} kind="act" big icon="check" busy=${busy === "take"} disabled=${!ready || Boolean(busy)} onClick=${take}>${ready ? tn("Take {n} row", "Take {n} rows", found.taken) : t("There is nothing to take")}<//>`}`}>
    <p>${t("CSV or XLSX, as forms and table programs write them. Nothing is taken before you have looked at it; a newer list changes what is known and doubles nobody.")}</p>
    <p class="ci__tools"><input ref=${field} hidden type="file" accept=".csv,.tsv,.txt,.xlsx" onChange=${choose} />
      <${Button} icon="page" kind=${found ? null : "act"} data-first onClick=${() => field.current.click()}>${found ? t("Another file") : t("Choose the file")}<//>
      ${busy && html`<span role="status">${busy === "send" ? t("The file is on its way…") : t("Reading…")}</span>`}</p>
    ${said && !(found && found.mapping) && html`<p class="act__said" role="alert">${said}</p>`}
    ${found && found.error && html`<p class="ci__wrong" role="alert"><${Icon} name="warn" />${found.error.text}</p>`}
    ${found && !found.error && html`<${Sums} found=${found} />`}
    ${found && !found.error && html`<${Problems} found=${found} />`}
    ${found && found.mapping && html`<${Columns} link=${link} found=${found} correct=${correct} />`}
    ${found && !found.error && html`<${People} link=${link} found=${found} />`}
  <//>`;
}

/** @param {{new: number, changed: number}} done */
function takenWords({ new: fresh, changed }) {
  const said = [fresh > 0 && tn("{n} person is new", "{n} people are new", fresh), changed > 0 && tn("{n} was changed", "{n} were changed", changed)].filter(Boolean);
  return said.length > 0 ? `${said.join(", ")}.` : t("Nothing has changed.");
}

/** What each column is taken for. */
function Columns({ found, correct }) {
  const out = found.mapping.columns.filter(({ field }) => !field);
  const list = out.map(({ letter, title }) => (title ? t("{letter} “{title}”", { letter, title }) : letter)).join(", ");
  return html`<section aria-labelledby="columns"><h3 id="columns">${t("What the columns mean")}</h3>
    ${out.length > 0 && html`<p class="ci__out"><${Icon} name="info" />${tn("Column {list} is left out.", "Columns {list} are left out.", out.length, { list })}</p>`}
    ${found.mapping.columns.some(({ by }) => by === "hand") && html`<p class="sub">${t("What you set by hand is remembered on this desk for the next file with the same headers.")}</p>`}
    <ul class="ci__columns">${found.mapping.columns.map((column) => html`<li key=${column.place} class=${classes(!column.field && "is-out")}>
      <label><b>${column.letter}</b> <span>${column.title || t("without a title")}</span>
        <select class="input" value=${column.field} onChange=${(event) => correct(column.place, event.target.value)}>
          <option value="">${t("Leave out")}</option>${found.fields.map(({ field, label }) => html`<option key=${field} value=${field}>${label}</option>`)}</select></label>
      <p class="sub">${(found.samples[column.place] || []).join(" · ") || t("empty")}</p></li>`)}</ul></section>`;
}

function Sums({ found }) {
  const { sums } = found;
  const rows = [[sums.new, tn("{n} new", "{n} new", sums.new)], [sums.changed, tn("{n} changed", "{n} changed", sums.changed)], [sums.same, tn("{n} as before", "{n} as before", sums.same)],
    [sums.held, tn("{n} kept as the desk wrote it", "{n} kept as the desk wrote them", sums.held)], [sums.gone, tn("{n} is not in this list any more and stays", "{n} are not in this list any more and stay", sums.gone)],
    [sums.left_out, tn("{n} row left out", "{n} rows left out", sums.left_out)]];
  return html`<section><h3>${tn("{n} person", "{n} people", sums.people)} ${tn("in {n} row", "in {n} rows", found.rows)}${found.sheet && html` <span class="sub">${t("sheet “{name}”", { name: found.sheet })}</span>`}</h3>
    <p class="ci__sums">${rows.filter(([n]) => n > 0).map(([n, words]) => html`<span key=${words}>${counted(n, words)}</span>`)}</p>
    ${found.gone.length > 0 && html`<p class="sub">${tn("Not in this list: badge {list}", "Not in this list: badges {list}", found.gone.length, { list: found.gone.join(", ") })}</p>`}
    ${found.other_sheets.length > 0 && html`<p class="sub">${tn("Another sheet was not read: {list}", "Other sheets were not read: {list}", found.other_sheets.length, { list: found.other_sheets.join(", ") })}</p>`}</section>`;
}

function Problems({ found }) {
  const [all, setAll] = useState(false);
  if (!found.problems.length) return html`<p class="st ok"><${Icon} name="check" />${t("Every row could be read.")}</p>`;
  const order = [...found.problems].sort((a, b) => (a.severity === "stop" ? 0 : 1) - (b.severity === "stop" ? 0 : 1));
  const lines = all ? order : gathered(order);
  const hidden = order.length - lines.filter((each) => !each.more).length;
  return html`<section><h3>${tn("{n} thing to look at", "{n} things to look at", order.length)}</h3>
    <ul class="ci__problems">${lines.map((problem, i) => html`<li key=${i} class=${problem.severity === "stop" ? "is-stop" : ""}><${Icon} name=${problem.severity === "stop" ? "cross" : "info"} /><span>${problem.text}</span></li>`)}</ul>
    ${hidden > 0 && html`<p class="ci__tools"><${Button} onClick=${() => setAll(true)}>${t("Show all of them")}<//></p>`}</section>`;
}

/** Of one kind the first few, and of the others their rows: a column read wrongly must not bury the row that nobody could read. */
function gathered(order) {
  const kinds = [...new Set(order.map(({ code }) => code))].map((code) => order.filter((each) => each.code === code));
  return kinds.flatMap((kind) => {
    if (kind.length <= ALIKE + 1) return kind;
    const rows = [...new Set(kind.slice(ALIKE).flatMap((each) => each.rows))].sort((a, b) => a - b);
    const list = rows.length > ROWS ? `${rows.slice(0, ROWS).join(", ")}, …` : rows.join(", ");
    return [...kind.slice(0, ALIKE), { severity: kind[0].severity, more: true, text: tn("and {n} more like it, rows {list}", "and {n} more like it, rows {list}", kind.length - ALIKE, { list }) }];
  });
}

function People({ link, found }) {
  const labels = Object.fromEntries(found.fields.map(({ field, label }) => [field.replace(/^attribute\./, ""), label]));
  link.common.traits.forEach(({ id, label }) => { labels[id] = pick(label); });
  const [all, setAll] = useState(false);
  const shown = all ? found.people : found.people.slice(0, PEOPLE);
  const hidden = found.people.length - shown.length;
  return html`<section><h3>${t("So they would stand on the list, the new ones first")}</h3>
    <ul class="ci__sample">${shown.map((person) => html`<li key=${person.row}><b>${person.name}</b> <span class="sub num">${person.state === "new" ? `${t("new on the list")}, ` : ""}${t("row {n}", { n: person.row })}${person.badge ? ` · ${t("badge {no}", { no: person.badge })}` : ""}</span>
      <span class="sub">${[person.contact, ...Object.entries(person.attributes).map(([id, value]) => `${labels[id] || id}: ${valueWords(id, value)}`)].filter(Boolean).join(" · ")}</span>
      ${person.doubt && html`<span class="st now"><${Icon} name="warn" />${t("found by the name alone; the contact is another one")}</span>`}
      ${person.changes.map((change) => html`<span key=${change.field} class=${classes("ci__change", change.held && "is-held")}>${labels[change.field.replace(/^attribute\./, "")] || change.field}: <del>${cellWords(change.field, change.before)}</del> → <ins>${cellWords(change.field, change.after)}</ins>${change.held && ` (${t("stays as the desk wrote it")})`}</span>`)}</li>`)}</ul>
    ${hidden > 0 && html`<p class="ci__tools"><${Button} onClick=${() => setAll(true)}>${tn("Show {n} more", "Show {n} more", hidden)}<//></p>`}</section>`;
}
