/** The questions of a poll on a phone: a form in one scroll, a clean screen when it is sent, and what the hall said. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { hiddenWords, strawWords } from "../lib/cells.js";
import { refused as refusedOf, unsent } from "../lib/outbox.js";
import { answeredOf, lacking, Questions, sheetOf, useAnswers } from "../lib/polls.js";
import { PollResult } from "../lib/pollresult.js";
import { Button, Icon, Slip, State } from "../lib/ui.js";
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

/** Where this person's sheet is: on the phone, in the box, or nowhere. */
function Asked({ link, send }) {
  const { round, poll } = link.common;
  const key = `poll:${round.id}`;
  const [answers, put, clear] = useAnswers(key, null);
  const [changing, change] = useState(false);
  const waits = unsent(link.outbox).some((item) => item.name === "answer_poll" && item.payload.round === round.id);
  const late = refusedOf(link.outbox).filter((item) => item.name === "answer_poll" && item.payload.round === round.id).pop();
  const open = isOpen(round);
  useEffect(() => { if (!open && !waits) clear(); }, [open, waits]); // nobody reads it over a shoulder afterwards
  const there = link.own.answered.poll || link.outbox.some((item) => item.name === "answer_poll" && item.state === "done" && item.payload.round === round.id);
  const told = late && html`<${Slip} tone="need"><${State} tone="need" icon="warn">${t("Not accepted: {reason}", { reason: late.error ? late.error.text : "" })}<//><//>`;
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
    send("answer_poll", { round: round.id, answers: sheetOf(round.questions, answers) }, { slot: key });
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
