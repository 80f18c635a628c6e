/** What people have signed on paper, as the desk calls it. */

import { t } from "./words.js";

const TITLES = {
  processing: () => t("Data may be stored"),
  screen: () => t("Name on the hall's screen"),
  transfer: () => t("Contact for the group's leader"),
  publish: () => t("Name in the report"),
};

/** @param {string} purpose @returns {string} */
export function consentTitle(purpose) {
  return TITLES[purpose] ? TITLES[purpose]() : purpose;
}
