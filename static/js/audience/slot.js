/** A part of the phone that comes when it is needed, asked for until it is there: few phones need all of them. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { later } from "../lib/later.js";

const AGAIN_MS = 2000;

/**
 * @param {(again: string) => Promise<Object>} load imports the module @param {string} name what it exports
 * @param {Function} [meanwhile] what is shown until it is there
 * @returns {Function & {load: () => Promise<Object|null>}} a component; `load` fetches it ahead
 */
export function slot(load, name, meanwhile) {
  const fetchIt = later(load);
  function Slot(props) {
    const [parts, set] = useState(null);
    useEffect(() => {
      let timer = null;
      const ask = () => fetchIt().then((came) => { if (came) set(came); else timer = setTimeout(ask, AGAIN_MS); });
      ask();
      return () => clearTimeout(timer);
    }, []);
    const Shown = parts ? parts[name] : meanwhile;
    return Shown ? html`<${Shown} ...${props} />` : null;
  }
  Slot.load = fetchIt;
  return Slot;
}
