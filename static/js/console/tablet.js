/** One table's tablet: how it is and what to do about it; another device in its place. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { getJson, postJson } from "../lib/api.js";
import { formatClock } from "../lib/clock.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Act } from "../lib/acts.js";
import { tileOf } from "./tables.js";
import { CURES, troublesOf, troubleWords } from "./troubles.js";

const LOOK_MS = 2000;

/** @param {{hall: import("./hall.js").Hall, seat: string, replace: boolean, open: (dialog: string) => void, onClose: () => void}} props */
export function Tablet({ hall, seat, replace, open, onClose }) {
  const [replacing, setReplacing] = useState(replace);
  const table = hall.common.tables.find((each) => each.id === seat);
  if (!table) return null;
  const troubles = troublesOf(hall, seat);
  const { icon, words, tone } = tileOf(table, hall);
  return html`<${Dialog} class="tablet" title=${replacing ? t("Another device for table {no}", { no: table.no }) : t("Table {no}", { no: table.no })} onClose=${onClose}>
    ${replacing ? html`<${Replacement} seat=${seat} no=${table.no} onClose=${onClose} />` : html`
    <p class=${classes("st tablet__now", tone === "off" ? "now" : tone)}><${Icon} name=${icon} />${words}</p>
    ${troubles.length > 0 && html`<ul class="tablet__troubles">${troubles.map((each) => html`<li key=${each.code}><${Icon} name=${troubleWords(each).icon} />
      <span><b>${troubleWords(each).words}</b><small>${CURES[each.code]()}</small></span></li>`)}</ul>`}
    <div class="tablet__acts">
      <${Button} kind="act" big icon="tablet" data-first onClick=${() => setReplacing(true)}>${t("Replace the tablet")}<//>
      <${Button} icon="speak" onClick=${() => open(`notice:${seat}`)}>${t("Write to the host")}<//>
      <${Button} icon="info" onClick=${() => open("devices")}>${t("All devices")}<//>
    </div>`}
  <//>`;
}

/** The code for another device. The old one works until it comes in, or is put out at once. @param {{seat: string, no: number, onClose: () => void}} props */
function Replacement({ seat, no, onClose }) {
  const { made, stands, failed, make } = useReplacement(seat);
  if (failed) return html`<p class="act__said" role="alert">${t("The desk does not answer.")} <${Button} onClick=${() => make(false)}>${t("Try again")}<//></p>`;
  if (!made) return html`<p>${t("Making a code…")}</p>`;
  if (stands.state === "used") {
    return html`<p class="tablet__came" role="status"><${Icon} name="check" /><span>${t("Another device is at table {no} now, with everything the table has sent. The old one is out.", { no })}</span></p>
      <div class="tablet__acts"><${Button} kind="act" big data-first onClick=${onClose}>${t("Good")}<//><${Button} icon="key" onClick=${() => make(true)}>${t("Another code")}<//></div>`;
  }
  if (stands.state === "over") {
    return html`<p role="status">${t("This code is over.")}</p><div class="tablet__acts"><${Button} kind="act" big icon="key" onClick=${() => make(true)}>${t("Another code")}<//></div>`;
  }
  return html`<div class="tablet__code">
      <img class="qr" src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.qr)}`} alt=${t("QR code of the link")} />
      <div><p>${t("Scan it with any device in the hall's Wi-Fi. Or open the hall's page there, choose “This is a table” and type:")}</p>
        <p class="tablet__digits num" aria-label=${made.code.split("").join(" ")}>${made.code.slice(0, 3)} ${made.code.slice(3)}</p>
        <p class="sub num">${t("good for one device, for {time} more", { time: formatClock(stands.left_ms) })}</p></div>
    </div>
    <p class="sub">${t("The old tablet works until the new one comes in. What was typed on it and never sent stays on it alone.")}</p>
    <${Act} id=${`reissue:${seat}`} name="reissue_seat" fields=${{ seat }} icon="stop" wide sure=${t("End the old link: its device is put out at once")}>${t("The old one was taken away: put it out now")}<//>`;
}

/** @param {string} seat */
function useReplacement(seat) {
  const [made, setMade] = useState(null);
  const [stands, setStands] = useState({ state: "waits", left_ms: 0 });
  const [failed, setFailed] = useState(false);
  const open = useRef(true);
  const make = async (fresh) => {
    setFailed(false);
    const { status, body } = await postJson("/api/replacements", { seat, fresh }, takeToken());
    if (!open.current) return;
    setFailed(status !== 200);
    if (status === 200) { setMade(body); setStands(body); }
  };
  useEffect(() => { make(false); return () => { open.current = false; }; }, []);
  useEffect(() => {
    if (!made || stands.state !== "waits") return undefined;
    const timer = setTimeout(async () => {
      const { status, body } = await getJson(`/api/replacements/${seat}`, takeToken());
      if (!open.current) return;
      if (status !== 200) setStands({ ...stands });
      else setStands(body.code === made.code ? body : { state: "over", left_ms: 0 });
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [made, stands]);
  return { made, stands, failed, make };
}
