/** A receipt: a slip torn off a roll. It shows no choice and no time, and says plainly what it is good for. */

import { html } from "../../vendor/htm-preact.module.js";
import { amountWords } from "../lib/ballots.js";
import { Icon, Slip } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";

/** @param {{code: string, marks: number, round: Object, open?: boolean}} props */
export function Receipt({ code, marks, round, open }) {
  return html`<${Slip} tag="section" class="receipt" aria-label=${t("Your receipt")}>
    <h2><${Icon} name="check" />${t("The ballot is accepted")}</h2>
    <div><p class="sub">${t("Code of your receipt")}</p><p class="code num">${code}</p></div>
    <dl>
      <div><dt>${t("In the ballot")}</dt><dd class="num">${marks ? amountWords(round, marks) : t("a blank ballot")}</dd></div>
      <div><dt>${t("Round")}</dt><dd>${t("{n} · {title}", { n: round.no, title: pick(round.title) })}</dd></div>
    </dl>
    <p>${t("It proves that a ballot with this code lies in the box. After the reveal you find the code in the common list and see that it was counted as you marked it.")}</p>
    <p>${t("It does not say who you are or how you voted. But after the reveal whoever knows the code can look up its marks: keep it to yourself.")}</p>
    <p class="sub">${open
      ? t("This phone keeps the code. A changed ballot keeps it too.")
      : t("This phone keeps the code. Write it down if the phone is not yours.")}</p>
  <//>`;
}
