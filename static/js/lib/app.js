/**
 * Starts a screen: reads what the shell page says of it, loads the words, takes the seat's token, opens the link
 * and draws the screen anew whenever the link or the language changes.
 */

import { createContext, html, render, useContext, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { createLink } from "./link.js";
import { dropToken, keepToken, takeToken } from "./seat.js";
import { language, loadWords, onLanguage } from "./words.js";
import { LostSeat } from "./parts/lost.js";

const LinkContext = createContext(null);

/** @typedef {ReturnType<typeof createLink>} Link */

/** @returns {{link: import("./link.js").LinkState, say: Link["say"], send: Link["send"], settled: Link["settled"], drop: Link["drop"]}}
 *  for components deep inside a screen */
export function useLink() {
  return useContext(LinkContext);
}

/**
 * @param {(props: {link: import("./link.js").LinkState, say: Link["say"], send: Link["send"], settled: Link["settled"],
 *   drop: Link["drop"], enter: (token: string, path?: string) => void, leave: () => void}) => any} Screen
 * @param {{gate?: (props: {reason: string, enter: (token: string, path?: string) => void}) => any, poll_ms?: number, health_ms?: number}} [options]
 *   `gate` is drawn instead of the screen while the seat is not let in: reason "none" (no token), or the desk's code
 */
export async function mount(Screen, options = {}) {
  const place = document.getElementById("app");
  await loadWords();
  place.textContent = "";
  render(html`<${App} Screen=${Screen} gate=${options.gate || LostSeat} poll_ms=${options.poll_ms} health_ms=${options.health_ms} />`, place);
}

/** @param {{Screen: any, gate: any, poll_ms?: number, health_ms?: number}} props */
function App({ Screen, gate, poll_ms, health_ms }) {
  const [token, setToken] = useState(takeToken);
  const [link, setLink] = useState(null);
  const [state, setState] = useState(null);
  const [, setLang] = useState(language());
  useEffect(() => onLanguage(setLang), []);
  useEffect(() => {
    const follow = () => { const next = takeToken(); if (next) setToken(next); };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    if (!token) return undefined;
    const { namespace } = document.documentElement.dataset;
    const opened = createLink({ namespace, token, lang: language, poll_ms, health_ms });
    setLink(opened);
    const unsubscribe = opened.subscribe(setState);
    return () => { unsubscribe(); opened.stop(); setState(null); setLink(null); };
  }, [token]);

  const enter = (next, path) => {
    keepToken(next, path);
    if (path && path !== window.location.pathname) window.location.assign(path);
    else setToken(next);
  };
  const leave = () => { dropToken(); setToken(null); };
  if (!token) return html`<${gate} reason="none" enter=${enter} />`;
  if (!link || !state) return null;
  if (state.unknown_seat || (state.refused && !state.refused.retry && !state.common)) {
    return html`<${gate} reason=${state.refused.code} refused=${state.refused} enter=${enter} />`;
  }
  const props = { link: state, say: link.say, send: link.send, settled: link.settled, drop: link.drop, enter, leave };
  return html`<${LinkContext.Provider} value=${props}><${Screen} ...${props} /><//>`;
}
