/** The theme desk's codes in words: reasons, where a thing lies, what an act was, why it stays. */

import { reasonWords as reasonSaid } from "../lib/reasons.js";
import { language, t, tn } from "../lib/words.js";
import { cardsOf } from "./board.js";

/** @param {import("./board.js").Desk} desk @param {string} id @returns {string} */
export function reasonWords(desk, id) {
  return reasonSaid(desk.board.reasons.find((each) => each.id === id) || { id });
}

/** @param {import("./board.js").Desk} desk @param {string} id @returns {string} */
export function titleOf(desk, id) {
  const thing = desk.things.get(id);
  return thing ? thing.title : t("what is gone");
}

/** @param {import("./board.js").Desk} desk @param {string} id @returns {string} where a thing is now, as a whole sentence */
export function whereWords(desk, id) {
  const thing = desk.things.get(id);
  if (!thing) return t("It is not on the board any more: its table took it back, or the lead has hidden it.");
  const title = thing.title;
  if (thing.place === "aside") return t("“{title}” was set aside: {reason}.", { title, reason: reasonWords(desk, (desk.aside.find((each) => each.thing.id === id) || {}).reason) });
  if (thing.place) return t("“{title}” lies in “{theme}” now.", { title, theme: titleOf(desk, thing.place) });
  return thing.isTheme ? t("“{title}” was changed meanwhile.", { title }) : t("“{title}” lies by itself.", { title });
}

const ACTS = {
  CardsMerged: (desk, { cards, theme }) => (cards.length === 1
    ? t("“{card}” into “{theme}”", { card: titleOf(desk, cards[0]), theme: titleOf(desk, theme) })
    : tn("{n} card into “{theme}”", "{n} cards into “{theme}”", cards.length, { theme: titleOf(desk, theme) })),
  CardsSplit: (desk, { cards }) => (cards.length === 1
    ? t("“{card}” out of its theme", { card: titleOf(desk, cards[0]) })
    : tn("{n} card out of its theme", "{n} cards out of their theme", cards.length)),
  CardsSetAside: (desk, { cards }) => (cards.length === 1
    ? t("“{card}” set aside", { card: titleOf(desk, cards[0]) })
    : tn("{n} card set aside", "{n} cards set aside", cards.length)),
  CardsBroughtBack: (desk, { cards }) => (cards.length === 1
    ? t("“{card}” brought back", { card: titleOf(desk, cards[0]) })
    : tn("{n} card brought back", "{n} cards brought back", cards.length)),
  ThemeRenamed: (desk, { theme }) => t("the title “{theme}”", { theme: titleOf(desk, theme) }),
  CardsToldApart: (desk, { cards }) => t("“{first}” is not “{second}”", { first: titleOf(desk, cards[0]), second: titleOf(desk, cards[1]) }),
  SynonymsSet: () => t("the lines of synonyms"),
};

/** @param {import("./board.js").Desk} desk @param {string} event @param {Object} facts @returns {string} what was done, short */
export function actWords(desk, event, facts) {
  return ACTS[event] ? ACTS[event](desk, facts) : event;
}

/** @param {string} code @returns {string} why an act cannot be undone */
export function staysWords(code) {
  if (code === "undo.depends") return t("Something has come since that rests on it, so it stays.");
  return code === "undo.seen" ? t("The hall has seen it, and that cannot be taken back.") : t("What it ended is gone for ever, so it cannot come back.");
}

/** @param {import("./board.js").Desk} desk @returns {string} why nobody can move cards now */
export function closedWords({ board }) {
  if (board.joins) return t("The hall has voted. What turns out to be one thought can still be laid together: every ballot is counted anew.");
  if (board.phase === "skipped") return t("The lead has skipped this round. The cards go on as the tables wrote them.");
  return t("The hall works with these themes already. To change them, have that round played anew first.");
}

/** @param {import("./board.js").Desk} desk @param {import("./board.js").Theme} theme @returns {string} the first words of its cards, but for the one it is called as */
export function firstWords(desk, theme) {
  const cards = cardsOf(desk, theme);
  const others = cards.filter((card) => card.title !== theme.title);
  if (!others.length) return cards.length > 1 ? tn("{n} card with the same words", "{n} cards with the same words", cards.length) : t("one card, word for word");
  const rest = cards.length - 1 - (others.length < cards.length ? 1 : 0);
  const first = cut(others[0].title);
  return rest > 0 ? tn("“{title}” and {n} more", "“{title}” and {n} more", rest, { title: first }) : t("“{title}”", { title: first });
}

const LONG = 44;

/** @param {string} text */
function cut(text) {
  return text.length > LONG ? `${text.slice(0, LONG).replace(/\s+\S*$/, "")}…` : text;
}

/** @param {import("./board.js").Pair|Object} asked @returns {{level: string, why: string}} how alike, and why */
export function whyWords({ level, words, elsewhere = [], sphere, place }) {
  const quoted = (list) => list.map((word) => t("“{title}”", { title: word })).join(", ");
  const parts = [
    words.length > 0 && tn("the word {words} in both", "the words {words} in both", words.length, { words: quoted(words) }),
    elsewhere.length > 0 && t("further on {words}", { words: quoted(elsewhere) }),
    place && t("the same place"),
    sphere && t("the same sphere"),
  ].filter(Boolean);
  const names = { very_alike: t("Very alike"), alike: t("Alike"), partly: t("Like one of its cards") };
  return { level: names[level], why: parts.join(", ") };
}

/** @param {number} score @returns {string} "0,41" */
export function scoreWords(score) {
  return score.toFixed(2).replace(".", language() === "ru" ? "," : ".");
}
