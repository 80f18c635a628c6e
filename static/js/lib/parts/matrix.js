/** The field of a matrix: numbers where the cards lie, the gate a bronze line, a word in each corner. Names stand beside it. */

import { html } from "../../../vendor/htm-preact.module.js";
import { layout } from "../matrix.js";
import { pick, t } from "../words.js";
import { classes } from "./controls.js";
import { Icon } from "./icons.js";

const SIDE = 12; // between a corner's words and the edge
const BELL = 0.4; // the clapper on the line, of a disc's radius

/**
 * @param {{matrix: Object, rows: Object[], box: import("../matrix.js").Box, class?: string}} props
 *   `matrix` of the round, `rows` of its result; the type is set by the screen's style, in rem as the box
 */
export function MatrixField({ matrix, rows, box, class: name }) {
  const { w, h } = box;
  const { r, line, discs, xTicks, yTicks } = layout(matrix, rows, box);
  const [up, right] = [pick(matrix.y.label), pick(matrix.x.label)];
  return html`<figure class=${classes("mx", r < box.r && "mx--many", name)} role="img" aria-label=${t("A field: the higher, the more “{up}”; the further right, the more “{right}”", { up, right })}
    style=${{ width: `${w / 10}rem`, height: `${h / 10}rem` }}>
    <svg viewBox=${`0 0 ${w} ${h}`} aria-hidden="true">
      <${Ground} w=${w} h=${h} line=${line} bell=${box.r * BELL} />
      ${xTicks.map(({ n, at }) => html`<text key=${`x${n}`} class="svgtext mx__tick" x=${at} y=${h} dy="1.2em">${n}</text>`)}
      ${yTicks.map(({ n, at }) => html`<text key=${`y${n}`} class="svgtext svgtext--end mx__tick" x="0" y=${at} dx="-.4em" dy=".35em">${n}</text>`)}
      ${discs.map(({ row, x, y }) => html`<g key=${row.card.id} class=${`mx__card is-${row.state}`}>
        <circle cx=${x} cy=${y} r=${r} /><text class="svgtext fig" x=${x} y=${y} dy=".35em">${row.place}</text></g>`)}
    </svg>
    <${Corners} corners=${matrix.corners} width=${w / 2 - 2 * SIDE} />
    <p class="mx__axis mx__axis--x"><span>${right}</span><${Icon} name="arrow" /></p>
    <p class="mx__axis mx__axis--y" style=${{ width: `${h / 10}rem` }}><span>${up}</span><${Icon} name="arrow" /></p>
  </figure>`;
}

/** The field without a word: for a picture of a picture. @param {{matrix: Object, rows: Object[], box: import("../matrix.js").Box}} props */
export function MatrixSketch({ matrix, rows, box }) {
  const { r, line, discs } = layout(matrix, rows, box);
  return html`<g class="mx"><${Ground} w=${box.w} h=${box.h} line=${line} bell=${box.r * BELL} />
    ${discs.map(({ row, x, y }) => html`<g key=${row.card.id} class=${`mx__card is-${row.state}`}><circle cx=${x} cy=${y} r=${r} /></g>`)}</g>`;
}

function Ground({ w, h, line, bell }) {
  return html`<g>
    <rect class="mx__field" width=${w} height=${h} />
    ${line !== null && html`<rect class="mx__short" width=${line} height=${h} />`}
    <path class="mx__edge" d=${`M0 0V${h}H${w}`} />
    ${line !== null && html`<line class="mx__gate" x1=${line} y1="0" x2=${line} y2=${h} /><circle class="mx__bell" cx=${line} cy="0" r=${bell} />`}
  </g>`;
}

/** What the scenario calls the corners; without its words only the two plain ones are said. */
function Corners({ corners, width }) {
  const words = { ...corners };
  if (Object.values(corners).every((each) => each === null)) {
    words.top_right = t("both grades high");
    words.bottom_left = t("both grades low");
  }
  return ["top_left", "top_right", "bottom_left", "bottom_right"].filter((corner) => words[corner]).map((corner) => {
    const [above, aside] = corner.split("_");
    return html`<p key=${corner} class=${`mx__corner mx__corner--${above} mx__corner--${aside}`}
      style=${{ width: `${width / 10}rem` }}><span>${pick(words[corner])}</span></p>`;
  });
}
