/** The scenes of the hall's screen in words. */

import { t } from "../lib/words.js";

const SCENES = {
  lobby: () => t("how to come in"),
  prompt: () => t("the question and the clock"),
  recap: () => t("what was done so far"),
  gather: () => t("cards as they come"),
  theming: () => t("cards being laid together"),
  themes: () => t("the themes"),
  bids: () => t("how many have wished"),
  assigned: () => t("who has what"),
  seats: () => t("tables by badge"),
  seating: () => t("badges by table"),
  sheets: () => t("how full the sheets are"),
  turnout: () => t("turnout"),
  result: () => t("the result"),
  matrix: () => t("the matrix"),
  pitch: () => t("who has the floor"),
  grades: () => t("the grades"),
  chosen: () => t("what goes on"),
  question: () => t("a question of the hall"),
  poll: () => t("the poll"),
  straw: () => t("the straw poll"),
  groups: () => t("all groups"),
  group: () => t("one group"),
  lineage: () => t("the path of one card"),
};

/** @param {string} scene @returns {string} */
export function sceneWords(scene) {
  return SCENES[scene] ? SCENES[scene]() : scene;
}
