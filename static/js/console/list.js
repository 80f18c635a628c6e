/** Who sits where, pasted as lines of two numbers. Every line is looked at before anything is taken. */

import { html, useMemo } from "../../vendor/htm-preact.module.js";
import { useDraft } from "../lib/draft.js";
import { Said, useActs } from "../lib/acts.js";
import { Button, Dialog, Icon, TextField } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";

const SHOWN = 6; // problems; the first ones are mended first

/** @param {{hall: import("./hall.js").Hall, onClose: () => void}} props */
export function ListDialog({ hall, onClose }) {
  const { round, common } = hall;
  const { list } = hall.own.assign;
  const [text, setText, clear] = useDraft(`seats:${round.id}`, list.map(([badge, table]) => `${badge} ${table}`).join("\n"));
  const { act, told } = useActs();
  const mine = told.list || { state: "idle", text: "" };
  const read = useMemo(() => linesOf(text, round.people, common.tables.length), [text]);
  const people = Object.keys(read.people).length;
  const take = async () => {
    const result = await act("list", "list_people", { round: round.id, people: read.people });
    if (result.state !== "done") return;
    clear();
    onClose();
  };
  return html`<${Dialog} wide title=${t("Who sits where")} onClose=${onClose} actions=${html`
    <${Button} kind="act" big icon="check" busy=${mine.state === "asking"} disabled=${read.problems.length > 0} onClick=${take}>${tn("Take the list of {n} badge", "Take the list of {n} badges", people)}<//>`}>
    <p>${t("One line for each person: the number of the badge, then the number of the table. Paste it from a spreadsheet, or type it.")}</p>
    <div class="paste"><${TextField} label=${t("Badge and table")} rows="12" value=${text} onText=${setText} data-first spellcheck="false" autocomplete="off" placeholder=${"47 3\n48 3\n49 7"} />
      <div class="paste__read" role="status"><p><b>${tn("{n} badge in the list", "{n} badges in the list", people)}</b>, ${tn("{n} stays where it sits", "{n} stay where they sit", round.people - people)}</p>
        ${read.problems.length > 0 && html`<p class="st need"><${Icon} name="warn" />${tn("{n} line needs you; nothing is taken until it is right", "{n} lines need you; nothing is taken until they are right", read.problems.length)}</p>
          <ul>${read.problems.slice(0, SHOWN).map(({ line, words }) => html`<li key=${line}><b class="num">${t("Line {n}:", { n: line })}</b> ${words}</li>`)}</ul>`}</div></div>
    <${Said} told=${mine} />
  <//>`;
}

/**
 * @param {string} text @param {number} badges as many as there are @param {number} tables
 * @returns {{people: {[seat: string]: string}, problems: {line: number, words: string}[]}}
 */
export function linesOf(text, badges, tables) {
  const people = {};
  const at = {};
  const problems = [];
  text.split("\n").forEach((said, i) => {
    if (!said.trim()) return;
    const line = i + 1;
    const numbers = (said.match(/\d+/g) || []).map(Number);
    const [badge, table] = numbers;
    if (numbers.length !== 2) problems.push({ line, words: t("two numbers are needed, badge and table: “{text}”", { text: said.trim().slice(0, 40) }) });
    else if (badge < 1 || badge > badges) problems.push({ line, words: t("there is no badge {n}, they go from 1 to {of}", { n: badge, of: badges }) });
    else if (table < 1 || table > tables) problems.push({ line, words: t("there is no table {n}, they go from 1 to {of}", { n: table, of: tables }) });
    else if (at[badge]) problems.push({ line, words: t("badge {n} stands in line {line} already", { n: badge, line: at[badge] }) });
    else {
      at[badge] = line;
      people[`p${badge}`] = `t${table}`;
    }
  });
  return { people, problems };
}
