/** Rules of the seating in words. Nothing here knows a screen. */

import { language, t } from "../lib/words.js";

const RULES = {
  keep: (list) => t("badge {list} was to stay where it sits", { list }),
  pinned: (list) => t("badge {list} does not sit at its own table", { list }),
  apart: (list) => t("badges {list} were to sit apart", { list }),
  together: (list) => t("badges {list} were to sit together", { list }),
};

const COMPLAINTS = {
  "table.none": () => t("There is no open table."),
  "table.closed": (list) => t("Badges {list} are to sit at a table that is closed.", { list }),
  "table.full": (list) => t("Badges {list} are to sit at a table that is full.", { list }),
  "pin.kept": (list) => t("Badges {list} are to sit at one table and stay at another.", { list }),
  "apart.met": (list) => t("Badges {list} are to be apart, and have a table of their own in common.", { list }),
  "apart.crowd": (list) => t("Badges {list} are more people to be apart than there are tables.", { list }),
  "together.torn": (list) => t("Badges {list} leave their group, for others of it must sit elsewhere.", { list }),
  "together.apart": (list) => t("Badges {list} leave their group, for they are also to be apart from somebody of it.", { list }),
  "together.large": (list) => t("Badges {list} leave their group, for no table holds all of it.", { list }),
};

/** @param {{rule: string, badges: number[]}} broken @returns {string} */
export function ruleWords({ rule, badges }) {
  return RULES[rule](badges.join(", "));
}

/** @param {{code: string, badges: number[]}} complaint @returns {string} */
export function complaintWords({ code, badges }) {
  return COMPLAINTS[code](badges.join(", "));
}

/** A number of people with its tenths, as the language writes it. @param {number} n @param {boolean} [signed] @returns {string} */
export function tenths(n, signed = false) {
  const said = new Intl.NumberFormat(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(Math.abs(n));
  return n < 0 ? `−${said}` : signed ? `+${said}` : said;
}
