/**
 * Text being typed. It is kept on the device at every keystroke, and an incoming view never touches it.
 */

import { useCallback, useState } from "../../vendor/htm-preact.module.js";
import { read, remove, write } from "./shelf.js";

/**
 * @param {string} key unique on this page, for example `card:${round}:${field}`
 * @param {string} [initial] only used while nothing has been typed
 * @returns {[string, (text: string) => void, () => void]} the text, set it, clear it
 */
export function useDraft(key, initial = "") {
  const shelf = `veche.draft:${window.location.pathname}:${key}`;
  const [typed, setTyped] = useState({ shelf, text: read(shelf) });
  const current = typed.shelf === shelf ? typed.text : read(shelf);
  const set = useCallback((text) => {
    write(shelf, text);
    setTyped({ shelf, text });
  }, [shelf]);
  const clear = useCallback(() => {
    remove(shelf);
    setTyped({ shelf, text: null });
  }, [shelf]);
  return [current === null ? initial : current, set, clear];
}
