/** The questions of a poll on a phone: a form in one scroll, a clean screen when it is sent, and what the hall said. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { hiddenWords, strawWords } from "../lib/cells.js";
import { unsent } from "../lib/outbox.js";
import { answeredOf, lacking, Questions, sheetOf, useAnswers } from "../lib/polls.js";
import { PollResult } from "../lib/pollresult.js";
import { Button, Icon, Slip, State } from "../lib/ui.js";
import { isNewer } from "../lib/version.js";
import { pick, t, tn } from "../lib/words.js";
import { Frame } from "./frame.js";
import { isOpen, titleOf } from "./words.js";

/** @param {import("./phone.js").Props} props */
export function Poll(props) {
  const { round, poll } = props.link.common;
  if (poll && poll.result && !isOpen(round)) return html`<${Result} ...${props} />`;
  if (!props.link.own.elector) return html`<${Frame} label=${pick(round.title)} title=${titleOf(round)} small=${turnoutWords(poll)}>
    <${Slip}><p class="now">${round.electors === "table" ? t("The tables answer on their tablets. Say at your table what you think.") : t("You look on: only badges are asked.")}</p><//><//>`;
  return html`<${Asked} ...${props} />`;
}

/** Several people may answer one after the other on one phone: each has a draft of their own. */
function draftKey({ common, own }) {
  return `poll:${own.seat}:${common.round.id}`; // receipts.js takes away what ends otherwise, and all when the round closes
}

/** Does a sheet lie in the box? What was said last counts until the desk's own word is newer. @param {import("../lib/link.js").LinkState} link */
function isThere({ common, own, outbox, version }) {
  const last = outbox.filter((item) => ["answer_poll", "forget_answers"].includes(item.name) && item.payload.round === common.round.id && item.state === "done").pop();
  const fresh = last && last.version && (!version.own || isNewer(last.version, version.own));
  return fresh ? last.name === "answer_poll" : own.answered.poll;
}

/** Where this person's sheet is: on the phone, in the box, or nowhere. */
function Asked({ link, send, refused }) {
  const { round, poll } = link.common;
  const key = draftKey(link);
  const [answers, put] = useAnswers(key, null);
  const [changing, change] = useState(false);
  const waits = unsent(link.outbox).some((item) => item.name === "answer_poll" && item.payload.round === round.id);
  const open = isOpen(round);
  const there = isThere(link);
  const reason = refused[`poll:${round.id}`];
  const told = reason && html`<${Slip} tone="need"><${State} tone="need" icon="warn">${t("Not accepted: {reason}", { reason })}<//><//>`;
  if (!open) {
    return html`<${Frame} label=${pick(round.title)} title=${there ? t("Your answers are in") : t("The poll is closed")} small=${turnoutWords(poll)}>
      ${told}<${Slip}><p class="now">${t("The lead will show what the hall said.")}</p><//><${Forget} link=${link} send=${send} there=${there} /><//>`;
  }
  if ((there || waits) && !changing) {
    return html`<${Frame} label=${pick(round.title)} title=${waits ? t("Your answers wait on this phone") : t("Your answers are in")} small=${turnoutWords(poll)}>
      ${told}<${Slip}><p class="now"><${Icon} name="hide" /> ${t("Nobody sees them: only sums leave the box, and then it is destroyed.")}</p><p class="sub">${hiddenWords(round)}</p><//>
      <div class="ph__more"><${Button} kind="quiet" icon="undo" onClick=${() => change(true)}>${t("Change until the close")}<//></div>
      <${Forget} link=${link} send=${send} there=${there && !waits} /><//>`;
  }
  const hand = () => {
    const missing = lacking(round.questions, answers);
    if (missing) {
      const place = document.getElementById(`q-${missing.id}`);
      if (place) place.scrollIntoView({ block: "center" });
      return;
    }
    send("answer_poll", { round: round.id, answers: sheetOf(round.questions, answers) }, { slot: `poll:${round.id}` });
    change(false);
    window.scrollTo(0, 0);
  };
  const n = answeredOf(round.questions, answers);
  const missing = lacking(round.questions, answers);
  const foot = html`<div class="ph__foot"><p><span>${t("{n} of {of} answered", { n, of: round.questions.length })}</span></p>
    ${missing && n > 0 && html`<p class="ph__hint">${t("Still needed: {label}", { label: pick(missing.label) })}</p>`}
    <${Button} kind="act" disabled=${n === 0} onClick=${hand}>${t("Send the answers")}<//></div>`;
  return html`<${Frame} quiet label=${link.own.role === "guest" ? strawWords() : t("{title} · without a name", { title: pick(round.title) })} title=${titleOf(round)} foot=${foot}>
    ${told}
    ${link.own.role === "guest" && html`<${Slip}><p class="sub">${t("You answer as a guest: a poll, not a vote. It is counted apart from the badges.")}</p><//>`}
    <${Questions} questions=${round.questions} spheres=${link.common.spheres} answers=${answers} onAnswers=${put} />
    <p class="sub">${hiddenWords(round)}</p><//>`;
}

/** Taking it back: out of the box, and out of what waits to be compared with a later poll. */
function Forget({ link, send, there }) {
  const { round } = link.common;
  const [sure, ask] = useState(false);
  if (!there && !link.own.answered.kept) return null;
  return html`<div class="ph__more">${link.own.answered.kept && html`<p class="sub">${t("A part of them is kept, under a number that only this server can make, until a later poll asks the same again.")}</p>`}
    ${sure ? html`<${Button} kind="need" icon="trash" onClick=${() => { send("forget_answers", { round: round.id }, { slot: `forget:${round.id}` }); ask(false); }}>${t("Yes, take them out")}<//>`
      : html`<${Button} kind="quiet" icon="trash" onClick=${() => ask(true)}>${t("Take my answers out")}<//>`}</div>`;
}

function Result({ link, send }) {
  const { round, poll } = link.common;
  return html`<${Frame} label=${pick(round.title)} title=${t("What the hall said")} small=${turnoutWords(poll)}>
    <${PollResult} round=${round} poll=${poll} /><${Forget} link=${link} send=${send} there=${false} /><//>`;
}

/** @param {{sheets: number, of: number}} poll */
function turnoutWords(poll) {
  return poll ? tn("{n} of {of} has answered", "{n} of {of} have answered", poll.sheets, { of: poll.of }) : "";
}
