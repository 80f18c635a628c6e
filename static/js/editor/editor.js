/** The editor: left the rounds in the order of the day, right the one in hand; above, what is wrong and where the draft goes. */

import { html, useEffect, useState } from "../../vendor/htm-preact.module.js";
import { Acts } from "../lib/acts.js";
import { useKey } from "../lib/keys.js";
import { Mark, Notices } from "../lib/ui.js";
import { t } from "../lib/words.js";
import { get, useChecked, useForm } from "./desk.js";
import { Add, Help, Open, Problems } from "./dialogs.js";
import { MARK, useDraftOfDay } from "./draft.js";
import { Head } from "./head.js";
import { List } from "./list.js";
import { Round } from "./round.js";
import * as rounds from "./rounds.js";
import { Save } from "./save.js";
import { TopBar } from "./top.js";

/** @param {{link: import("../lib/link.js").LinkState}} props */
export function Editor({ link }) {
  const form = useForm();
  if (!form || !link.own) return html`<main class="waits" aria-busy="true"><p><${Mark} /><span class="sr">${t("Connecting…")}</span></p></main>`;
  return html`<${Acts}><${Desk} form=${form} link=${link} /><//>`;
}

/** @param {{form: Object, link: import("../lib/link.js").LinkState}} props */
function Desk({ form, link }) {
  const day = useDraftOfDay();
  const [dialog, setDialog] = useState(null);
  useEffect(() => { openAsked(day); }, []);
  const { draft, base } = day.kept;
  const checked = useChecked(draft, link.own.agenda.map((row) => `${row.id}:${row.phase}`).join());
  const stays = staysOf(draft, base, checked.day);
  const place = draft.round.findIndex((plan) => plan[MARK] === day.chosen);
  const acts = useActs(day, draft, place, stays);

  useKey("ArrowDown", () => acts.step(1));
  useKey("KeyJ", () => acts.step(1));
  useKey("ArrowUp", () => acts.step(-1));
  useKey("KeyK", () => acts.step(-1));
  useKey("Shift+ArrowDown", () => acts.moveTo(place, place + 1));
  useKey("Shift+ArrowUp", () => acts.moveTo(place, place - 1));
  useKey("KeyA", () => setDialog("add"));
  useKey("KeyD", place < 0 ? null : acts.duplicate);
  useKey("Delete", place < 0 || stays(place) ? null : acts.remove);
  useKey("KeyZ", day.undo);
  useKey("KeyO", () => setDialog("open"));
  useKey("KeyS", () => setDialog("save"));
  useKey("KeyP", () => setDialog("problems"));
  useKey("?", () => setDialog("help"));

  const props = { form, day, draft, checked, stays, acts };
  const close = () => setDialog(null);
  return html`<div class="ed">
    <${TopBar} ...${props} link=${link} open=${setDialog} />
    <${List} ...${props} open=${setDialog} />
    ${place < 0 ? html`<${Head} key="head" ...${props} />` : html`<${Round} key=${day.chosen} ...${props} place=${place} />`}
    <${Notices} link=${link} />
    ${dialog === "add" && html`<${Add} form=${form} onAdd=${(pattern) => { acts.add(pattern); close(); }} onClose=${close} />`}
    ${dialog === "open" && html`<${Open} day=${day} link=${link} onClose=${close} />`}
    ${dialog === "save" && html`<${Save} ...${props} base=${base} onClose=${close} />`}
    ${dialog === "problems" && html`<${Problems} ...${props} onClose=${close} />`}
    ${dialog === "help" && html`<${Help} onClose=${close} />`}
  </div>`;
}

/** `run.py edit NAME` wants that scenario on the page, once. */
async function openAsked(day) {
  if (new URLSearchParams(window.location.search).get("open") !== "session") return;
  const { status, body } = await get("session");
  if (status !== 200) return;
  window.history.replaceState(null, "", window.location.pathname);
  day.open(body.draft);
}

/** Which rounds of this draft the hall has been in; none of a draft that is not of the day that runs. @returns {(place: number) => boolean} */
function staysOf(draft, base, running) {
  const ours = base && running && running.scenario === draft.scenario.id;
  return (place) => Boolean(ours && (place < running.past || running.begun.includes((draft.round[place] || {}).id)));
}

function useActs(day, draft, place, stays) {
  const become = ({ rounds: next, mark }) => day.change({ ...draft, round: next }, "", mark);
  const step = (by) => {
    const next = Math.min(Math.max(place + by, -1), draft.round.length - 1);
    day.choose(next < 0 ? "head" : draft.round[next][MARK]);
  };
  /** A round may not pass one that the hall has been in. */
  const moveTo = (from, to) => {
    if (from < 0 || to < 0 || to >= draft.round.length || stays(from)) return;
    const passed = draft.round.some((plan, i) => stays(i) && i >= Math.min(from, to) && i <= Math.max(from, to));
    if (!passed) day.change({ ...draft, round: rounds.move(draft.round, from, to) });
  };
  const firstFree = draft.round.reduce((free, plan, i) => (stays(i) ? i + 1 : free), 0);
  return {
    step, moveTo,
    add: (pattern) => become(rounds.insert(draft.round, Math.max(place < 0 ? draft.round.length : place + 1, firstFree), pattern)),
    duplicate: () => become(stays(place) ? rounds.insert(draft.round, Math.max(place + 1, firstFree), draft.round[place]) : rounds.duplicate(draft.round, place)),
    remove: () => {
      const next = draft.round.filter((plan, i) => i !== place);
      const shown = next[Math.min(place, next.length - 1)];
      become({ rounds: next, mark: shown ? shown[MARK] : "head" });
    },
  };
}
