/**
 * What is typed in from paper goes to the desk; and where a tablet, a phone or the lead has said something since, whoever types
 * sees that first, and says which of the two counts. Any touch of the form takes the question away, for it is about what was typed.
 */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useActs } from "./acts.js";
import { timeOfDay } from "./times.js";
import { Button, classes, Icon } from "./ui.js";
import { t } from "./words.js";

/**
 * @param {(done: boolean) => void} look asks anew what stands; `done`: the paper is in
 * @returns {{said: Object|null, clash: Object|null, tell: (said: Object|null) => void, enter: (name: string, fields: Object) => Promise<boolean>, leave: () => void}}
 *   `clash`: what waits for the second press, `{name, fields, text, seen, at, by}`
 */
export function useEntry(look) {
  const [said, setSaid] = useState(null);
  const [clash, setClash] = useState(null);
  const { act } = useActs();
  const tell = (words) => { setSaid(words); setClash(null); };
  const enter = async (name, fields) => {
    const { state, text, code, facts } = await act(name, name, fields);
    look(state === "done");
    if (code === "paper.older") { setSaid(null); setClash({ name, fields, text, ...facts }); return false; }
    tell(state === "done" ? null : { tone: "need", text });
    return state === "done";
  };
  return { said, clash, tell, ask: setClash, enter, leave: () => tell({ tone: "ok", text: t("What stands stays.") }) };
}

/**
 * A field was touched. A box to tick and a list to choose from tell it after their own change: what is rendered between the two
 * events would put them back.
 * @param {() => void} told @returns {Object} for a form
 */
export function onTouch(told) {
  const isChosen = (event) => event.target.type === "checkbox" || event.target.tagName === "SELECT";
  return { onInput: (event) => { if (!isChosen(event)) told(); }, onChange: (event) => { if (isChosen(event)) told(); } };
}

/** @param {{said: Object|null}} props how the last paper ended */
export function Told({ said }) {
  return html`<p class=${classes("pd__said", said && `st ${said.tone}`)} role="status">${said && html`<${Icon} name=${said.tone === "ok" ? "check" : "warn"} />${said.text}`}</p>`;
}

const FROM = {
  device: (at) => t("From the table's tablet, {time}.", { time: at }),
  phone: (at) => t("From this person's phone, {time}.", { time: at }),
  lead: (at) => t("From the lead, {time}.", { time: at }),
  paper: (at) => t("From paper, {time}.", { time: at }),
};

/**
 * @param {{clash: Object, person?: boolean, unseen?: boolean, onOver: () => void, onLeave: () => void, children?: any}} props
 *   `children`: what stands, as far as a desk may see it; `unseen`: it may see only that it stands
 */
export function Clash({ clash, person, unseen, onOver, onLeave, children }) {
  const box = useRef(null);
  useEffect(() => box.current.scrollIntoView({ block: "nearest" }), []);
  return html`<div ref=${box} class="pd__clash" role="alert">
    <p><span class="st need"><${Icon} name="warn" /></span> <b>${unseen ? t("What stands now did not come from paper, and it is not shown here.") : clash.text}</b> ${FROM[person && clash.by === "device" ? "phone" : clash.by](timeOfDay(clash.at))}</p>
    ${children}
    <p class="pd__acts"><${Button} big onClick=${onLeave}>${t("Leave what stands")}<//>
      <${Button} big kind="need" icon="page" onClick=${onOver}>${t("Put the paper over it")}<//></p></div>`;
}

/** @param {{rows: [any, any][]}} props what stands, line by line */
export function Stands({ rows }) {
  return html`<dl class="pd__stands">${rows.map(([label, value], i) => html`<div key=${i}><dt>${label}</dt><dd>${value || "\u2014"}</dd></div>`)}</dl>`;
}

/** Of what nobody may read before the reveal only that it stands. */
export function Unseen() {
  return html`<p>${t("What it says is on no desk before the reveal. Ask the table which of the two counts.")}</p>`;
}
