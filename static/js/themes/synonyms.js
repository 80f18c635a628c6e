/** Words that mean the same to the questions: a line for each meaning, to be added to, changed and taken away. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, Dialog, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

/** @param {{desk: import("./board.js").Desk, acts: import("./acts.js").BoardActs, onClose: () => void}} props */
export function Synonyms({ desk, acts, onClose }) {
  const [rows, setRows] = useState(() => desk.synonyms.lines.map((line, i) => ({ key: i, line })));
  const [began] = useState(desk.synonyms.lines.join("\n"));
  const [search, setSearch] = useState("");
  const [said, setSaid] = useState("");
  const words = search.trim().toLowerCase();
  const shown = rows.filter((row) => !words || !row.line || row.line.toLowerCase().includes(words));
  const put = (key, line) => setRows(rows.map((row) => (row.key === key ? { key, line } : row)));
  const add = () => { setSearch(""); setRows([{ key: Math.max(-1, ...rows.map((row) => row.key)) + 1, line: "" }, ...rows]); };
  const others = desk.synonyms.lines.join("\n") !== began;
  const save = async () => {
    const lines = rows.map((row) => row.line.trim()).filter(Boolean);
    const alone = lines.find((line) => line.split(",").filter((word) => word.trim()).length < 2);
    if (alone) { setSaid(t("“{line}” stands alone. Write what means the same beside it, with a comma between.", { line: alone })); return; }
    const result = await acts.setSynonyms(lines);
    if (result.state === "done") onClose(); else setSaid(result.text);
  };
  return html`<${Dialog} wide class="lines" title=${t("Words that mean the same")} onClose=${onClose} actions=${html`
    <${Button} kind="act" icon="check" busy=${acts.busy} onClick=${save}>${t("Save for all three")}<//><${Button} onClick=${onClose}>${t("Leave it")}<//>`}>
    <p>${t("The questions take any word of a line for its first one: “{example}”. Cards keep their words.", { example: rows.length ? (rows.find((row) => row.line) || { line: "" }).line : "" })}</p>
    <div class="lines__top"><label class="find"><span class="sr">${t("Search the lines")}</span><${Icon} name="search" /><input class="input" type="search" value=${search} placeholder=${t("Search the lines")} onInput=${(event) => setSearch(event.target.value)} /></label>
      <${Button} icon="plus" onClick=${add} data-first>${t("Add a line")}<//><span class="sub num">${tn("{n} line", "{n} lines", rows.length)}</span></div>
    ${others && html`<p class="td__said" role="alert">${t("Somebody else has just saved other lines. Saving here puts yours in their place.")}</p>`}
    ${said && html`<p class="td__said" role="alert">${said}</p>`}
    <ul class="lines__list">${shown.map((row) => html`<li key=${row.key}><input class="input" value=${row.line} maxlength="200" aria-label=${t("Words that mean the same, with commas between")} onInput=${(event) => put(row.key, event.target.value)} />
      <button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Take away “{line}”", { line: row.line })} onClick=${() => setRows(rows.filter((each) => each.key !== row.key))}><${Icon} name="trash" /></button></li>`)}</ul>
  <//>`;
}
