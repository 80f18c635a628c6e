/** Which card this one answers: a short list to choose from, then one line that tells what was chosen. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { openSheet } from "../lib/sheet.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { sphereIcon, sphereTone } from "../lib/spheres.js";

export const PARENT = "parent of the card"; // names the chooser among the fields; no field can have this id

/**
 * @param {{parents: Object[], spheres: Object[], chosen: string|null, wrong: boolean, still: boolean,
 *   onChoose: (id: string|null) => void}} props
 */
export function Parents({ parents, spheres, chosen, wrong, still, onChoose }) {
  const [again, setAgain] = useState(false);
  const card = parents.find((each) => each.id === chosen);
  if (card && !again) {
    return html`<p class=${classes("answers", sphereTone(spheres, card.sphere))} data-field=${PARENT}>
      <${Icon} name=${card.sphere ? sphereIcon(spheres, card.sphere) : "arrow"} />
      <span class="grow"><small>${t("What we answer")}</small>${card.title}</span>
      ${card.sheet && html`<${Button} icon="page" onClick=${() => openSheet(card.id)}>${t("Read the sheet")}<//>`}
      ${!still && parents.length > 1 && html`<${Button} onClick=${() => setAgain(true)}>${t("Choose another")}<//>`}
    </p>`;
  }
  return html`<div data-field=${PARENT}>
    <p class="field__lab" id="answers"><span>${t("What do we answer? Choose a card")}</span></p>
    <div class="answers__list" role="radiogroup" aria-labelledby="answers">${parents.map((each) => html`
      <button type="button" key=${each.id} role="radio" aria-checked=${each.id === chosen ? "true" : "false"} disabled=${still}
        class=${classes("answers__one", each.id === chosen && "is-on", sphereTone(spheres, each.sphere))}
        onClick=${() => { setAgain(false); onChoose(each.id); }}>
        ${each.sphere && html`<${Icon} name=${sphereIcon(spheres, each.sphere)} />`}<span>${each.title}</span>
      </button>`)}</div>
    ${wrong && html`<p class="field__wrong" role="alert">${t("Choose the card that this one answers")}</p>`}
  </div>`;
}
