/** What the lead alone decides about a counted vote: which cards go on where the rule leaves it open, and to hold it again. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { scoreWords } from "../lib/rules.js";
import { Button, classes, Icon, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Act } from "../lib/acts.js";

const LONGEST = 140;

/**
 * Tick the cards that go on. They go on in the order of the ticks: what was ticked first stands first.
 * @param {{hall: import("./hall.js").Hall}} props
 */
export function Hand({ hall }) {
  const { round, result } = hall;
  const [ticked, tick] = useState(result.rows.filter((row) => row.state === "in").map((row) => row.card.id));
  const [reason, say] = useState(result.by_hand ? result.by_hand.reason : "");
  const most = round.rule.k;
  const full = most !== null && ticked.length >= most;
  const picked = result.rows.filter((row) => row.state === "in").map((row) => row.card.id);
  const same = picked.join() === ticked.join() && (!result.by_hand || result.by_hand.reason === reason.trim());
  const turn = (id) => tick(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  const open = result.rows.filter((row) => hall.own.pickable.includes(row.card.id)).sort((a, b) => a.rank - b.rank);
  return html`<div class="hand">
    <p class="hand__say"><${Icon} name="hand" /><span><b>${most === null ? t("Here you choose which cards go on.") : tn("Here you choose which cards go on, at most {n}.", "Here you choose which cards go on, at most {n}.", most)}</b>
      ${t("Tick them in their order and say why: the hall reads it beside the result.")}</span></p>
    <ol class="hand__cards">${open.map((row) => {
      const place = ticked.indexOf(row.card.id) + 1;
      const off = full && !place;
      return html`<li key=${row.card.id}><label class=${classes("hand__card", place > 0 && "is-on", off && "is-off")}>
        <input type="checkbox" checked=${place > 0} disabled=${off} onChange=${() => turn(row.card.id)} />
        <span class="num hand__place">${place || ""}</span><span class="hand__title">${row.card.title}</span><b class="num">${scoreWords(round, row)}</b></label></li>`;
    })}</ol>
    <div class="hand__foot"><${TextField} label=${t("Why these")} value=${reason} onText=${say} maxlength=${LONGEST} />
      <${Act} id="pick" name="pick_cards" fields=${{ round: round.id, cards: ticked, reason: reason.trim() }} kind=${same ? undefined : "act"} icon="check" combo="KeyM" keys="M" disabled=${!ticked.length || same}>
        ${same && picked.length ? t("This is the choice") : tn("Let {n} card go on", "Let {n} cards go on", ticked.length)}<//></div>
  </div>`;
}

/** A vote that is held again has another key, and the codes on its papers are made of it. @returns {string} */
export function printedVoid() {
  return t("Ballots that are printed already are void: print them anew, their codes are of the vote before.");
}

/** Hold a counted vote again: its own place to say why, so that it is never pressed in passing. @param {{round: Object, contest: number, onDone?: () => void}} props */
export function Again({ round, contest, onDone }) {
  const [open, show] = useState(false);
  const [reason, say] = useState("");
  if (!open) return html`<p class="again"><${Button} kind="quiet" icon="undo" onClick=${() => show(true)}>${t("Hold this vote again…")}<//></p>`;
  return html`<div class="again again--open">
    <p>${t("The result stays in the protocol. The round goes back to the plan with an empty box and takes its cards anew; what later rounds have taken they keep.")}
      ${round.electors === "person" && html` <b>${printedVoid()}</b>`}</p>
    <div class="again__form"><${TextField} label=${t("Why, if you like")} value=${reason} onText=${say} maxlength=${LONGEST} />
      <${Act} id=${`again:${round.id}`} name="repeat_vote" fields=${{ round: round.id, contest, reason: reason.trim() }} kind="need" icon="undo" onDone=${onDone}
        sure=${t("Hold it again: everybody votes anew")}>${t("Hold the vote again")}<//>
      <${Button} kind="quiet" onClick=${() => show(false)}>${t("Leave it")}<//></div>
  </div>`;
}
