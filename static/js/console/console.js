/** The console: read down from now and next to what to do, the round and its acts, the tables, the cards; right, the hall's screen. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { PaperDesk } from "../lib/paperdesk.js";
import { Mark, Notices } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Acts } from "../lib/acts.js";
import { Agenda } from "./agenda.js";
import { Alarms } from "./alarms.js";
import { Assign } from "./assign.js";
import { Board } from "./board.js";
import { Cards } from "./cards.js";
import { Devices } from "./devices.js";
import { Announcement, Book, Help } from "./dialogs.js";
import { Gathering } from "./gathering.js";
import { Groups } from "./groups.js";
import { useHall } from "./hall.js";
import { useKey } from "../lib/keys.js";
import { ListDialog } from "./list.js";
import { Log } from "./log.js";
import { Mend } from "./mend.js";
import { Pitches } from "./pitches.js";
import { Questions } from "./questions.js";
import { Poll, StrawDialog } from "./poll.js";
import { RoundHead } from "./round.js";
import { HostNotice } from "./notices.js";
import { Replan } from "./replan.js";
import { Seats } from "./seats.js";
import { Sheets } from "./sheets.js";
import { Stage } from "./stage.js";
import { Tablet } from "./tablet.js";
import { Themes } from "./themes.js";
import { schedule } from "./times.js";
import { GuideLine, TopBar } from "./top.js";
import { Result, Turnout } from "./vote.js";

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function Console({ link }) {
  const hall = useHall(link);
  const [dialog, setDialog] = useState(null);
  useKey("?", () => setDialog("help"));
  useKey("Shift+KeyH", () => setDialog("papers"));
  if (!hall) return html`<main class="waits" aria-busy="true"><p><${Mark} /><span class="sr">${t("Connecting…")}</span></p></main>`;
  const times = schedule(hall.own.agenda, hall.round && hall.round.id, link.left_ms === null ? null : hall.clock.ms, hall.now, hall.common.day);
  return html`<${Acts}><div class="co">
    <${TopBar} hall=${hall} link=${link} times=${times} open=${setDialog} />
    <${GuideLine} hall=${hall} times=${times} open=${setDialog} />
    <div class="side"><${Agenda} hall=${hall} times=${times} open=${setDialog} /><${Mend} hall=${hall} open=${setDialog} /></div>
    <main class="run"><${Alarms} hall=${hall} /><${RoundHead} hall=${hall} /><${Work} hall=${hall} link=${link} open=${setDialog} /></main>
    <${Stage} hall=${hall} open=${setDialog} />
    <${Notices} link=${link} />
    <${Dialogs} which=${dialog} hall=${hall} times=${times} open=${setDialog} onClose=${() => setDialog(null)} />
  </div><//>`;
}

/** What the round is about, and the tables. @param {{hall: import("./hall.js").Hall, link: import("../lib/link.js").LinkState, open: (dialog: string) => void}} props */
function Work({ hall, link, open }) {
  const { kind } = hall.round || {};
  return html`${kind === "vote" && !hall.result && html`<${Turnout} key="turnout" hall=${hall} open=${open} />`}
    ${kind === "poll" && hall.common.poll && html`<${Poll} key="poll" hall=${hall} />`}
    ${kind === "vote" && hall.result && html`<${Result} key="result" hall=${hall} />`}
    ${hall.common.groups && (kind === "signup" || kind === "info") && html`<${Groups} key="groups" hall=${hall} />`}
    ${kind === "assign" && html`<${Assign} key="assign" hall=${hall} open=${open} />`}
    ${hall.common.pitch && html`<${Pitches} key=${`pitches:${hall.round.id}`} hall=${hall} link=${link} />`}
    ${hall.common.questions && html`<${Questions} key=${`questions:${hall.round.id}`} hall=${hall} />`}
    ${hall.common.board && html`<${Themes} key="themes" hall=${hall} open=${open} />`}
    ${hall.common.sheets && html`<${Sheets} key="sheets" hall=${hall} />`}
    <${Gathering} key="gathering" hall=${hall} />
    <${Board} key="board" hall=${hall} open=${open} />
    ${hall.cards && !hall.result && kind !== "signup" && html`<${Cards} key=${`cards:${hall.round.id}`} hall=${hall} />`}`;
}

/** @param {{which: string|null, hall: import("./hall.js").Hall, times: Object, open: (dialog: string) => void, onClose: () => void}} props */
function Dialogs({ which, hall, times, open, onClose }) {
  if (!which) return null;
  if (which === "help") return html`<${Help} onClose=${onClose} />`;
  if (which === "replan") return html`<${Replan} hall=${hall} times=${times} onClose=${onClose} />`;
  if (which.startsWith("notice")) return html`<${HostNotice} hall=${hall} first=${which.slice("notice:".length)} onClose=${onClose} />`;
  if (which === "log") return html`<${Log} hall=${hall} onClose=${onClose} />`;
  if (which === "devices") return html`<${Devices} open=${open} onClose=${onClose} />`;
  if (which === "papers") return html`<${PaperDesk} seat="lead" onClose=${onClose} />`;
  const [name, seat] = which.split(":");
  if (name === "tablet" || name === "replace") return html`<${Tablet} key=${which} hall=${hall} seat=${seat} replace=${name === "replace"} open=${open} onClose=${onClose} />`;
  if (which === "list") return hall.own.assign && html`<${ListDialog} hall=${hall} onClose=${onClose} />`;
  if (which === "announce") return html`<${Announcement} current=${hall.common.announcement} onClose=${onClose} />`;
  if (which === "straw") return html`<${StrawDialog} onClose=${onClose} />`;
  if (which.startsWith("seats")) return html`<${Seats} hall=${hall} first=${which.slice("seats:".length)} onClose=${onClose} />`;
  const row = hall.own.agenda.find((each) => each.id === which.slice("book:".length));
  return row && html`<${Book} row=${row} hall=${hall} here=${Boolean(hall.round) && hall.round.id === row.id} onClose=${onClose} />`;
}
