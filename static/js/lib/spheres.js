/** A sphere is always colour, icon and word. Four are drawn; the scenario's own ids take them by their place. */

import { SPHERES } from "./parts/icons.js";

const DRAWN = Object.keys(SPHERES);

/** @param {{id: string}[]} spheres @param {string|null} id @returns {string|null} which of the drawn ones */
function drawn(spheres, id) {
  if (spheres.every((sphere) => sphere.id in SPHERES)) return id;
  return DRAWN[spheres.findIndex((sphere) => sphere.id === id)] || null;
}

/** @param {{id: string}[]} spheres @param {string|null} id @returns {string} */
export function sphereIcon(spheres, id) {
  return SPHERES[drawn(spheres, id)] || "circle";
}

/** @param {{id: string}[]} spheres @param {string|null} id @returns {string} a class that sets the colour */
export function sphereTone(spheres, id) {
  const kind = drawn(spheres, id);
  return kind ? `s-${kind}` : "";
}
