/** Whose phone this is now: another code, the receipts that it keeps, and how to leave nothing behind. */

import { html, useState } from "../../vendor/htm-preact.module.js";
import { useLink } from "../lib/app.js";
import { unsent } from "../lib/outbox.js";
import { Button, Dialog, Icon } from "../lib/ui.js";
import { voteName } from "../lib/contests.js";
import { pick, t, tn } from "../lib/words.js";
import { FindTable } from "./findtable.js";
import { CodeForm } from "./join.js";
import { forgetPlace } from "./place.js";
import { forgetSeat, receiptsOf } from "./receipts.js";
import { whoWords } from "./words.js";

/** @param {{onClose: () => void}} props */
export function Device({ onClose }) {
  const { link, drop, enter, leave } = useLink();
  const [sure, ask] = useState(false);
  const { own, common } = link;
  const receipts = receiptsOf(common.session.id, own.seat);
  const waits = unsent(link.outbox).length;
  const forget = () => {
    forgetSeat(own.seat);
    forgetPlace(link);
    link.outbox.forEach((item) => drop(item.action_id));
    leave();
    window.location.assign("/");
  };
  return html`<${Dialog} title=${whoWords(own)} onClose=${onClose}>
    ${receipts.length > 0 && html`<h3 class="ph__h">${t("Receipts on this phone")}</h3>
      <ul class="kept-codes">${receipts.map((kept) => html`<li key=${kept.code}><b class="num">${kept.code}</b>
        <span class="sub">${t("{n} · {title}", { n: kept.no, title: pick(kept.title) })}${kept.vote && kept.vote.no > 1 && ` · ${voteName(kept.vote)}`}</span></li>`)}</ul>`}
    ${own.role === "guest" && html`<h3 class="ph__h">${t("I have a personal code")}</h3><${CodeForm} enter=${enter} /><${FindTable} />`}
    ${own.role === "person" && html`
      <h3 class="ph__h">${t("Not your phone?")}</h3>
      <p class="sub">${t("Take your code off this phone when you have voted. What you have cast and joined stays at the desk; the receipt stays only with you: write it down.")}</p>
      ${waits > 0 && html`<p class="st need"><${Icon} name="warn" />${tn("{n} entry has not left this phone yet.", "{n} entries have not left this phone yet.", waits)}</p>`}
      ${sure
        ? html`<${Button} kind="need" icon="trash" onClick=${forget}>${t("Yes, forget me here")}<//>`
        : html`<${Button} icon="trash" onClick=${() => ask(true)}>${t("Forget me on this phone")}<//>`}`}
  <//>`;
}
