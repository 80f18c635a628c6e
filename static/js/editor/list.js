/** The rounds in the order of the day, with their times. A row is taken by mouse or finger, by the buttons, or with Shift and the arrows. */

import { html, useEffect, useRef } from "../../vendor/htm-preact.module.js";
import { Button, classes, Icon } from "../lib/ui.js";
import { pick, t, tn } from "../lib/words.js";
import { Ghost, useDrag } from "../themes/drag.js";
import { MARK } from "./draft.js";
import { hhmm, times } from "./times.js";
import { lengthWords } from "./words.js";

/** @param {Object} props as the editor gives them */
export function List({ form, day, draft, checked, stays, acts, open }) {
  const { starts, days } = times(draft);
  const placeOf = (mark) => draft.round.findIndex((plan) => plan[MARK] === mark);
  const { area, drag, ghost } = useDrag({
    idsOf: (mark) => (stays(placeOf(mark)) ? [] : [mark]),
    drop: ([mark], target) => { if (mark) acts.moveTo(placeOf(mark), placeOf(target)); },
  });
  const held = drag && drag.ids.length ? draft.round[placeOf(drag.ids[0])] : null;
  const wrong = (place) => checked.problems.filter(({ path }) => path[0] === "round" && path[1] === place).length;
  const wrongHead = checked.problems.filter(({ path }) => path[0] !== "round").length; // that there is no round is said below
  return html`<nav class="ed__list" ref=${area} aria-label=${t("Rounds")}>
    <div class="ed__roll td__roll">
      <button type="button" class=${classes("ed__head", day.chosen === "head" && "is-on")} aria-current=${day.chosen === "head" ? "true" : null} onClick=${() => day.choose("head")}>
        <${Icon} name="menu" /><b>${t("The day as a whole")}</b>${wrongHead > 0 && html`<${Wrong} n=${wrongHead} />`}</button>
      <ol>${draft.round.map((plan, place) => html`
        ${(place === 0 || starts[place - 1].day !== starts[place].day) && html`<${DayLine} key=${`day:${place}`} day=${days.find(({ no }) => no === starts[place].day)} many=${days.length > 1} />`}
        <${Row} key=${plan[MARK]} ...${{ form, plan, place, start: starts[place] }} on=${plan[MARK] === day.chosen} stays=${stays(place)}
          wrong=${wrong(place)} over=${drag && drag.over === plan[MARK]} choose=${() => day.choose(plan[MARK])} />`)}</ol>
      ${!draft.round.length && html`<p class="slip slip--empty">${t("No round yet. Begin with a welcome, or open a scenario that comes with Veche.")}</p>`}
    </div>
    <${Button} kind="act" big icon="plus" keys="A" onClick=${() => open("add")}>${t("Add a round")}<//>
    <${Ghost} drag=${held ? drag : null} ghost=${ghost} title=${held ? pick(held.title) : ""} />
  </nav>`;
}

function DayLine({ day, many }) {
  const begins = day.begin === null ? lengthWords(day.minutes) : t("{from}–{to}, {length}", { from: hhmm(day.begin), to: hhmm(day.begin + day.minutes), length: lengthWords(day.minutes) });
  return html`<li class="ed__day"><b>${many || day.no > 1 ? t("Day {n}", { n: day.no }) : t("The day")}</b> <span class="num">${begins}</span></li>`;
}

function Row({ form, plan, place, start, on, stays, wrong, over, choose }) {
  const line = useRef(null);
  useEffect(() => { if (on) line.current.scrollIntoView({ block: "nearest" }); }, [on]);
  const kind = form.kinds.find((each) => each.kind === plan.kind);
  const title = pick(plan.title) || t("without a title");
  const press = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } };
  return html`<li ref=${line} class=${classes("ed__row", on && "is-on", over && "is-over", stays && "is-past")} data-drag=${plan[MARK]} data-drop=${plan[MARK]}>
    <div role="button" tabindex="0" class="ed__pick" aria-current=${on ? "true" : null} onClick=${choose} onKeyDown=${press}>
      <span class="td__grip" aria-hidden="true"></span>
      <span class="ed__no num">${place + 1}</span>
      <span class="ed__at num">${start.clock ? hhmm(start.at) : t("+{n} min", { n: start.at })}</span>
      <span class="ed__name"><b>${title}</b><small>${kind ? kind.label : plan.kind}</small></span>
      ${wrong > 0 && html`<${Wrong} n=${wrong} />`}
      ${stays && html`<${Icon} name="lock" label=${t("has begun")} />`}
      <span class="ed__min num">${t("{n} min", { n: Number(plan.minutes) || 0 })}</span>
    </div></li>`;
}

function Wrong({ n }) {
  const words = tn("{n} mistake", "{n} mistakes", n);
  return html`<span class="ed__wrong" title=${words}><${Icon} name="warn" label=${words} /></span>`;
}
