/** The sheet of a phone: the square as a dome, one scroll under it, the act at the thumb. */

import { html } from "../../vendor/htm-preact.module.js";
import { Icon, Mark } from "../lib/ui.js";

const LONG = 60; // letters; a longer title is set smaller, so that the list under it stays in sight

/**
 * @param {{label: any, title: any, small?: any, now?: any, wide?: boolean, aside?: {icon: string, text: any}|null, end?: any, children?: any}} props
 *   `wide`: on a laptop its parts stand side by side; `small` stands under the title, `now` too but in the bell's colour; `end` stays at the foot of the screen
 */
export function Page({ label, title, small, now, wide, aside, end, children }) {
  return html`<div class=${wide ? "ph ph--wide" : "ph"}>
    <header class="ph__top"><div class="ph__disc"></div>
      <p><span class="ph__label"><${Mark} /><span>${label}</span></span>
        ${aside && html`<span><${Icon} name=${aside.icon} /><b class="num">${aside.text}</b></span>`}</p>
      <h1 class=${String(title).length > LONG ? "is-long" : ""}>${title}</h1>
      ${small && html`<p class="ph__small">${small}</p>`}
      ${now && html`<p class="on-now">${now}</p>`}
    </header>
    <main class="ph__main">${children}</main>
    ${end && html`<div class="ph__end">${end}</div>`}
  </div>`;
}
