/** A round of writing: left one slip to write, right the table's slips with their fate. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Icon, Slip } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { OwnCards } from "./cards.js";
import { Compose } from "./compose.js";
import { draftOf, isEmpty, useCardDraft } from "./drafts.js";
import { isForumOver } from "../lib/day.js";
import { Kept } from "./kept.js";

/** @param {import("./table.js").Props} props */
export function Gather({ link, mine, send, drop, onReady, onHelp }) {
  const { spheres } = link.common;
  const round = asOfTable(link.common.round, mine.own.holds);
  const [fresh, setFresh, clearFresh] = useCardDraft(round, "card");
  const [edit, setEdit, clearEdit] = useCardDraft(round, "edit");
  const open = round.phase === "open" || round.phase === "grace";
  const taken = mine.cards.filter((card) => card.fate !== "leaving").length;
  const aside = mine.cards.filter((card) => card.fate === "aside").length;
  const full = taken >= round.max_per_table;
  const editing = Boolean(edit.card);
  const online = link.status !== "offline";

  const handIn = (fields, parent, author) => {
    const said = author ? { fields, author } : { fields };
    if (editing) send("revise_card", { card: edit.card, ...said, revision: edit.revision });
    else send("submit_card", round.parents ? { round: round.id, ...said, parent } : { round: round.id, ...said });
    (editing ? clearEdit : clearFresh)();
  };
  const startEdit = (card) => setEdit({
    fields: card.fields, parent: null, author: card.author ? String(card.author) : "", round: { id: round.id, title: round.title }, card: card.id, revision: card.revision,
  });
  const mayGoBack = (item) => (item.name === "revise_card"
    ? !editing && mine.cards.some((card) => card.id === item.payload.card)
    : item.name === "submit_card" && item.payload.round === round.id && isEmpty(fresh));
  const goBack = (item) => (item.name === "revise_card" ? setEdit : setFresh)(draftOf(item, round));
  const takeBack = (card) => {
    if (edit.card === card.id) clearEdit();
    send("withdraw_card", { card: card.id });
  };
  const compose = { round, spheres, online, onSend: handIn, people: link.common.session.people };

  return html`<main class="tb__main tb__main--gather">
    <div class="tb__left">
      ${editing
        ? html`<${Compose} key=${`edit:${edit.card}`} ...${compose} draft=${edit} onDraft=${setEdit} onClear=${clearEdit} blocked=${blockedWords(round, open, false)} />`
        : round.assignment === "own" && mine.own.holds && !round.parents.length && isEmpty(fresh)
          ? html`<${Nothing} />`
        : open && full && isEmpty(fresh)
          ? html`<${Full} round=${round} aside=${aside} ready=${mine.ready} onReady=${onReady} />`
          : open || !isEmpty(fresh)
            ? html`<${Compose} key="fresh" ...${compose} draft=${withOnlyParent(fresh, round)} onDraft=${setFresh} onClear=${clearFresh} blocked=${blockedWords(round, open, full)} />`
            : html`<${Closed} round=${round} taken=${taken - aside} over=${isForumOver(link.common)} />`}
    </div>
    <${OwnCards} authors=${mine.own.authors} cards=${mine.cards} limit=${round.max_per_table} open=${open} editing=${edit.card || null} onEdit=${startEdit} onTakeBack=${takeBack}>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} mayGoBack=${mayGoBack} onBack=${goBack} />
    <//>
  </main>`;
}

/** @returns {string|null} why a text cannot be handed in now */
function blockedWords(round, open, full) {
  if (!open) return t("The round is closed. The text stays here; call the lead if it must go in.");
  if (full) return tn("The table has used its {n} card. Take one back to hand this one in.",
    "The table has used all its {n} cards. Take one back to hand this one in.", round.max_per_table);
  return null;
}

/** The round as this table may play it: where cards have tables, it answers its own and no others. */
function asOfTable(round, holds) {
  return round.assignment === "own" ? { ...round, parents: holds ? round.parents.filter((card) => holds.includes(card.id)) : [] } : round;
}

/** Where there is only one card to answer, nobody has to choose it. */
function withOnlyParent(draft, { parents }) {
  return parents && parents.length === 1 ? { ...draft, parent: parents[0].id } : draft;
}

/** No card of this round is the table's. */
function Nothing() {
  return html`<${Slip} class="compose compose--full"><h2>${t("Your table has no card in this round")}</h2><p>${t("Call the lead: a card can be given to you, or you help another table.")}</p><//>`;
}

/** All places are used: what a table does that is done before the others. */
function Full({ round, aside, ready, onReady }) {
  const most = round.max_per_table;
  return html`<${Slip} class="compose compose--full">
    <h2>${aside
      ? tn("{n} card of the table is set aside, {rest} handed in", "{n} cards of the table are set aside, {rest} handed in", aside, { rest: most - aside })
      : tn("The table's card is handed in", "All {n} cards of the table are handed in", most)}</h2>
    ${aside > 0 && html`<p>${t("A card that is set aside does not go on. Take it back and write another in its place, or change it and ask the lead to let it in again.")}</p>`}
    <p>${t("Read them once more: will the next table understand what is wrong, where, and for whom? A card can be changed until the round closes.")}</p>
    ${!ready && html`<div class="go"><${Button} kind="act" big icon="check" onClick=${onReady}>${t("We are ready")}<//></div>`}
    ${ready && html`<p class="st ok"><${Icon} name="check" />${t("The lead sees that you are ready")}</p>`}
  <//>`;
}

function Closed({ round, taken, over }) {
  const carried = round.phase === "carried";
  return html`<${Slip} class="compose compose--full">
    <h2>${carried ? t("The cards go on") : t("The round is closed")}</h2>
    <p>${tn("{n} card of this table is in.", "{n} cards of this table are in.", taken)}</p>
    <p class="sub">${over ? t("The forum is over. Thank you!") : carried ? t("Look at the big screen: the next round begins soon.") : pick(round.prompt)}</p>
  <//>`;
}
