/** What has been done so far, in words: the funnel that a recap shows. */

import { tn } from "./words.js";

const NOUNS = {
  gather: (n) => tn("card written", "cards written", n),
  merge: (n) => tn("theme", "themes", n),
  vote: (n) => tn("chosen", "chosen", n),
  elaborate: (n) => tn("sheet", "sheets", n),
  signup: (n) => tn("group", "groups", n),
};

/** @param {{kind: string, n: number, people: number|null}} step @returns {string} "themes", and of groups how many people are in them */
export function stepNoun({ kind, n, people }) {
  const noun = NOUNS[kind] ? NOUNS[kind](n) : "";
  return people ? `${noun}, ${tn("{n} person", "{n} people", people)}` : noun;
}
