/** The scenes of the hall's screen in words. */

import { t } from "../lib/words.js";

const SCENES = {
  lobby: () => t("how to come in"),
  prompt: () => t("the question and the clock"),
  gather: () => t("cards as they come"),
  theming: () => t("cards being laid together"),
  themes: () => t("the themes"),
  sheets: () => t("how full the sheets are"),
  turnout: () => t("turnout"),
  result: () => t("the result"),
  matrix: () => t("the matrix"),
  groups: () => t("all groups"),
  group: () => t("one group"),
  lineage: () => t("the path of one card"),
};

/** @param {string} scene @returns {string} */
export function sceneWords(scene) {
  return SCENES[scene] ? SCENES[scene]() : scene;
}
