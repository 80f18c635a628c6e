/**
 * The list of people as the desk looks for somebody in it: by number, by what a scanner types, by two letters of a name.
 *
 * @typedef {{id: string, no: number, name: string, named: boolean, walk_in: boolean, contact: string, role: string, table: string|null, pinned: number|null, needs: string,
 *   traits: Object<string, string>, together: string[], apart: string[], consents: string[], here: number|null, before: boolean,
 *   used: boolean, again: number}} Person
 */

const SCANNED = /[/.]p[/.](\d{1,5})(?:\D|$)/i; // a scanner types the badge's whole link
const RUSSIAN = "\u0439\u0446\u0443\u043a\u0435\u043d\u0433\u0448\u0449\u0437\u0445\u044a\u0444\u044b\u0432\u0430\u043f\u0440\u043e\u043b\u0434\u0436\u044d\u044f\u0447\u0441\u043c\u0438\u0442\u044c\u0431\u044e"; // by the place of the key
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

/** @type {Object<string, (person: Person) => boolean>} */
export const FILTERS = {
  all: () => true,
  away: (person) => person.here === null,
  here: (person) => person.here !== null,
  before: (person) => person.before && person.here === null,
  consent: (person) => person.named && !person.consents.includes("processing"),
};

/** The number of the badge whose link was scanned, on whatever keyboard the computer is set to. @param {string} typed @returns {number|null} */
export function scanned(typed) {
  const found = SCANNED.exec(typed) || SCANNED.exec(retyped(typed));
  return found ? Number(found[1]) : null;
}

/**
 * Who is meant: a number finds its badge first, then numbers that begin so; words find whoever has a word of the name
 * that begins with each of them. @param {Person[]} people @param {string} typed @returns {Person[]}
 */
export function search(people, typed) {
  const badge = scanned(typed);
  if (badge !== null) return people.filter((person) => person.no === badge);
  const text = typed.trim();
  if (/^(\u2116|#)?\s*\d+$/.test(text)) {
    const digits = text.replace(/\D/g, "");
    return people.filter((person) => String(person.no).startsWith(digits)).sort((a, b) => a.no - b.no);
  }
  const words = wordsOf(text);
  const found = people.filter((person) => takes(person, words));
  const meant = found.length || !words.length ? found : people.filter((person) => takes(person, wordsOf(cyrillic(text))));
  return meant.sort((a, b) => last(a.name).localeCompare(last(b.name), "ru"));
}

/** Who of the chosen part of the list is meant; if nobody of it, who of all. @param {Person[]} people @param {string} filter @param {string} typed @returns {Person[]} */
export function within(people, filter, typed) {
  const found = scanned(typed) === null ? search(people.filter(FILTERS[filter]), typed) : [];
  return found.length || !typed.trim() ? found : search(people, typed);
}

/** The only one found, or whose number was typed to its end: 1 means badge 1, not all that begin so. @param {Person[]} found @param {string} typed @returns {Person|undefined} */
export function exactly(found, typed) {
  const no = numberOf(typed);
  return found.length === 1 ? found[0] : found.find((person) => person.no === no);
}

/** A number typed to its end, with or without its sign. @param {string} typed @returns {number|null} null: it is none */
export function numberOf(typed) {
  const digits = /^(?:\u2116|#)?\s*(\d{1,5})$/.exec(typed.trim());
  return digits ? Number(digits[1]) : null;
}

/** Who bears this name already, in whatever order its words stand; a patronymic may be missing. @param {Person[]} people @param {string} name @returns {Person[]} */
export function namesakes(people, name) {
  const said = wordsOf(name);
  return people.filter((person) => {
    const [few, many] = [said, wordsOf(person.name)].sort((a, b) => a.length - b.length);
    return person.named && few.length > 0 && (few.length > 1 || many.length === 1) && few.every((word) => many.includes(word));
  });
}

/** @param {string} text @returns {string[]} without case, and with one letter for the two that people take for each other */
export function wordsOf(text) {
  return text.toLowerCase().replace(/\u0451/g, "\u0435").split(/[\s,.-]+/).filter(Boolean);
}

function takes(person, words) {
  const own = wordsOf(person.name);
  return words.every((word) => own.some((each) => each.startsWith(word)));
}

function last(name) {
  const words = name.split(" ");
  return `${words[words.length - 1]} ${name}`;
}

/** What was typed on the Russian keyboard, as the same keys of the Latin one say it. */
function retyped(text) {
  return Array.from(text.toLowerCase(), (letter) => { const at = RUSSIAN.indexOf(letter); return at < 0 ? letter : LATIN[at]; }).join("");
}

/** And the other way: a name typed while the keyboard was Latin. */
function cyrillic(text) {
  return Array.from(text.toLowerCase(), (letter) => { const at = LATIN.indexOf(letter); return at < 0 ? letter : RUSSIAN[at]; }).join("");
}

/** @param {string|null} table "t4" @returns {number|null} */
export function tableNo(table) {
  return table ? Number(table.slice(1)) : null;
}
