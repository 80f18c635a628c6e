/** A table's open ballot: cards in an order of this table's own on the paper of the method, whole and changeable until the close. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { amountOf, amountWords, blankSheet, howWords, isSame, isSpent, kindOf, onPaper, payloadOf, progressWords, sheetOf, spentWords, useSheet } from "../lib/ballots.js";
import { boxOf, boxOfBallot, contestWords, isRunoff, runoffWords } from "../lib/contests.js";
import { Paper } from "../lib/papers.js";
import { shuffle } from "../lib/shuffle.js";
import { Button, classes, Dialog, Pips, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Kept } from "./kept.js";

const PIPS = 12; // more are a number only
const MANY = 12; // cards that fit without a scroll

/** @param {import("./table.js").Props} props */
export function Vote({ link, mine, send, drop, onHelp }) {
  const { round, spheres } = link.common;
  const { hands, seed } = mine.own;
  const paper = mine.own.paper || [];
  const cast = mine.ballot;
  const [sheet, put, clear] = useSheet(`ballot:${boxOf(round)}`, cast, paper);
  const [blank, askBlank] = useState(false);
  const kind = kindOf(round);
  const n = amountOf(kind, sheet);
  const changed = !cast || !isSame(sheet, onPaper(cast, paper));
  const spent = isSpent(round, sheet);
  const hand = (said) => {
    send("cast_ballot", payloadOf(round, said), { slot: `ballot:${boxOf(round)}` });
    clear();
  };
  const mayGoBack = (item) => item.name === "cast_ballot" && boxOfBallot(item.payload) === boxOf(round);
  const goBack = (item) => put(sheetOf(item.payload) || blankSheet());

  return html`
    <main class="tb__main tb__main--ballot">
      <p class="tb__lead"><span>${isRunoff(round) ? html`<b>${runoffWords(round)}.</b> ${howWords(round)}` : pick(round.how) || howWords(round)}
        ${contestWords(round) && !isRunoff(round) && html`<small>${t("This vote is held again: the earlier ballots do not count.")}</small>`}
        ${kind === "hands" && html`<small>${tn("{n} person is seated here", "{n} people are seated here", hands || 0)}</small>`}</span></p>
      <div class="tb__scroll">
        <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp}
          mayGoBack=${mayGoBack} onBack=${goBack} />
        <${Paper} class=${classes("ballot", `ballot--${kind}`, paper.length > MANY && "ballot--many")} round=${round} cards=${shuffle(paper, seed || "")}
          sheet=${sheet} hands=${hands} spheres=${spheres} onSheet=${put} />
        ${paper.length === 0 && html`<p class="sub">${t("There are no cards to choose from.")}</p>`}
      </div>
    </main>
    <div class="tb__foot">
      <p class="tb__count"><b class="num">${progressWords(round, sheet, paper.length)}</b>
        ${round.limit && round.limit <= PIPS && kind !== "hands" && html`<${Pips} n=${n} of=${round.limit} />`}
        ${spent && html`<small>${spentWords(round)}</small>`}</p>
      <${Standing} cast=${cast} changed=${changed} round=${round} />
      <${Button} kind="quiet" big onClick=${() => askBlank(true)}>${t("Blank ballot")}<//>
      <${Button} kind="act" big icon="ballot" disabled=${n === 0 || !changed} onClick=${() => hand(sheet)}>${castWords(cast, changed)}<//>
    </div>
    ${blank && html`<${Dialog} title=${t("Cast a blank ballot?")} onClose=${() => askBlank(false)} actions=${html`
      <${Button} big data-first onClick=${() => askBlank(false)}>${t("No, go on choosing")}<//>
      <${Button} big kind="act" icon="ballot" onClick=${() => { hand(blankSheet()); askBlank(false); }}>${t("Cast it blank")}<//>`}>
      <p>${BLANK[kind]()}</p>
    <//>`}`;
}

const BLANK = {
  marks: () => t("The table takes part and supports none of the cards. It can be changed until the vote closes."),
  dots: () => t("The table takes part and supports none of the cards. It can be changed until the vote closes."),
  hands: () => t("Nobody at the table has raised a hand for any card. It can be changed until the vote closes."),
  score: () => t("The table takes part and grades none of the cards. It can be changed until the vote closes."),
};

/** What of this table's the desk has, in words. @param {{cast: import("./mine.js").OwnBallot|null, changed: boolean, round: Object}} props */
function Standing({ cast, changed, round }) {
  if (!cast) return html`<p class="tb__cast sub">${t("Nothing has been cast yet")}</p>`;
  const n = amountOf(kindOf(round), cast);
  const what = n ? amountWords(round, n) : t("a blank ballot");
  if (cast.fate === "waiting") return html`<p class="tb__cast"><${State} tone="now" icon="waits">${t("on this tablet, waits for a connection")}<//></p>`;
  if (cast.fate === "sending") return html`<p class="tb__cast"><${State} tone="now" icon="sending">${t("being sent…")}<//></p>`;
  return html`<p class="tb__cast"><${State} tone="ok" icon="check">${t("Cast: {what}", { what })}<//>
    <small>${changed ? t("what you see now is not cast yet") : t("can be changed until the vote closes")}</small></p>`;
}

function castWords(cast, changed) {
  if (!cast) return t("Cast the ballot");
  return changed ? t("Cast it changed") : t("The ballot is cast");
}
