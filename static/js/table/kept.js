/** What was written here and did not get in: the text, the reason, and what can be done. Nothing is thrown away unasked. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { amountOf, amountWords, kindOf, sheetOf } from "../lib/ballots.js";
import { Button, Icon, Slip } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { forget, leftover } from "./drafts.js";
import { titleOf } from "./mine.js";

const TOLD = ["submit_card", "revise_card", "withdraw_card", "cast_ballot", "rank_cards", "object_to_theme", "ask_question", "answer_poll", "count_hands"];

/**
 * @param {{round: Object|null, refused: import("../lib/outbox.js").Item[], help: boolean, drop: (id: string) => void,
 *   onHelp: () => void, mayGoBack?: (item: Object) => boolean, onBack?: (item: Object) => void}} props
 *   `onBack` puts what was refused where it can be worked on again
 */
export function Kept({ round, refused, help, drop, onHelp, mayGoBack, onBack }) {
  const [, redraw] = useState(0);
  const told = refused.filter((item) => TOLD.includes(item.name));
  const left = leftover(round ? round.id : null);
  if (!told.length && !left.length) return null;
  const call = help
    ? html`<span class="st need"><${Icon} name="hand" />${t("the lead is called")}</span>`
    : html`<${Button} icon="hand" onClick=${onHelp}>${t("Call the lead")}<//>`;
  return html`<ul class="kept" aria-label=${t("What was not accepted")}>
    ${told.map((item) => html`<${Refused} key=${item.action_id} item=${item} round=${round} call=${call} drop=${drop}
      back=${onBack && mayGoBack(item) ? () => { onBack(item); drop(item.action_id); } : null} />`)}
    ${left.map(({ key, draft }) => html`<${Slip} key=${key} tag="li" tone="need">
      <span class="kept__said"><span class="slip__title">${Object.values(draft.fields).find((text) => text.trim())}</span>
        <span class="st need"><${Icon} name="pen" />${t("Not handed in: the round “{title}” is over", { title: pick(draft.round.title) })}</span></span>
      <span class="kept__acts">${call}
        <${Button} kind="quiet" icon="trash" onClick=${() => { forget(key); redraw((n) => n + 1); }}>${t("Throw away")}<//></span>
    <//>`)}
  </ul>`;
}

function Refused({ item, round, call, drop, back }) {
  const reason = reasonWords(item);
  const asks = item.name === "withdraw_card" || item.name === "object_to_theme";
  return html`<${Slip} tag="li" tone="need">
    <span class="kept__said">${!asks && html`<span class="slip__title">${whatWords(item, round)}</span>`}
      <span class="st need"><${Icon} name="warn" />${item.name === "withdraw_card"
        ? t("Not taken back: {reason}", { reason }) : t("Not accepted: {reason}", { reason })}</span></span>
    <span class="kept__acts">
      ${back && html`<${Button} icon="pen" onClick=${back}>${t("Back to the draft")}<//>`}
      ${call}
      <${Button} kind="quiet" icon=${asks ? "check" : "trash"} onClick=${() => drop(item.action_id)}>${asks ? t("Understood") : t("Throw away")}<//>
    </span>
  <//>`;
}

function reasonWords({ name, error }) {
  const late = error && (error.code === "phase.closed" || error.code === "round.stale");
  if (late && (name === "cast_ballot" || name === "rank_cards")) return t("it came after the close and is not counted");
  return (error && error.text) || t("the desk said no");
}

function whatWords(item, round) {
  if (item.name === "rank_cards") return t("The table's wishes");
  if (item.name === "ask_question") return item.payload.text;
  if (item.name === "count_hands") return t("Hands at this table");
  if (item.name === "answer_poll") return t("The table's answers");
  if (item.name !== "cast_ballot") return titleOf(item.payload.fields, round);
  if (!round || round.id !== item.payload.round) return t("The table's ballot");
  return t("The table's ballot: {what}", { what: amountWords(round, amountOf(kindOf(round), sheetOf(item.payload))) });
}
