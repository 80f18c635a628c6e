/** A round of writing: left one slip to write, right the table's slips with their fate. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, Icon, Slip } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { cellWords } from "../lib/cell.js";
import { OwnCards } from "./cards.js";
import { Compose } from "./compose.js";
import { draftOf, isEmpty, useCardDraft } from "./drafts.js";
import { isForumOver } from "../lib/day.js";
import { Kept } from "./kept.js";
import { NoteLines } from "../lib/parts/notes.js";
import { SheetBefore } from "./sheet.js";
import { StageHead } from "./stage.js";

/** @param {import("./table.js").Props} props */
export function Gather({ link, mine, send, drop, onReady, onHelp }) {
  const { spheres } = link.common;
  const round = asOfTable(link.common.round, mine.own);
  const [fresh, setFresh, clearFresh] = useCardDraft(round, "card");
  const [edit, setEdit, clearEdit] = useCardDraft(round, "edit");
  const open = round.phase === "open" || round.phase === "grace";
  const taken = mine.cards.filter((card) => card.fate !== "leaving").length;
  const aside = mine.cards.filter((card) => card.fate === "aside").length;
  const full = taken >= round.limit;
  const takes = open || round.takes_late;
  const travels = round.assignment === "rotation" && mine.own.gathering;
  const [looking, look] = useState({ stop: 0, card: null });
  const before = travels ? sheetOf(round, mine.own.gathering, fresh, looking) : null;
  const lay = (card) => { look({ stop: round.rotation.stop, card }); if (!isEmpty(fresh)) setFresh({ ...fresh, parent: card }); };
  const head = html`<${StageHead} link=${link} mine=${mine} />`;
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
  const compose = { head, round, spheres, online, onSend: handIn, people: link.common.session.people };

  return html`<main class="tb__main tb__main--gather">
    <div class="tb__left">
      ${editing
        ? html`<${Compose} key=${`edit:${edit.card}`} ...${compose} draft=${edit} onDraft=${setEdit} onClear=${clearEdit} blocked=${blockedWords(round, open, false)} />`
        : round.writers === "person"
          ? html`<${OnPhones} round=${round} head=${head} />`
        : round.assignment === "own" && mine.own.holds && !round.parents.length && isEmpty(fresh)
          ? html`<${Nothing} />`
        : open && full && isEmpty(fresh)
          ? html`<${Full} head=${head} round=${round} aside=${aside} ready=${mine.ready} onReady=${onReady} />`
          : (takes && !full) || !isEmpty(fresh)
            ? html`<${Compose} key="fresh" ...${compose} sheet=${travels && html`<${SheetBefore} round=${round} gathering=${mine.own.gathering} table=${mine.own.table} chosen=${before} onChoose=${lay} />`}
              draft=${travels ? { ...fresh, parent: before } : withOnlyParent(fresh, round)} onDraft=${setFresh} onClear=${clearFresh} blocked=${blockedWords(round, takes, full)} />`
            : html`<${Closed} round=${round} taken=${taken - aside} over=${isForumOver(link.common)} />`}
    </div>
    <${OwnCards} authors=${mine.own.authors} cards=${mine.cards} limit=${round.writers === "person" ? mine.cards.length : round.limit} open=${open && round.writers === "table"} more=${takes && round.writers === "table"}
      best=${round.best && !["revealed", "carried"].includes(round.phase) ? { k: round.best, cards: mine.best, onChoose: (cards) => send("choose_best", { round: round.id, cards }, { slot: `best:${round.id}` }) } : null}
      notes=${mine.own.notes} cell=${round.grid ? (fields) => cellWords(round, fields) : null} editing=${edit.card || null} onEdit=${startEdit} onTakeBack=${takeBack}>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} mayGoBack=${mayGoBack} onBack=${goBack} />
      <${NotesOfBefore} notes=${mine.own.notes} here=${mine.cards} />
    <//>
  </main>`;
}

/** What experts noted on earlier cards of the table: those that it answers now, for the most part. */
function NotesOfBefore({ notes = {}, here }) { // the own part of the view may still be on its way
  const before = Object.keys(notes).filter((card) => !here.some((each) => each.id === card));
  return before.map((card) => html`<div key=${card} class="own__before"><small>${t("On “{title}”", { title: notes[card][0].title })}</small><${NoteLines} notes=${notes[card]} /></div>`);
}

/** @returns {string|null} why a text cannot be handed in now */
function blockedWords(round, open, full) {
  if (!open) return t("The round is closed. The text stays here; call the lead if it must go in.");
  if (full) return tn("The table has used its {n} card. Take one back to hand this one in.",
    "The table has used all its {n} cards. Take one back to hand this one in.", round.limit);
  return null;
}

/** The round as this table may play it: where cards have tables, it answers its own and no others; in a gallery those that
 *  have come to it. */
function asOfTable(round, { holds, gathering }) {
  if (round.assignment === "all") return round;
  const mine = (round.assignment === "own" ? holds : gathering && gathering.seen) || [];
  return { ...round, parents: round.parents.filter((card) => mine.includes(card.id)) };
}

/** What lies before the table: the sheet of this stop, or an earlier one that it went back to, or was writing on. */
function sheetOf(round, { seen, present }, fresh, looking) {
  if (!isEmpty(fresh) && seen.includes(fresh.parent)) return fresh.parent;
  if (looking.stop === round.rotation.stop && seen.includes(looking.card)) return looking.card;
  return present;
}

/** Where there is only one card to answer, nobody has to choose it. */
function withOnlyParent(draft, { parents }) {
  return parents && parents.length === 1 ? { ...draft, parent: parents[0].id } : draft;
}

/** No card of this round is the table's. */
function Nothing() {
  return html`<${Slip} class="compose compose--full"><h2>${t("Your table has no card in this round")}</h2><p>${t("Call the lead: a card can be given to you, or you help another table.")}</p><//>`;
}

/** In this round people write, each on their own phone. */
function OnPhones({ round, head }) {
  return html`<section class="slip compose compose--full">${head}<h2>${t("Everyone writes on their own phone")}</h2>
    <p>${tn("Each person has {n} card. What your people wrote stands on the right.", "Each person has {n} cards. What your people wrote stands on the right.", round.limit)}</p>
    <p class="sub">${t("No phone? Open this page with the code of the badge on a neighbour's phone.")}</p></section>`;
}

/** All places are used: what a table does that is done before the others. */
function Full({ round, aside, ready, onReady, head }) {
  const most = round.limit;
  return html`<${Slip} class="compose compose--full">${head}
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
