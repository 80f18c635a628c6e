/** Links of the seats: fetched when the lead asks for them, shown one at a time, ended and made anew. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { getJson, TIMEOUT_MS } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { Button, classes, Dialog, Icon } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { Act } from "../lib/acts.js";

/** @param {{hall: import("./hall.js").Hall, first: string, onClose: () => void}} props `first`: the seat to show at once, or "" */
export function Seats({ hall, first, onClose }) {
  const [seats, setSeats] = useState(null);
  const [failed, setFailed] = useState(false);
  const [shown, setShown] = useState(first);
  const [search, setSearch] = useState("");
  const fetchSeats = async () => {
    const { status, body } = await getJson("/api/seats", takeToken());
    setFailed(status !== 200);
    if (status === 200) setSeats(body);
  };
  useEffect(() => { fetchSeats(); }, []);
  const rows = (seats || []).filter((seat) => takes(seat, search));
  const seat = rows.find((each) => each.seat === shown);
  return html`<${Dialog} wide class="seats-dialog" title=${t("Links and codes of the seats")} onClose=${onClose}>
    <p class="sub">${t("Whoever has a seat's link speaks for it. Show a code only to the people it belongs to.")}</p>
    <label class="find"><span class="sr">${t("Number of a badge")}</span><${Icon} name="search" /><input class="input" type="search" inputmode="numeric" data-first value=${search}
      placeholder=${t("Number of a badge")} onInput=${(event) => setSearch(event.target.value.replace(/\D/g, ""))} /></label>
    ${failed && html`<p class="act__said" role="alert">${t("The desk does not answer.")} <${Button} onClick=${fetchSeats}>${t("Try again")}<//></p>`}
    ${!seats && !failed && html`<p>${t("Fetching the links…")}</p>`}
    <div class="seats"><ul class="seats__list">${rows.map((each) => html`<li key=${each.seat}><button type="button" class=${classes("seats__one", each.seat === shown && "is-on")}
      aria-pressed=${each.seat === shown ? "true" : "false"} onClick=${() => setShown(each.seat)}><b>${nameOf(each)}</b>
      <span class=${classes("st", isOn(hall, each) ? "ok" : "")}><${Icon} name=${isOn(hall, each) ? "check" : "wifi-off"} />${isOn(hall, each) ? t("online") : t("not online")}</span></button></li>`)}</ul>
      ${seat ? html`<${OneSeat} key=${`${seat.seat}.${seat.token}`} seat=${seat} base=${hall.own.url} renew=${fetchSeats} />` : html`<p class="seats__none sub">${t("Choose a seat to see its code.")}</p>`}
    </div>
  <//>`;
}

/** @param {Object} seat @param {string} search */
function takes(seat, search) {
  if (seat.role === "person") return search !== "" && String(seat.no).startsWith(search);
  return search === "" || String(seat.no) === search;
}

/** @param {import("./hall.js").Hall} hall @param {Object} seat */
function isOn(hall, seat) {
  if (["theme_team", "expert", "observer", "registrar"].includes(seat.role)) return hall.on(seat.seat) || seat.online > 0; // a console that polls hears of tables only
  return seat.role === "person" ? seat.online > 0 : hall.on(seat.seat);
}

/** @param {Object} seat */
function nameOf(seat) {
  if (seat.role === "table") return t("Table {no}", { no: seat.no });
  if (seat.role === "theme_team") return t("Theme desk {no}", { no: seat.no });
  if (seat.role === "registrar") return t("Check-in desk {no}", { no: seat.no });
  if (seat.role === "expert") return t("Expert {no}", { no: seat.no });
  if (seat.role === "observer") return t("Observer {no}", { no: seat.no });
  return seat.role === "person" ? t("Badge {no}", { no: seat.no }) : t("Projector");
}

/** @param {{seat: Object, base: string, renew: () => void}} props */
function OneSeat({ seat, base, renew }) {
  const picture = useQr(seat.token ? seat.seat : "");
  const link = seat.token && `${(base || window.location.origin).replace(/\/$/, "")}${seat.path}#${seat.token}`;
  return html`<div class="seats__card">
    <h3>${nameOf(seat)}</h3>
    ${link ? html`
      ${picture ? html`<img class="qr" src=${picture} alt=${t("QR code of the link")} />` : html`<span class="qr qr--none"></span>`}
      <label class="field"><span class="field__lab">${t("Link")}</span><input class="input" readonly value=${link} onFocus=${(event) => event.target.select()} /></label>
      ${seat.pin && html`<p class="sub">${t("The desk asks for a PIN:")} <b class="num">${seat.pin}</b></p>`}`
    : html`<p class="sub">${t("The code stands on the badge and is its holder's alone: a vote goes with it. For a lost badge make a new one; it is shown until it is used.")}</p>`}
    <${Act} id=${`reissue:${seat.seat}`} name="reissue_seat" fields=${{ seat: seat.seat }} icon="key" wide onDone=${renew}
      sure=${t("End the old link: its device is put out at once")}>${t("End this link and make a new one")}<//>
  </div>`;
}

/** The picture needs the lead's token, so it cannot be a plain address. @param {string} seat or "" for none @returns {string|null} */
function useQr(seat) {
  const [picture, setPicture] = useState(null);
  useEffect(() => {
    if (!seat) return undefined;
    let gone = false;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
    fetch(`/api/seats/${seat}/qr.svg`, { headers: { Authorization: `Bearer ${takeToken()}` }, cache: "no-store", credentials: "omit", signal: stop.signal })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((svg) => { if (!gone && svg) setPicture(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`); })
      .catch(() => {})
      .then(() => clearTimeout(timer));
    return () => { gone = true; stop.abort(); };
  }, [seat]);
  return picture;
}
