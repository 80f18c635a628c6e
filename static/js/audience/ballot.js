/** The secret ballot: the paper in an order of this person's own, then a clean screen with the receipt. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useDraft } from "../lib/draft.js";
import { unsent } from "../lib/outbox.js";
import { shuffle } from "../lib/shuffle.js";
import { isNewer } from "../lib/version.js";
import { Button, ChoiceRow, Dialog, Icon, Pips, Slip, State } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { Frame } from "./frame.js";
import { Receipt } from "./receipt.js";
import { readRefusal, receiptOf } from "./receipts.js";
import { cardSmall, isOpen, marksWords, titleOf, turnoutWords } from "./words.js";

/** @param {import("./phone.js").Props} props */
export function Ballot(props) {
  const { link } = props;
  const { round } = link.common;
  const [changing, change] = useState(false);
  const [, redraw] = useState(0);
  const here = standing(link);
  const refused = here.kept && here.kept.refused;
  const read = () => { readRefusal(link.common.session.id, link.own.seat, round.id); redraw((n) => n + 1); };
  const told = refused && html`<${Slip} tone="need">
    <${State} tone="need" icon="warn">${refusedWords(refused)}<//>
    <${Button} onClick=${read}>${t("Understood")}<//><//>`;
  if (!isOpen(round)) return html`<${Closed} ...${props} here=${here} told=${told} />`;
  if (here.state === "none" || here.state === "lost" || changing) {
    return html`<${Paper} ...${props} here=${here} told=${told} onDone=${() => change(false)} />`;
  }
  return html`<${Cast} ...${props} here=${here} told=${told} onChange=${() => change(true)} />`;
}

/**
 * Where this person's ballot is. `lost`: the desk went on from a copy that does not have it; `elsewhere`: it came from
 * another device of this badge, and only that one knows what it says.
 * @param {import("../lib/link.js").LinkState} link
 * @returns {{state: "none"|"waits"|"there"|"elsewhere"|"lost", marks: number, code: string, kept: Object|null, choices: string[]}}
 */
function standing(link) {
  const { common, own, version } = link;
  const kept = receiptOf(common.session.id, own.seat, common.round.id);
  const waits = unsent(link.outbox).filter((item) => item.name === "cast_ballot" && item.payload.round === common.round.id).pop();
  const base = { kept, choices: (kept && kept.choices) || [], marks: kept ? kept.marks : 0, code: kept ? kept.code : "" };
  if (waits) {
    const choices = Object.keys(waits.payload.choices);
    return { ...base, state: "waits", marks: choices.length, choices };
  }
  if (!base.code) return { ...base, state: own.cast ? "elsewhere" : "none" };
  const fresh = kept.version && (!version.own || isNewer(kept.version, version.own));
  return { ...base, state: own.cast || fresh || !isOpen(common.round) ? "there" : "lost" };
}

/** @param {{code: string, text: string}} refused @returns {string} */
function refusedWords({ code, text }) {
  const late = code === "phase.closed" || code === "round.stale";
  return late ? t("Your ballot came after the close and is not counted.") : t("Not accepted: {reason}", { reason: text || code });
}

function Paper({ link, send, here, told, onDone }) {
  const { round, turnout } = link.common;
  const paper = link.own.paper || [];
  const [text, setText, clear] = useDraft(`marks:${round.id}`);
  const [blank, askBlank] = useState(false);
  const known = new Set(paper.map((card) => card.id));
  const marks = (parse(text) || here.choices).filter((id) => known.has(id));
  const spent = round.limit !== null && marks.length >= round.limit;
  const toggle = (id, on) => setText(JSON.stringify(on ? [...marks, id] : marks.filter((each) => each !== id)));
  const put = (ids) => {
    send("cast_ballot", { round: round.id, choices: Object.fromEntries(ids.map((id) => [id, 1])) }, { slot: `ballot:${round.id}` });
    clear();
    window.scrollTo(0, 0);
    onDone();
  };
  const foot = html`<div class="ph__foot">
    <p><span>${t("Marked {what}", { what: marksWords(marks.length, round.limit) })}</span>
      ${round.limit && round.limit <= 10 && html`<${Pips} n=${marks.length} of=${round.limit} />`}</p>
    ${spent && html`<p class="ph__hint">${t("take a mark away to set another")}</p>`}
    <${Button} kind="act" disabled=${marks.length === 0} onClick=${() => put(marks)}>${t("Cast the ballot")}<//>
  </div>`;
  return html`<${Frame} title=${titleOf(round)} label=${t("{title} · secret ballot", { title: pick(round.title) })} foot=${foot}>
    ${told}
    ${pick(round.how) && html`<p class="ph__how">${pick(round.how)}</p>`}
    ${here.state === "lost" && html`<${Slip} tone="need"><${State} tone="need" icon="warn">${t("The desk went on from a copy that does not have your ballot. Please cast it again.")}<//><//>`}
    <ul class="list-of-rows">${shuffle(paper, link.own.seed || "").map((card) => html`<li key=${card.id}>
      <${ChoiceRow} on=${marks.includes(card.id)} disabled=${spent && !marks.includes(card.id)} title=${card.title}
        small=${cardSmall(card)} onToggle=${(on) => toggle(card.id, on)} /></li>`)}</ul>
    ${paper.length === 0 && html`<p class="sub">${t("There are no cards to choose from.")}</p>`}
    <div class="ph__more">
      ${here.state !== "none" && here.state !== "lost"
        ? html`<${Button} kind="quiet" onClick=${() => { clear(); onDone(); }}>${t("Leave my ballot as it is")}<//>`
        : html`<${Button} kind="quiet" onClick=${() => askBlank(true)}>${t("Blank ballot")}<//>`}
      <p class="sub">${turnoutWords(turnout)}</p>
    </div>
    ${blank && html`<${Dialog} title=${t("Cast a blank ballot?")} onClose=${() => askBlank(false)} actions=${html`
      <${Button} data-first onClick=${() => askBlank(false)}>${t("No, go on choosing")}<//>
      <${Button} kind="act" onClick=${() => { askBlank(false); put([]); }}>${t("Cast it blank")}<//>`}>
      <p>${t("You take part and support none of the cards. It can be changed until the vote closes.")}</p>
    <//>`}
  <//>`;
}

/** The clean screen: nobody who looks over a shoulder sees a choice. */
function Cast({ link, here, told, onChange }) {
  const { round, turnout } = link.common;
  const waits = here.state === "waits";
  return html`<${Frame} label=${pick(round.title)}
    title=${waits ? t("Your ballot waits on this phone") : t("Your voice is in the circle")} small=${turnoutWords(turnout)}>
    ${told}
    ${waits
      ? html`<${Slip} tone="wait"><span class="slip__title">${link.status === "offline" ? t("No connection now") : t("It is being sent")}</span>
        <p>${t("It will leave by itself. Keep this page open until the receipt comes.")}</p>
        <p class="sub">${t("Marked {what}", { what: marksWords(here.marks, round.limit) })}</p><//>`
      : here.code ? html`<${Receipt} code=${here.code} marks=${here.marks} round=${round} open />` : html`<${Elsewhere} />`}
    <div class="ph__more"><${Button} kind="quiet" icon="undo" onClick=${onChange}>${t("Change until the close")}<//></div>
  <//>`;
}

/** The vote is closed and the lead has not revealed it yet. */
function Closed({ link, here, told }) {
  const { round, turnout } = link.common;
  return html`<${Frame} label=${pick(round.title)} title=${t("The vote is closed")} small=${turnoutWords(turnout)}>
    ${told}
    <p>${t("Nobody knows the result yet, not even the lead. Look at the big screen.")}</p>
    ${here.code
      ? html`<${Receipt} code=${here.code} marks=${here.marks} round=${round} />`
      : here.state === "elsewhere" ? html`<${Elsewhere} />`
        : html`<${Slip}><p><${Icon} name="info" /> ${t("No ballot of yours has reached the desk.")}</p><//>`}
  <//>`;
}

function Elsewhere() {
  return html`<${Slip}><p><${Icon} name="check" /> ${t("A ballot of this badge lies in the box.")}</p>
    <p class="sub">${t("It came from another device. What it says and the code of its receipt are kept only there.")}</p><//>`;
}

function parse(text) {
  try {
    const list = text ? JSON.parse(text) : null;
    return Array.isArray(list) ? list : null;
  } catch (broken) {
    return null;
  }
}
