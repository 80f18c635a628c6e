/**
 * The booth: the tablet goes round, each votes or answers alone, and the next never sees the last. What is marked lives in this page's
 * memory only: no draft, no outbox, nothing on the shelf; a tablet that is left alone forgets it.
 */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { postJson } from "../lib/api.js";
import { amountOf, blankSheet, howWords, isSpent, kindOf, payloadOf, progressWords, spentWords } from "../lib/ballots.js";
import { Paper } from "../lib/papers.js";
import { answeredOf, lacking, Questions, sheetOf } from "../lib/polls.js";
import { newId, takeToken } from "../lib/seat.js";
import { shuffle } from "../lib/shuffle.js";
import { Button, classes, Dialog, Icon, Pips, TextField } from "../lib/ui.js";
import { language, pick, t } from "../lib/words.js";

const LEFT_ALONE_MS = 90000; // a ballot that nobody touches so long is taken off the screen
const THANKS_MS = 25000; // long enough to copy a receipt
const TRY_MS = 1500;
const MANY = 12;

/** What is said where people vote, and where they answer a poll. */
const WORDS = {
  vote: {
    who: () => t("Who votes now?"),
    take: () => t("Take the ballot"),
    done: () => t("has voted"),
    pass: () => t("Pass the tablet on. Whoever holds it marks the ballot alone; the others look away."),
    all: () => t("Everybody at this table has voted."),
    leave: () => t("Leave without voting"),
    ended: () => t("All of the table have voted"),
  },
  poll: {
    who: () => t("Who answers now?"),
    take: () => t("Take the questions"),
    done: () => t("has answered"),
    pass: () => t("Pass the tablet on. Whoever holds it answers alone; the others look away."),
    all: () => t("Everybody at this table has answered."),
    leave: () => t("Leave without answering"),
    ended: () => t("All of the table have answered"),
  },
};

/** @param {import("./table.js").Props & {onEnd: () => void}} props */
export function Booth({ link, mine, onEnd }) {
  const [who, setWho] = useState(null); // {token, no, seed, voted, named}; `named`: came in by name
  const [done, setDone] = useState(null); // {receipt}
  const { passing, paper } = mine.own;
  useEffect(() => { window.scrollTo(0, 0); }, [who, done]);
  if (!passing) return null; // the vote was closed while somebody held the tablet: the screen of the round tells
  const next = () => { setWho(null); setDone(null); };
  const words = WORDS[link.common.round.kind];
  if (done) return html`<${Thanks} key="thanks" words=${words} passing=${passing} receipt=${done.receipt} onNext=${next} onEnd=${onEnd} />`;
  const Said = words === WORDS.poll ? Answers : Ballot;
  if (who) return html`<${Said} key=${who.token} link=${link} words=${words} paper=${paper || []} who=${who} onDone=${setDone} onLeft=${next} />`;
  return html`<${Who} key="who" words=${words} passing=${passing} onWho=${setWho} onEnd=${onEnd} />`;
}

/** Who takes the tablet: the code of the badge, or a name of this table. */
function Who({ words, passing, onWho, onEnd }) {
  const [code, setCode] = useState("");
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = async (by) => {
    setBusy(true);
    setSaid("");
    const { status, body } = await postJson("/api/booth", { ...by, lang: language() }, takeToken());
    setBusy(false);
    if (status === 200 && body && body.token) return onWho({ ...body, named: by.badge !== undefined });
    setCode("");
    return setSaid((body && body.error && body.error.text) || t("The desk does not answer. Try again in a moment."));
  };
  const typed = (text) => { setCode(text.toUpperCase().slice(0, 12)); setSaid(""); };
  const left = passing.people.filter((person) => person.state === null);
  return html`<main class="tb__main tb__main--booth">
    <section class="booth__who"><h2>${words.who()}</h2>
      <form class="booth__code" onSubmit=${(event) => { event.preventDefault(); if (code.trim()) enter({ code }); }}>
        <${TextField} label=${t("Code of your badge")} value=${code} onText=${typed} autocomplete="off" autocapitalize="characters" spellcheck="false" data-first />
        <${Button} kind="act" big type="submit" busy=${busy} disabled=${!code.trim()}>${words.take()}<//></form>
      <p class=${classes("booth__said", said && "st need")} role="alert">${said && html`<${Icon} name="warn" />${said}`}</p>
      ${passing.by_name && html`<p class="sub">${t("No code at hand? Choose yourself; the host of the table sees to it that everybody does so once.")}</p>
        <ul class="booth__people">${passing.people.map((person) => html`<li key=${person.no}><button type="button" class="opt" disabled=${person.state !== null || busy}
          onClick=${() => enter({ badge: person.no })}><b class="num">${person.no}</b><span>${person.name || t("badge {no}", { no: person.no })}</span>
          ${person.state && html`<small><${Icon} name=${person.state === "paper" ? "page" : "check"} />${person.state === "paper" ? t("on paper") : words.done()}</small>`}</button></li>`)}</ul>`}
    </section>
    <aside class="booth__side"><p class="booth__n"><b class="num">${passing.done}</b><span>${t("of {n} at this table", { n: passing.of })}</span></p>
      <p>${left.length ? words.pass() : words.all()}</p>
      <${Button} onClick=${onEnd}>${t("Back to the round")}<//></aside>
  </main>`;
}

/**
 * What one person marks is handed in as theirs, and a tablet that is left alone forgets it.
 * @param {{who: Object, onDone: (done: {receipt: string}) => void, onLeft: () => void}} props @param {any[]} touched what a finger changes
 * @returns {{state: "marking"|"sending"|"waiting", said: string, hand: (command: string, fields: Object) => void}}
 */
function useAlone({ who, onDone, onLeft }, touched) {
  const [state, setState] = useState("marking");
  const [said, setSaid] = useState("");
  const gone = useRef(false);
  const timer = useRef(null);
  useEffect(() => () => { gone.current = true; clearTimeout(timer.current); }, []);
  useEffect(() => { // every touch begins the time anew
    clearTimeout(timer.current);
    if (state === "marking") timer.current = setTimeout(onLeft, LEFT_ALONE_MS);
  }, [...touched, state]);

  /** The same action_id until the desk has answered: a lost answer makes no second ballot. */
  const hand = async (command, fields) => {
    const payload = { ...fields, action_id: newId() };
    setState("sending");
    for (;;) {
      const { status, body } = await postJson("/api/commands", { command, payload, lang: language() }, who.token);
      if (gone.current) return;
      if (status === 200 && body && body.ok) return onDone({ receipt: (body.answer && body.answer.receipt) || "" });
      const error = body && body.error;
      if (error && !error.retry) { setState("marking"); setSaid(error.text); return; }
      setState("waiting");
      await new Promise((go) => setTimeout(go, TRY_MS));
    }
  };
  return { state, said, hand };
}

/** @param {{state: string}} props what holds a ballot up */
function Waits({ state }) {
  return html`<p class="tb__cast sub" role="status">${state === "waiting" ? t("No connection: it goes out as soon as there is one. Hold on to the tablet.") : ""}</p>`;
}

function Wrong({ said }) {
  return html`<p class=${classes("booth__said", said && "st need")} role="alert">${said && html`<${Icon} name="warn" />${said}`}</p>`;
}

/** One sheet of answers, on a screen that shows nothing of anybody else. */
function Answers(props) {
  const { link, words, who, onLeft } = props;
  const { round, spheres } = link.common;
  const [answers, put] = useState({});
  const { state, said, hand } = useAlone(props, [answers]);
  const sheet = sheetOf(round.questions, answers);
  const missing = lacking(round.questions, answers);
  return html`<main class="tb__main tb__main--ballot">
    <p class="tb__lead"><span><b>${t("Badge {no}, you answer alone", { no: who.no })}</b> ${pick(round.how)} ${t("Nobody sees your answers: only sums leave the box.")}
      ${who.named && html`<small>${t("By name you come in once. Later these answers can be changed only with the code of your badge.")}</small>`}
      ${who.voted && html`<small>${t("Your earlier answers are replaced by these.")}</small>`}</span></p>
    <div class="tb__scroll"><${Questions} questions=${round.questions} spheres=${spheres} answers=${answers} onAnswers=${put} /></div>
    <${Wrong} said=${said} />
  </main>
  <div class="tb__foot">
    <p class="tb__count"><b class="num">${t("{n} of {of} answered", { n: answeredOf(round.questions, answers), of: round.questions.length })}</b>
      ${missing && html`<small>${t("Still needed: {label}", { label: pick(missing.label) })}</small>`}</p>
    <${Waits} state=${state} />
    <${Button} kind="quiet" big disabled=${state !== "marking"} onClick=${onLeft}>${words.leave()}<//>
    <${Button} kind="act" big icon="check" busy=${state !== "marking"} disabled=${Boolean(missing) || !Object.keys(sheet).length || state !== "marking"} onClick=${() => hand("answer_poll", { round: round.id, answers: sheet })}>${t("Send the answers")}<//>
  </div>`;
}

/** One ballot, on a screen that shows nothing of anybody else. */
function Ballot(props) {
  const { link, words, paper, who, onLeft } = props;
  const { round, spheres } = link.common;
  const [sheet, put] = useState(blankSheet());
  const [blank, askBlank] = useState(false);
  const { state, said, hand } = useAlone(props, [sheet, blank]);
  const n = amountOf(kindOf(round), sheet);
  const cast = (what) => hand("cast_ballot", payloadOf(round, what));
  return html`<main class="tb__main tb__main--ballot">
    <p class="tb__lead"><span><b>${t("Badge {no}, you vote alone", { no: who.no })}</b> ${pick(round.how) || howWords(round)}
      ${who.named && html`<small>${t("By name you come in once. Later this ballot can be changed only with the code of your badge, until the vote closes.")}</small>`}
      ${who.voted && html`<small>${t("Your earlier ballot is replaced by this one.")}</small>`}</span></p>
    <div class="tb__scroll"><${Paper} class=${classes("ballot", `ballot--${kindOf(round)}`, paper.length > MANY && "ballot--many")} round=${round} cards=${shuffle(paper, who.seed)} sheet=${sheet} spheres=${spheres} onSheet=${put} /></div>
    <${Wrong} said=${said} />
  </main>
  <div class="tb__foot">
    <p class="tb__count"><b class="num">${progressWords(round, sheet, paper.length)}</b>${round.limit && round.limit <= MANY && html`<${Pips} n=${n} of=${round.limit} />`}
      ${isSpent(round, sheet) && html`<small>${spentWords(round)}</small>`}</p>
    <${Waits} state=${state} />
    <${Button} kind="quiet" big disabled=${state !== "marking"} onClick=${onLeft}>${words.leave()}<//>
    <${Button} kind="quiet" big disabled=${state !== "marking"} onClick=${() => askBlank(true)}>${t("Blank ballot")}<//>
    <${Button} kind="act" big icon="ballot" busy=${state !== "marking"} disabled=${n === 0 || state !== "marking"} onClick=${() => cast(sheet)}>${t("Cast the ballot")}<//>
  </div>
  ${blank && html`<${Dialog} title=${t("Cast a blank ballot?")} onClose=${() => askBlank(false)} actions=${html`
    <${Button} big data-first onClick=${() => askBlank(false)}>${t("No, go on choosing")}<//>
    <${Button} big kind="act" icon="ballot" onClick=${() => { askBlank(false); cast(blankSheet()); }}>${t("Cast it blank")}<//>`}>
    <p>${who.named ? t("You take part and support none of the cards. Later it can be changed only with the code of your badge.") : t("You take part and support none of the cards. It can be changed until the vote closes.")}</p><//>`}`;
}

/** The clean screen between two people: of a ballot a receipt that shows no choice, and who is next. */
function Thanks({ words, passing, receipt, onNext, onEnd }) {
  const last = passing.done >= passing.of;
  useEffect(() => {
    const timer = setTimeout(last ? onEnd : onNext, THANKS_MS);
    return () => clearTimeout(timer);
  }, []);
  return html`<main class="tb__main tb__main--booth booth--thanks">
    <section class="booth__who"><h2>${words === WORDS.poll ? t("Your answers lie in the box") : t("Your ballot lies in the box")}</h2>
      ${words === WORDS.poll && html`<p>${t("Nobody sees your answers: only sums leave the box.")} ${t("The tablet has forgotten what you chose.")}</p>`}
      ${receipt && html`<div class="slip booth__receipt"><p class="sub">${t("Copy this code: after the count you find your ballot under it in the list.")}</p><b class="num">${receipt}</b></div>
      <p>${t("It proves that a ballot with this code lies in the box. After the reveal you find the code in the common list and see that it was counted as you marked it.")}</p>
      <p>${t("It does not say who you are or how you voted. But after the reveal whoever knows the code can look up its marks: keep it to yourself.")} ${t("The tablet has forgotten what you chose.")}</p>`}
      <p class="booth__acts"><${Button} kind="act" big icon="arrow" data-first onClick=${last ? onEnd : onNext}>${last ? words.ended() : t("Pass the tablet on")}<//></p></section>
    <aside class="booth__side"><p class="booth__n"><b class="num">${passing.done}</b><span>${t("of {n} at this table", { n: passing.of })}</span></p></aside>
  </main>`;
}
