/** The editor's dialogs: which round to add, what is wrong, which scenario to open, keys. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { Button, Dialog, Icon, LangSwitch, ThemeSwitch } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { get, post } from "./desk.js";
import { fromNothing, MARK } from "./draft.js";
import { lengthWords } from "./words.js";

/** @param {{form: Object, onAdd: (pattern: Object) => void, onClose: () => void}} props */
export function Add({ form, onAdd, onClose }) {
  return html`<${Dialog} wide title=${t("Which round comes next?")} onClose=${onClose}>
    <p class="sub">${t("It comes after the one in hand, with texts to begin with. All of it can be changed.")}</p>
    <ul class="ed__patterns">${form.patterns.map((each, i) => {
      const kind = form.kinds.find((one) => one.kind === each.plan.kind);
      return html`<li key=${i}><button type="button" class="slip" data-first=${i === 0 ? "" : null} onClick=${() => onAdd(each.plan)}>
        <b>${each.label}</b><span class="sub">${kind ? kind.label : each.plan.kind}, ${t("{n} min", { n: each.plan.minutes })}</span></button></li>`;
    })}</ul>
  <//>`;
}

/** @param {Object} props as the editor gives them */
export function Problems({ form, draft, day, checked, onClose }) {
  const go = ({ path }) => {
    const plan = path[0] === "round" ? draft.round[path[1]] : null;
    day.choose(plan ? plan[MARK] : "head");
    onClose();
    setTimeout(() => reveal(path), 60);
  };
  return html`<${Dialog} wide title=${checked.problems.length ? tn("{n} mistake", "{n} mistakes", checked.problems.length) : t("No mistakes")} onClose=${onClose}>
    ${checked.problems.length ? html`<ol class="ed__problems">${checked.problems.map((problem, i) => html`<li key=${i}><button type="button" onClick=${() => go(problem)}>
      <b>${whereWords(draft, form, problem.path)}</b><span>${problem.text}</span></button></li>`)}</ol>` : html`<p>${t("This day can be played.")}</p>`}
  <//>`;
}

/** The field itself, or the one that it lies in. @param {(string|number)[]} path */
function reveal(path) {
  for (let n = path.length; n > 1; n -= 1) {
    const id = `f-${path.slice(0, n).join("-")}`;
    const found = document.getElementById(id) || document.getElementById(`${id}-ru`) || document.getElementById(`${id}-0`) || document.getElementById(`${id}-label`);
    if (found) {
      found.scrollIntoView({ block: "center" });
      if (found.focus) found.focus();
      return;
    }
  }
}

/** "3. Choice: Marks or dots on one ballot" */
function whereWords(draft, form, path) {
  const plan = path[0] === "round" ? draft.round[path[1]] : null;
  const kind = plan && form.kinds.find((each) => each.kind === plan.kind);
  const fields = path[0] === "round" ? (kind || { fields: [] }).fields : path[0] === "scenario" ? form.head : form.lists;
  const keys = path[0] === "round" ? path.slice(2) : path[0] === "scenario" ? path.slice(1) : path;
  const labels = [];
  let inside = fields;
  for (const key of keys) {
    if (typeof key === "number") { labels.push(String(key + 1)); continue; }
    const field = (inside || []).find((each) => each.key === key);
    labels.push(field ? field.label : key);
    const type = field ? field.type.list || field.type : {};
    inside = type.fields || (type.of && type.of.fields) || [];
  }
  const where = labels.join(", ");
  if (!plan) return path[0] === "round" ? t("Rounds") : where || t("The day as a whole");
  const round = t("{no}. {title}", { no: path[1] + 1, title: pick(plan.title) || t("without a title") });
  return where ? t("{round}: {field}", { round, field: where }) : round;
}

/** @param {{day: Object, link: Object, onClose: () => void}} props */
export function Open({ day, link, onClose }) {
  const [known, setKnown] = useState(null);
  const [said, setSaid] = useState("");
  useEffect(() => { get("scenarios").then(({ status, body }) => setKnown(status === 200 ? body : [])); }, []);
  const take = (draft, base) => { day.open(draft, base); onClose(); };
  const failed = (body) => setSaid((body && body.said) || t("The desk does not answer."));
  const open = async (name) => {
    const { status, body } = await get(`scenarios/${name}`);
    if (status === 200) take(body.draft, null); else failed(body);
  };
  const openDay = async () => {
    const { status, body } = await get("session");
    if (status === 200) take(body.draft, body.base); else failed(body);
  };
  const read = (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const reader = new FileReader();
    reader.onload = async () => {
      const { status, body } = await post("read", { text: reader.result });
      if (status === 200) take(body.draft, null); else failed(body);
    };
    reader.readAsText(file);
  };
  const { session } = link.common;
  return html`<${Dialog} wide title=${t("What shall the draft begin with?")} onClose=${onClose}>
    <p class="sub">${t("The draft of now is not lost: Undo brings it back.")}</p>
    <ul class="ed__patterns">
      <li><button type="button" class="slip" data-first="" onClick=${openDay}><b>${t("The day that runs")}</b><span class="sub">${pick(session.title)}. ${t("Changes take effect from the next round on.")}</span></button></li>
      <li><button type="button" class="slip" onClick=${() => take(fromNothing(), null)}><b>${t("Nothing")}</b><span class="sub">${t("An empty day")}</span></button></li>
      ${(known || []).map((each) => html`<li key=${each.name}><button type="button" class="slip" onClick=${() => open(each.name)}><b>${pick(each.title)}</b>
        <span class="sub">${each.place === "own" ? t("your own") : t("comes with Veche")}, ${tn("{n} round", "{n} rounds", each.rounds)}, ${lengthWords(each.minutes)}, ${each.name}</span></button></li>`)}
      <li><label class="slip ed__file"><b>${t("A file")}</b><span class="sub">${t("A scenario that was downloaded or written by hand (.toml)")}</span><input class="sr" type="file" accept=".toml,text/plain" onChange=${read} /></label></li>
    </ul>
    ${said && html`<p class="ed__bad" role="alert"><${Icon} name="warn" />${said}</p>`}
  <//>`;
}

/** @param {{onClose: () => void}} props */
export function Help({ onClose }) {
  const keys = [["J K", t("next and previous round")], ["\u21e7 \u2191 \u2193", t("move the round")], ["A", t("add a round")], ["D", t("duplicate the round")], ["Del", t("delete the round")],
    ["Z", t("undo")], ["P", t("what is wrong")], ["O", t("open another scenario")], ["S", t("save, or play it")], ["?", t("this list")]];
  return html`<${Dialog} title=${t("Keys and settings")} onClose=${onClose}>
    <p class="help__set"><${LangSwitch} /><${ThemeSwitch} /></p>
    <dl class="ed__keys">${keys.map(([key, words]) => html`<div key=${key}><dt><kbd class="kbd">${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
    <p class="sub">${t("By mouse or finger: drag a round to where it belongs; a finger takes it by its left edge. Keys go by their place, so they work in a Russian layout too.")}</p>
  <//>`;
}
