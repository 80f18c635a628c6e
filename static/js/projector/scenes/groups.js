/**
 * The wall of initiatives: a person is a dot, the leader the bronze place at twelve, what is missing a gap and words.
 * When the sign-up is over the wall goes round by itself: first the circles, then who is in each.
 */

import { html } from "../../../vendor/htm-preact.module.js";
import { formatClock, useClock } from "../../lib/clock.js";
import { publicName } from "../../lib/codes.js";
import { classes, GroupCircle, groupRadius, Icon } from "../../lib/ui.js";
import { t, tn } from "../../lib/words.js";
import { Clipped, roundHead, Scene } from "../sheet.js";
import { Pager, useTurns } from "../turns.js";
import { GroupLight } from "./group.js";
import { Standing } from "./standing.js";

const SHORT_TITLE = 18;
const FEW = 4;
const BRIEF = { wide: { columns: 5, rows: 2 }, tall: { columns: 4, rows: 2 } };
const FULL = { wide: { columns: 2, rows: 4 }, tall: { columns: 2, rows: 4 } };
const RADIUS_MAX = 132;

/** @param {{day: Object, link: import("../../lib/link.js").LinkState, sheet: import("../sheet.js").Sheet}} props */
export function Groups({ day, link, sheet }) {
  const { scene, round } = day;
  const few = scene.groups.length <= FEW;
  const brief = !few && scene.groups.every((group) => group.card.title.length <= SHORT_TITLE);
  const { columns, rows } = (brief ? BRIEF : FULL)[sheet.tall ? "tall" : "wide"];
  const per = columns * rows;
  const pages = Math.max(1, Math.ceil(scene.groups.length / per));
  const tour = scene.open ? [] : scene.groups.filter((group) => group.people.length > 0);
  const turn = useTurns(pages + tour.length);
  if (turn >= pages) return html`<${GroupLight} key=${tour[turn - pages].card.id} group=${tour[turn - pages]} day=${day} sheet=${sheet} />`;
  const seen = scene.groups.slice(turn * per, (turn + 1) * per);
  return html`<${Scene} name="wall" sheet=${sheet} head=${roundHead(round)}>
    <header class="wall__top">
      <h1>${scene.open ? t("Find your circle") : t("The circles of the hall")}</h1>
      <${Sum} day=${day} link=${link} />
    </header>
    <ol class=${classes("wall", brief ? "wall--brief" : "wall--full", few && "wall--few", brief && scene.groups.length <= columns && "wall--row")}
      style=${brief ? `--halves: ${2 * evenColumns(seen.length, columns)}` : ""}>
      ${seen.map((group, i) => html`<${Circle} key=${group.card.id} group=${group} scene=${scene} brief=${brief}
        place=${brief ? placeOf(i, seen.length, evenColumns(seen.length, columns)) : ""} />`)}
    </ol>
    ${scene.groups.length === 0 && html`<p class="wall__none">${t("There is no initiative to join yet.")}</p>`}
    <${Pager} page=${turn} pages=${pages} />
    <${JustNow} scene=${scene} />
  <//>`;
}

/** Seven circles are four and three, not five and two. */
function evenColumns(circles, most) {
  return circles <= most ? Math.max(1, circles) : Math.ceil(circles / 2);
}

/** The second row stands in the middle. The grid is in half circles. */
function placeOf(i, circles, columns) {
  return i === columns ? `grid-column-start: ${1 + 2 * columns - circles}` : "";
}

/** How many are in circles, of how many; the clock; when a circle is complete. */
function Sum({ day, link }) {
  const { scene, session } = day;
  const clock = useClock(link);
  const known = session.people > 0 && scene.guests === 0; // a guest is not one of the badges
  return html`<div class="wall__side">
    <p class="wall__sum"><b class="num">${scene.people}</b> ${known
      ? tn("of {n} is in a circle", "of {n} are in circles", session.people)
      : tn("person in a circle", "people in circles", scene.people)}
      ${scene.open && clock.ms !== null && html`<span class="wall__clock"><${Icon} name="clock" /><b class="num">${formatClock(clock.ms)}</b></span>`}</p>
    <p class="wall__rule">${scene.need_leader
      ? tn("A circle is complete with {n} person and a leader", "A circle is complete with {n} people and a leader", scene.floor)
      : tn("A circle is complete with {n} person", "A circle is complete with {n} people", scene.floor)}</p>
  </div>`;
}

function Circle({ group, scene, brief, place }) {
  const n = group.people.length;
  const r = brief ? Math.min(RADIUS_MAX, groupRadius(n, scene.floor)) : RADIUS_MAX;
  return html`<li style=${place}>
    <svg viewBox="-136 -136 272 272" aria-hidden="true"><${GroupCircle} cx=${0} cy=${0} n=${n} floor=${scene.floor}
      leader=${group.has_leader} needs_leader=${scene.need_leader} r=${r} /></svg>
    <div class="wall__said"><${Clipped} tag="b" text=${group.card.title} /><${Standing} group=${group} /></div>
  </li>`;
}

/** Who joined just now: by public name, otherwise by number. */
function JustNow({ scene }) {
  const titles = Object.fromEntries(scene.groups.map((group) => [group.card.id, group.card.title]));
  return html`<div class="wall__now"><span>${t("Just now")}</span>
    ${scene.just_now.length === 0 && html`<p>${t("Nobody yet. Who will be the first?")}</p>`}
    ${scene.just_now.map((row) => html`<p key=${row.at}><b>${publicName(row)}</b><${Icon} name="arrow" /><${Clipped} tag="em" text=${titles[row.card]} /></p>`)}
  </div>`;
}
