/** Paper of a table that lost its tablet: slips, ballots, answers, sheets and lines of the sign-up sheet, typed in by number. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Act } from "./acts.js";
import { getJson } from "./api.js";
import { BallotForm, BestForm, HandedIn, RankForm } from "./paperballot.js";
import { onTouch } from "./paperentry.js";
import { AnswersForm, CardForm, SheetForm, SignUpForm } from "./paperforms.js";
import { slipNo } from "./papertext.js";
import { takeToken } from "./seat.js";
import { Icon } from "./ui.js";
import { pick, t, tn } from "./words.js";

const LOOK_MS = 3000;

/** Which form types in what a round takes on paper. A secret vote is read, and not typed in for a table. */
function formOf({ kind, electors, writers, mode, criteria }) {
  if (kind === "gather") return writers === "table" ? CardForm : null;
  if (kind === "vote" && electors !== "person") return BallotForm;
  if (kind === "pitch" && criteria.length) return BallotForm;
  if (kind === "assign" && mode === "by_bid") return RankForm;
  if (kind === "poll" && electors === "table") return AnswersForm;
  if (kind === "elaborate") return SheetForm;
  return kind === "signup" ? SignUpForm : null;
}

/** A table is chosen by its number; then its forms stand there, the cursor in the first. */
export function TableDesk() {
  const [no, setNo] = useState("");
  const table = /^\d{1,4}$/.test(no.trim()) ? `t${Number(no)}` : no.trim() && "?";
  const [told, look] = useTold(table);
  const first = useRef(null);
  useEffect(() => first.current.focus(), []);
  const touched = useTouched(told);
  const forms = touched.forms.filter((form) => formOf(form.round));
  return html`<div class="pd__table">
    <label class="field pd__short"><span class="field__lab">${t("Number of the table")}</span><input ref=${first} class="num" inputmode="numeric" autocomplete="off" value=${no} onInput=${(event) => setNo(event.target.value)} /></label>
    ${told === null && table && html`<p class="sub" role="status">${t("Looking what this table can hand in…")}</p>`}
    ${told === false && html`<p class="st need"><${Icon} name="warn" />${t("There is no such table.")}</p>`}
    ${told && !forms.length && html`<p class="sub">${t("No round takes paper of a table now.")}</p>`}
    ${forms.map((form) => html`<div key=${`${told.table}:${form.round.id}`} ...${onTouch(() => touched.add(form))}>
      <${Section} form=${form} told=${told} look=${(done) => { if (done) touched.forget(form); look(); }} /></div>`)}
  </div>`;
}

/**
 * Forms of which a round was closed while somebody typed: what is typed stays until the table is done with.
 * @param {Object|false|null} told @returns {{forms: Object[], add: (form: Object) => void, forget: (form: Object) => void}}
 *   `forms`: those that are told, and of which a round is `over`, those that were touched
 */
function useTouched(told) {
  const [kept, setKept] = useState({ table: "", forms: {} });
  const here = told && kept.table === told.table ? kept.forms : {};
  const put = (forms) => setKept({ table: told.table, forms });
  return {
    forms: told ? [
      ...told.forms.map((form) => (!form.writes && form.round.id in here ? { ...form, writes: true, over: true } : form)),
      ...Object.values(here).filter((form) => !told.forms.some((each) => each.round.id === form.round.id)).map((form) => ({ ...form, over: true })),
    ] : [],
    add: (form) => form.writes && put({ ...here, [form.round.id]: form }),
    forget: (form) => { const { [form.round.id]: gone, ...rest } = here; put(rest); },
  };
}

function Section({ form, told, look }) {
  const Form = formOf(form.round);
  const { round, ready, said, writes, over } = form;
  return html`<section aria-label=${pick(round.title)}>
    <h3 class="pd__h">${round.no}. ${pick(round.title)} ${said !== null && !round.best && html`<${HandedIn} form=${form} />`}
      ${over ? html`<span class="st need" role="alert"><${Icon} name="warn" />${t("The round was closed meanwhile.")}</span>` : round.phase !== "closed" && round.phase !== "carried" && html`<${Act} id=${`ready:${told.table}`} name="enter_ready" fields=${{ round: round.id, table: told.table, ready: !ready }} icon="check" pressed=${ready} onDone=${look}>${ready ? t("The table is ready") : t("Say that it is ready")}<//>`}</h3>
    ${writes && html`<${Form} form=${form} table=${told.table} no=${told.no} look=${look} />`}
    ${form.cards.length > 0 && html`<ul class="pd__papers" aria-label=${t("Cards of this table")}>${form.cards.map((card) => html`<li key=${card.id}><b class="num">${card.paper ? slipNo(told.no, card.paper) : "—"}</b><span>${card.title}</span>
      <span class="sub">${card.paper ? t("from a slip") : t("from the tablet")}</span></li>`)}</ul>`}
    ${round.best && form.cards.length > round.best && html`<${BestForm} form=${form} table=${told.table} no=${told.no} look=${look} />`}
    ${round.kind === "gather" && html`<p class="sub">${tn("{n} card of this table", "{n} cards of this table", form.cards.length)}</p>`}
  </section>`;
}

/** @param {string} table "" while none is named @returns {[Object|false|null, () => void]} null: not known yet, what is told of another table least of all; false: there is no such table */
function useTold(table) {
  const [told, setTold] = useState(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer = null;
    let gone = false;
    if (!table || table === "?") { setTold(table ? false : null); return undefined; }
    setTold((before) => before || null);
    const ask = async () => {
      const { status, body } = await getJson(`/api/twin?table=${table}`, takeToken());
      if (gone) return;
      if (status === 200) setTold(body);
      else if (status === 404) setTold(false);
      timer = setTimeout(ask, LOOK_MS);
    };
    ask();
    return () => { gone = true; clearTimeout(timer); };
  }, [table, turn]);
  return [told && told.table !== table ? null : told, () => setTurn((n) => n + 1)];
}
