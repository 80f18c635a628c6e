/** Why the theme team set a card aside. The scenario may have reasons of its own, with their own words. */

import { pick, t } from "./words.js";

const REASONS = {
  administration: () => t("to the administration"),
  off_topic: () => t("not about the question"),
  personal: () => t("about a person"),
};

/** @param {{id: string, label?: Object|null}} reason @returns {string} after "set aside:" */
export function reasonWords({ id, label }) {
  return pick(label) || (REASONS[id] ? REASONS[id]() : id);
}
