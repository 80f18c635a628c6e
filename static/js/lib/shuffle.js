/**
 * The same seed gives the same order on every device and at every reload: no candidate is always first.
 */

/** @template T @param {T[]} list @param {string} seed @returns {T[]} a new list */
export function shuffle(list, seed) {
  const mixed = list.slice();
  const random = generator(hash(seed));
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  return mixed;
}

/** FNV-1a. @param {string} text @returns {number} */
function hash(text) {
  let mixed = 2166136261;
  for (let i = 0; i < text.length; i += 1) mixed = Math.imul(mixed ^ text.charCodeAt(i), 16777619);
  return mixed >>> 0;
}

/** mulberry32: small, and even enough for lists of a few hundred. @param {number} state */
function generator(state) {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}
