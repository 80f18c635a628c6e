/** The check-in desk: starts the screen, or asks for the PIN while the link alone does not open it. */

import { mount } from "../lib/app.js";
import { gateOf } from "../lib/parts/pin.js";
import { t } from "../lib/words.js";
import { CheckIn } from "./desk.js";

const gate = gateOf(() => ({
  screen: t("Veche: check-in"), title: t("PIN of the check-in desk"),
  where: t("Six digits that stand beside the desk's code on the lead's console."), act: t("Enter the desk"),
}));
mount(CheckIn, { gate, poll_ms: 1000 });
