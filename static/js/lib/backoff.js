/** How long to wait before saying something again: 1, 2, 4, 8, 15 seconds, each ± 30 % so that devices spread. */

const STEPS_MS = [1000, 2000, 4000, 8000, 15000];
export const LONGEST_MS = 15000 * 1.3;

/** @param {number} tries how many have failed before, from 0 @returns {number} milliseconds */
export function backoff(tries) {
  return STEPS_MS[Math.min(tries, STEPS_MS.length - 1)] * (0.7 + Math.random() * 0.6);
}
