/** A file on its way to the desk of the session, in parts that any request can carry. */

import { postJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { language, t } from "../lib/words.js";

const PART = 180 * 1024;
const TRIES = 3;

/** @param {File} file @param {string} name of the upload @returns {Promise<string>} "" when all of it is there; else why not */
export async function upload(file, name) {
  const bytes = new Uint8Array(await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsArrayBuffer(file);
  }));
  if (!bytes.length) return t("The file is empty. Choose the one with the list.");
  for (let no = 0; no * PART < bytes.length; no += 1) {
    const said = await send(name, no, base64(bytes.subarray(no * PART, (no + 1) * PART)));
    if (said) return said;
  }
  return "";
}

async function send(name, no, data) {
  for (let left = TRIES; ; left -= 1) {
    const { status, body } = await postJson("/api/list/part", { upload: name, no, data, lang: language() }, takeToken());
    if (status === 200) return "";
    if (left <= 1 || (body && body.error && !body.error.retry)) return (body && body.error && body.error.text) || t("The desk does not answer. Try again in a moment.");
  }
}

/** @param {Uint8Array} bytes @returns {string} in slices, for a call takes only so many arguments */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode.apply(null, bytes.subarray(at, at + 8192));
  return window.btoa(text);
}
