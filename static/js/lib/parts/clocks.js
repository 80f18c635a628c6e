/** Time as an arc of the circle: the clapper, a bronze dot, is now. */

import { html } from "../../../vendor/htm-preact.module.js";
import { arc, polar } from "../geometry.js";
import { formatClock } from "../clock.js";

/**
 * The arc alone, for a picture that has its own square.
 * @param {{cx: number, cy: number, r: number, part: number, track?: number, width: number, dot: number, over?: boolean}} props
 */
export function ClockArc({ cx, cy, r, part, track = 3, width, dot, over }) {
  const to = Math.max(0.001, Math.min(1, part)) * 360;
  const end = polar(cx, cy, r, part <= 0 ? 0 : to);
  return html`<g class=${over ? "arc arc--over" : "arc"}>
    <circle class="arc__track" cx=${cx} cy=${cy} r=${r} stroke-width=${track} />
    ${part > 0 && html`<path class="arc__left" d=${arc(cx, cy, r, 0, to)} stroke-width=${width} />`}
    <circle class="arc__now" cx=${end.x} cy=${end.y} r=${dot} />
  </g>`;
}

/** The tablet's corner clock: a ring, figures beside it stand in the page. @param {{part: number, over?: boolean}} props */
export function ClockRing({ part, over }) {
  return html`<svg class="clock-ring" viewBox="0 0 80 80" aria-hidden="true">
    <${ClockArc} cx=${40} cy=${40} r=${30} part=${part} track=${3.6} width=${9} dot=${8.5} over=${over} />
  </svg>`;
}

/**
 * The console's round clock: a small square with the time in it.
 * @param {{ms: number|null, part: number, over?: boolean, small?: any, label: string}} props
 */
export function ClockDisc({ ms, part, over, small, label }) {
  return html`<svg class="clock-disc" viewBox="0 0 128 128" role="img" aria-label=${label}>
    <circle class="square" cx="64" cy="64" r="64" />
    <${ClockArc} cx=${64} cy=${64} r=${54} part=${part} track=${3} width=${8} dot=${8} over=${over} />
    <text class="svgtext on fig" x="64" y=${small ? 73 : 75} font-size="30">${formatClock(ms)}</text>
    ${small && html`<text class="svgtext on-2" x="64" y="92" font-size="13">${small}</text>`}
  </svg>`;
}

/** The projector's clock inside a great square, with six marks. @param {{cx: number, cy: number, ms: number|null,
 *  part: number, over?: boolean, small?: any}} props */
export function ClockGreat({ cx, cy, ms, part, over, small }) {
  const marks = [0, 60, 120, 180, 240, 300].map((deg) => [polar(cx, cy, 300, deg), polar(cx, cy, 322, deg)]);
  return html`<g>
    <${ClockArc} cx=${cx} cy=${cy} r=${372} part=${part} track=${12} width=${40} dot=${50} over=${over} />
    ${marks.map(([a, b], i) => html`<line key=${i} class="arc__mark" x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y} />`)}
    <text class="svgtext on fig" x=${cx} y=${cy + 56} font-size=${ms !== null && Math.abs(ms) >= 6000000 ? 180 : 224}
      letter-spacing="-6">${formatClock(ms)}</text>
    ${small && html`<text class="svgtext on-2" x=${cx} y=${cy + 136} font-size="46">${small}</text>`}
  </g>`;
}
