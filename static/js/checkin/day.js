/** What is done once: another day begins, a table is closed, everybody of a table is marked at a stroke. */

import { html } from "../../vendor/htm-preact.module.js";
import { Act } from "../lib/acts.js";
import { Dialog, LangSwitch, ThemeSwitch } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { fullWords } from "./tables.js";

/** @param {{link: import("../lib/link.js").LinkState, onClose: () => void}} props */
export function DayDialog({ link, onClose }) {
  const { check_in: known, people, tables } = link.common;
  const back = people.filter((person) => person.before && person.here === null).map((person) => person.id);
  return html`<${Dialog} wide title=${t("The day and the tables")} onClose=${onClose}>
    <section class="ci__day"><h3>${t("Day {n}", { n: known.day })}</h3>
      <p>${known.before === null ? firstDay(known) : tn("{n} person was here the day before.", "{n} people were here the day before.", known.before)}</p>
      <p class="ci__tools">${known.day < known.days && html`<${Act} id="day" name="begin_check_in" fields=${{ day: known.day + 1, was: known.day }} icon="skip" sure=${beginWords(known)} disabled=${!known.listed}>${t("Begin day {n}", { n: known.day + 1 })}<//>`}
        ${back.length > 0 && html`<${Act} id="back" name="mark_attendance" fields=${{ people: back, came: true }} icon="people" sure=${t("All of them at once")}>${tn("Mark {n} from yesterday as here", "Mark {n} from yesterday as here", back.length)}<//>`}</p></section>
    <section class="ci__day"><h3>${t("Tables")}</h3><p>${t("People of a table that is closed are seated where it costs least. Nobody else moves.")}</p>
      <ul class="ci__rows">${tables.map((table) => html`<${TableRow} key=${table.id} link=${link} table=${table} people=${people} />`)}</ul></section>
    <p class="ci__tools"><${LangSwitch} /><${ThemeSwitch} /></p>
  <//>`;
}

/** @param {{day: number, ahead: number}} known a day that ends at the door ends for good */
function beginWords({ day, ahead }) {
  if (ahead === 0) return t("Everybody checks in anew");
  return tn("{n} round of day {day} is still ahead. Everybody checks in anew, and it cannot be taken back.", "{n} rounds of day {day} are still ahead. Everybody checks in anew, and it cannot be taken back.", ahead, { day });
}

/** @param {{day: number, days: number}} known */
function firstDay({ day, days }) {
  return day < days ? t("On a new day nobody is here until a desk has seen them again. Who came today is remembered.") : t("The forum has one day.");
}

/** @param {{link: import("../lib/link.js").LinkState, table: Object, people: import("./people.js").Person[]}} props */
function TableRow({ link, table, people }) {
  const awaited = people.filter((person) => person.table === table.id && person.here === null).map((person) => person.id);
  return html`<li><b class="num">${t("Table {no}", { no: table.no })}</b><span class="num">${fullWords(table, link.common.awaits)}</span>
    ${!table.closed && awaited.length > 0 && html`<${Act} id=${`all:${table.id}`} name="mark_attendance" fields=${{ people: awaited, came: true }} icon="check" sure=${t("All of them at once")}>${t("All are here")}<//>`}
    <${Act} id=${`close:${table.id}`} name="close_table" fields=${{ table: table.id, closed: !table.closed }} icon=${table.closed ? "play" : "stop"} sure=${table.closed ? null : t("Its people move")}>${table.closed ? t("Open") : t("Close")}<//></li>`;
}
