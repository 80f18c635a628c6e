/** What is wrong with a seat's devices, in words. The desk says what; ages are counted on here. */

import { t, tn } from "../lib/words.js";

const ICONS = { silent: "wifi-off", unsent: "sending", storage: "warn", two: "tablet", battery: "battery", version: "undo" };

const WORDS = {
  silent: () => t("says nothing"),
  unsent: (n) => tn("{n} unsent", "{n} unsent", n),
  storage: () => t("keeps nothing"),
  two: (n) => tn("{n} tablet here", "{n} tablets here", n),
  battery: (n) => t("battery {n} %", { n }),
  version: () => t("old version"),
};

/** @param {{code: string, n: number}} trouble @returns {{icon: string, words: string}} */
export function troubleWords({ code, n }) {
  return { icon: ICONS[code] || "warn", words: WORDS[code] ? WORDS[code](n) : code };
}

/** What somebody who goes to the table can do about it. */
export const CURES = {
  silent: () => t("It is connected and says nothing: wake its screen, then load its page anew."),
  unsent: () => t("Something written there has not reached the desk. Leave that device on and in the hall's Wi-Fi."),
  storage: () => t("Its browser keeps nothing: leave the private mode, or take another device."),
  two: () => t("Two devices write for this table. Close the page on one of them."),
  battery: () => t("Bring a charger, or another device."),
  version: () => t("Its page is of an earlier release: load it anew."),
};

/** @param {import("./hall.js").Hall} hall @param {string} seat @returns {{code: string, n: number}[]} */
export function troublesOf(hall, seat) {
  return (hall.common.trouble || {})[seat] || [];
}
