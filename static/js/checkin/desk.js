/** The desk at the door. Left: find whoever stands before you. Right: what is known of them, and what to do. */

import { html, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Acts } from "../lib/acts.js";
import { useKey } from "../lib/keys.js";
import { PaperDesk } from "../lib/paperdesk.js";
import { Icon, Mark, Notices } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { DayDialog } from "./day.js";
import { Edit } from "./edit.js";
import { Find } from "./find.js";
import { ListDialog } from "./list.js";
import { EMPTY, isBegun, Newcomer } from "./newcomer.js";
import { Card } from "./person.js";
import { SeatingDialog } from "./seating.js";
import { awaitsWords, fullWords } from "./tables.js";
import { TopBar } from "./top.js";

const WINDOWS = ["list", "seating", "day", "papers"];

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function CheckIn({ link }) {
  const [shown, setShown] = useState({ what: "none" });
  const [draft, setDraft] = useState(EMPTY); // in the page's memory and nowhere else: a name may not lie in the browser
  const edits = useRef({}); // of whom → what was typed, and over what, when a scan came between
  const put = (fields) => setDraft((now) => ({ ...now, ...fields }));
  const register = (name, badge) => {
    setShown(({ turn = 0 }) => ({ what: "new", turn: turn + 1, kept: isBegun(draft), anew: { ...EMPTY, name, badge } }));
    put({ name: draft.name || name, badge: badge || draft.badge });
  };
  useKey("F2", link.common ? () => register("", "") : null); // no letters: a scanner types those
  useKey("F4", link.common ? () => setShown({ what: "papers" }) : null);
  useKey("Escape", shown.what === "none" ? null : () => setShown({ what: "none" }));
  if (!link.common || !link.own) return html`<main class="waits" aria-busy="true"><p><${Mark} /><span class="sr">${t("Connecting…")}</span></p></main>`;
  const { people } = link.common;
  const person = shown.what === "person" ? people.find((each) => each.id === shown.id) : null;
  const close = () => setShown({ what: "none" });
  const show = (id) => setShown({ what: "person", id });
  const edit = () => setShown({ ...shown, was: edits.current[person.id] ? edits.current[person.id].was : person });
  const fill = (badge) => { if (shown.what === "new") put({ badge: String(badge) }); return shown.what === "new"; };
  return html`<${Acts}><div class=${`ci ci--${person ? "person" : shown.what}`}>
    <${TopBar} link=${link} open=${(what) => setShown({ what })} />
    <${Find} link=${link} on=${person ? person.id : null} covered=${WINDOWS.includes(shown.what)} show=${show} close=${close} register=${register} fill=${fill} papers=${() => setShown({ what: "papers" })} />
    <main class="ci__main">
      ${person && html`<${Card} key=${person.id} link=${link} person=${person} onEdit=${edit} onClose=${close} />`}
      ${shown.what === "new" && html`<${Newcomer} key=${shown.turn} link=${link} typed=${draft} put=${put} kept=${shown.kept} anew=${() => { setDraft(shown.anew); setShown({ ...shown, turn: shown.turn + 1, kept: false }); }}
        show=${show} saved=${(id) => { setDraft(EMPTY); show(id); }} onClose=${close} />`}
      ${!person && shown.what === "none" && html`<${Tables} link=${link} />`}
    </main>
    ${shown.was && html`<${Edit} key=${shown.id} link=${link} was=${shown.was} edits=${edits.current} person=${person || undefined} onGone=${close} onClose=${() => (person ? show(person.id) : close())} />`}
    ${shown.what === "list" && html`<${ListDialog} link=${link} onClose=${close} />`}
    ${shown.what === "seating" && html`<${SeatingDialog} link=${link} onClose=${close} />`}
    ${shown.what === "day" && html`<${DayDialog} link=${link} onClose=${close} />`}
    ${shown.what === "papers" && html`<${PaperDesk} seat=${`r${link.own.no}`} names=${Object.fromEntries(people.map((each) => [each.id, each.name]))} onClose=${close} />`}
    <${Notices} link=${link} />
  </div><//>`;
}

/** Nobody is in hand: how the tables fill up. @param {{link: import("../lib/link.js").LinkState}} props */
function Tables({ link }) {
  const { tables, awaits } = link.common;
  return html`<section class="ci__tables" aria-labelledby="tables"><h2 class="h" id="tables">${t("Tables")}</h2>
    <ul>${tables.map((table) => html`<li key=${table.id} class=${table.closed ? "is-closed" : ""}><b class="num">${table.no}</b>
      <span class="num">${fullWords(table, awaits)}</span></li>`)}</ul>
    ${awaits && html`<p class="ci__note ci__awaits"><${Icon} name="dice" /><span>${awaitsWords(awaits)}</span></p>`}
    <p class="sub">${t("Find somebody by two letters of the name, the number or the code of the badge, or a scanner. Enter marks the only one found as here.")}</p></section>`;
}
