/** What the editor asks of the desk: the form with its words, what is wrong with the draft, scenarios to open and to save. */

import { useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { getJson, postJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { language } from "../lib/words.js";
import { unmarked } from "./draft.js";

const PAUSE_MS = 300;
const AGAIN_MS = 2000;

/** @param {string} path @returns {Promise<{status: number, body: any}>} */
export function get(path) {
  return getJson(`/api/editor/${path}?lang=${language()}`, takeToken());
}

/** @param {string} path @param {Object} body @returns {Promise<{status: number, body: any}>} */
export function post(path, body) {
  return postJson(`/api/editor/${path}?lang=${language()}`, body, takeToken());
}

/** The form in the language of this device; null while it has not come. @returns {Object|null} */
export function useForm() {
  const [form, setForm] = useState(null);
  const lang = language();
  useEffect(() => {
    let wanted = true;
    const fetchIt = async () => {
      const { status, body } = await get("form");
      if (!wanted) return;
      if (status === 200) setForm({ lang, ...body });
      else setTimeout(() => wanted && fetchIt(), AGAIN_MS);
    };
    fetchIt();
    return () => { wanted = false; };
  }, [lang]);
  return form;
}

/**
 * What is wrong, as soon as the hand rests. `day`: how the day that runs stands to it; `of`: the draft that was examined.
 * @param {import("./draft.js").Draft} draft @param {string} moment changes when the day has gone on
 * @returns {{problems: {path: (string|number)[], text: string}[], toml: string|null, day: Object|null, of: Object|null}}
 */
export function useChecked(draft, moment) {
  const [found, setFound] = useState({ problems: [], toml: null, day: null, of: null });
  const latest = useRef(null);
  const lang = language();
  useEffect(() => {
    const asked = {};
    latest.current = asked;
    let timer = null;
    const check = async () => {
      const { status, body } = await post("check", { draft: unmarked(draft) });
      if (latest.current !== asked) return;
      if (status === 200) setFound({ ...body, of: draft });
      else timer = setTimeout(check, AGAIN_MS);
    };
    timer = setTimeout(check, found.of ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [draft, moment, lang]);
  return found;
}
