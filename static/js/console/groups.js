/** The groups that form: how many, who is missing, public names; which of them the hall looks at, and who may be in. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { PathLink } from "../lib/path.js";
import { pick, t, tn } from "../lib/words.js";
import { Act, useActs } from "../lib/acts.js";
import { useKey } from "../lib/keys.js";
import { Lanes, Marked, Waiting } from "./waits.js";

/** @param {{hall: import("./hall.js").Hall}} props */
export function Groups({ hall }) {
  const { groups, guests, screen } = hall.common;
  const [opened, open] = useState(null);
  const group = groups.find((each) => each.card.id === opened);
  const { act } = useActs();
  const place = screen.shown === "group" ? groups.findIndex((group) => group.card.id === screen.card) : -1;
  const after = groups[(place + 1) % Math.max(1, groups.length)];
  useKey("KeyN", after && screen.available.includes("group") ? () => act(`spot:${after.card.id}`, "show_scene", { scene: "group", card: after.card.id }) : null);
  const whole = groups.filter((group) => group.closed).length;
  const people = groups.reduce((sum, group) => sum + group.people.length, 0);
  const words = `${t("circles complete: {n} of {of}", { n: whole, of: groups.length })} · ${tn("{n} sign-up", "{n} sign-ups", people)}`;
  return html`<section aria-labelledby="groups"><h2 class="h" id="groups">${t("Groups")} <span class="sub">${words}</span></h2>
    ${groups.length ? html`<ul class="groups">${groups.map((each) => html`<${Group} key=${each.card.id} group=${each} screen=${screen} onOpen=${() => open(each.card.id)} />`)}</ul>`
      : html`<p class="slip slip--empty">${t("There is nothing to sign up for yet.")}</p>`}
    <${Names} hall=${hall} />
    <p class="groups__guests"><${Act} id="let_guests" name="let_guests" fields=${{ on: !guests }} icon="person"
      sure=${guests ? t("Guests without a badge leave all circles until you let them in again") : null}>${guests ? t("Count badges only") : t("Let guests in")}<//>
      <span class="sub">${guests ? t("People without a badge may join, too.") : t("What guests had signed is kept and not shown.")}</span></p>
    <${Lanes} hall=${hall} source="person" label=${t("Names of people with a badge")} />
    <${Lanes} hall=${hall} source="guest" label=${t("Names of guests")} />
    ${group && html`<${People} group=${group} hall=${hall} onClose=${() => open(null)} />`}
  </section>`;
}

/** The names that wait; until they are let on, the screens show numbers. @param {{hall: import("./hall.js").Hall}} props */
function Names({ hall }) {
  const { names } = hall.common.moderation;
  if (!names.length) return null;
  const open = names.filter((name) => !name.wait.held);
  return html`<section class="names" aria-label=${t("Names that wait for the screen")}>
    <h3 class="h"><span>${t("Names that wait for the screen")} <span class="sub num">${names.length}</span></span>
      ${open.length > 1 && html`<${Act} id="admit_names" name="admit_names" fields=${{ given: open.map((name) => name.given) }} icon="check"
        combo="Shift+Enter" keys="⇧ Enter" sure=${open.some((name) => name.marks.length) ? t("There is a watched word among them") : null}>${tn("Let on {n} name", "Let on all {n} names", open.length)}<//>`}</h3>
    <ul class="members">${[...names].sort((a, b) => b.marks.length - a.marks.length || a.given - b.given).map((name) => html`<li key=${name.no}><${WaitingName} name=${name} hall=${hall} /></li>`)}</ul>
  </section>`;
}

/** @param {{name: Object, hall: import("./hall.js").Hall}} props */
function WaitingName({ name, hall }) {
  return html`<span class="names__said"><b><${Marked} text=${name.name} marks=${name.marks} /></b>
      <span class="sub">${name.source === "guest" ? t("guest No. {n}", { n: name.no }) : t("badge No. {n}", { n: name.no })}</span> <${Waiting} wait=${name.wait} hall=${hall} /></span>
    <span class="names__acts"><${Act} id=${`admit_name:${name.no}`} name="admit_names" fields=${{ given: [name.given] }} kind="act" icon="check">${t("Let on")}<//>
      ${!name.wait.held && html`<${Act} id=${`hold_name:${name.no}`} name="hold_name" fields=${{ no: name.no }} icon="pause">${t("Hold")}<//>`}</span>`;
}

/** Who is in, one by one, for the case of a prank. @param {{group: Object, hall: import("./hall.js").Hall, onClose: () => void}} props */
function People({ group, hall, onClose }) {
  const waiting = (each) => hall.common.moderation.names.find((name) => name.no === each.no);
  return html`<${Dialog} wide title=${group.card.title} onClose=${onClose}>
    <ul class="members">${group.people.map((each) => html`<li key=${each.no}>
      ${waiting(each)
        ? html`<${WaitingName} name=${waiting(each)} hall=${hall} />`
        : html`<span class="names__said"><b>${nameOf(each)}</b> <span class="sub">${each.name && `${t("No. {n}", { n: each.no })}, `}${pick(each.role_label)}</span></span>
          ${each.name && html`<${Act} id=${`hold_name:${each.no}`} name="hold_name" fields=${{ no: each.no }} icon="pause">${t("Only as a number")}<//>`}`}
      <${Act} id=${`remove:${group.card.id}:${each.no}`} name="remove_sign_up" fields=${{ card: group.card.id, no: each.no }} icon="trash"
        sure=${t("Out of the group; with the last one the name is erased")}>${t("Take out")}<//></li>`)}</ul>
    ${group.people.length === 0 && html`<p class="sub">${t("nobody yet")}</p>`}
  <//>`;
}

/** @param {{group: Object, screen: Object, onOpen: () => void}} props */
function Group({ group, screen, onOpen }) {
  const shown = screen.shown === "group" && screen.card === group.card.id;
  return html`<li class=${classes("slip grp", group.closed && "is-closed")}>
    <p class="grp__top"><b><${PathLink} card=${group.card} /></b><span class="num grp__n">${group.people.length}</span></p>
    <p class=${classes("st", group.closed ? "ok" : "need")}><${Icon} name=${group.closed ? "check" : "person"} />${missingWords(group)}</p>
    <p class="grp__who sub">${group.people.map((each) => whoWords(each)).join(", ") || t("nobody yet")}</p>
    <span class="grp__acts">${screen.available.includes("group") && html`<${Act} id=${`spot:${group.card.id}`} name="show_scene" fields=${{ scene: "group", card: group.card.id }} icon="screen" disabled=${shown}>
      ${shown ? t("On the hall's screen") : t("Show to the hall")}<//>`}
      ${screen.available.includes("lineage") && html`<${Act} id=${`path:${group.card.id}`} name="show_scene" fields=${{ scene: "lineage", card: group.card.id }} icon="book" label=${t("Show its path to the hall")} disabled=${screen.shown === "lineage" && screen.card === group.card.id} />`}
      <${Button} icon="people" aria-label=${t("People of “{title}”", { title: group.card.title })} onClick=${onOpen} /></span>
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
function nameOf(person) {
  return person.name || t("No. {n}", { n: person.no });
}

/** @param {Object} person */
function whoWords(person) {
  const name = nameOf(person);
  return person.leads ? `${name} (${pick(person.role_label)})` : name;
}
