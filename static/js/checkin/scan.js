/** A badge's link as a scanner types it, wherever the focus is. Its end is the key to a ballot, so no field keeps it. */

const LINK = /https?:\/\/\S*?\/p\/(\d{1,5})#(p\d{1,5}\.[\w-]{24})/i;
const RUSSIAN = "\u0439\u0446\u0443\u043a\u0435\u043d\u0433\u0448\u0449\u0437\u0444\u044b\u0432\u0430\u043f\u0440\u043e\u043b\u0434\u044f\u0447\u0441\u043c\u0438\u0442\u044c"; // by the place of the key
const LATIN = "qwertyuiopasdfghjklzxcvbnm";
const SIGNS = { "\u0436": ":", "\u0416": ":", "\u044e": ".", "\u042e": ".", ".": "/", "\u2116": "#" };
const KEPT = 400; // keys: more than any link is long
const SILENT = /^(Shift|CapsLock)$/; // a scanner presses these within a link
const ENDED_MS = 300; // a scanner ends a link with Enter at once

/** @typedef {{no: number, secret: string}} Link of a badge: `secret` says which code of the number it is */

/** The first whole link in a text, whatever the keyboard was set to, with Caps Lock too. @param {string} text @returns {(Link & {at: number, end: number})|null} */
export function linkIn(text) {
  const found = LINK.exec(text) || LINK.exec(byKeys(text));
  if (!found) return null;
  const secret = found[2][0] === "P" ? swapped(found[2]) : found[2];
  return { no: Number(found[1]), secret, at: found.index, end: found.index + found[0].length };
}

/**
 * Listens to the keys: `typed(event)` gives a link with its last key, and what stood in the field before its first one;
 * `ends(event)`: is this the Enter that belongs to the scan?
 */
export function scanner() {
  let target = null;
  let keys = "";
  let before = [];
  let ended = -ENDED_MS;
  return {
    typed(event) {
      ended = -ENDED_MS; // another key: the next Enter is a hand's
      if (event.key.length !== 1) {
        if (!SILENT.test(event.key)) keys = "";
        return null;
      }
      if (!keys) before = [];
      if (keys.length > KEPT) {
        keys = keys.slice(-KEPT / 2);
        before = before.slice(-keys.length);
      }
      if (event.target !== target) { // the focus went elsewhere within the link, to a window that wants it
        target = event.target;
        before = before.map(() => target.value);
      }
      keys += event.key;
      before.push(target.value);
      const link = linkIn(keys);
      if (!link) return null;
      keys = "";
      ended = event.timeStamp;
      return { link, value: before[link.at] };
    },
    heard(event) { ended = event.timeStamp; },
    ends: (event) => event.key === "Enter" && event.timeStamp - ended < ENDED_MS,
  };
}

/** What was typed on the Russian keyboard, as the same keys of the Latin one say it, letter by letter. */
function byKeys(text) {
  return Array.from(text, (letter) => {
    const at = RUSSIAN.indexOf(letter.toLowerCase());
    if (at < 0) return SIGNS[letter] || letter;
    return letter === letter.toLowerCase() ? LATIN[at] : LATIN[at].toUpperCase();
  }).join("");
}

function swapped(text) {
  return Array.from(text, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join("");
}
