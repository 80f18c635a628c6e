/** How far a circle is: complete, or what is still missing. */

import { html } from "../../../vendor/htm-preact.module.js";
import { Icon } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";

/** What is still missing, in words. @param {{group: Object}} props */
export function Standing({ group }) {
  const { closed, missing, needs_leader } = group;
  if (closed) return html`<span class="wall__st is-ok"><${Icon} name="check" />${t("circle complete")}</span>`;
  if (needs_leader) {
    return html`<span class="wall__st is-need"><${Icon} name="bell" />${missing > 1
      ? tn("leader and {n} more", "leader and {n} more", missing - 1)
      : t("needs a leader")}</span>`;
  }
  return html`<span class="wall__st is-now"><${Icon} name="plus" />${tn("{n} more person", "{n} more people", missing)}</span>`;
}
