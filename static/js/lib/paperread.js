/** What stands on a paper is typed, Enter reads it, and the next number stands there already. Another person reads it once more. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Act, useActs } from "./acts.js";
import { blankSheet } from "./ballots.js";
import { Paper } from "./papers.js";
import { isSpoiled, nextNumber, numberIn, sheetIn, textOf } from "./papertext.js";
import { Button, classes, Icon, TextField } from "./ui.js";
import { t, tn } from "./words.js";

/** @param {{count: Object, seat: string, look: () => void}} props */
export function Read({ count, seat, look }) {
  const [no, setNo] = useState("");
  const [text, setText] = useState("");
  const [said, setSaid] = useState(null);
  const [sure, setSure] = useState([]); // what was said twice: that an empty line is a blank paper, that it goes over one's own reading
  const form = useRef(null);
  const { act } = useActs();
  const field = (place) => form.current.querySelectorAll("input")[place];
  useEffect(() => field(0).focus(), []);
  const typed = sheetIn(count, isSpoiled(text) ? "" : text);
  const sheet = typed.sheet || blankSheet();
  const write = (words) => { setText(words); setSaid(null); setSure([]); };
  const begin = (number, words = "") => { setNo(number); write(words); setTimeout(() => field(1).focus()); };

  const read = async (event) => {
    event.preventDefault();
    const number = numberIn(no);
    if (!number) { setSaid({ tone: "need", text: t("Which paper? Its number is the table and the count: 7-3.") }); field(0).focus(); return; }
    if (document.activeElement === field(0)) { field(1).focus(); return; }
    const spoiled = isSpoiled(text);
    if (!spoiled && typed.wrong) { setSaid({ tone: "need", text: wrongWords(typed.wrong, count) }); return; }
    const over = ownOther(count, number, { ...sheet, spoiled });
    const asks = [!spoiled && !text.trim() && "blank", over].filter(Boolean);
    const ask = asks.find((each) => !sure.includes(each));
    if (ask) { setSure([...sure, ask]); setSaid({ tone: "now", text: ASKS[ask](number) }); return; }
    const { state, text: why, answer } = await act("read", "read_paper", { round: count.round, contest: count.contest, no: number, choices: sheet.choices, grades: sheet.grades, spoiled });
    look();
    if (state !== "done") { setSaid({ tone: "need", text: why }); return; }
    begin(nextNumber(number));
    if (over) { setSaid({ tone: over === "agreed" ? "now" : "ok", text: OVER[over](number) }); return; }
    setSaid({ tone: "ok", text: answer.receipt ? t("Paper {no} is read. Its code is {code}: compare it with the paper.", { no: number, code: answer.receipt }) : t("Paper {no} is read.", { no: number }) });
  };
  return html`<div class="pd__read">
    <form ref=${form} class="pd__form" onSubmit=${read}>
      <${TextField} label=${t("Number of the paper")} value=${no} onText=${(words) => { setNo(words); write(""); }} placeholder="7-3" autocomplete="off" inputmode="text" data-first />
      <${TextField} label=${HOW[count.method]()} hint=${t("x: spoiled")} value=${text} onText=${write} autocomplete="off" spellcheck="false" aria-invalid=${typed.wrong && !isSpoiled(text) ? "true" : null} />
      <${Button} kind="act" big type="submit" icon="check">${t("Save the reading")}<//>
      <${Button} big icon="cross" aria-pressed=${isSpoiled(text) ? "true" : "false"} onClick=${() => { write(isSpoiled(text) ? "" : "x"); field(1).focus(); }}>${t("Spoiled")}<//>
      <p class=${classes("pd__said", said && `st ${said.tone}`)} role="status">${said ? html`<${Icon} name=${said.tone === "ok" ? "check" : "warn"} />${said.text}`
        : typed.wrong && !isSpoiled(text) ? html`<span class="st now"><${Icon} name="info" />${wrongWords(typed.wrong, count)}</span>` : html`<span class="sub">${limitWords(count)}</span>`}</p>
    </form>
    <${Paper} class="pd__cards" round=${{ ...count, id: count.round, electors: "person" }} cards=${count.cards.map((card) => ({ ...card, title: `${card.no}. ${card.title}`, fields: {} }))} sheet=${sheet}
      onSheet=${(next) => write(textOf(count, next))} />
    <${Papers} count=${count} seat=${seat} look=${look} onRead=${begin} />
  </div>`;
}

/** @returns {"agreed"|"once"|null} how the paper stands over whose own reading another one would go; where it is read differently nobody asks: it is looked at anew */
function ownOther(count, number, said) {
  const paper = count.papers.find((each) => each.no === number);
  const mine = paper && paper.mine;
  const same = mine && mine.spoiled === said.spoiled && textOf(count, mine) === textOf(count, said);
  return mine && !same && paper.state !== "differs" ? paper.state : null;
}

const ASKS = {
  blank: () => t("Nothing is marked. Enter once more: a blank ballot. If nobody can tell what it says: x."),
  agreed: (no) => t("You have read paper {no} otherwise, and another person alike. Is the number right? Enter once more: this goes in place of your reading, and the paper counts only when two read it alike again.", { no }),
  once: (no) => t("You have read paper {no} otherwise. Is the number right? Enter once more: this goes in place of your reading.", { no }),
};

const OVER = {
  agreed: (no) => t("Your reading of paper {no} is another now: look in the list whether two still read it alike.", { no }),
  once: (no) => t("Your reading of paper {no} is another now.", { no }),
};

export const HOW = {
  approval: () => t("Cards that are marked, for example 3 7 12"),
  dots: () => t("Dots on the cards, for example 3:2 7:1"),
  score: () => t("Grades of the cards, for example 3:4/2; a dash for “do not know”"),
};

const WRONG = {
  card: (what) => t("“{what}”: there is no such card on the paper.", { what }),
  twice: (what) => t("Card {no} stands there twice.", { no: what }),
  mark: (what) => t("“{what}”: this cannot be read.", { what }),
  cap: (what, count) => tn("“{what}”: at most {n} dot on one card.", "“{what}”: at most {n} dots on one card.", count.cap, { what }),
  grades: (what, count) => tn("“{what}”: a card has {n} grade.", "“{what}”: a card has {n} grades, parted by /.", count.criteria.length, { what }),
  limit: (what, count) => t("{n} of at most {limit}. A paper with more than that is spoiled: x.", { n: what, limit: count.limit }),
};

/** @param {{code: string, what: string|number}} wrong @param {Object} count @returns {string} */
export function wrongWords({ code, what }, count) {
  return WRONG[code](what, count);
}

function limitWords({ limit, method }) {
  if (limit === null || method === "score") return t("Tick the cards below, or type their numbers.");
  return method === "dots" ? tn("At most {n} dot on a paper.", "At most {n} dots on a paper.", limit) : tn("At most {n} mark on a paper.", "At most {n} marks on a paper.", limit);
}

const ORDER = ["differs", "other", "mine", "agreed"];

/** Where each paper stands: what needs a person first. */
function Papers({ count, seat, look, onRead }) {
  const rows = count.papers.map((paper, i) => ({ paper, i, place: ORDER.indexOf(standOf(paper)) })).sort((a, b) => a.place - b.place || a.i - b.i);
  if (!rows.length) return html`<p class="pd__none sub">${t("No paper has been read yet. Two people read every paper, each at their own screen; it counts when they read it alike.")}</p>`;
  return html`<ul class="pd__papers" aria-label=${t("Papers that were read")}>${rows.map(({ paper }) => html`<${Row} key=${paper.no} paper=${paper} count=${count} look=${look} onRead=${onRead} />`)}</ul>`;
}

/** @returns {"differs"|"other"|"mine"|"agreed"} read once by another, or by this reader */
function standOf({ state, mine }) {
  return state === "once" ? (mine ? "mine" : "other") : state;
}

const STANDS = {
  differs: { tone: "need", icon: "warn", words: () => t("read differently: both look at the paper again") },
  other: { tone: "now", icon: "show", words: () => t("read once: you can be the second reader") },
  mine: { tone: "now", icon: "clock", words: () => t("read by you: another person must read it") },
  agreed: { tone: "ok", icon: "check", words: () => t("read alike") },
};

function Row({ paper, count, look, onRead }) {
  const { no, mine } = paper;
  const { tone, icon, words } = STANDS[standOf(paper)];
  const fields = { round: count.round, contest: count.contest, no };
  return html`<li><b class="num">${no}</b><span class=${`st ${tone}`}><${Icon} name=${icon} />${words()}</span>
    <span class="pd__acts"><${Button} icon="pen" aria-label=${mine ? t("Read paper {no} anew", { no }) : t("Read paper {no}", { no })} onClick=${() => onRead(no, mine ? (mine.spoiled ? "x" : textOf(count, mine)) : "")}>${mine ? t("Read anew") : t("Read it")}<//>
      ${mine && html`<${Act} id=${`drop:${no}`} name="drop_paper" fields=${fields} icon="undo" label=${t("Take back your reading of paper {no}", { no })} onDone=${look}>${t("Take back")}<//>`}</span></li>`;
}
