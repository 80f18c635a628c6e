/** What became of a card, step by step, in the words of a citizen: one wording for every screen. */

import { reasonWords } from "./reasons.js";
import { scoreWords, unitWords } from "./rules.js";
import { timeOfDay } from "./times.js";
import { pick, t, tn } from "./words.js";

const STEPS = { written, gone, laid, aside, alone, objected, vote, group };
const ICONS = { written: "pen", gone: "hide", laid: "merge", aside: "page", alone: "circle", objected: "hand", vote: "ballot", group: "people" };

/** @param {Object} step of a chapter, as `/api/lineage` tells it @returns {string} */
export function stepWords(step) {
  return STEPS[step.step] ? STEPS[step.step](step) : step.step;
}

/** @param {{step: string}} step @returns {string} */
export function stepIcon({ step }) {
  return ICONS[step] || "circle";
}

function written({ cards }) {
  const [first] = cards;
  if (cards.length > 1) return tn("The theme team laid {n} card together:", "The theme team laid {n} cards together:", cards.length);
  if (!first) return t("Its cards lie elsewhere by now");
  if (first.table) return t("Written at table {no} at {time}", { no: first.table, time: timeOfDay(first.at) });
  return first.gone ? t("Written at a table") : t("Written at a table; at which one is told when the voting on it is over");
}

function gone({ state }) {
  return state === "withdrawn" ? t("Its table took it back") : t("The lead took it off the screens");
}

function laid({ theme, cards }) {
  const title = theme.title || "…";
  return cards.length ? t("The theme team laid it into the theme “{title}”, beside these cards:", { title }) : t("The theme team laid it into the theme “{title}”", { title });
}

function aside({ reason, label, to }) {
  const said = t("The theme team set it aside: {reason}", { reason: reasonWords({ id: reason, label }) });
  if (to === "archive") return `${said}. ${t("It is kept in the archive.")}`;
  return reason === "administration" ? said : `${said}. ${t("It goes to the administration.")}`;
}

function alone() {
  return t("The theme team let it stand by itself");
}

function objected({ open }) {
  return open ? t("Its table objected: if that stays, it goes before the hall by itself") : t("Its table objected; that is settled");
}

const BEFORE = {
  planned: (title) => t("Waits for the vote “{title}”", { title }),
  briefing: (title) => t("Waits for the vote “{title}”", { title }),
  open: (title) => t("The hall is voting on it: “{title}”", { title }),
  grace: (title) => t("The hall is voting on it: “{title}”", { title }),
};

function vote({ round, row, of, by, to }) {
  const title = pick(round.title);
  if (!row) return BEFORE[round.phase] ? BEFORE[round.phase](title) : t("The vote “{title}” is closed, the result is not told yet", { title });
  const result = t("The vote “{title}”: {unit} {score}, place {n} of {all}", { title, unit: unitWords(round), score: scoreWords(round, row), n: row.rank, all: of });
  return [result, STATES[row.state](to), by && BY[by] && BY[by]()].filter(Boolean).join(". ");
}

const STATES = {
  in: () => t("It went on"),
  tied: () => t("It stands level: that is not decided yet"),
  out: (to) => (LEFT[to] || LEFT.archive)(),
};

const LEFT = {
  archive: () => t("It did not go on and is kept in the archive"),
  administration: () => t("It did not go on and is passed to the administration"),
  open: () => t("It did not go on and stays open for whoever wants it"),
};

const BY = {
  breadth: () => t("It stood level with others; the number of tables behind a card decided"),
  mean: () => t("It stood level with others; the better mean decided"),
  include: () => t("It stood level with others; all of them went on"),
  runoff: () => t("It stood level with others; a second vote decided"),
  draw: () => t("It stood level with others; the draw decided"),
};

function group({ people, missing, closed }) {
  const said = tn("{n} person joined it", "{n} people joined it", people);
  if (closed) return `${said}. ${t("The group lives")}`;
  return missing ? `${said}. ${tn("{n} more is needed", "{n} more are needed", missing)}` : `${said}. ${t("It needs a leader")}`;
}
