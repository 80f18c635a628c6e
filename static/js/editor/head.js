/** The day as a whole: its title, the hall it is made for, its spheres, its quorum, when its days begin. */

import { html } from "../../vendor/htm-preact.module.js";
import { t } from "../lib/words.js";
import { Field } from "./field.js";
import { formOf } from "./hand.js";

const MORE = ["id", "synonyms"];

/** @param {Object} props as the editor gives them */
export function Head({ form, day, draft, checked }) {
  const hand = formOf({ form, day, draft, checked, path: ["scenario"], plan: draft.scenario, place: -1 });
  const fields = (wanted) => form.head.filter(wanted).map((field) => html`<${Field} key=${field.key} field=${field} hand=${hand} path=${["scenario", field.key]} />`);
  const more = (field) => MORE.includes(field.key);
  const wrong = form.head.filter(more).some((field) => hand.wrongUnder(["scenario", field.key]).length > 0);
  return html`<main class="ed__form">
    <h2 class="ed__h">${t("The day as a whole")}</h2>
    <div class="ed__fields">${fields((field) => !more(field))}
      ${form.lists.map((field) => html`<${Field} key=${field.key} field=${field} hand=${hand} path=${[field.key]} />`)}</div>
    <details class="ed__more" open=${wrong || null}><summary>${t("More")}</summary><div class="ed__fields">${fields(more)}</div></details>
  </main>`;
}
