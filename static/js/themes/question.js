/**
 * One question at a time: are these alike, and why? A key answers it, and the next comes by itself. Nothing is laid together
 * without an answer; and what somebody else changes in the question a moment before the answer is not answered unseen.
 */

import { html, useRef, useState } from "../../vendor/htm-preact.module.js";
import { useKey } from "../lib/keys.js";
import { arc } from "../lib/geometry.js";
import { Button, Icon, Tick } from "../lib/ui.js";
import { t, tn } from "../lib/words.js";
import { pairsOf } from "./board.js";
import { Marked, Meta, tablesWords, toneOf } from "./slip.js";
import { scoreWords, whyWords } from "./words.js";

const UNSEEN_MS = 600;

/** @param {{desk: import("./board.js").Desk, hand: import("./hand.js").Hand, acts: import("./acts.js").BoardActs,
 *  asking: ReturnType<typeof useAsking>, find: (ids: string[]) => void, aside: (ids: string[]) => void}} props */
export function Question({ desk, hand, acts, asking, find, aside }) {
  const { group, passed, pass } = asking;
  const held = desk.things.get(hand.id);
  const pairs = held ? pairsOf(desk, held.id) : desk.pairs;
  const picked = hand.picked.length > 0;
  const asked = picked ? `picked:${hand.picked.join()}` : (group ? keyOf(group) : `${hand.id}:${pairs.length ? pairs[0].things.join() : ""}`);
  const seen = useSeen(asked, `${hand.moves}.${acts.begun}.${passed}`);
  const common = { desk, hand, acts, find, aside, seen };
  if (!desk.open || (!held && !pairs.length && !picked)) return html`<${Quiet} desk=${desk} />`;
  if (held && held.place === "aside" && !picked) return null;
  if (picked) return html`<${Picked} ...${common} />`;
  if (group) return html`<${GroupAsked} key=${asked} ...${common} group=${group} pass=${pass} />`;
  if (pairs.length) return html`<${PairAsked} ...${common} pair=${pairs[0]} first=${held ? held.id : pairs[0].things[0]} of=${pairs.length} />`;
  return html`<${Alone} ...${common} held=${held} />`;
}

/**
 * The group that is asked about, if what is in hand belongs to one that was not passed over here.
 * @param {import("./board.js").Desk} desk @param {string|null} id what is in hand
 */
export function useAsking(desk, id) {
  const [passed, setPassed] = useState([]);
  const group = desk.groups.find((each) => each.cards.includes(id) && !passed.includes(keyOf(each))) || null;
  return { group, passed: passed.length, pass: () => setPassed([...passed, keyOf(group)]) };
}

/** @param {{cards: string[]}} group */
function keyOf(group) {
  return `group:${group.cards.join()}`;
}

/**
 * Whether the question has stood here long enough to be read, if not this person has brought it up or done something since.
 * @param {string} asked which question it is @param {string} doings a mark of what this person has done so far @returns {() => boolean}
 */
function useSeen(asked, doings) {
  const last = useRef({ asked, doings, at: 0 });
  if (last.current.asked !== asked) last.current = { asked, doings, at: last.current.doings === doings ? performance.now() : 0 };
  return () => last.current.doings !== doings || performance.now() - last.current.at > UNSEEN_MS;
}

/** An answer is given once, and only to what was seen. */
function once(acts, seen, answer) {
  return () => { if (!acts.busy && seen()) answer(); };
}

/** @param {Object} props */
function PairAsked({ desk, hand, acts, find, seen, pair, first, of }) {
  const second = pair.things.find((id) => id !== first);
  const merge = once(acts, seen, () => acts.together([first], second));
  const apart = once(acts, seen, () => acts.tellApart(pair.things));
  const turned = pair.things[0] !== first;
  const { level, why } = whyWords(pair);
  useKey("KeyM", merge);
  useKey("KeyN", apart);
  return html`<section class="ask" aria-labelledby="ask">
    <p class="h"><span id="ask">${t("Alike?")}</span><span class="sub num">${of > 1 ? t("question 1 of {n}", { n: of }) : t("the only question")}</span></p>
    <${Side} desk=${desk} id=${first} card=${pair.cards[turned ? 1 : 0]} spans=${pair.marks[turned ? 1 : 0]} />
    <div class="why"><${ScoreRing} score=${pair.likeness} /><p><b>${level}:</b> ${why}</p></div>
    <${Side} desk=${desk} id=${second} card=${pair.cards[turned ? 0 : 1]} spans=${pair.marks[turned ? 0 : 1]} />
    <div class="ask__acts"><${Button} kind="act" icon="merge" keys="M" busy=${acts.busy} onClick=${merge}>${t("Lay together")}<//>
      <${Button} keys="N" busy=${acts.busy} onClick=${apart}>${t("Different")}<//>
      <${Elsewhere} ...${{ desk, hand, acts, seen, find, first }} /></div>
  </section>`;
}

/** Another place than the one asked about: a theme to be looked up, or one of its own. */
function Elsewhere({ desk, acts, seen, find, first }) {
  const thing = desk.things.get(first);
  const own = thing.isTheme ? null : once(acts, seen, () => acts.merge([first]));
  const look = () => find([first]);
  useKey("KeyT", own);
  useKey("Enter", look);
  return html`<${Button} icon="search" keys="Enter" onClick=${look}>${t("Another theme…")}<//>
    ${own && html`<${Button} icon="plus" keys="T" busy=${acts.busy} onClick=${own}>${t("A theme of its own")}<//>`}`;
}

/** One side of the question: the card or theme, and in a theme the card that is meant. */
function Side({ desk, id, card, spans }) {
  const thing = desk.things.get(id);
  const meant = desk.cards.get(card);
  const same = !thing.isTheme || (meant && meant.title === thing.title);
  return html`<div class=${`slip td__side ${toneOf(desk, thing)}`}>
    <b>${same ? html`<${Marked} title=${thing.title} spans=${spans} />` : thing.title}</b>
    ${thing.isTheme
      ? html`<small class="meta"><span>${tn("theme of {n} card", "theme of {n} cards", thing.cards.length)}</span><span class="num">${tablesWords(thing.tables)}</span></small>
        ${!same && meant && html`<small class="td__meant">${t("in it:")} <${Marked} title=${meant.title} spans=${spans} /></small>`}`
      : html`<${Meta} desk=${desk} card=${thing} />`}
  </div>`;
}

/** @param {{score: number}} props */
function ScoreRing({ score }) {
  return html`<svg class="score" viewBox="0 0 80 80" role="img" aria-label=${t("likeness {score} of 1", { score: scoreWords(score) })}>
    <circle class="score__track" cx="40" cy="40" r="32" /><path class="score__arc" d=${arc(40, 40, 32, 0, Math.max(4, Math.min(1, score) * 360))} />
    <text class="svgtext" x="40" y="47" font-size="20">${scoreWords(score)}</text></svg>`;
}

/** Several cards that any two of them are alike: one answer for all that stay ticked. */
function GroupAsked({ desk, acts, seen, group, pass, find, hand }) {
  const [out, setOut] = useState([]);
  const inside = group.cards.filter((id) => !out.includes(id));
  const merge = once(acts, seen, () => acts.together(inside));
  const { level, why } = whyWords(group);
  useKey("KeyM", inside.length > 1 ? merge : null);
  useKey("KeyN", pass);
  return html`<section class="ask" aria-labelledby="ask">
    <p class="h"><span id="ask">${t("Alike?")}</span><span class="sub num">${tn("{n} card", "{n} cards", group.cards.length)}</span></p>
    <div class="why"><${ScoreRing} score=${group.likeness} /><p><b>${level}:</b> ${why}</p></div>
    <ul class="ask__group">${group.cards.map((id, i) => html`<li key=${id}><button type="button" class=${`slip td__side ${toneOf(desk, desk.cards.get(id))}`} aria-pressed=${out.includes(id) ? "false" : "true"}
      onClick=${() => setOut(out.includes(id) ? out.filter((each) => each !== id) : [...out, id])}>
      <span><b><${Marked} title=${desk.cards.get(id).title} spans=${group.marks[i]} /></b><${Meta} desk=${desk} card=${desk.cards.get(id)} /></span><${Tick} on=${!out.includes(id)} /></button></li>`)}</ul>
    <div class="ask__acts"><${Button} kind="act" icon="merge" keys="M" busy=${acts.busy} disabled=${inside.length < 2} onClick=${merge}>${tn("Lay {n} together", "Lay {n} together", inside.length)}<//>
      <${Button} keys="N" onClick=${pass}>${t("One by one")}<//>
      <${Elsewhere} ...${{ desk, hand, acts, seen, find, first: hand.id }} /></div>
  </section>`;
}

/** Nothing like it was found: a paraphrase without a word in common is for people to see. */
function Alone({ desk, hand, acts, seen, find, held }) {
  const look = () => find([held.id]);
  useKey("KeyM", look);
  return html`<section class="ask" aria-labelledby="ask">
    <p class="h"><span id="ask">${held.isTheme ? t("In hand") : t("Where does it belong?")}</span></p>
    <div class=${`slip td__side ${toneOf(desk, held)}`}><b>${held.title}</b>${held.isTheme
      ? html`<small class="meta"><span>${tn("theme of {n} card", "theme of {n} cards", held.cards.length)}</span></small>` : html`<${Meta} desk=${desk} card=${held} />`}</div>
    <p class="ask__note"><${Icon} name="info" />${held.isTheme ? t("Nothing else on the board uses the same words.") : t("Nothing else on the board uses the same words. What says the same in other words only people see.")}</p>
    <div class="ask__acts"><${Elsewhere} ...${{ desk, hand, acts, seen, find, first: held.id }} /></div>
  </section>`;
}

/** What was picked, to be laid together at once. */
function Picked({ desk, hand, acts, find, aside, seen }) {
  const things = hand.picked.map((id) => desk.things.get(id));
  const merge = once(acts, seen, () => { const said = acts.together(hand.picked); if (said) said.then(({ state }) => state === "done" && hand.clear()); });
  const own = once(acts, seen, () => acts.merge(hand.picked).then(({ state }) => state === "done" && hand.clear()));
  const look = () => find(hand.picked);
  const themes = things.filter((thing) => thing.isTheme).length;
  useKey("KeyM", things.length > 1 ? merge : look);
  useKey("KeyT", themes ? null : own);
  useKey("Enter", look);
  return html`<section class="ask" aria-labelledby="ask">
    <p class="h"><span id="ask">${t("Picked")}</span><span class="sub num">${things.length}</span></p>
    <ul class="ask__group">${things.map((thing) => html`<li key=${thing.id}><button type="button" class=${`slip td__side ${toneOf(desk, thing)}`} aria-pressed="true" onClick=${() => hand.pick(thing.id)}>
      <span><b>${thing.title}</b><small class="meta"><span class="num">${tablesWords(thing.tables)}</span></small></span><${Tick} on /></button></li>`)}</ul>
    <div class="ask__acts">
      ${things.length > 1 && html`<${Button} kind="act" icon="merge" keys="M" busy=${acts.busy} onClick=${merge}>${t("Lay together")}<//>`}
      <${Button} icon="search" keys="Enter" onClick=${look}>${t("Another theme…")}<//>
      ${!themes && html`<${Button} icon="plus" keys="T" busy=${acts.busy} onClick=${own}>${t("A new theme")}<//>`}
      <${Button} icon="hide" keys="W" onClick=${() => aside(hand.picked)}>${t("Set aside…")}<//>
      <${Button} kind="quiet" keys="Esc" onClick=${hand.clear}>${t("Put them down")}<//></div>
  </section>`;
}

/** Nothing to ask. */
function Quiet({ desk }) {
  if (!desk.open) return null;
  return html`<section class="ask"><p class="h"><span>${t("Alike?")}</span></p>
    <p class="ask__note"><${Icon} name=${desk.cards.size ? "check" : "info"} />${desk.cards.size
      ? t("No question is open. Look at the titles once more: would the hall understand each by itself?")
      : t("As soon as two cards say the same thing, the desk asks here. It never lays anything together by itself.")}</p></section>`;
}
