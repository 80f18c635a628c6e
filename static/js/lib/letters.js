/** The letters of a code as a hand types them. Nothing here knows a screen. */

const RUSSIAN = "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425";
const LATIN = "ABEKMHOPCTYX"; // what they look like

/** @param {string} code as typed, with spaces and dashes, on a Russian keyboard too @returns {string} */
export function letters(code) {
  return code.toUpperCase().replace(/[\u0400-\u04ff]/g, (letter) => LATIN[RUSSIAN.indexOf(letter)] || "").replace(/[^A-Z0-9]/g, "");
}
