/**
 * What the team does with cards. Each act says where the asker saw the cards; if somebody has moved them meanwhile,
 * nothing happens, and the desk shows where they are now and offers to do it all the same.
 */

import { useRef, useState } from "../../vendor/htm-preact.module.js";
import { ask } from "../lib/acts.js";
import { useLink } from "../lib/app.js";
import { placeOf } from "./board.js";

const STALE = ["card.stale", "theme.unknown"];
const SHOWN_MS = { refused: 20000, lapsed: 40000, note: 12000 };

/**
 * @typedef {{tone: "refused"|"lapsed"|"note", text: string, cards: string[], other: {again: () => void, into: string|null}|null}} Told
 *   what the line under the board says; `cards`: those that lie elsewhere by now
 * @typedef {ReturnType<typeof useBoardActs>} BoardActs
 */

/** @param {{current: import("./board.js").Desk}} latest the board as it is now, also while an act waits for its answer */
export function useBoardActs(latest) {
  const { say } = useLink();
  const [told, setTold] = useState(null);
  const [busy, setBusy] = useState(0);
  const timer = useRef(null);
  const mine = useRef(new Set());
  const begun = useRef(0);

  const tell = (next) => {
    clearTimeout(timer.current);
    setTold(next);
    if (next) timer.current = setTimeout(() => setTold(null), SHOWN_MS[next.tone]);
  };

  /**
   * @param {string} name @param {Object} fields @param {string[]} cards what it is about
   * @param {{again: () => void, into: string|null}} [other] how to do it all the same, and where the cards were to lie then
   */
  async function act(name, fields, cards, other = null) {
    tell(null);
    begun.current += 1;
    setBusy((n) => n + 1);
    cards.forEach((card) => mine.current.add(card));
    const result = await ask(say, name, fields);
    setBusy((n) => n - 1);
    if (result.state !== "done") cards.forEach((card) => mine.current.delete(card));
    if (result.state === "refused") {
      const stale = STALE.includes(result.code);
      tell({ tone: "refused", text: stale ? "" : result.text, cards: stale ? cards : [], other: stale ? other : null });
    } else if (result.state === "lapsed") {
      tell({ tone: "lapsed", text: result.text, cards: [], other: null });
    }
    return result;
  }

  const round = () => latest.current.board.round;
  const where = (ids) => Object.fromEntries(ids.map((id) => [id, placeOf(latest.current, id)]));

  /** Lays things into a theme, or into a new one that is called `title`, or as its first card. */
  function merge(ids, into = null, title = "") {
    return act("merge_cards", { round: round(), cards: where(ids), into, title }, ids, { again: () => merge(ids, into, title), into });
  }

  /** Lays things together: all into the theme `onto`, or into the largest theme among them, or into a new one. */
  function together(ids, onto = null) {
    const { things } = latest.current;
    const all = Array.from(new Set(onto ? [onto, ...ids] : ids)).filter((id) => things.has(id));
    const themes = all.filter((id) => things.get(id).isTheme).sort((a, b) => things.get(b).cards.length - things.get(a).cards.length);
    const into = onto && things.has(onto) && things.get(onto).isTheme ? onto : themes[0] || null;
    const others = all.filter((id) => id !== into);
    return others.length && all.length > 1 ? merge(others, into) : null;
  }

  function setAside(ids, reason) {
    return act("set_aside", { round: round(), cards: where(ids), reason }, ids, { again: () => setAside(ids, reason), into: null });
  }

  return {
    told, busy: busy > 0, tell, merge, together, setAside, mine: mine.current, begun: begun.current,
    split: (theme, cards) => act("split_cards", { round: round(), theme, cards }, cards),
    rename: (theme, title, revision) => act("rename_theme", { theme, title, revision }, [theme]),
    bringBack: (ids) => act("bring_back", { round: round(), cards: ids }, ids),
    tellApart: (two) => act("tell_apart", { round: round(), cards: two }, []),
    setSynonyms: (lines) => act("set_synonyms", { lines }, []),
    undo: (seq) => act("undo_act", { seq }, []),
  };
}
