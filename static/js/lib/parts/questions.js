/** Asking, and backing what others asked: the same on a tablet and on a phone. */

import { html } from "../../../vendor/htm-preact.module.js";
import { useDraft } from "../draft.js";
import { fateWords } from "../questions.js";
import { t, tn } from "../words.js";
import { Button, classes, Slip, State, TextField } from "./controls.js";
import { Icon } from "./icons.js";

const LONGEST = 240; // as the desk takes them
const WHOM = 60;

/** @param {{round: Object, send: Function}} props what is typed stays until it is sent */
export function Ask({ round, send }) {
  const [text, setText, clearText] = useDraft(`question:${round.id}`);
  const [whom, setWhom, clearWhom] = useDraft(`question-whom:${round.id}`);
  const go = (event) => {
    event.preventDefault();
    if (!text.trim()) return;
    send("ask_question", { round: round.id, text: text.trim(), whom: whom.trim() });
    clearText();
    clearWhom();
  };
  return html`<form class="ask-form__fields" onSubmit=${go}>
    <${TextField} label=${t("Your question")} hint=${tn("{n} left", "{n} left", LONGEST - text.length)} rows="3" maxlength=${LONGEST} value=${text} onText=${setText} />
    <${TextField} label=${t("To whom? You need not say")} maxlength=${WHOM} value=${whom} onText=${setWhom} />
    <${Button} kind="act" big icon="send" type="submit" disabled=${!text.trim()}>${t("Ask")}<//></form>`;
}

/** @param {{question: Object}} props */
export function Asked({ question }) {
  const { tone, icon, words } = fateWords(question.fate);
  return html`<li><q>${question.text}</q><${State} tone=${tone} icon=${icon}>${words}<//></li>`;
}

/** @param {{question: Object, may: boolean, onBack: () => void}} props `may`: this seat may back it */
export function Heard({ question, may, onBack }) {
  const { text, whom, state, backers, backed, mine } = question;
  return html`<${Slip} tag="li" class=${classes("heard-q", state === "wall" && "is-wall")}><span class="slip__title">${text}</span>
    ${whom && html`<p class="sub">${t("to: {whom}", { whom })}</p>`}
    ${state === "wall" && html`<${State} tone="now" icon="screen">${t("on the hall's screen")}<//>`}
    ${state === "answered" && html`<${State} tone="ok" icon="check">${t("answered")}<//>`}
    ${state === "new" && may && !mine && html`<button type="button" class=${classes("btn", "heard-q__me", backed && "is-on")} aria-pressed=${String(backed)} onClick=${onBack}><${Icon} name=${backed ? "check" : "hand"} />${t("To me, too")}${backers > 0 && html` <b class="num">${backers}</b>`}</button>`}
    ${state === "new" && (mine || !may) && html`<p class="sub">${[mine && t("yours"), backers > 0 && tn("{n} more want it answered", "{n} more want it answered", backers)].filter(Boolean).join(" · ")}</p>`}<//>`;
}
