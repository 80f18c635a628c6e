/**
 * Acts of the lead and of the theme team. An act is asked now and answered now: it does not go through the outbox, for a phase that moves
 * minutes later behind the lead's back is worse than one that does not move.
 */

import { createContext, html, useContext, useMemo, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useLink } from "./app.js";
import { newId } from "./seat.js";
import { Button, classes } from "./ui.js";
import { t } from "./words.js";
import { useKey } from "./keys.js";

const LAST_TRY_MS = 5500; // a try takes at most 5 s, so after 10 s it is known that nothing more will be sent
const PAUSE_MS = 500;
const SURE_MS = 5000;
const SHOWN_MS = { done: 2500, refused: 20000, lapsed: 40000 };

/**
 * Says a command until the desk has decided, or for ten seconds. The same action_id makes the repeat harmless.
 * @param {import("./app.js").Link["say"]} say @param {string} name @param {Object} fields
 * @returns {Promise<{state: "done"|"refused"|"lapsed", text: string, answer: Object, code?: string, facts?: Object}>} `code`: why it was
 *   refused, with the `facts` that belong to it
 */
export async function ask(say, name, fields) {
  const payload = { ...fields, action_id: newId() };
  const until = performance.now() + LAST_TRY_MS;
  for (;;) {
    const ack = await say(name, payload);
    const error = ack && ack.error;
    if (ack && ack.ok) return { state: "done", text: "", answer: ack.answer || {} };
    if (error && !error.retry) return { state: "refused", text: error.text, answer: {}, code: error.code, facts: error.facts };
    if (performance.now() + PAUSE_MS > until) return { state: "lapsed", text: lapsed(error), answer: {} };
    await new Promise((go) => setTimeout(go, PAUSE_MS));
  }
}

/** @param {{code: string}|null} error the last "not now", if there was one */
function lapsed(error) {
  return error
    ? t("The desk is too busy and has not taken it. Nothing will be sent later: press again.")
    : t("No answer from the desk. Nothing will be sent later: look where the round stands, then press again.");
}

const ActsContext = createContext(null);

/** Keeps what was asked, how it ended, and which button waits for its second press. */
export function Acts({ children }) {
  const [told, setTold] = useState({});
  const [armed, setArmed] = useState(null);
  const timers = useRef({});
  const { say } = useLink();

  const hold = useMemo(() => {
    const tell = (id, result) => setTold((all) => ({ ...all, [id]: result }));
    const forget = (id) => setTold(({ [id]: gone, ...rest }) => rest);

    /** @param {string} id the button's name @param {string} name @param {Object} fields */
    async function act(id, name, fields) {
      clearTimeout(timers.current[id]);
      setArmed(null);
      tell(id, { state: "asking", text: "" });
      const result = await ask(say, name, fields);
      tell(id, result);
      timers.current[id] = setTimeout(() => forget(id), SHOWN_MS[result.state]);
      return result;
    }

    function arm(id) {
      clearTimeout(timers.current.armed);
      setArmed(id);
      timers.current.armed = setTimeout(() => setArmed(null), SURE_MS);
    }

    return { act, arm, disarm: () => setArmed(null) };
  }, [say]);

  useKey("Escape", armed ? hold.disarm : null);
  return html`<${ActsContext.Provider} value=${{ ...hold, told, armed }}>${children}<//>`;
}

export function useActs() {
  return useContext(ActsContext);
}

/**
 * A button that says a command and shows the answer beside itself.
 * @param {{id: string, name: string, fields?: Object, sure?: string|null, combo?: string, keys?: string, icon?: string,
 *   kind?: string, label?: string, disabled?: boolean, wide?: boolean, pressed?: boolean, tabindex?: number, onDone?: (answer: Object) => void,
 *   children?: any}} props
 *   `sure`: the words of the second press, without which nothing happens; `combo`: the key as keys.js names it;
 *   `label`: what a screen reader says instead of the children
 */
export function Act({ id, name, fields = {}, sure, combo, keys, icon, kind, label, pressed, disabled, wide, tabindex, onDone, children }) {
  const { act, arm, told, armed } = useActs();
  const mine = told[id] || { state: "idle", text: "" };
  const asking = mine.state === "asking";
  const waits = armed === id;
  const press = async () => {
    if (asking || disabled) return;
    if (sure && !waits) { arm(id); return; }
    const result = await act(id, name, fields);
    if (result.state === "done" && onDone) onDone(result.answer);
  };
  useKey(combo, disabled ? null : press); // the key does what the finger does, the second press included
  return html`<span class=${classes("act", wide && "act--wide", waits && "is-sure")}>
    <${Button} kind=${waits ? "need" : kind} icon=${iconOf(mine.state, waits, icon)} keys=${keys} busy=${asking} disabled=${disabled} tabindex=${tabindex}
      aria-label=${waits ? null : label} aria-pressed=${pressed === undefined ? null : String(pressed)} onClick=${press}>${waits ? html`<span class="act__sure" role="status">${sure}<small>${t("press again within 5 s")}</small></span>` : children}<//>
    <${Said} told=${mine} />
  </span>`;
}

function iconOf(state, waits, icon) {
  if (state === "asking") return "sending";
  if (state === "done") return "check";
  return waits ? "warn" : icon;
}

/** How an act ended, in words; nothing when all is well. */
export function Said({ told }) {
  if (!told || !told.text) return null;
  return html`<span class="act__said" role="alert">${told.text}</span>`;
}
