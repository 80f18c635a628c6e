/** What the scenario and the desk name by code, in the words that every screen says. */

import { t } from "./words.js";

const STAGES = {
  silent: () => t("in silence"),
  pairs: () => t("in pairs"),
  threes: () => t("in threes"),
  fours: () => t("in fours"),
  subgroups: () => t("in small groups"),
  round: () => t("round the table"),
  write: () => t("writing cards"),
  choose: () => t("choosing"),
};

/** @param {string} name @returns {string} beside the minutes of the stage */
export function stageName(name) {
  return STAGES[name] ? STAGES[name]() : name;
}

/** @param {{no: number, name: string|null}} person @returns {string} */
export function publicName({ no, name }) {
  return name || t("participant No. {n}", { n: no });
}

/** Where the role stands beside it, a number needs no noun. @param {{no: number, name: string|null}} person @returns {string} */
export function nameBesideRole({ no, name }) {
  return name || t("No. {n}", { n: no });
}
