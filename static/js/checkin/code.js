/** Whose badge it is, by its code or by what a scanner read: that is asked of the desk, for the list holds no codes, and only the desk knows which of them have ended. */

import { postJson } from "../lib/api.js";
import { letters } from "../lib/letters.js";
import { takeToken } from "../lib/seat.js";
import { language, t } from "../lib/words.js";

const CODE_LENGTH = 8;
const CODE = /^[a-z0-9\u0400-\u04ff]{8}$/i;
const LAST_TRY_MS = 5500; // as any act of the desk
const PAUSE_MS = 500;

/**
 * Could this be a code? A name can look like one: whoever asks has looked among the names first. Russian letters that look
 * like no Latin ones are a code by their keys only if no name is written so. @param {string} typed @returns {boolean}
 */
export function isCode(typed) {
  const said = typed.replace(/[\s\u2013-]/g, "");
  return CODE.test(said) && (letters(said).length === CODE_LENGTH || /\d/.test(said) || said === said.toUpperCase());
}

/** @typedef {{id: string|null, no: number|null, text: string}} Whose `text`: why nobody is named */

/** @param {string} typed @returns {Promise<Whose>} */
export async function askWhose(typed) {
  return whose(await find({ code: typed }), t("No answer from the desk. Press Enter again."));
}

/** Asked anew while the desk is briefly away, for a scan is over and nobody types it again. @param {import("./scan.js").Link} link @returns {Promise<Whose>} */
export async function askScanned({ no, secret }) {
  const until = performance.now() + LAST_TRY_MS;
  for (;;) {
    const answer = await find({ link: secret });
    const waits = answer.status === 0 || (answer.body && answer.body.error && answer.body.error.retry);
    if (!waits || performance.now() + PAUSE_MS > until) return whose(answer, t("Badge {no}: the desk does not answer. Nobody was marked: scan it once more.", { no }));
    await new Promise((go) => setTimeout(go, PAUSE_MS));
  }
}

/** A name with its surname last, as the list keeps it. @param {string} name @returns {Promise<{name: string, other: string, sure: boolean}|null>} null: no answer */
export async function askOrder(name) {
  const { status, body } = await postJson("/api/check-in/name", { name, lang: language() }, takeToken());
  return status === 200 ? body : null;
}

function find(said) {
  return postJson("/api/check-in/find", { ...said, lang: language() }, takeToken());
}

function whose({ status, body }, silence) {
  if (status === 200 && body) return { id: body.person, no: body.no, text: "" };
  return { id: null, no: null, text: (body && body.error && body.error.text) || silence };
}
