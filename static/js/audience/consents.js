/** What each consent is called and what it says. Each is a text of its own, for one purpose, and can be refused. */

import { t } from "../lib/words.js";

const TITLES = {
  processing: () => t("Store my data"),
  screen: () => t("My name on the hall's screen"),
  transfer: () => t("Give my contact to the leader"),
  publish: () => t("Publish my name"),
};

const PURPOSES = {
  processing: (operator) => t("I agree that {operator} stores the name and the contact that I type here, so that the group I join can be brought together.", { operator }),
  screen: (operator) => t("I agree that {operator} shows my first name and the first letter of my surname on the screens in the hall, beside the group I join.", { operator }),
  transfer: (operator) => t("I agree that {operator} gives my name and my contact to the leader of the group I join, and to nobody else.", { operator }),
  publish: (operator) => t("I agree that {operator} publishes my name beside the group I join, in the report on the forum and on its own website.", { operator }),
};

const TERMS = {
  processing: () => t("What is done: recording, keeping in encrypted form on the forum's computer, using for this purpose, erasing. For how long: until the group has come together, at most a year."),
  screen: () => t("What is shown: for example “Anna K.”. The contact is never shown. For how long: until the forum ends."),
  transfer: () => t("What is given: name and contact. For how long: until the group has come together, at most a year."),
  publish: () => t("What is published: the name. The contact is never published. For how long: until you take the consent back."),
};

/** @param {string} purpose @returns {string} */
export function consentTitle(purpose) {
  return TITLES[purpose] ? TITLES[purpose]() : purpose;
}

/** @param {string} purpose @param {{name: string, no: number|null}} who @returns {string} what it means for this person */
export function consentSmall(purpose, { name, no }) {
  if (purpose === "processing") return t("to reach me about this group");
  if (purpose === "transfer") return t("only of this group");
  if (purpose === "publish") return t("after the forum");
  const shown = shortened(name) || t("Anna K.");
  return no ? t("“{name}”, otherwise No. {n}", { name: shown, n: no }) : t("“{name}”, otherwise a number", { name: shown });
}

/** @param {string} purpose @param {string} operator who keeps the data @returns {string[]} paragraphs */
export function consentText(purpose, operator) {
  return [
    PURPOSES[purpose] ? PURPOSES[purpose](operator || t("the organiser of the forum")) : purpose,
    TERMS[purpose] ? TERMS[purpose]() : "",
    t("You can refuse: it does not keep you from joining. You can take it back at any time: leave the group on this page, or tell the organiser."),
  ].filter(Boolean);
}

/** As the hall would see it: the first word, and the first letter of the last. @param {string} name @returns {string} */
function shortened(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  if (words.length < 2) return words[0] || "";
  return `${words[0]} ${words[words.length - 1].charAt(0)}.`;
}
