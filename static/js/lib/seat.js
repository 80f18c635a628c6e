/**
 * Who this device is: the seat's bearer token comes in the link's fragment (which no log sees),
 * moves to the shelf under the page's own path, and leaves the address bar.
 */

import { read, write, remove } from "./shelf.js";

const PREFIX = "veche.token:";
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // 32 letters: one byte modulo 32 stays even

/** @returns {string|null} the token of this page's seat; takes it from the address bar if it is there */
export function takeToken() {
  const brought = window.location.hash.slice(1);
  if (/^[\w.~-]{8,}$/.test(brought)) {
    keepToken(brought);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }
  return read(PREFIX + seatPath(window.location.pathname));
}

/** @param {string} token @param {string} [path] */
export function keepToken(token, path = window.location.pathname) {
  write(PREFIX + seatPath(path), token);
}

/** @param {string} [path] */
export function dropToken(path = window.location.pathname) {
  remove(PREFIX + seatPath(path));
}

/** @param {string} path */
function seatPath(path) {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

/**
 * A name for the seat's own things on the shelf that does not give the token away.
 * @param {string} token @returns {string}
 */
export function seatMark(token) {
  let mixed = 2166136261;
  for (let i = 0; i < token.length; i += 1) mixed = Math.imul(mixed ^ token.charCodeAt(i), 16777619);
  return (mixed >>> 0).toString(36);
}

/** @param {number} [length] @returns {string} 5 random bits a letter; plain HTTP has no crypto.subtle and no UUIDs */
export function newId(length = 20) {
  const bytes = window.crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => LETTERS[byte % 32]).join("");
}
