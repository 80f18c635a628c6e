/** The wall in words and lines, for a screen at hand: what hangs there, no more, and in the same order. */

import { html } from "../../vendor/htm-preact.module.js";
import { tablesWords } from "../lib/assign.js";
import { strawWords } from "../lib/cells.js";
import { stepNoun } from "../lib/recap.js";
import { markWords, howOf, standsOf } from "../lib/pitches.js";
import { Bars, PollResult } from "../lib/pollresult.js";
import { alsoWords, scoreWords, unitWords } from "../lib/rules.js";
import { Chip, classes, Icon, Slip } from "../lib/ui.js";
import { numberOf } from "../lib/matrix.js";
import { unnamed } from "../lib/verdict.js";
import { pick, t, tn } from "../lib/words.js";

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function Wall({ link }) {
  const { scene, announcement } = link.common;
  const Scene = SCENES[scene.name] || Prompt;
  return html`${announcement && html`<p class="ph__call"><${Icon} name="speak" /><span>${announcement}</span></p>`}
    ${scene.name === "black" ? html`<${Slip}><p class="sub">${t("The hall's screen is black now.")}</p><//>` : html`<${Scene} scene=${scene} day=${link.common} />`}`;
}

/** @param {{rows: {id: any, title: any, small?: any, figure?: any, on?: boolean}[], lead?: any}} props */
function List({ rows, lead }) {
  return html`${lead && html`<p class="now">${lead}</p>`}<ol class="ranks">${rows.map((row) => html`<li key=${row.id} class=${classes("ranks__row", row.on === false && "is-out")}>
    ${row.no !== undefined && html`<span class="num ranks__n">${row.no}</span>`}<span class="ranks__name">${row.title}${row.small && html`<small class="ranks__also">${row.small}</small>`}</span>
    ${row.figure !== undefined && html`<b class="num">${row.figure}</b>`}</li>`)}</ol>`;
}

function Prompt({ scene, day }) {
  const { round, session } = day;
  return html`<${Slip}><p class="now">${round ? pick(round.prompt) || pick(round.title) : pick(session.title)}</p>
    ${round && pick(round.how) && html`<p>${pick(round.how)}</p>`}
    ${scene.name === "theming" && html`<p class="sub">${tn("{n} theme so far", "{n} themes so far", scene.themes)}</p>`}<//>`;
}

function Lobby({ scene, day }) {
  const ready = scene.tables.filter((table) => table.online).length;
  return html`<${Slip}><p class="now">${pick(day.session.title)}</p>
    ${day.session.people > 0 && html`<p>${tn("{n} person has come", "{n} people have come", scene.arrived)}</p>`}<p>${t("tables ready: {n}", { n: ready })}</p><//>`;
}

function Gather({ scene, day }) {
  const groups = scene.groups || [];
  const name = (id) => {
    const found = (scene.by === "parent" ? day.round.parents || [] : day.spheres).find((each) => each.id === id);
    return found ? (scene.by === "parent" ? found.title : pick(found.label)) : "";
  };
  return html`<p class="now">${pick(day.round.prompt) || pick(day.round.title)}</p><p class="sub">${tn("{n} card", "{n} cards", scene.total)}</p>
    ${groups.map((group) => html`<div key=${group.id || "all"}>${name(group.id) && html`<h3 class="ph__h">${name(group.id)} <small class="num">${group.total}</small></h3>`}
      <ul class="list-of-rows">${group.cards.map((card) => html`<${Slip} key=${card.id} tag="li">${card.title}<//>`)}</ul></div>`)}`;
}

function Themes({ scene }) {
  return html`<${List} rows=${scene.list.map((each) => ({ id: each.id, title: each.title, small: each.theme && tn("{n} card", "{n} cards", each.cards) }))} />`;
}

function Recap({ scene }) {
  return html`<${List} rows=${scene.steps.map((step) => ({ id: step.round, title: pick(step.title), small: stepNoun(step), figure: step.n }))} />
    ${scene.chosen && html`<${List} lead=${pick(scene.chosen.title)} rows=${scene.chosen.cards} />`}`;
}

function Lineage({ scene }) {
  return html`<${Slip}><p class="sub">${t("the path of one card")}</p><p class="now">${scene.here.card.title}</p>
    ${scene.before.map((chapter) => html`<p key=${chapter.card.id}>${t("answers “{title}”", { title: chapter.card.title || "—" })}</p>`)}<//>`;
}

function Sheets({ scene }) {
  const lead = t("{n} of {of} complete", { n: scene.whole, of: scene.of });
  const rows = scene.writing ? scene.sheets.map((row, i) => ({ id: i, title: tablesWords(row.tables), figure: `${row.percent} %` })) : scene.sheets.map(({ id, title }) => ({ id, title }));
  return html`<${List} lead=${lead} rows=${rows} />`;
}

function Turnout({ scene, day }) {
  return html`<${Slip}><p class="now">${pick(day.round.prompt) || pick(day.round.title)}</p><p>${t("{n} of {all} have voted", { n: scene.ballots, all: scene.electors })}</p><//>`;
}

function Result({ scene, day }) {
  const { round } = day;
  const blank = unnamed(scene).map((n) => ({ id: `place:${n}`, no: n, title: "—" }));
  return html`<p class="ranks__unit">${unitWords(round)}</p><${List} rows=${[...blank, ...scene.rows.map((row) => ({ id: row.card.id, no: numberOf(row), title: row.card.title, small: alsoWords(round, row), figure: scoreWords(round, row), on: row.state !== "out" }))]} />`;
}

function Bids({ scene }) {
  return html`<${Slip}><p class="now">${tn("{n} of {of} table has said its wishes", "{n} of {of} tables have said their wishes", scene.bids, { of: scene.of })}</p><//>`;
}

function Assigned({ scene }) {
  const seats = scene.tables ? scene.tables.map((table) => ({ id: table.no, title: t("Table {no}", { no: table.no }), figure: table.badges.length })) : [];
  return html`<${List} lead=${pick(scene.title)} rows=${[...scene.cards.map((row) => ({ id: row.card.id, title: row.card.title, small: tablesWords(row.tables) })), ...seats]} />`;
}

/** How many sit where: whose badge that is, is for those who wear it. */
function Places({ scene }) {
  const sit = scene.tables ? scene.tables.map(({ no, badges }) => [no, badges.length])
    : [...new Set(scene.seats.map(({ table }) => table))].filter((no) => no !== null).sort((a, b) => a - b).map((no) => [no, scene.seats.filter(({ table }) => table === no).length]);
  return html`<${List} rows=${sit.map(([no, n]) => ({ id: no, title: t("Table {no}", { no }), figure: n }))} />`;
}

function Pitch({ scene }) {
  const { current, next, done } = standsOf(scene);
  return html`${current && html`<${Slip} tone="new"><p class="sub">${t("Now: {who}", { who: tablesWords(current.tables) })}</p><p class="now">${current.title}</p><//>`}
    <p class="sub">${t("heard {n} of {of}", { n: done.length, of: scene.queue.length })}</p><${List} rows=${next.map(({ id, title }) => ({ id, title }))} />`;
}

function Grades({ scene, day }) {
  const words = (row) => day.round.criteria.map((each) => `${pick(each.label)}: ${markWords(row.grades[each.id], howOf(day.round, each.id))}`).join(" · ");
  return scene.graded ? html`<${List} rows=${scene.graded.rows.map((row) => ({ id: row.id, no: row.rank, title: row.title, small: words(row) }))} />` : html`<${Pitch} scene=${scene} />`;
}

function Question({ scene }) {
  return html`<${Slip} tone="new"><p class="now">${scene.text}</p>${scene.whom && html`<p class="sub">${t("to: {whom}", { whom: scene.whom })}</p>`}<//>`;
}

function Poll({ scene, day }) {
  if (scene.result) return html`<${PollResult} round=${day.round} poll=${scene} level=${3} />`;
  return html`<${Slip}><p class="now">${pick(day.round.prompt) || pick(day.round.title)}</p><p>${tn("{n} of {of} has answered", "{n} of {of} have answered", scene.sheets, { of: scene.of })}</p><//>`;
}

function Straw({ scene }) {
  return html`<${Slip}><p><${Chip} tone="info" icon="info">${strawWords()}<//></p><p class="now">${scene.question}</p>
    ${scene.counts ? html`<${Bars} rows=${scene.options.map((name, i) => ({ name, cell: [scene.counts[i], scene.counts[i]] }))} of=${scene.answers} />` : html`<p class="sub">${tn("{n} answer", "{n} answers", scene.answers)}</p>`}<//>`;
}

function Groups({ scene }) {
  const groups = scene.spot ? scene.groups.filter((group) => group.card.id === scene.spot) : scene.groups;
  return html`<${List} rows=${groups.map((group) => ({ id: group.card.id, title: group.card.title, figure: group.people.length,
    small: group.closed ? t("the circle is closed") : group.missing > 0 ? tn("{n} person is missing", "{n} people are missing", group.missing) : group.needs_leader ? t("needs a leader") : "" }))} />`;
}

const SCENES = {
  lobby: Lobby, prompt: Prompt, theming: Prompt, gather: Gather, recap: Recap, themes: Themes, lineage: Lineage, sheets: Sheets, turnout: Turnout, result: Result,
  matrix: Result, bids: Bids, assigned: Assigned, seats: Places, seating: Places, pitch: Pitch, grades: Grades, chosen: Themes, question: Question, poll: Poll, straw: Straw, groups: Groups, group: Groups,
};
