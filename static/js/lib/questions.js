/** The hall's questions on a device: what can be read, what is its own, and what is still on the way. */

import { pending } from "./outbox.js";
import { t } from "./words.js";

/**
 * @param {import("./link.js").LinkState} link
 * @returns {{list: Object[], asked: Object[], more: number}} `list`: what the hall reads, each with `mine` and `backed`; `asked`: this
 *   seat's own with their fate
 */
export function questionsOf(link) {
  const common = link.common.questions || { list: [], more: 0 };
  const own = (link.own && link.own.questions) || { asked: [], backed: [] };
  const going = pending(link.outbox, link.version.own);
  const backing = new Map(going.filter((item) => item.name === "back_question").map((item) => [item.payload.question, item.payload.on]));
  const mine = new Set(own.asked.map((each) => each.id));
  const list = common.list.map((each) => {
    const known = own.backed.includes(each.id);
    const backed = backing.has(each.id) ? backing.get(each.id) : known;
    return { ...each, mine: mine.has(each.id), backed, backers: each.backers + Number(backed) - Number(known) };
  });
  const asked = own.asked.map((each) => ({ ...each, fate: fateOf(each) }));
  for (const item of going.filter((each) => each.name === "ask_question")) {
    const id = item.answer && item.answer.question;
    if (!id || !mine.has(id)) asked.push({ id: item.action_id, text: item.payload.text, whom: item.payload.whom, fate: item.state === "done" ? "read" : "going" });
  }
  return { list, asked: asked.reverse(), more: common.more };
}

function fateOf({ state, admitted, redacted }) {
  if (redacted || state === "aside") return "aside";
  return state === "new" ? (admitted ? "shown" : "read") : state;
}

const FATES = {
  going: { tone: "now", icon: "sending", words: () => t("on its way") },
  read: { tone: "now", icon: "waits", words: () => t("the lead is reading it") },
  shown: { tone: "ok", icon: "show", words: () => t("the hall can read it") },
  wall: { tone: "ok", icon: "screen", words: () => t("on the hall's screen") },
  answered: { tone: "ok", icon: "check", words: () => t("answered") },
  aside: { tone: "need", icon: "hide", words: () => t("set aside by the lead") },
};

/** @param {string} fate @returns {{tone: string, icon: string, words: string}} */
export function fateWords(fate) {
  const { tone, icon, words } = FATES[fate];
  return { tone, icon, words: words() };
}
