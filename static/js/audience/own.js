/** The groups this person is in. Leaving is possible at any time, for a consent can be taken back at any time. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { pending } from "../lib/outbox.js";
import { Button, Dialog, Icon, Slip, State } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";

/** @param {import("../lib/link.js").LinkState} link @returns {Object[]} sign-ups, those that are on the way too */
export function ownGroups(link) {
  const going = pending(link.outbox, link.version.own);
  const list = link.own.sign_ups.map((each) => ({ ...each, fate: "there" }));
  for (const item of going) {
    const place = list.findIndex((each) => each.card === item.payload.card);
    if (item.name === "withdraw_sign_up" && place >= 0) list[place] = { ...list[place], fate: "leaving" };
    if (item.name === "sign_up") joined(list, place, item, link);
  }
  return list;
}

function joined(list, place, item, link) {
  const { round } = link.common;
  const card = (link.own.paper || []).find((each) => each.id === item.payload.card);
  const role = ((round && round.roles) || []).find((each) => each.id === item.payload.role);
  const entry = {
    card: item.payload.card, title: card ? card.title : "", role: item.payload.role, role_label: role ? role.label : null,
    no: link.own.no, fate: "joining",
  };
  if (place >= 0) list[place] = { ...list[place], ...entry };
  else list.push(entry);
}

/** @param {{link: import("../lib/link.js").LinkState, send: Function}} props */
export function OwnGroups({ link, send }) {
  const [asked, ask] = useState(null);
  const groups = ownGroups(link);
  if (!groups.length) return null;
  return html`<section class="own-groups">
    <h2 class="ph__h">${t("My groups")}</h2>
    <ul class="list-of-rows">${groups.map((group) => html`<${Slip} key=${group.card} tag="li" tone=${group.fate === "there" ? undefined : "wait"}>
      <span class="slip__title">${group.title}</span>
      <span class="own-groups__line"><${Fate} group=${group} />
        ${group.fate === "there" && html`<${Button} onClick=${() => ask(group)}>${t("Leave")}<//>`}</span>
    <//>`)}</ul>
    ${link.own.known && link.own.known.waits && html`<p class="sub">${t("On the hall's screens you are a number until the lead has read your name.")}</p>`}
    ${asked && html`<${LeaveDialog} group=${asked} known=${link.own.known} last=${groups.length === 1} onClose=${() => ask(null)}
      onLeave=${() => { send("withdraw_sign_up", { card: asked.card }); ask(null); }} />`}
  </section>`;
}

function Fate({ group }) {
  if (group.fate === "leaving") return html`<${State} tone="now" icon="sending">${t("leaving…")}<//>`;
  if (group.fate === "joining") return html`<${State} tone="now" icon="sending">${t("joining…")}<//>`;
  return html`<${State} tone="ok" icon="check">${pick(group.role_label)}${group.no && ` · ${t("No. {n}", { n: group.no })}`}<//>`;
}

/** @param {{group: {title: string}, known: Object|null, last: boolean, onClose: () => void, onLeave: () => void}} props `known`: what the desk keeps of this person */
export function LeaveDialog({ group, known, last, onClose, onLeave }) {
  return html`<${Dialog} title=${t("Leave the group?")} onClose=${onClose} actions=${html`
    <${Button} data-first onClick=${onClose}>${t("No, I stay")}<//>
    <${Button} kind="need" onClick=${onLeave}>${t("Yes, leave")}<//>`}>
    <p>${t("“{title}”", { title: group.title })}</p>
    ${known && html`<p class="sub"><${Icon} name="info" /> ${last
      ? t("This is your last group: your name, contact and consents are erased with it.")
      : t("Your name and consents stay for your other groups.")}</p>`}
  <//>`;
}
