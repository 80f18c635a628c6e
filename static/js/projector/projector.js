/** What is on the wall: the scene, over it the announcement, over all the black; a lost line says so in a small voice. */

import { html, useRef } from "../../vendor/htm-preact.module.js";
import { t } from "../lib/words.js";
import { Mark } from "../lib/ui.js";
import { Announcement, Black, LostLine } from "./overlays.js";
import { useSheet } from "./sheet.js";
import { Assigned } from "./scenes/assigned.js";
import { Bids } from "./scenes/bids.js";
import { Chosen } from "./scenes/chosen.js";
import { Gather } from "./scenes/gather.js";
import { Grades } from "./scenes/grades.js";
import { Group } from "./scenes/group.js";
import { Groups } from "./scenes/groups.js";
import { Lineage } from "./scenes/lineage.js";
import { Lobby } from "./scenes/lobby.js";
import { Matrix } from "./scenes/matrix.js";
import { Pitch } from "./scenes/pitch.js";
import { Poll } from "./scenes/poll.js";
import { Prompt } from "./scenes/prompt.js";
import { Recap } from "./scenes/recap.js";
import { Question } from "./scenes/question.js";
import { Result } from "./scenes/result.js";
import { Seats } from "./scenes/seats.js";
import { Straw } from "./scenes/straw.js";
import { Sheets } from "./scenes/sheets.js";
import { Themes } from "./scenes/themes.js";
import { Turnout } from "./scenes/turnout.js";

const SCENES = {
  lobby: Lobby,
  prompt: Prompt,
  gather: Gather,
  recap: Recap,
  theming: Prompt,
  themes: Themes,
  bids: Bids,
  assigned: Assigned,
  seats: Seats,
  seating: Assigned,
  sheets: Sheets,
  lineage: Lineage,
  turnout: Turnout,
  result: Result,
  matrix: Matrix,
  pitch: Pitch,
  grades: Grades,
  chosen: Chosen,
  question: Question,
  poll: Poll,
  straw: Straw,
  groups: Groups,
  group: Group,
};

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function Projector({ link }) {
  const sheet = useSheet();
  const day = link.common;
  const spoken = useRef("");
  if (!day) return html`<${Waiting} link=${link} />`;
  if (day.announcement) spoken.current = day.announcement;
  const Shown = SCENES[day.scene.name];
  return html`
    ${Shown && html`<${Shown} key=${`${day.scene.name}:${day.round ? day.round.id : ""}`} day=${day} link=${link} sheet=${sheet} />`}
    <${Announcement} text=${spoken.current} on=${Boolean(day.announcement)} sheet=${sheet} />
    ${day.scene.name === "black" && html`<${Black} />`}
    <${LostLine} link=${link} quiet=${day.scene.name === "black"} />
  `;
}

/** Before the first view. @param {{link: import("../lib/link.js").LinkState}} props */
function Waiting({ link }) {
  return html`<div class="scene scene--waits"><p><${Mark} />${t("Veche")}</p><${LostLine} link=${link} /></div>`;
}
