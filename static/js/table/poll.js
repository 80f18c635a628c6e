/** A poll on a tablet: the table's own open sheet, or the way to the phones and round the table; then what was said. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { pending } from "../lib/outbox.js";
import { answeredOf, lacking, Questions, sheetOf, useAnswers } from "../lib/polls.js";
import { PollResult } from "../lib/pollresult.js";
import { Button, Icon, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Booth } from "./booth.js";
import { Kept } from "./kept.js";

/** @param {import("./table.js").Props} props */
export function Poll(props) {
  const { round, poll } = props.link.common;
  const open = round.phase === "open" || round.phase === "grace";
  if (round.electors === "table" && open) return html`<${Sheet} ...${props} />`;
  if (poll.result && !open) return html`<${Result} ...${props} />`;
  return html`<${Phones} ...${props} open=${open} />`;
}

/** The table's sheet. What was sent can be changed until the close. */
function Sheet({ link, mine, send, drop, onHelp }) {
  const { round, spheres } = link.common;
  const going = pending(link.outbox, link.version.own).filter((item) => item.name === "answer_poll" && item.payload.round === round.id).pop();
  const sent = going ? going.payload.answers : mine.own.answers || null;
  const [answers, put, clear] = useAnswers(`poll:${round.id}`, sent);
  const said = sheetOf(round.questions, answers);
  const changed = !sent || JSON.stringify(sorted(said)) !== JSON.stringify(sorted(sent));
  const missing = lacking(round.questions, answers);
  const hand = () => { send("answer_poll", { round: round.id, answers: said }, { slot: `poll:${round.id}` }); clear(); };
  const goBack = (item) => put(item.payload.answers);
  return html`<main class="tb__main tb__main--ballot"><p class="tb__lead"><span>${pick(round.how) || pick(round.prompt) || t("The table answers together.")}</span></p>
      <div class="tb__scroll"><${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} mayGoBack=${(item) => item.name === "answer_poll" && item.payload.round === round.id} onBack=${goBack} />
        <${Questions} questions=${round.questions} spheres=${spheres} answers=${answers} onAnswers=${put} /></div></main>
    <div class="tb__foot"><p class="tb__count"><b class="num">${t("{n} of {of} answered", { n: answeredOf(round.questions, answers), of: round.questions.length })}</b>
        ${missing && html`<small>${t("Still needed: {label}", { label: pick(missing.label) })}</small>`}</p>
      <${Standing} going=${going} sent=${sent} changed=${changed} offline=${link.status === "offline"} />
      <${Button} kind="act" big icon="check" disabled=${Boolean(missing) || !changed || !Object.keys(said).length} onClick=${hand}>${sent && changed ? t("Send the change") : t("Send the answers")}<//></div>`;
}

/** Keys in one order and options too, so that two sheets that say the same look the same. */
function sorted(answers) {
  return Object.keys(answers).sort().map((id) => [id, Array.isArray(answers[id]) ? [...answers[id]].sort() : answers[id]]);
}

function Standing({ going, sent, changed, offline }) {
  if (!sent) return html`<p class="tb__cast sub">${t("Nothing has been sent yet")}</p>`;
  if (going && going.state !== "done") return html`<p class="tb__cast"><${State} tone="now" icon=${offline ? "waits" : "sending"}>${offline ? t("on this tablet, waits for a connection") : t("being sent…")}<//></p>`;
  return html`<p class="tb__cast"><${State} tone="ok" icon="check">${t("The answers are in")}<//><small>${changed ? t("what you see now is not sent yet") : t("can be changed until the close")}</small></p>`;
}

/** Everyone answers alone, on a phone or on this tablet while it goes round. */
function Phones(props) {
  const { link, mine, drop, onHelp, open } = props;
  const { round, poll, url } = link.common;
  const [booth, go] = useState(false);
  const { passing } = mine.own;
  const person = round.electors === "person";
  if (open && passing && booth) return html`<${Booth} ...${props} onEnd=${() => go(false)} />`;
  return html`<main class="tb__main tb__main--people"><${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
    <section class="tb__say"><h2>${open ? (passing ? t("Now each answers alone: on a phone or on this tablet") : t("Now everyone answers on their own phone")) : t("The poll is closed")}</h2>
      ${open && person ? html`<ol class="steps"><li>${t("Scan the code on your own badge, or open the hall's page and type the code from the badge.")}</li>
          <li>${t("Nobody sees your answers: only sums leave the box.")}</li>
          <li>${passing ? t("No phone? Take this tablet: it goes round the table, and each answers alone.") : t("No phone? Answer with your code on a neighbour's phone, and the neighbour looks away.")}</li></ol>`
        : html`<p>${t("Nobody knows yet what was said, not even the lead. Look at the big screen.")}</p>`}
      ${open && passing && html`<p class="booth__acts"><${Button} kind="act" big icon="check" onClick=${() => go(true)}>${t("Answer on this tablet")}<//>
        <span>${t("{done} of {of} at this table have answered", { done: passing.done, of: passing.of })}</span></p>`}
      <p class="turnout"><b class="num">${poll.sheets}</b><span>${tn("of {n} has answered", "of {n} have answered", poll.of)}</span></p></section>
    ${open && person && html`<figure class="tb__code"><img class="qr" src="/qr/join.svg" alt=${t("Code of the hall's page")} width="240" height="240" />
      <figcaption><${Icon} name="phone" /><span>${t("the hall's page")}</span><b>${url.replace(/^https?:\/\//, "").replace(/\/$/, "")}</b></figcaption></figure>`}
  </main>`;
}

function Result({ link, mine, drop, onHelp }) {
  const { round, poll } = link.common;
  return html`<main class="tb__main tb__main--ballot"><p class="tb__lead"><span>${t("What the hall said")} <small>${tn("{n} of {of} has answered", "{n} of {of} have answered", poll.sheets, { of: poll.of })}</small></span></p>
    <div class="tb__scroll"><${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} /><${PollResult} round=${round} poll=${poll} /></div></main>`;
}
