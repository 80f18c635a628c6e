/** The circles that people join: how far each is, and who is in it, by public names. Tables look on; people join by phone. */

import { html } from "../../vendor/htm-preact.module.js";
import { GroupCircle, groupRadius, Icon, State } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { PathLink } from "../lib/path.js";
import { Kept } from "./kept.js";
import { isForumOver } from "../lib/day.js";
import { nameBesideRole } from "../lib/codes.js";

/** @param {import("./table.js").Props} props */
export function Groups({ link, mine, drop, onHelp }) {
  const { round, groups, url } = link.common;
  const open = round.phase === "open" || round.phase === "grace";
  return html`<main class="tb__main tb__main--ballot">
    <p class="tb__lead">${open
      ? t("People join with their own phones: {address}", { address: (url || window.location.origin).replace(/^https?:\/\//, "").replace(/\/$/, "") })
      : isForumOver(link.common) ? t("The forum is over. Thank you!") : t("Sign-up is closed. A group can still be left on the phone.")}</p>
    <div class="tb__scroll" tabindex="0" role="region" aria-label=${t("The groups")}>
      <${Kept} round=${round} refused=${mine.refused} help=${mine.help} drop=${drop} onHelp=${onHelp} />
      <ul class="circles">${groups.map((group) => html`<${Circle} key=${group.card.id} group=${group} round=${round}
        own=${mine.own.mine} />`)}</ul>
      ${groups.length === 0 && html`<p class="sub">${t("There is no initiative to join yet.")}</p>`}
    </div>
  </main>`;
}

function Circle({ group, round, own }) {
  const n = group.people.length;
  const r = groupRadius(n, round.floor);
  return html`<li class="circle">
    <svg class="circle__disc" viewBox=${`${-r - 4} ${-r - 4} ${2 * r + 8} ${2 * r + 8}`} aria-hidden="true">
      <${GroupCircle} cx=${0} cy=${0} n=${n} floor=${round.floor} leader=${group.has_leader} needs_leader=${round.need_leader} /></svg>
    <div class="circle__said">
      <h2><${PathLink} card=${group.card} own=${own} /></h2>
      ${own.includes(group.card.id) && html`<p class="circle__own">${t("your table's card")}</p>`}
      <p><${Standing} group=${group} /></p>
      <ul class="names">${group.people.map((person) => html`<li key=${person.no} class=${person.leads ? "is-leader" : ""}>
        ${person.leads && html`<${Icon} name="star" />`}${nameBesideRole(person)}${roleWords(person)}</li>`)}</ul>
    </div>
  </li>`;
}

function roleWords(person) {
  return person.role_label && html`<small> ${pick(person.role_label)}</small>`;
}

function Standing({ group }) {
  if (group.closed) return html`<${State} tone="ok" icon="check">${t("circle complete")}<//>`;
  if (group.needs_leader && group.missing < 2) return html`<${State} tone="need" icon="star">${t("needs a leader")}<//>`;
  if (group.needs_leader) {
    return html`<${State} tone="need" icon="star">${tn("needs a leader and {n} more", "needs a leader and {n} more", group.missing - 1)}<//>`;
  }
  return html`<${State} tone="now" icon="people">${tn("{n} more and the circle is complete", "{n} more and the circle is complete", group.missing)}<//>`;
}
