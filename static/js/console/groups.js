/** The groups that form: how many, who is missing, public names; and which of them the hall looks at. */

import { html } from "../../vendor/htm-preact.module.js";
import { classes, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Act, useActs } from "./acts.js";
import { useKey } from "./keys.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function Groups({ hall }) {
  const { groups, screen } = hall.common;
  const { act } = useActs();
  const place = screen.shown === "group" ? groups.findIndex((group) => group.card.id === screen.card) : -1;
  const after = groups[(place + 1) % Math.max(1, groups.length)];
  useKey("KeyN", after && screen.available.includes("group") ? () => act(`spot:${after.card.id}`, "show_scene", { scene: "group", card: after.card.id }) : null);
  const whole = groups.filter((group) => group.closed).length;
  const people = groups.reduce((sum, group) => sum + group.people.length, 0);
  const words = `${t("circles complete: {n} of {of}", { n: whole, of: groups.length })} · ${tn("{n} sign-up", "{n} sign-ups", people)}`;
  return html`<section aria-labelledby="groups"><h2 class="h" id="groups">${t("Groups")} <span class="sub">${words}</span></h2>
    ${groups.length ? html`<ul class="groups">${groups.map((group) => html`<${Group} key=${group.card.id} group=${group} screen=${screen} />`)}</ul>`
      : html`<p class="slip slip--empty">${t("There is nothing to sign up for yet.")}</p>`}
  </section>`;
}

/** @param {{group: Object, screen: Object}} props */
function Group({ group, screen }) {
  const shown = screen.shown === "group" && screen.card === group.card.id;
  return html`<li class=${classes("slip grp", group.closed && "is-closed")}>
    <p class="grp__top"><b>${group.card.title}</b><span class="num grp__n">${group.people.length}</span></p>
    <p class=${classes("st", group.closed ? "ok" : "need")}><${Icon} name=${group.closed ? "check" : "person"} />${missingWords(group)}</p>
    <p class="grp__who sub">${group.people.map((each) => whoWords(each)).join(", ") || t("nobody yet")}</p>
    ${screen.available.includes("group") && html`<${Act} id=${`spot:${group.card.id}`} name="show_scene" fields=${{ scene: "group", card: group.card.id }} icon="screen" disabled=${shown}>
      ${shown ? t("On the hall's screen") : t("Show to the hall")}<//>`}
  </li>`;
}

/** @param {Object} group */
function missingWords(group) {
  if (group.closed) return t("circle complete");
  const people = group.missing ? tn("{n} more needed", "{n} more needed", group.missing) : "";
  const leader = group.needs_leader ? t("a leader is needed") : "";
  return [people, leader].filter(Boolean).join(", ");
}

/** @param {Object} person */
function whoWords(person) {
  const name = person.name || t("No. {n}", { n: person.no });
  return person.leads ? `${name} (${pick(person.role_label)})` : name;
}
