/** Rules of the seating in words. Nothing here knows a screen. */

import { language, t, tn } from "../lib/words.js";

const RULES = {
  keep: (list, n) => tn("badge {list} was to stay where it sits", "badges {list} were to stay where they sit", n, { list }),
  pinned: (list, n) => tn("badge {list} does not sit at its own table", "badges {list} do not sit at their own table", n, { list }),
  apart: (list, n) => tn("badge {list} was to sit apart", "badges {list} were to sit apart", n, { list }),
  together: (list, n) => tn("badge {list} was to sit together with others", "badges {list} were to sit together", n, { list }),
};

const COMPLAINTS = {
  "table.none": () => t("There is no open table."),
  "table.closed": (list, n) => tn("Badge {list} is to sit at a table that is closed.", "Badges {list} are to sit at a table that is closed.", n, { list }),
  "table.full": (list, n) => tn("Badge {list} is to sit at a table that is full.", "Badges {list} are to sit at a table that is full.", n, { list }),
  "pin.kept": (list, n) => tn("Badge {list} is to sit at one table and stay at another.", "Badges {list} are to sit at one table and stay at another.", n, { list }),
  "apart.met": (list) => t("Badges {list} are to be apart, and have a table of their own in common.", { list }),
  "apart.crowd": (list) => t("Badges {list} are more people to be apart than there are tables.", { list }),
  "together.torn": (list, n) => tn("Badge {list} leaves its group, for others of it must sit elsewhere.", "Badges {list} leave their group, for others of it must sit elsewhere.", n, { list }),
  "together.apart": (list, n) => tn("Badge {list} leaves its group, for it is also to be apart from somebody of it.", "Badges {list} leave their group, for they are also to be apart from somebody of it.", n, { list }),
  "together.large": (list, n) => tn("Badge {list} leaves its group, for no table holds all of it.", "Badges {list} leave their group, for no table holds all of it.", n, { list }),
};

/** @param {{rule: string, badges: number[]}} broken @returns {string} */
export function ruleWords({ rule, badges }) {
  return RULES[rule](badges.join(", "), badges.length);
}

/** @param {{code: string, badges: number[]}} complaint @returns {string} */
export function complaintWords({ code, badges }) {
  return COMPLAINTS[code](badges.join(", "), badges.length);
}

/** A number of people with its tenths, as the language writes it. @param {number} n @param {boolean} [signed] @returns {string} */
export function tenths(n, signed = false) {
  const said = new Intl.NumberFormat(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(Math.abs(n));
  return n < 0 ? `−${said}` : signed ? `+${said}` : said;
}
