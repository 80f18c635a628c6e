/** Things a hand can touch, and the slip: one voice on birch bark. */

import { html } from "../../../vendor/htm-preact.module.js";
import { Icon } from "./icons.js";

/** @param {Array<string|false|null|undefined>} names @returns {string} */
export function classes(...names) {
  return names.filter(Boolean).join(" ");
}

/**
 * @param {{children?: any, tag?: string, tone?: "wait"|"empty"|"new"|"need", class?: string}} props
 * Any other property goes to the element.
 */
export function Slip({ children, tag = "div", tone, class: extra, ...rest }) {
  return html`<${tag} class=${classes("slip", tone && `slip--${tone}`, extra)} ...${rest}>${children}<//>`;
}

/**
 * @param {{children?: any, kind?: "act"|"need"|"quiet", big?: boolean, icon?: string, keys?: string, busy?: boolean,
 *   class?: string}} props `keys` is the console's shortcut, shown; listening is the screen's work.
 */
export function Button({ children, kind, big, icon, keys, busy, class: extra, ...rest }) {
  const name = classes("btn", kind && `btn--${kind}`, big && "btn--big", extra);
  return html`<button type="button" class=${name} aria-busy=${busy ? "true" : null} ...${rest}>
    ${icon && html`<${Icon} name=${icon} />`}${children}${keys && html`<kbd aria-hidden="true">${keys}</kbd>`}
  </button>`;
}

/** @param {{children?: any, tone?: "ok"|"need"|"now"|"info"|"s", icon?: string, class?: string}} props */
export function Chip({ children, tone, icon, class: extra }) {
  return html`<span class=${classes("chip", tone && `chip--${tone}`, extra)}>
    ${icon && html`<${Icon} name=${icon} />`}${children}
  </span>`;
}

/** State of one thing in words: icon, colour, word. @param {{tone: "ok"|"need"|"now", icon: string, children?: any}} props */
export function State({ tone, icon, children }) {
  return html`<span class=${classes("st", tone)}><${Icon} name=${icon} />${children}</span>`;
}

/** The picture of a tick; the control around it carries the meaning. @param {{on: boolean, round?: boolean}} props */
export function Tick({ on, round }) {
  return html`<span class=${classes("tick", on && "tick--on", round && "tick--round")} aria-hidden="true">
    ${on && html`<${Icon} name="check" />`}
  </span>`;
}

/**
 * A row one may choose: a ballot line, a role, a consent.
 * @param {{on: boolean, round?: boolean, title: any, small?: any, aside?: any, onToggle: (on: boolean) => void,
 *   name?: string, disabled?: boolean, class?: string}} props `name` makes it one radio of a group
 */
export function ChoiceRow({ on, round, title, small, aside, onToggle, name, disabled, class: extra }) {
  return html`<div class=${classes("row", on && "is-on", disabled && "is-off", extra)}>
    <label class="row__label">
      <input class="sr" type=${round ? "radio" : "checkbox"} name=${name} checked=${on} disabled=${disabled}
        onChange=${(event) => onToggle(event.target.checked)} />
      <${Tick} on=${on} round=${round} />
      <span class="row__text">${title}${small && html`<small>${small}</small>`}</span>
    </label>
    ${aside}
  </div>`;
}

/** @param {{n: number, of: number, wait?: number, need?: number, label?: string}} props full, waiting and empty places */
export function Pips({ n, of, wait = 0, need = 0, label }) {
  const kinds = Array.from({ length: Math.max(of, n + wait + need) }, (none, i) => {
    if (i < n) return "on";
    if (i < n + wait) return "wait";
    return i < n + wait + need ? "need" : "";
  });
  return html`<span class="pips" role=${label ? "img" : null} aria-label=${label || null} aria-hidden=${label ? null : "true"}>
    ${kinds.map((kind, i) => html`<i key=${i} class=${kind}></i>`)}
  </span>`;
}

/**
 * A label, its field and what is left to type.
 * @param {{label: any, hint?: any, value: string, onText: (text: string) => void, rows?: number, phrase?: boolean,
 *   class?: string}} props other properties (maxlength, placeholder, inputmode, autocomplete) go to the field
 */
export function TextField({ label, hint, value, onText, rows, phrase, class: extra, ...rest }) {
  const typed = (event) => onText(event.target.value);
  return html`<label class=${classes("field", phrase && "field--phrase", extra)}>
    <span class="field__lab"><span>${label}</span>${hint && html`<span class="sub num">${hint}</span>`}</span>
    ${rows
      ? html`<textarea rows=${rows} value=${value} onInput=${typed} ...${rest}></textarea>`
      : html`<input value=${value} onInput=${typed} ...${rest} />`}
  </label>`;
}

/** @param {{stages: {text: any, done?: boolean, on?: boolean}[]}} props the stages of a round */
export function Pills({ stages }) {
  return html`<ol class="pills">
    ${stages.map(({ text, done, on }, i) => html`<li key=${i} class=${classes(on && "is-on", done && "is-done")}
      aria-current=${on ? "step" : null}>${done && html`<${Icon} name="check" />`}${text}</li>`)}
  </ol>`;
}
