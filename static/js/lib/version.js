/**
 * Versions of what the desk says: [epoch, n]. The epoch grows with every take-over from a backup,
 * n counts commits within it.
 * @typedef {[string|number, number]} Version
 */

/** @param {Version} a @param {Version} b @returns {boolean} a is later than b */
export function isNewer(a, b) {
  return a[0] === b[0] ? a[1] > b[1] : a[0] > b[0];
}

/** @param {Version} a @param {Version|null} b @returns {boolean} a may replace b */
export function mayReplace(a, b) {
  return !b || !isNewer(b, a);
}

/** @param {Version|null} a @param {Version|null} b @returns {Version|null} the earlier; null if either is missing */
export function earlier(a, b) {
  if (!a || !b) return null;
  return isNewer(a, b) ? b : a;
}

/** @param {Version|null} a @param {Version|null} b @returns {Version|null} */
export function later(a, b) {
  if (!a || !b) return a || b;
  return isNewer(a, b) ? a : b;
}

/** @param {Version|null} version @returns {string} as the address of /api/view wants it */
export function spell(version) {
  return version ? `${version[0]}.${version[1]}` : "";
}
