/** One initiative in the light: its circle is the square, and everybody in it is named as they wish to be. */

import { html, useState } from "../../../vendor/htm-preact.module.js";
import { classes, GroupCircle } from "../../lib/ui.js";
import { pick, t } from "../../lib/words.js";
import { Fit, roundHead, Scene } from "../sheet.js";
import { Pager, TurningList } from "../turns.js";
import { nameBesideRole } from "../../lib/codes.js";
import { address } from "./lobby.js";
import { Standing } from "./standing.js";

const FEW = 5; // they stand one under another in any case, and may have the whole width
const WIDE = { cx: 1470, cy: 540, r: 430 };
const TALL = { cx: 1210, cy: 640, r: 330 };

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Group({ day, sheet }) {
  const group = day.scene.groups.find((each) => each.card.id === day.scene.spot);
  return group ? html`<${GroupLight} key=${group.card.id} group=${group} day=${day} sheet=${sheet} />` : null;
}

/** @param {{group: Object, day: Object, sheet: import("../sheet.js").Sheet}} props */
export function GroupLight({ group, day, sheet }) {
  const { scene, round } = day;
  const [turn, setTurn] = useState({ page: 0, pages: 1 });
  const circle = html`<${GroupCircle} ...${sheet.tall ? TALL : WIDE} n=${group.people.length} floor=${scene.floor}
    leader=${group.has_leader} needs_leader=${scene.need_leader} />`;
  return html`<${Scene} name="light" sheet=${sheet} head=${roundHead(round)} square=${circle}>
    <div class="pane">
      <${Fit} class="light__title" sizes=${[8.4, 7.2, 6.2, 5.4, 4.8]}><h1>${group.card.title}</h1><//>
      <${Standing} group=${group} />
      ${group.people.length === 0 && html`<p class="light__none">${t("Nobody yet. Be the first: {address}", { address: address(scene.url) })}</p>`}
      <${TurningList} class=${classes("light", group.people.length <= FEW && "light--few")} onPages=${(page, pages) => setTurn({ page, pages })}>${group.people.map((person) => html`<li key=${person.at} class=${person.leads ? "is-leader" : ""}>
        <b>${nameBesideRole(person)}</b><span>${pick(person.role_label)}</span></li>`)}<//>
      <${Pager} ...${turn} />
    </div>
  <//>`;
}
