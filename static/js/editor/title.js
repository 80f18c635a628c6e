/** A day that is begun here is called in the file as on the screens, until somebody gives it another name. */

const FIRST = 0x430; // the small Russian letters stand in a row, as these do
const LATIN = ["a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"];
const YO = 0x451;
const LONGEST = 40;
const UNNAMED = "my-forum";

/** @param {string} text @returns {string} small Latin letters, digits and dashes; "" if nothing of it can be written so */
export function nameOf(text) {
  const letters = Array.from(text.toLowerCase(), (letter) => {
    const code = letter.charCodeAt(0);
    return code === YO ? "e" : LATIN[code - FIRST] === undefined ? letter : LATIN[code - FIRST];
  });
  const name = letters.join("").replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
  return name.slice(0, LONGEST).replace(/-+$/, "");
}

/** @param {Object} before @param {Object} after @param {string|null} base of the day that runs the name stays @returns {Object} */
export function titled(before, after, base) {
  const { id, title } = before.scenario;
  const said = after.scenario.title;
  if (base || said === title || after.scenario.id !== id) return after;
  if (id && id !== UNNAMED && id !== nameOf(wordsOf(title))) return after;
  return { ...after, scenario: { ...after.scenario, id: nameOf(wordsOf(said)) || UNNAMED } };
}

function wordsOf(title) {
  return title ? title.en || title.ru || "" : "";
}
