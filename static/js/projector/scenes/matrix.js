/** The result of two grades: left the field with numbers, in the square the names, a page of ten at most. Below, how it was decided. */

import { html } from "../../../vendor/htm-preact.module.js";
import { FIELDS } from "../../lib/matrix.js";
import { MatrixField } from "../../lib/parts/matrix.js";
import { ruleWords } from "../../lib/rules.js";
import { addsUp, SumsLine } from "../../lib/sums.js";
import { classes } from "../../lib/ui.js";
import { t } from "../../lib/words.js";
import { Clipped, Fit, roundHead, Scene } from "../sheet.js";
import { Pager, useTurns } from "../turns.js";
import { title } from "./result.js";

const WIDE = {
  disc: { cx: 2000, cy: 540, r: 960 },
  box: FIELDS.wide,
  list: { height: 92, head: 7.4, brief: 5.8, full: 9.2, note: 4, short: 24 }, // rem, as in projector.css; `short`: signs on one line
};
const TALL = {
  disc: { cx: 2118, cy: 600, r: 1250 },
  box: FIELDS.tall,
  list: { height: 104, head: 7.4, brief: 6, full: 13.8, note: 4.4, short: 20 },
};
const ON_ONE_PAGE = 12;
const ON_A_PAGE = 10;

/** @param {{day: Object, sheet: import("../sheet.js").Sheet}} props */
export function Matrix({ day, sheet }) {
  const { scene, round } = day;
  const { disc, box, list } = sheet.tall ? TALL : WIDE;
  const isLong = (row) => row.card.title.length > list.short;
  const heightOf = (row) => (isLong(row) ? list.full : list.brief) + (row.point ? 0 : list.note);
  const pages = pagesOf(groupsOf(scene, round.rule), list, heightOf, ON_ONE_PAGE);
  const page = useTurns(pages.length);
  return html`<${Scene} name="matrix" sheet=${sheet} disc=${disc} head=${roundHead(round)}>
    <${Fit} class="scene__title scene__title--fit" sizes=${[8.4, 7.4, 6.6, 5.8, 5]}><h1>${title(scene, round)}</h1><//>
    <${MatrixField} matrix=${round.matrix} rows=${scene.rows} box=${box} />
    <${Foot} scene=${scene} round=${round} />
    <section key=${page} class=${classes("mlist on", scene.rows.some(isLong) && "mlist--full")}>
      ${(pages[page] || []).map((group) => html`<${Names} key=${group.state} group=${group} isLong=${isLong} />`)}
    </section>
    <${Pager} page=${page} pages=${pages.length} />
  <//>`;
}

/** @param {Object} scene @param {Object} rule @returns {{state: string, words: string, rows: Object[]}[]} */
function groupsOf({ rows, waits }, rule) {
  return ["in", "tied", "out"].map((state) => ({ state, rows: rows.filter((row) => row.state === state) }))
    .filter((group) => group.rows.length > 0)
    .map((group) => ({ ...group, words: HEADS[group.state](group.rows.length, rule, waits) }));
}

const HEADS = {
  in: (n) => t("Go on: {n}", { n }),
  tied: (n, _, waits) => WAITS[waits](n),
  out: (n, { rest }) => RESTS[rest](n),
};

const WAITS = {
  draw: (n) => t("Wait for the draw: {n}", { n }),
  runoff: (n) => t("Wait for the runoff: {n}", { n }),
  pick: (n) => t("Wait for the lead: {n}", { n }),
};

const RESTS = {
  archive: (n) => t("Kept in the archive: {n}", { n }),
  administration: (n) => t("To the administration: {n}", { n }),
  open: (n) => t("Still open for sign-up: {n}", { n }),
};

/** All on one page if they fit there; else a group that does not fit goes on under its own words on the next. */
function pagesOf(groups, list, heightOf, most) {
  const { height, head } = list;
  const pages = [];
  let [room, names] = [0, 0];
  for (const group of groups) {
    let open = null;
    for (const each of group.rows) {
      const row = heightOf(each);
      if (names === 0 || room < row + (open ? 0 : head)) {
        pages.push([]);
        [room, names, open] = [height, most, null];
      }
      if (!open) {
        open = { ...group, rows: [] };
        pages[pages.length - 1].push(open);
        room -= head;
      }
      open.rows.push(each);
      room -= row;
      names -= 1;
    }
  }
  return pages.length > 1 && most > ON_A_PAGE ? pagesOf(groups, list, heightOf, ON_A_PAGE) : pages;
}

/** @param {{group: {state: string, words: string, rows: Object[]}, isLong: (row: Object) => boolean}} props */
function Names({ group, isLong }) {
  return html`<h2 class=${`is-${group.state}`}>${group.words}</h2>
    <ol>${group.rows.map((row) => html`<li key=${row.card.id} class=${classes(`is-${row.state}`, isLong(row) && "is-long", !row.point && "is-nowhere")}>
      <span class="num">${row.place}</span>
      <div><${Clipped} tag="b" text=${row.card.title} />${!row.point && html`<small>${t("not graded")}</small>`}</div></li>`)}</ol>`;
}

/** The rule, and how many decided by it. */
function Foot({ scene, round }) {
  const { voted, electors, quorum } = scene;
  return html`<div class="mfoot"><${Clipped} tag="p" text=${t("The rule: {rule}.", { rule: ruleWords(round) })} />
    <p>${t("{n} of {all} have voted", { n: voted, all: electors })}${quorum !== null && voted < quorum
      && html`, <b>${t("the quorum of {n} was not reached", { n: quorum })}</b>`}</p>${!addsUp(scene) && html`<${SumsLine} result=${scene} />`}</div>`;
}
