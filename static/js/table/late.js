/** A card for a round that is over: it is taken as long as the themes are not done, and marked as late. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { OwnCards } from "./cards.js";
import { Compose } from "./compose.js";
import { isEmpty, useCardDraft } from "./drafts.js";
import { Kept } from "./kept.js";

/** The line that says so. @param {{round: Object, left: number, on: boolean, onOpen: () => void}} props */
export function LateLine({ round, left, on, onOpen }) {
  if (!on && left <= 0) return null;
  return html`<p class="tb__call tb__call--late"><${Icon} name="clock" /><span>${t("“{title}” is over, but a late card is still taken: until the themes are done", { title: pick(round.title) })}</span>
    <${Button} onClick=${onOpen}>${on ? t("Back") : t("Write a late card")}<//></p>`;
}

/** @param {import("./table.js").Props & {onBack: () => void}} props */
export function Late({ link, mine, send, drop, onHelp, onBack }) {
  const round = { ...link.common.late, stages: [] };
  const [draft, setDraft, clear] = useCardDraft(round, "card");
  const [, sent] = useState(0);
  const full = mine.late.length >= round.limit;
  const handIn = (fields, parent, author) => {
    const said = author ? { fields, author } : { fields };
    send("submit_card", round.parents ? { round: round.id, ...said, parent } : { round: round.id, ...said });
    clear();
    sent((n) => n + 1);
  };
  return html`<main class="tb__main tb__main--gather">
    <div class="tb__left">${full && isEmpty(draft)
      ? html`<section class="slip compose compose--full"><h2>${t("The table has used all its cards")}</h2><div class="go"><${Button} kind="act" big icon="back" onClick=${onBack}>${t("Back to the round")}<//></div></section>`
      : html`<${Compose} key=${`late:${round.id}`} round=${round} spheres=${link.common.spheres} draft=${draft} onDraft=${setDraft} onSend=${handIn} onClear=${clear}
        online=${link.status !== "offline"} people=${link.common.session.people} blocked=${full ? t("The table has used all its cards") : null}
        head=${html`<p class="compose__edits"><${Icon} name="clock" />${t("A late card: {title}", { title: pick(round.title) })}</p>`} />`}</div>
    <${OwnCards} authors=${null} cards=${mine.late} limit=${round.limit} open=${false} more=${!full} editing=${null} onEdit=${() => {}} onTakeBack=${() => {}}>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} /><//>
  </main>`;
}
