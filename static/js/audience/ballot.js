/** The secret ballot: the paper in an order of this person's own, then a clean screen with the receipt. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { amountOf, amountWords, blankSheet, howWords, isSpent, kindOf, payloadOf, progressWords, sheetOf, spentWords, useSheet } from "../lib/ballots.js";
import { unsent } from "../lib/outbox.js";
import { boxOf, boxOfBallot, contestWords, isRunoff, runoffWords } from "../lib/contests.js";
import { Paper as Lines } from "../lib/papers.js";
import { shuffle } from "../lib/shuffle.js";
import { isNewer } from "../lib/version.js";
import { Button, Dialog, Icon, Pips, Slip, State } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { Frame } from "./frame.js";
import { Receipt } from "./receipt.js";
import { readRefusal, receiptOf } from "./receipts.js";
import { isOpen, titleOf, turnoutWords } from "./words.js";

/** @param {import("./phone.js").Props} props */
export function Ballot(props) {
  const { link } = props;
  const { round } = link.common;
  const [changing, change] = useState(false);
  const [, redraw] = useState(0);
  const here = standing(link);
  const refused = here.kept && here.kept.refused;
  const read = () => { readRefusal(link.common.session.id, link.own.seat, boxOf(round)); redraw((n) => n + 1); };
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
 * @returns {{state: "none"|"waits"|"there"|"elsewhere"|"lost", marks: number, code: string, kept: Object|null, sheet: import("../lib/ballots.js").Sheet|null}}
 */
function standing(link) {
  const { common, own, version } = link;
  const kept = receiptOf(common.session.id, own.seat, boxOf(common.round));
  const waits = unsent(link.outbox).filter((item) => item.name === "cast_ballot" && boxOfBallot(item.payload) === boxOf(common.round)).pop();
  const base = { kept, sheet: sheetOf(kept), marks: kept ? kept.marks : 0, code: kept ? kept.code : "" };
  if (waits) {
    const sheet = sheetOf(waits.payload);
    return { ...base, state: "waits", marks: amountOf(kindOf(common.round), sheet), sheet };
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
  const [sheet, put, clear] = useSheet(`marks:${boxOf(round)}`, here.sheet, paper);
  const [blank, askBlank] = useState(false);
  const n = amountOf(kindOf(round), sheet);
  const hand = (said) => {
    send("cast_ballot", payloadOf(round, said), { slot: `ballot:${boxOf(round)}` });
    put(said); // what is refused stays marked
    window.scrollTo(0, 0);
    onDone();
  };
  const foot = html`<div class="ph__foot">
    <p><span>${kindOf(round) === "score" ? progressWords(round, sheet, paper.length) : markedWords(round, n)}</span>
      ${round.limit && round.limit <= 10 && html`<${Pips} n=${n} of=${round.limit} />`}</p>
    ${isSpent(round, sheet) && html`<p class="ph__hint">${spentWords(round)}</p>`}
    <${Button} kind="act" disabled=${n === 0} onClick=${() => hand(sheet)}>${t("Cast the ballot")}<//>
  </div>`;
  const second = isRunoff(round);
  const how = second ? howWords(round) : pick(round.how) || (kindOf(round) !== "marks" && howWords(round));
  return html`<${Frame} title=${second ? runoffWords(round) : titleOf(round)} label=${t("{title} · secret ballot", { title: pick(round.title) })} foot=${foot}>
    ${told}
    ${how && html`<p class="ph__how">${how}</p>`}
    ${second && html`<p class="sub">${t("The first vote left these level. It stands as it was counted; this ballot decides only between them.")}</p>`}
    ${!second && contestWords(round) && html`<p class="sub">${t("This vote is held again: the earlier ballots do not count.")}</p>`}
    ${here.state === "lost" && html`<${Slip} tone="need"><${State} tone="need" icon="warn">${t("The desk went on from a copy that does not have your ballot. Please cast it again.")}<//><//>`}
    <${Lines} class="list-of-rows papers" round=${round} cards=${shuffle(paper, link.own.seed || "")} sheet=${sheet} onSheet=${put} />
    ${paper.length === 0 && html`<p class="sub">${t("There are no cards to choose from.")}</p>`}
    <div class="ph__more">
      ${here.state !== "none" && here.state !== "lost"
        ? html`<${Button} kind="quiet" onClick=${() => { clear(); onDone(); }}>${t("Leave my ballot as it is")}<//>`
        : html`<${Button} kind="quiet" onClick=${() => askBlank(true)}>${t("Blank ballot")}<//>`}
      <p class="sub">${turnoutWords(turnout)}</p>
    </div>
    ${blank && html`<${Dialog} title=${t("Cast a blank ballot?")} onClose=${() => askBlank(false)} actions=${html`
      <${Button} data-first onClick=${() => askBlank(false)}>${t("No, go on choosing")}<//>
      <${Button} kind="act" onClick=${() => { askBlank(false); hand(blankSheet()); }}>${t("Cast it blank")}<//>`}>
      <p>${kindOf(round) === "score"
        ? t("You take part and grade none of the cards. It can be changed until the vote closes.")
        : t("You take part and support none of the cards. It can be changed until the vote closes.")}</p>
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
        <p class="sub">${markedWords(round, here.marks)}</p><//>`
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
    <p class="sub">${t("It came from another device or from the tablet of the table. The code of its receipt was shown there; what it says is told nowhere.")}</p><//>`;
}

/** @param {Object} round @param {number} n as the ballot counts @returns {string} */
function markedWords(round, n) {
  const what = amountWords(round, n);
  return kindOf(round) === "score" ? what : t("Marked {what}", { what });
}
