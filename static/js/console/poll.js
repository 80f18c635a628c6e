/** A poll on the console: how many have answered; after the seal what was said, with the texts to let on; and straw polls. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Act, Said, useActs } from "../lib/acts.js";
import { hiddenWords, strawWords } from "../lib/cells.js";
import { Bars, PollResult } from "../lib/pollresult.js";
import { Button, Chip, classes, Dialog, Icon, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function Poll({ hall }) {
  const { round } = hall;
  const { poll } = hall.common;
  return html`<section aria-labelledby="poll"><h2 class="h" id="poll">${t("Poll")} <span class="sub">${round.electors === "person" ? t("everyone by themselves, in secret") : t("each table, openly")}</span></h2>
    <div class="turnout"><p><b class="num">${poll.sheets}</b> ${tn("of {n} has answered", "of {n} have answered", poll.of)}</p>
      <progress max=${Math.max(1, poll.of)} value=${poll.sheets} aria-label=${t("Turnout")}></progress>
      ${round.guests && html`<p class="sub">${tn("{n} guest", "{n} guests", poll.guests)}, ${t("counted apart from the badges")} <${Chip} tone="info" icon="info">${strawWords()}<//></p>`}</div>
    ${poll.result ? html`<${PollResult} level=${3} round=${round} poll=${poll} texts=${(props) => html`<${Texts} ...${props} round=${round.id} />`} />`
      : html`<p class="run__note"><${Icon} name="hide" /><span>${t("Nobody sees an answer before you reveal the poll: then the sums are made and every sheet is destroyed.")} ${round.electors === "person" && hiddenWords(round)}</span></p>`}
  </section>`;
}

/** Texts in an order that says nothing; each comes to the hall only when the lead lets it on. */
function Texts({ round, question, texts, guests }) {
  if (!texts.length) return html`<p class="sub">${t("Nobody wrote anything.")}</p>`;
  return html`<ul class="said">${texts.map(({ no, text, on, marks = [] }) => html`<li key=${no} class=${classes("poll-text", on && "is-on")}>
    <span>${text} ${marks.length > 0 && html`<${Chip} tone="need" icon="warn">${t("a name or a coarse word?")}<//>`}</span>
    <${Act} id=${`text:${question.id}:${guests}:${no}`} name="let_text" fields=${{ round, question: question.id, no, on: !on, guests }} icon=${on ? "hide" : "show"}>${on ? t("Take off the screens") : t("Let on the screens")}<//></li>`)}</ul>`;
}

/** What is asked of the hall now, over the round. @param {{hall: import("./hall.js").Hall, open: (dialog: string) => void}} props */
export function StrawStage({ hall, open }) {
  const { straw } = hall.common;
  if (!straw) return html`<div class="stage__acts"><${Button} icon="hand" onClick=${() => open("straw")}>${t("Straw poll")}<//></div>`;
  const fields = { straw: straw.no };
  return html`<section class="straw-stage" aria-label=${t("Straw poll")}><h3 class="h">${t("Straw poll")} <${Chip} tone="info" icon="info">${strawWords()}<//></h3>
    <p><b>${straw.question}</b></p>
    ${straw.counts ? html`<${Bars} rows=${straw.options.map((name, i) => ({ name, cell: [straw.counts[i], straw.counts[i]] }))} of=${straw.answers} />`
      : html`<p class="sub">${straw.options.join(" · ")}</p>`}
    <p class="sub">${tn("{n} answer", "{n} answers", straw.answers)}${straw.guests > 0 && ` · ${tn("{n} of a guest", "{n} of guests", straw.guests)}`}</p>
    <div class="stage__acts">${straw.open
      ? html`<${Act} key="close" id="straw:close" name="close_straw" fields=${fields} wide kind="act" icon="check">${t("Close and show the numbers")}<//>`
      : html`<${Act} key="hide" id="straw:hide" name="hide_straw" fields=${fields} wide icon="cross">${t("Take it off the screens")}<//>`}</div></section>`;
}

const MOST = 6;

/** @param {{onClose: () => void}} props */
export function StrawDialog({ onClose }) {
  const [question, ask] = useState("");
  const [options, setOptions] = useState([t("Yes"), t("No")]);
  const [live, setLive] = useState(false);
  const { act, told } = useActs();
  const mine = told.straw || { state: "idle", text: "" };
  const said = options.map((each) => each.trim()).filter(Boolean);
  const ready = question.trim() && said.length > 1 && new Set(said).size === said.length;
  const open = async () => {
    if (!ready || mine.state === "asking") return;
    const result = await act("straw", "open_straw", { question: question.trim(), options: said, live });
    if (result.state === "done") onClose();
  };
  const type = (i, text) => setOptions(options.map((each, place) => (place === i ? text : each)));
  return html`<${Dialog} title=${t("Straw poll")} onClose=${onClose} actions=${html`<${Button} kind="act" big icon="hand" busy=${mine.state === "asking"} disabled=${!ready} onClick=${open}>${t("Ask the hall")}<//>`}>
    <p>${t("Badges and guests answer on their phones. It is marked everywhere as a poll, not a vote, and decides nothing. All numbers are shown, small ones too.")}</p>
    <${TextField} label=${t("Question")} rows="2" value=${question} onText=${ask} maxlength="140" data-first />
    ${options.map((option, i) => html`<${TextField} key=${i} label=${t("Option {n}", { n: i + 1 })} value=${option} onText=${(text) => type(i, text)} maxlength="60" />`)}
    <p>${options.length < MOST && html`<${Button} icon="plus" onClick=${() => setOptions([...options, ""])}>${t("One more option")}<//>`}
      ${options.length > 2 && html`<${Button} icon="minus" onClick=${() => setOptions(options.slice(0, -1))}>${t("One option less")}<//>`}</p>
    <label class="check"><input type="checkbox" checked=${live} onChange=${(event) => setLive(event.target.checked)} /> <span>${t("The hall watches the numbers grow")}</span></label>
    <${Said} told=${mine} /><//>`;
}
