/** Everyone votes alone: on a phone, or on this tablet while it goes round; and how many have voted. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { howWords, kindOf } from "../lib/ballots.js";
import { isRunoff, runoffWords } from "../lib/contests.js";
import { Button, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Booth } from "./booth.js";
import { HandCount } from "./handcount.js";
import { Kept } from "./kept.js";

/** @param {import("./table.js").Props} props */
export function PeopleVote(props) {
  const { link, mine, drop, onHelp } = props;
  const [way, setWay] = useState("");
  const { round, turnout, url } = link.common;
  const { passing } = mine.own;
  const open = round.phase === "open" || round.phase === "grace";
  if (open && passing && way === "booth") return html`<${Booth} ...${props} onEnd=${() => setWay("")} />`;
  if (open && passing && way === "hands") return html`<${HandCount} ...${props} onEnd=${() => setWay("")} />`;
  return html`<main class="tb__main tb__main--people">
    <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
    <section class="tb__say">
      <h2>${open ? (passing ? t("Now each votes alone: on a phone or on this tablet") : t("Now everyone votes on their own phone")) : t("The vote is closed")}</h2>
      ${isRunoff(round) && html`<p><b>${runoffWords(round)}:</b> ${round.contest.cards.map((card) => t("“{title}”", { title: card.title })).join(", ")}</p>`}
      ${open
        ? html`<ol class="steps">
          <li>${t("Scan the code on your own badge, or open the hall's page and type the code from the badge.")}</li>
          <li>${kindOf(round) !== "marks" ? t("{how} Nobody sees your choice.", { how: howWords(round) }) : round.limit ? tn("Mark up to {n} card. Nobody sees your choice.", "Mark up to {n} cards. Nobody sees your choice.", round.limit)
            : t("Mark the cards you support. Nobody sees your choice.")}</li>
          <li>${passing ? t("No phone? Take this tablet: it goes round the table, and each marks a ballot alone.") : t("No phone? Vote with your code on a neighbour's phone, and the neighbour looks away.")}</li>
        </ol>`
        : html`<p>${t("Nobody knows the result yet, not even the lead. Look at the big screen.")}</p>`}
      ${open && passing && html`<p class="booth__acts"><${Button} kind="act" big icon="ballot" onClick=${() => setWay("booth")}>${t("Vote on this tablet")}<//>
        ${passing.hands !== null && html`<${Button} big icon="hand" onClick=${() => setWay("hands")}>${t("Count hands")}<//>`}
        <span>${t("{done} of {of} at this table have voted", { done: passing.done, of: passing.of })}</span></p>`}
      <${Turnout} turnout=${turnout} open=${open} />
    </section>
    ${open && html`<figure class="tb__code">
      <img class="qr" src="/qr/join.svg" alt=${t("Code of the hall's page")} width="240" height="240" />
      <figcaption><${Icon} name="phone" /><span>${t("the hall's page")}</span><b>${bare(url)}</b></figcaption>
    </figure>`}
    ${!open && pick(round.how) && html`<p class="sub">${pick(round.how)}</p>`}
  </main>`;
}

/** @param {{turnout: {ballots: number, electors: number, quorum: number|null}, open?: boolean}} props all that may be known before the reveal */
export function Turnout({ turnout, open }) {
  return html`<p class="turnout"><b class="num">${turnout.ballots}</b>
    <span>${tn("of {n} has voted", "of {n} have voted", turnout.electors)}
      ${turnout.quorum !== null && html`<small>${quorumWords(turnout, open)}</small>`}</span></p>`;
}

function quorumWords({ ballots, quorum }, open) {
  if (ballots >= quorum) return t("the quorum of {n} is there", { n: quorum });
  return open ? t("quorum {n}", { n: quorum }) : t("the quorum of {n} was not reached", { n: quorum });
}

/** @param {string} url @returns {string} as one types it */
function bare(url) {
  return (url || window.location.origin).replace(/^https?:\/\//, "").replace(/\/$/, "");
}
