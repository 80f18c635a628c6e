/** The log of the day in words, the newest act first. The view holds the last ones; the whole log is fetched when asked for. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { getJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Dialog } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { hhmm } from "./times.js";
import { byWords, toldWords } from "./told.js";

/** @param {{hall: import("./hall.js").Hall, onClose: () => void}} props */
export function Log({ hall, onClose }) {
  const [whole, setWhole] = useState(null);
  const [failed, setFailed] = useState(false);
  const { log, acts } = hall.own;
  const fetchAll = async () => {
    const { status, body } = await getJson("/api/acts", takeToken());
    setFailed(status !== 200);
    if (status === 200) setWhole(body);
  };
  const newest = log.length ? log[0].seq : 0;
  const rows = whole ? [...log.filter((act) => !whole.length || act.seq > whole[0].seq), ...whole.map((act) => log.find((each) => each.seq === act.seq) || act)] : log;
  return html`<${Dialog} wide title=${t("What was done")} onClose=${onClose}>
    <p class="sub">${t("Nothing is ever deleted. What was undone is struck through.")}</p>
    ${rows.length ? html`<${Acts} acts=${rows} newest=${newest} />` : html`<p>${t("Nothing has been done yet.")}</p>`}
    ${!whole && acts > log.length && html`<${Button} data-first onClick=${fetchAll}>${tn("Show {n} earlier act", "Show {n} earlier acts", acts - log.length)}<//>`}
    ${failed && html`<p class="act__said" role="alert">${t("The desk does not answer.")}</p>`}
  <//>`;
}

/** @param {{acts: import("./told.js").Told[], plain?: boolean}} props `plain`: without who did it */
export function Acts({ acts, plain }) {
  return html`<ol class="log">${acts.map((act) => html`<li key=${act.seq} class=${classes(act.undone && "is-undone")}>
    <span class="num sub">${hhmm(act.at)}</span>
    <span class="log__what">${act.undone ? html`<s>${toldWords(act)}</s> <small>${t("undone")}</small>` : toldWords(act)}</span>
    ${!plain && html`<span class="sub log__who">${byWords(act)}</span>`}</li>`)}</ol>`;
}
