/** Why this table, and what each other one would cost the mixture. Nobody else moves. */

import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.module.js";
import { Act } from "../lib/acts.js";
import { getJson } from "../lib/api.js";
import { takeToken } from "../lib/seat.js";
import { classes, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { ruleWords, tenths } from "./rules.js";
import { tableNo } from "./people.js";
import { valueWords } from "./values.js";

const SAME = 0.05; // what is not seen in tenths
const FEW = 3; // if more are the best, no one is

/** @param {{link: import("../lib/link.js").LinkState, person: import("./people.js").Person}} props */
export function TablePicker({ link, person }) {
  const [found, setFound] = useState(null);
  const { drafting, awaits } = link.common;
  useEffect(() => {
    if (awaits) return undefined;
    let gone = false;
    getJson(`/api/seating/of/${person.id}`, takeToken()).then(({ status, body }) => { if (!gone && status === 200) setFound(body); });
    return () => { gone = true; };
  }, [person.id, person.table, person.planned, link.common.tables, Boolean(awaits)]);
  const top = useRef(null);
  useEffect(() => { top.current.scrollIntoView({ block: "nearest" }); }, [Boolean(found)]);
  if (awaits) return html`<p ref=${top} class="ci__note"><${Icon} name="dice" /><span>${awaitsWords(awaits)}</span></p>`;
  const at = drafting && person.planned ? person.planned : person.table;
  const offer = (table) => found && found.offers.find((each) => each.table === table.id);
  const here = found && found.offers.find((each) => each.table === at);
  const good = found ? found.offers.filter((each) => each.table !== at && !each.full && !each.breaks.length) : [];
  const least = Math.min(...good.map((each) => each.cost));
  const best = good.filter((each) => each.cost < least + SAME);
  return html`<section ref=${top} class="ci__why">
    ${found && found.why && html`<${Why} link=${link} found=${found} at=${at} />`}
    ${drafting && html`<p class="sub">${t("The seating of “{title}” is not in force yet: here you change what it says.", { title: pick(drafting.title) })}</p>`}
    <ul class="ci__pick" aria-label=${t("Tables")}>${link.common.tables.map((table) => {
      const one = offer(table);
      const cost = one && here ? one.cost - here.cost : null;
      const [name, fields] = drafting ? ["list_person", { round: drafting.id, person: person.id, table: table.id }] : ["move_person", { person: person.id, table: table.id }];
      return html`<li key=${table.id}><${Act} id=${`to:${table.id}`} name=${name} fields=${fields} pressed=${table.id === at} disabled=${table.closed || table.id === at} label=${t("table {no}", { no: table.no })}>
        <b class="num">${table.no}${one && one.breaks.length > 0 && html`<${Icon} name="warn" label=${one.breaks.map(ruleWords).join("; ")} />`}</b>
        <small class=${classes(cost !== null && cost < 0 && "is-better")}>${table.closed ? t("closed") : priceWords(cost, one, table.id === at)}${best.length <= FEW && best.includes(one) && html` · ${t("best")}`}</small><//></li>`;
    })}</ul>
    ${found && html`<ul class="ci__problems">${broken(found.offers, at).map(([words, nos]) => html`<li key=${words} class="is-stop"><${Icon} name="warn" /><span>${tn("Table {list}: {rule}", "Tables {list}: {rule}", nos.length, { list: nos.join(", "), rule: words })}</span></li>`)}</ul>`}
    <p class="sub">${t("The number is what the mixture gains (−) or loses (+) by the move; the sign means that a rule would be broken.")}</p></section>`;
}

/** Why nobody has a table, and what gives everybody one. @param {{title: Object}} awaits the round that mixes */
export function awaitsWords({ title }) {
  return t("“{title}” mixes the tables, and no seating is taken for it yet. Take one under Seating; then everybody has a table.", { title: pick(title) });
}

/** How many of a table are here; nothing while nobody knows who is to sit there. @param {Object} table @param {Object|null} awaits */
export function fullWords(table, awaits) {
  if (table.closed) return t("closed");
  return awaits && !table.listed ? "—" : t("{n} of {of}", { n: table.here, of: table.listed });
}

/** Each rule that a move would break, in words, and the tables where it would. */
function broken(offers, at) {
  const found = new Map();
  offers.filter((each) => each.table !== at).forEach((each) => each.breaks.forEach((rule) => {
    const words = ruleWords(rule);
    found.set(words, [...(found.get(words) || []), tableNo(each.table)].sort((a, b) => a - b));
  }));
  return [...found];
}

function priceWords(cost, offer, here) {
  if (here) return t("sits here");
  if (cost === null || !offer) return "";
  const said = Math.abs(cost) < SAME ? "0" : tenths(cost, true);
  return offer.full ? `${said}, ${t("full")}` : said;
}

/** @param {{link: import("../lib/link.js").LinkState, found: Object, at: string}} props */
function Why({ link, found, at }) {
  const { why } = found;
  const label = (trait) => { const known = link.common.traits.find((each) => each.id === trait); return known ? pick(known.label) : trait; };
  const said = [
    why.pinned && t("The list says so."),
    why.together.length > 0 && tn("Together with badge {list}.", "Together with badges {list}.", why.together.length, { list: why.together.join(", ") }),
    why.apart.length > 0 && tn("Apart from badge {list}.", "Apart from badges {list}.", why.apart.length, { list: why.apart.join(", ") }),
    why.met.length > 0 && tn("Has met badge {list} before.", "Has met badges {list} before.", why.met.length, { list: why.met.join(", ") }),
    ...why.traits.map((each) => t("{trait} “{value}”: {here} here, an equal share would be {ideal}.", { trait: label(each.trait), value: valueWords(each.trait, each.value), here: each.here, ideal: tenths(each.ideal) })),
  ].filter(Boolean);
  return html`<div><h3>${t("Why table {no}", { no: tableNo(at) })}</h3><ul class="ci__reasons">${(said.length ? said : [t("Nothing is known that would speak for another one.")]).map((words) => html`<li key=${words}>${words}</li>`)}</ul></div>`;
}
