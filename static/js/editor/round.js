/** One round: what every round has, what this kind has, and what few people ever change. */

import { html } from "../../vendor/htm-preact.module.js";
import { Button, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { MARK } from "./draft.js";
import { Field } from "./field.js";
import { formOf } from "./hand.js";
import { ofKind } from "./rounds.js";

/** @param {Object} props as the editor gives them, and `place` */
export function Round({ form, day, draft, checked, stays, acts, place }) {
  const plan = draft.round[place];
  const kind = form.kinds.find((each) => each.kind === plan.kind) || form.kinds[0];
  const hand = formOf({ form, day, draft, checked, path: ["round", place], plan, place });
  const fields = (where) => kind.fields.filter((field) => field.place === where && !hand.hides(kind, field))
    .map((field) => html`<${Field} key=${field.key} field=${field} hand=${hand} path=${["round", place, field.key]} />`);
  const more = kind.fields.filter((field) => field.place === "more");
  const wrongInMore = more.some((field) => hand.wrongUnder(["round", place, field.key]).length > 0);
  const turn = (event) => {
    const pattern = form.patterns.find((each) => each.plan.kind === event.target.value);
    day.change({ ...draft, round: draft.round.map((each, i) => (i === place ? ofKind(plan, pattern.plan) : each)) });
  };
  return html`<main class="ed__form" aria-label=${pick(plan.title)}>
    <div class="ed__acts">
      <p class="ed__of num">${t("Round {no}", { no: place + 1 })}</p>
      <label class="ed__kind"><span class="sr">${t("Kind of round")}</span>
        <select class="input" value=${plan.kind} disabled=${stays(place)} onChange=${turn}>${form.kinds.map((each) => html`<option key=${each.kind} value=${each.kind}>${each.label}</option>`)}</select></label>
      <button type="button" class="btn btn--icon" aria-label=${t("Move up")} title=${t("Move up")} disabled=${stays(place) || place === 0 || stays(place - 1)} onClick=${() => acts.moveTo(place, place - 1)}><${Icon} name="up" /></button>
      <button type="button" class="btn btn--icon" aria-label=${t("Move down")} title=${t("Move down")} disabled=${stays(place) || place === draft.round.length - 1 || stays(place + 1)} onClick=${() => acts.moveTo(place, place + 1)}><${Icon} name="down" /></button>
      <${Button} icon="page" keys="D" onClick=${acts.duplicate}>${t("Duplicate")}<//>
      <${Button} kind="need" icon="trash" disabled=${stays(place)} onClick=${acts.remove}>${t("Delete")}<//>
    </div>
    ${stays(place) && html`<p class="ed__note"><${Icon} name="lock" />${t("The hall has been in this round: it stays as it is.")}</p>`}
    <${Whole} problems=${hand.wrongAt(["round", place])} />
    <fieldset key=${plan[MARK]} disabled=${stays(place)}>
      <div class="ed__fields">${fields("common")}</div>
      <h2 class="ed__h">${kind.label} <small>${kind.help}</small></h2>
      <div class="ed__fields">${fields("kind")}</div>
      <details class="ed__more" open=${wrongInMore || null}><summary>${t("More")}</summary><div class="ed__fields">${fields("more")}</div></details>
    </fieldset>
  </main>`;
}

function Whole({ problems }) {
  return problems.map((text) => html`<p key=${text} class="ed__note ed__note--wrong"><${Icon} name="warn" />${text}</p>`);
}
