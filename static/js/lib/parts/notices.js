/** Passing messages of the desk: shown for a few seconds, read aloud, gone. */

import { html, useState } from "../../../vendor/htm-preact.module.js";
import { useTick } from "../clock.js";
import { pick, t } from "../words.js";
import { Icon } from "./icons.js";

const SHOWN_MS = 12000;

/** @param {{link: import("../link.js").LinkState, say?: (notice: Object) => string}} props `say` turns a code into words */
export function Notices({ link, say = sayNotice }) {
  useTick(1000);
  const [closed, setClosed] = useState([]);
  const fresh = link.notices.filter((notice) => performance.now() - notice.at < SHOWN_MS && !closed.includes(notice.at));
  return html`<div class="notices" aria-live="polite">
    ${fresh.map((notice) => html`<p key=${notice.at} class=${`notice notice--${notice.tone || "info"}`}>
      <${Icon} name=${notice.tone === "need" ? "bell" : "check"} /><span>${say(notice)}</span>
      <button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Close")}
        onClick=${() => setClosed([...closed, notice.at])}><${Icon} name="cross" /></button>
    </p>`)}
  </div>`;
}

/** @param {{text?: any, code?: string}} notice @returns {string} */
function sayNotice(notice) {
  return pick(notice.text) || notice.code || "";
}
