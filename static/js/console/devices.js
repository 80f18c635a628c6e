/** All devices of tables, projector and desks, those in trouble first: last heard, page, battery, what has not arrived. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { getJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { span } from "./times.js";
import { troubleWords } from "./troubles.js";

const LOOK_MS = 3000;

/** @param {{open: (dialog: string) => void, onClose: () => void}} props */
export function Devices({ open, onClose }) {
  const [told, setTold] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let timer = null;
    let gone = false;
    const look = async () => {
      const { status, body } = await getJson("/api/devices", takeToken());
      if (gone) return;
      setFailed(status !== 200);
      if (status === 200) setTold(body);
      timer = setTimeout(look, LOOK_MS);
    };
    look();
    return () => { gone = true; clearTimeout(timer); };
  }, []);
  return html`<${Dialog} wide class="devices-dialog" title=${t("Devices")} onClose=${onClose}>
    ${failed && html`<p class="act__said" role="alert">${t("The desk does not answer.")}</p>`}
    ${!told && !failed && html`<p>${t("Looking at the devices…")}</p>`}
    ${told && html`<div class="devices"><table><thead><tr><th scope="col">${t("Where")}</th><th scope="col">${t("How it is")}</th><th scope="col">${t("Last heard")}</th>
        <th scope="col">${t("Battery")}</th><th scope="col">${t("Unsent")}</th><th scope="col">${t("Version")}</th><th scope="col">${t("Screen")}</th><td></td></tr></thead>
      <tbody>${told.devices.map((row, i) => html`<${Row} key=${`${row.seat}:${i}`} row=${row} open=${open} />`)}</tbody></table></div>
      <p class="devices__phones"><${Icon} name="phone" /><span>${phoneWords(told.phones)}</span></p>`}
  <//>`;
}

/** @param {{row: Object, open: (dialog: string) => void}} props */
function Row({ row, open }) {
  const known = row.heard_ms !== null;
  return html`<tr class=${classes(row.trouble.length && "is-need", !row.here && !row.online && "is-off")}>
    <th scope="row">${nameOf(row)}</th>
    <td>${stateWords(row)}</td>
    <td class="num">${known ? heardWords(row.heard_ms) : ""}</td>
    <td class="num">${row.battery === undefined || row.battery === null ? "" : html`${row.battery} %${row.charging ? html` <span class="sub">${t("charging")}</span>` : ""}`}</td>
    <td class="num">${known ? unsentWords(row) : ""}</td>
    <td>${known ? (row.old ? t("old") : t("current")) : ""}</td>
    <td class="num sub">${known ? `${row.width} × ${row.height}` : ""}</td>
    <td>${row.role === "table" && html`<${Button} icon="tablet" onClick=${() => open(`replace:${row.seat}`)} aria-label=${t("Replace the tablet of table {no}", { no: row.no })}>${t("Replace")}<//>`}</td></tr>`;
}

function stateWords(row) {
  if (row.trouble.length) {
    return html`<span class="devices__said">${row.trouble.map((code) => {
      const { icon, words } = troubleWords({ code, n: { unsent: row.unsent, battery: row.battery, two: 2 }[code] || 0 });
      return html`<span key=${code} class="st need"><${Icon} name=${icon} />${words}</span>`;
    })}</span>`;
  }
  if (row.here || row.online) return html`<span class="st ok"><${Icon} name="check" />${t("online")}</span>`;
  return html`<span class="st now"><${Icon} name="wifi-off" />${row.heard_ms === null ? t("not here yet") : t("offline")}</span>`;
}

function heardWords(ms) {
  return ms < 5000 ? t("just now") : t("{span} ago", { span: span(ms) });
}

function unsentWords({ unsent, unsent_ms }) {
  return unsent ? t("{n}, for {span}", { n: unsent, span: span(unsent_ms) }) : "0";
}

/** @param {Object} row */
function nameOf({ role, no, seat }) {
  if (role === "table") return t("Table {no}", { no });
  if (role === "theme_team") return t("Theme desk {no}", { no });
  if (role === "registrar") return t("Check-in desk {no}", { no });
  if (role === "expert") return t("Expert {no}", { no });
  if (role === "lead") return t("Console");
  return role === "projector" ? t("Projector") : seat;
}

function phoneWords({ here, unsent, old, forgets }) {
  const said = [tn("{n} phone in the hall reports", "{n} phones in the hall report", here)];
  if (unsent) said.push(tn("{n} has something unsent", "{n} have something unsent", unsent));
  if (old) said.push(tn("{n} on an old version", "{n} on an old version", old));
  if (forgets) said.push(tn("{n} keeps nothing", "{n} keep nothing", forgets));
  return said.join(" · ");
}
