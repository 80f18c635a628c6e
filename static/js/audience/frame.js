/** What every page of the phone has: the clock, the announcement, the own groups, who holds it, and the line that tells. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useLink } from "../lib/app.js";
import { formatClock, useClock } from "../lib/clock.js";
import { Icon, LangSwitch, Notices, StatusLine, ThemeSwitch } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { OwnGroups } from "./own.js";
import { Page } from "./page.js";
import { Place } from "./place.js";
import { slot } from "./slot.js";
import { isOpen, whoWords } from "./words.js";

/**
 * @param {{label: any, title: any, small?: any, now?: any, aside?: Object, foot?: any, quiet?: boolean, place?: string, children?: any}} props
 *   `quiet`: without the own groups; `place`: as Place has it
 */
export function Frame({ label, title, small, now, aside, foot, quiet, place, children }) {
  const { link, send } = useLink();
  const [open, show] = useState(false);
  const { round, announcement } = link.common;
  const clock = useClock(link);
  const time = round && isOpen(round) && clock.ms !== null ? { icon: "clock", text: formatClock(clock.ms) } : null;
  const end = html`${foot}<${StatusLine} link=${link} />`;
  return html`<${Page} label=${label} title=${title} small=${small} now=${now} aside=${aside || time} end=${end}>
    ${announcement && html`<p class="ph__call" role="status"><${Icon} name="speak" /><span>${announcement}</span></p>`}
    ${link.common.straw && html`<${StrawSlot} key=${`straw:${link.common.straw.no}`} link=${link} send=${send} />`}
    <${Place} link=${link} said=${place} />
    ${children}
    ${!quiet && html`<${OwnGroups} link=${link} send=${send} />`}
    <div class="ph__bar">
      <button type="button" class="btn btn--quiet ph__who" onClick=${() => show(true)}><${Icon} name="person" />${whoWords(link.own)}</button>
      <span class="ph__set"><${LangSwitch} /><${ThemeSwitch} /></span>
    </div>
    ${open && html`<${Device} onClose=${() => show(false)} />`}
    <${Notices} link=${link} />
  <//>`;
}

/** The lead's straw poll, over whatever the phone is at. */
const StrawSlot = slot((again) => import(`./straw.js${again}`), "Straw");
const Device = slot((again) => import(`./device.js${again}`), "Device");
