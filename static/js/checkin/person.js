/** One person in hand: badge and table large enough to read across the desk, consents, where to sit, a new code. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { Act, Said, useActs } from "../lib/acts.js";
import { getJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, ChoiceRow, classes, Icon } from "../lib/ui.js";
import { pick, t } from "../lib/words.js";
import { consentTitle } from "./consents.js";
import { Edit } from "./edit.js";
import { printBadge } from "./badge.js";
import { FILTERS, tableNo } from "./people.js";
import { TablePicker } from "./tables.js";
import { valueWords } from "./values.js";

/** @param {{link: import("../lib/link.js").LinkState, person: import("./people.js").Person, edits: Object, onClose: () => void}} props */
export function Card({ link, person, edits, onClose }) {
  const [open, setOpen] = useState("");
  const here = person.here !== null;
  const about = link.common.traits.filter(({ id }) => person.traits[id]).map(({ id, label }) => [pick(label), valueWords(id, person.traits[id])]);
  return html`<article class="ci__card" aria-labelledby="person">
    <header><h2 id="person">${person.name}</h2>
      <button type="button" class="btn btn--icon btn--quiet" aria-label=${t("Close")} onClick=${onClose}><${Icon} name="cross" /></button></header>
    <div class="ci__big"><p class="ci__badge"><small>${t("Badge")}</small><b class="num">${person.no}</b></p>
      <p class="ci__disc"><small>${t("Table")}</small><b class="num">${tableNo(person.table) || "—"}</b></p>
      <div class="ci__act">${here
        ? html`<p class="st ok"><${Icon} name="check" />${t("is here")}</p><${Act} id=${`gone:${person.id}`} name="mark_attendance" fields=${{ people: [person.id], came: false }} sure=${t("Not here after all")}>${t("Not here")}<//>`
        : html`<${Act} id=${`here:${person.id}`} name="mark_attendance" fields=${{ people: [person.id], came: true }} kind="act" icon="check" wide>${t("Mark as here")}<//>`}</div></div>
    ${person.needs && html`<p class="ci__needs"><${Icon} name="heart" />${person.needs}</p>`}
    <${Consents} link=${link} person=${person} />
    <dl class="ci__facts">${person.contact && html`<div><dt>${t("Contact")}</dt><dd>${person.contact}</dd></div>`}${about.map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${value}</dd></div>`)}
      ${person.pinned && html`<div><dt>${t("Must sit at")}</dt><dd>${t("table {no}", { no: person.pinned })}</dd></div>`}</dl>
    <div class="ci__tools">
      <${Button} icon="arrow" aria-expanded=${open === "table" ? "true" : "false"} onClick=${() => setOpen(open === "table" ? "" : "table")}>${t("Another table")}<//>
      <${Button} icon="pen" onClick=${() => setOpen("edit")}>${t("Put right")}<//>
      <${Act} id=${`code:${person.id}`} name="reissue_seat" fields=${{ seat: person.id }} icon="key" sure=${t("The old code ends")} onDone=${() => setOpen("code")}>${t("New code")}<//>
    </div>
    ${open === "table" && html`<${TablePicker} link=${link} person=${person} />`}
    ${person.again > 0 && (open === "code" || !person.used) && html`<${Code} link=${link} person=${person} />`}
    ${open === "edit" && html`<${Edit} link=${link} person=${person} edits=${edits} onGone=${onClose} onClose=${() => setOpen("")} />`}
  </article>`;
}

/** What was signed on paper. @param {{link: import("../lib/link.js").LinkState, person: import("./people.js").Person}} props */
function Consents({ link, person }) {
  const { act, told } = useActs();
  const [asks, setAsks] = useState(false);
  const unnamed = !person.consents.includes("processing") && person.walk_in;
  const erases = (purpose, on) => purpose === "processing" && !on && person.walk_in && person.named;
  const turn = (purpose, on) => {
    setAsks(erases(purpose, on) && !asks);
    if (erases(purpose, on)) return;
    const signed = person.consents.filter((each) => each !== purpose).concat(on ? [purpose] : []);
    act("consents", "revise_person", { person: person.id, consents: signed });
  };
  return html`<fieldset class="ci__consents"><legend>${t("Signed on paper")}</legend>
    ${link.common.consents.map((purpose) => html`<${ChoiceRow} key=${purpose} on=${person.consents.includes(purpose)} class=${classes(purpose === "processing" && FILTERS.consent(person) && "is-missing")}
      title=${consentTitle(purpose)} onToggle=${(on) => turn(purpose, on)} />`)}
    ${unnamed && html`<p class="sub">${t("Nothing was signed, so only the number is kept. When it is signed, tick it and put the name right.")}</p>`}
    ${asks && person.named && html`<p class="sub">${t("They were on no list: without this signature the name and all else that was typed is erased, and the number stays.")}</p>
      <${Act} id=${`unname:${person.id}`} name="revise_person" fields=${{ person: person.id, consents: person.consents.filter((each) => each !== "processing") }} kind="need" icon="trash" onDone=${() => setAsks(false)}>${t("Erase the name")}<//>`}
    <${Said} told=${told.consents} /></fieldset>`;
}

/** A code that was made anew is shown until somebody comes in with it. @param {{link: import("../lib/link.js").LinkState, person: import("./people.js").Person}} props */
function Code({ link, person }) {
  const [told, setTold] = useState(null);
  useEffect(() => {
    let gone = false;
    getJson(`/api/seats/${person.id}/code`, takeToken()).then(({ status, body }) => { if (!gone && status === 200) setTold(body); });
    return () => { gone = true; };
  }, [person.id, person.again]);
  if (person.used) return html`<p class="st ok"><${Icon} name="check" />${t("The new code is in use.")}</p>`;
  return html`<div class="ci__code">${told && html`<img class="qr" alt=${t("QR code of the new badge")} src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(told.qr)}`} /><b class="num">${told.code}</b>`}
    <p>${t("The old code has ended. Let the phone scan this one, or copy its letters by hand onto a clean slip: that is as good as a badge.")}</p>
    ${told && html`<${Button} icon="page" onClick=${() => printBadge({ ...told, person, title: pick(link.common.session.title) })}>${t("Print this badge")}<//>`}</div>`;
}
