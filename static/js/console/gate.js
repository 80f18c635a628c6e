/** The door of console and editor, which are the lead's. */

import { gateOf } from "../lib/parts/pin.js";
import { t } from "../lib/words.js";

export const Gate = gateOf(() => ({
  screen: t("Veche: the lead's console"), title: t("PIN of the console"),
  where: t("Six digits from the window where Veche was started."), act: t("Enter the console"),
}));
