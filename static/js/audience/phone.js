/**
 * The phone: one page a moment, chosen by what the hall is at and by who holds it.
 *
 * @typedef {{link: import("../lib/link.js").LinkState, send: Function, drop: Function, enter: (token: string, path?: string) => void,
 *   leave: () => void, refused: {[card: string]: string}}} Props
 */

import { html, useEffect } from "../../vendor/htm-preact.module.js";
import { StatusLine } from "../lib/ui.js";
import { boxOf } from "../lib/contests.js";
import { t } from "../lib/words.js";
import { Ballot } from "./ballot.js";
import { Now } from "./now.js";
import { Page } from "./page.js";
import { useSecrets } from "./receipts.js";
import { slot } from "./slot.js";
import { isOpen } from "./words.js";

const Pitch = slot((again) => import(`./pitch.js${again}`), "Pitch", Now);
const Questions = slot((again) => import(`./questions.js${again}`), "Questions", Now);
const Groups = slot((again) => import(`./groups.js${again}`), "Groups", Now);
const Poll = slot((again) => import(`./poll.js${again}`), "Poll", Now);
const Write = slot((again) => import(`./write.js${again}`), "Write", Now); // few days have people write
const Result = slot((again) => import(`./result.js${again}`), "Result", Now); // a tenth of the screen, and not needed before a reveal
const LookOn = slot((again) => import(`./look.js${again}`), "LookOn", Now);
const OnPaper = slot((again) => import(`./look.js${again}`), "OnPaper", Now);
const Unseen = slot((again) => import(`./look.js${again}`), "Unseen", Now);

/** @param {{link: import("../lib/link.js").LinkState, send: Function, drop: Function, enter: Function, leave: Function}} props */
export function Phone({ link, send, drop, enter, leave }) {
  const refused = useSecrets(link, drop);
  const votes = Boolean(link.common && link.common.round && link.common.round.kind === "vote");
  useEffect(() => { if (votes) Result.load(); }, [votes]); // at the reveal it is there already
  if (!link.common || !link.own) {
    return html`<${Page} label=${t("Veche")} title=${t("Veche")} end=${html`<${StatusLine} link=${link} />`} />`;
  }
  const { round } = link.common;
  const Shown = shownFor(link.common, link.own);
  return html`<${Shown} key=${boxOf(round)} link=${link} send=${send} drop=${drop} enter=${enter} leave=${leave} refused=${refused} />`;
}

/** The two parts of a view may arrive apart: what needs the own part waits for the one of this round. */
function shownFor({ round, result, questions, late }, own) {
  if (late && own.late && round && round.kind !== "vote" && round.kind !== "signup" && own.late.cards.length < late.limit) return Write;
  if (!round || round.phase === "briefing" || round.phase === "skipped" || round.phase === "planned") return Now;
  if (round.kind === "vote" && result) return Result;
  if (round.kind === "pitch") return Pitch;
  if (round.kind === "info" && questions && (round.phase === "open" || round.phase === "grace")) return Questions;
  if (own.round !== round.id || (round.contest && own.box !== boxOf(round))) return Now;
  if (round.writers === "person") return Write;
  if (round.kind === "signup") return Groups;
  if (round.kind === "poll") return Poll;
  if (round.kind !== "vote" || round.electors !== "person") return Now;
  if (own.on_paper && isOpen(round)) return OnPaper;
  if (own.on_roll === false && !own.cast && isOpen(round)) return Unseen;
  return own.elector ? Ballot : LookOn;
}
