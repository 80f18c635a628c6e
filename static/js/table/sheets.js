/** A round of sheets: left where one is on it, in the middle the sheet itself, right what it lacks and what others say of it. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { pending } from "../lib/outbox.js";
import { NoteList } from "../lib/parts/notes.js";
import { isFilled } from "../lib/sheets.js";
import { Button, classes, Icon, Slip, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { SheetField } from "./fields.js";
import { Kept } from "./kept.js";
import { leftBehind, useTyping } from "./typing.js";
import { timeOfDay } from "./words.js";

/** @param {import("./table.js").Props} props */
export function Sheets({ link, mine, send, drop, onHelp }) {
  const sheets = mine.own.sheets || [];
  const [chosen, choose] = useState("");
  const sheet = sheets.find((each) => each.card.id === chosen) || sheets[0];
  if (!sheet) return html`<${None} mine=${mine} link=${link} drop=${drop} onHelp=${onHelp} />`;
  return html`<${Writing} key=${sheet.card.id} link=${link} mine=${mine} sheets=${sheets} sheet=${sheet} choose=${choose} send=${send} drop=${drop} onHelp=${onHelp} />`;
}

/** This table has no card here: it listens. */
function None({ link, mine, drop, onHelp }) {
  const { round } = link.common;
  return html`<main class="tb__main tb__main--say"><div class="tb__say"><h2>${pick(round.prompt) || pick(round.title)}</h2>
    <p>${mine.own.sheets ? t("No sheet is with this table in this round.") : t("Looking it up…")}</p></div>
    <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} /></main>`;
}

function Writing({ link, mine, sheets, sheet, choose, send, drop, onHelp }) {
  const { round } = link.common;
  const typing = useTyping(link, sheet, send, drop);
  const { fields } = round.form;
  const offers = [...sheet.offers, ...leftBehind(round.id, sheet.card.id).map((each) => ({ ...each, here: true }))];
  const said = { fields: typing.draft.fields, auto: sheet.auto };
  const lacking = fields.filter((field) => field.required && !isFilled(said, field));
  const [here, setHere] = useState("");
  const go = (id) => {
    setHere(id);
    const place = document.getElementById(`field-${id}`);
    if (!place) return;
    place.scrollIntoView({ block: "start" });
    const control = place.querySelector("textarea, input, select, button");
    if (control) control.focus({ preventScroll: true });
  };
  return html`<main class="tb__main tb__main--sheet">
    <nav class="pp__nav" aria-label=${t("Fields of the sheet")}>
      ${sheets.length > 1 && html`<div class="pp__which">${sheets.map((each) => html`<button type="button" key=${each.card.id} class=${classes("opt", each === sheet && "is-on")}
        aria-pressed=${each === sheet ? "true" : "false"} onClick=${() => choose(each.card.id)}>${each.card.title}</button>`)}</div>`}
      <ul>${fields.map((field) => html`<li key=${field.id}><button type="button" class=${classes("pp__to", here === field.id && "is-on", typing.draft.clash[field.id] ? "is-clashing" : !isFilled(said, field) && (field.required ? "is-lacking" : "is-empty"))} onClick=${() => go(field.id)}>
        <${Mark} field=${field} said=${said} clash=${typing.draft.clash[field.id]} /><span>${pick(field.label)}</span></button></li>`)}</ul>
    </nav>
    <section class="slip pp__sheet" aria-label=${pick(round.form.title)} onfocusin=${(event) => { const place = event.target.closest("[data-field]"); if (place) setHere(place.dataset.field); }}>
      <p class="pp__kind"><span>${pick(round.form.title)}</span><${Fate} typing=${typing} sheet=${sheet} link=${link} /></p>
      ${typing.error && html`<p class="compose__blocked" role="alert"><${Icon} name="warn" />${typing.error.text}</p>`}
      ${!typing.open && html`<p class="compose__blocked" role="status"><${Icon} name="lock" />${closedWords(round, typing)}</p>`}
      ${fields.map((field) => html`<${SheetField} key=${field.id} field=${field} typing=${typing} sheet=${sheet} offers=${offers} lacks=${lacking.includes(field)} />`)}
    </section>
    <aside class="own pp__aside" aria-label=${t("Beside the sheet")}>
      <${Others} link=${link} sheet=${sheet} own=${mine.own.table} />
      <${Lacks} lacking=${lacking} go=${go} />
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      <${Notes} link=${link} round=${round} sheet=${sheet} open=${typing.open} send=${send} />
      ${round.comments && html`<${Comments} link=${link} round=${round} sheet=${sheet} open=${typing.open} send=${send} />`}
    </aside>
  </main>`;
}

function closedWords(round, { fresh }) {
  if (fresh.length) return t("The round is closed, and something typed here has not been saved. It stays on this tablet; call the lead if it must go in.");
  return round.phase === "carried" ? t("The sheet goes on as it stands here.") : t("The round is closed. The sheet stands as it is here.");
}

function Mark({ field, said, clash }) {
  if (clash) return html`<${Icon} name="split" label=${t("two texts")} />`;
  if (isFilled(said, field)) return html`<${Icon} name="check" label=${t("filled in")} />`;
  return html`<${Icon} name=${field.required ? "warn" : "circle"} label=${field.required ? t("needed") : t("empty")} />`;
}

/** Where the words are now: with the lead, on the way, or still on this tablet. */
function Fate({ typing, sheet, link }) {
  const { fresh, going, draft } = typing;
  if (going && link.status === "offline") return html`<${State} tone="now" icon="waits">${t("on this tablet, waits for a connection")}<//>`;
  if (going) return html`<${State} tone="now" icon="sending">${t("being saved…")}<//>`;
  if (fresh.length) return html`<${State} tone="now" icon="pen">${t("not saved yet")}<//>`;
  if (!draft.version) return html`<span class="sub">${t("nothing saved yet")}</span>`;
  return html`<${State} tone="ok" icon="check">${t("saved, version {n}", { n: draft.version })}${sheet.saved && html` · <span class="num">${timeOfDay(sheet.saved.at)}</span>`}<//>`;
}

/** Whoever writes should know that somebody else does. */
function Others({ link, sheet, own }) {
  const devices = link.common.devices || {};
  const others = sheet.tables.filter((no) => no !== own);
  const more = (devices[own] || 0) - 1;
  const away = others.filter((no) => devices[no]);
  if (more <= 0 && !away.length) return others.length ? html`<p class="chip chip--info"><${Icon} name="tablet" />${t("Written together with table {n}", { n: others.join(", ") })}</p>` : null;
  return html`<p class="chip chip--info" role="status"><${Icon} name="tablet" />${away.length ? t("Table {n} is on this sheet, too", { n: away.join(", ") })
    : tn("{n} more tablet is on this sheet", "{n} more tablets are on this sheet", more)}</p>`;
}

function Lacks({ lacking, go }) {
  if (!lacking.length) return html`<p class="pp__whole"><${State} tone="ok" icon="check">${t("Everything needed is there")}<//></p>`;
  return html`<h2 class="own__h">${t("Not complete without")}</h2><ul class="pp__lacks">${lacking.map((field) => html`<li key=${field.id}>
    <button type="button" class="chip chip--need" onClick=${() => go(field.id)}><${Icon} name="warn" />${pick(field.label)}</button></li>`)}</ul>`;
}

/** What stands beside the sheet is answered in one way, whoever wrote it: `answerOf` as it will be, `answer` to say it. */
function useAnswers(link, round, send) {
  const said = pending(link.outbox, link.version.own).filter((item) => item.name === "answer_comment" && item.payload.round === round.id);
  return {
    answerOf: (comment) => { const item = said.filter((each) => each.payload.card === comment.id).pop(); return item ? item.payload.accepted : comment.accepted; },
    answer: (comment, accepted) => send("answer_comment", { round: round.id, card: comment.id, accepted }, { slot: `comment:${comment.id}` }),
  };
}

/** What experts noted on the sheet, or on the cards that it is made of. */
function Notes({ link, round, sheet, open, send }) {
  const { answerOf, answer } = useAnswers(link, round, send);
  if (!sheet.notes.length) return null;
  return html`<h2 class="own__h"><span>${t("Notes of experts")}</span></h2>
    <${NoteList} notes=${sheet.notes} class="own__card pp__comment">${(note) => html`<${AnswerButtons} accepted=${answerOf(note)} open=${open} onAnswer=${(accepted) => answer(note, accepted)} />`}<//>`;
}

/** What other tables say of the sheet; the table takes it up or not, and may think again. */
function Comments({ link, round, sheet, open, send }) {
  const { answerOf, answer } = useAnswers(link, round, send);
  const open_ = sheet.comments.filter((comment) => answerOf(comment) === null).length;
  return html`<h2 class="own__h"><span>${t("What others say")}</span>${sheet.comments.length > 0 && html`<span class="sub num">${open_ ? tn("{n} open", "{n} open", open_) : t("all answered")}</span>`}</h2>
    ${!sheet.comments.length && html`<${Slip} tone="empty">${t("Nobody has said anything of this sheet.")}<//>`}
    <ul>${sheet.comments.map((comment) => html`<${Comment} key=${comment.id} comment=${comment} accepted=${answerOf(comment)} open=${open} onAnswer=${(accepted) => answer(comment, accepted)} />`)}</ul>`;
}

function Comment({ comment, accepted, open, onAnswer }) {
  const [first, ...rest] = comment.said.map(pick);
  return html`<${Slip} tag="li" tone=${accepted === null ? "new" : undefined} class="own__card pp__comment">
    <span class="slip__title">${first}</span>${rest.length > 0 && html`<span class="slip__meta">${rest.join(" · ")}</span>`}
    <${AnswerButtons} accepted=${accepted} open=${open} onAnswer=${onAnswer} />
  <//>`;
}

function AnswerButtons({ accepted, open, onAnswer }) {
  const press = (value) => onAnswer(accepted === value ? null : value);
  return html`<span class="own__fate"><${Button} icon="check" aria-pressed=${String(accepted === true)} disabled=${!open} onClick=${() => press(true)}>${accepted === true ? t("Taken up") : t("Take it up")}<//>
      <${Button} icon="cross" aria-pressed=${String(accepted === false)} disabled=${!open} onClick=${() => press(false)}>${accepted === false ? t("Not taken up") : t("Not this")}<//></span>`;
}
