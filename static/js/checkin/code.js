/** The personal code of a badge, typed at the door: who holds it is asked of the desk, for the list holds no codes. */

import { postJson } from "../lib/api.js";
import { letters } from "../lib/letters.js";
import { takeToken } from "../lib/seat.js";
import { language, t } from "../lib/words.js";

const CODE_LENGTH = 8;

/** Could this be a code? A name can look like one: whoever asks has looked among the names first. @param {string} typed @returns {boolean} */
export function isCode(typed) {
  return letters(typed).length === CODE_LENGTH && !/[^\s\u2013-]{9}/.test(typed.trim());
}

/** @param {string} typed @returns {Promise<{id: string|null, no: number|null, text: string}>} `text`: why nobody is named */
export async function askWhose(typed) {
  const { status, body } = await postJson("/api/check-in/find", { code: letters(typed), lang: language() }, takeToken());
  if (status === 200 && body) return { id: body.person, no: body.no, text: "" };
  return { id: null, no: null, text: (body && body.error && body.error.text) || t("No answer from the desk. Press Enter again.") };
}
