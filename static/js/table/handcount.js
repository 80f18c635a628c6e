/** Hands at a table whose people vote so: how many take part, and how many hands each card has. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { payloadOf, withPoints } from "../lib/ballots.js";
import { Stepper } from "../lib/papers.js";
import { Button, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

/** @param {import("./table.js").Props & {onEnd: () => void}} props */
export function HandCount({ link, mine, send, onEnd }) {
  const { round } = link.common;
  const { passing, paper } = mine.own;
  const [voters, setVoters] = useState((passing && passing.hands) || 0); // never filled in beforehand: it is what is counted
  const [sheet, put] = useState({ choices: (passing && passing.counted) || {}, grades: {} });
  if (!passing || passing.hands === null) return null;
  const most = passing.of - passing.done + passing.hands;
  const raised = Object.values(sheet.choices).reduce((sum, n) => sum + n, 0);
  const wrong = voters > most ? t("Somebody has voted in another way meanwhile. Count again who raises a hand.")
    : Object.values(sheet.choices).some((n) => n > voters) ? tn("At most {n} hand for one card: so many raise one.", "At most {n} hands for one card: so many raise one.", voters)
      : round.limit && raised > round.limit * voters ? t("{hands} hands in all, and {most} at most: nobody raises one for more than {limit}.", { hands: raised, most: round.limit * voters, limit: round.limit }) : "";
  const room = round.limit ? round.limit * voters - raised : voters;
  const hand = () => {
    const { contest } = payloadOf(round, sheet);
    send("count_hands", { round: round.id, contest, voters, choices: sheet.choices }, { slot: `hands:${round.id}` });
    onEnd();
  };
  return html`<main class="tb__main tb__main--ballot">
    <p class="tb__lead"><span><b>${t("Hands at this table")}</b> ${t("Ask who has not voted yet and votes now by a raised hand, and enter how many they are. Then read out each card and enter how many hands it has.")}</span></p>
    <div class="tb__scroll"><div class="row row--count booth__first"><p class="row__name"><span class="row__text">${t("Count the people who raise a hand: how many?")}<small>${tn("{n} person has still to vote", "{n} people have still to vote", most)}</small>
          ${wrong && html`<small class="st need" role="alert"><${Icon} name="warn" />${wrong}</small>`}</span></p>
        <${Stepper} n=${voters} most=${most} label=${t("Count the people who raise a hand: how many?")} called=${t("Count the people who raise a hand: how many?")} typed onCount=${setVoters} /></div>
      <ul class="ballot ballot--hands">${(paper || []).map((card) => { const n = sheet.choices[card.id] || 0; return html`<li key=${card.id}><div class="row row--count"><p class="row__name"><span class="row__text">${card.title}</span></p>
        <${Stepper} n=${n} most=${Math.min(voters, n + room)} label=${card.title} typed onCount=${(to) => put(withPoints(sheet, card.id, to))} /></div></li>`; })}</ul></div>
  </main>
  <div class="tb__foot"><p class="tb__count"><b class="num">${tn("{n} hand", "{n} hands", raised)}</b></p><p class="tb__cast sub">${t("It can be put right until the vote closes.")}</p>
    <${Button} kind="quiet" big onClick=${onEnd}>${t("Back to the round")}<//>
    <${Button} kind="act" big icon="hand" disabled=${Boolean(wrong) || (!voters && !passing.hands)} onClick=${hand}>${t("Hand in the count")}<//></div>`;
}
