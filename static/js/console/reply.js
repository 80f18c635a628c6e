/** The administration's answer to a card, as the lead writes it down: whole each time, and it may be changed. */

import { html, useEffect, useRef } from "../../vendor/htm-preact.module.js";
import { useDraft } from "../lib/draft.js";
import { answerOf } from "../lib/pitches.js";
import { Button, classes, Icon, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { Said, useActs } from "../lib/acts.js";

const LONGEST = 200; // as the desk takes it
const ANSWERS = ["yes", "partly", "no"];

/** @param {{row: Object, round: Object, onClose: () => void}} props */
export function ReplyForm({ row, round, onClose }) {
  const [kept, keep, forget] = useDraft(`reply:${round.id}:${row.id}`);
  const said = parse(kept) || row.reply || { answer: "", due: "", text: "" };
  const put = (part) => keep(JSON.stringify({ ...said, ...part }));
  const { act, told } = useActs();
  const box = useRef(null);
  const id = `reply:${row.id}`;
  const asks = (field) => round.reply_fields.includes(field);
  useEffect(() => { const first = box.current.querySelector("button, input, textarea"); if (first) first.focus(); }, []);
  const send = async (reply) => {
    const result = await act(id, "give_reply", { round: round.id, card: row.id, ...reply });
    if (result.state === "done") { forget(); onClose(); }
  };
  const close = () => { forget(); onClose(); };
  const heard = (event) => { if (event.key === "Escape") { event.stopPropagation(); onClose(); } };
  return html`<form class="reply" ref=${box} onKeyDown=${heard} onSubmit=${(event) => { event.preventDefault(); send(said); }}>
    ${asks("answer") && html`<div class="pick" role="group" aria-label=${t("Answer of the administration")}>${ANSWERS.map((answer) => {
      const { icon, words } = answerOf({ answer });
      return html`<button type="button" key=${answer} class=${classes("btn", said.answer === answer && "btn--act")} aria-pressed=${String(said.answer === answer)}
        onClick=${() => put({ answer: said.answer === answer ? "" : answer })}><${Icon} name=${icon} />${words}</button>`;
    })}</div>`}
    ${asks("due") && html`<${TextField} label=${t("By when")} type="date" value=${said.due} onText=${(due) => put({ due })} />`}
    ${asks("text") && html`<${TextField} label=${t("In a few words")} hint=${tn("{n} left", "{n} left", LONGEST - said.text.length)} rows="2" maxlength=${LONGEST} value=${said.text} onText=${(text) => put({ text })} />`}
    <div class="acts"><${Button} kind="act" icon="check" type="submit">${t("Write it down")}<//>
      ${row.reply && html`<${Button} icon="trash" onClick=${() => send({ answer: "", due: "", text: "" })}>${t("Take the answer away")}<//>`}
      <${Button} kind="quiet" onClick=${close}>${t("Leave it")}<//><${Said} told=${told[id]} /></div>
  </form>`;
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch (broken) {
    return null;
  }
}
