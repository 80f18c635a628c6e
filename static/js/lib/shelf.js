/**
 * The device's own shelf: localStorage that never throws.
 * Where storage is refused (private mode, full disk) things live in memory and `durable()` says so.
 */

const memory = new Map();
let lost = false;

/** @param {string} key @returns {string|null} */
export function read(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return window.localStorage.getItem(key);
  } catch (refused) {
    return null;
  }
}

/** @param {string} key @param {string} text @returns {boolean} whether it will survive a reload */
export function write(key, text) {
  try {
    window.localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch (refused) {
    lost = true;
    memory.set(key, text);
    return false;
  }
}

/** @param {string} key */
export function remove(key) {
  memory.delete(key);
  try {
    window.localStorage.removeItem(key);
  } catch (refused) {
    lost = true;
  }
}

/** @param {string} prefix @returns {string[]} */
export function keys(prefix) {
  const found = new Set(memory.keys());
  try {
    for (let i = 0; i < window.localStorage.length; i += 1) found.add(window.localStorage.key(i));
  } catch (refused) {
    lost = true;
  }
  return [...found].filter((key) => key.startsWith(prefix));
}

/** @param {string} key @returns {any} the JSON that lies there, or null when there is none or it is broken */
export function readJson(key) {
  const text = read(key);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (broken) {
    return null;
  }
}

/** @param {string} key @param {any} value @returns {boolean} */
export function writeJson(key, value) {
  return write(key, JSON.stringify(value));
}

/** @returns {boolean} false once this device has refused to keep something */
export function durable() {
  return !lost;
}
