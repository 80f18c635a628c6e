/**
 * The HTTP side of the desk. Every call ends within five seconds if nothing else is said, with an answer or without one.
 */

export const TIMEOUT_MS = 5000;

/** @param {string} path @param {string|null} token @returns {Promise<{status: number, body: any}>} status 0: no answer */
export function getJson(path, token) {
  return call(path, { method: "GET", headers: bearer(token), cache: "no-store" });
}

/** @param {string} path @param {Object} body @param {string|null} [token] @param {number} [patience_ms] @returns {Promise<{status: number, body: any}>} */
export function postJson(path, body, token = null, patience_ms = TIMEOUT_MS) {
  return call(path, {
    method: "POST",
    headers: { ...bearer(token), "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
  }, patience_ms);
}

/** @param {string} path @param {RequestInit} options @param {number} [patience_ms] */
async function call(path, options, patience_ms = TIMEOUT_MS) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience_ms);
  try {
    const answer = await fetch(path, { ...options, credentials: "omit", signal: stop.signal });
    const text = answer.status === 304 ? "" : await answer.text();
    return { status: answer.status, body: parse(text) };
  } catch (silence) {
    return { status: 0, body: null };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string|null} token */
function bearer(token) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** @param {string} text */
function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch (broken) {
    return null;
  }
}
