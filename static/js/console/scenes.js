/** The scenes of the hall's screen in words. */

import { t } from "../lib/words.js";

const SCENES = {
  lobby: () => t("how to come in"),
  prompt: () => t("the question and the clock"),
  gather: () => t("cards as they come"),
  turnout: () => t("turnout"),
  result: () => t("the result"),
  matrix: () => t("the matrix"),
  groups: () => t("all groups"),
  group: () => t("one group"),
};

/** @param {string} scene @returns {string} */
export function sceneWords(scene) {
  return SCENES[scene] ? SCENES[scene]() : scene;
}
