/** Parts of a screen that come when they are needed, so that the first page is there quickly. */

/**
 * @param {(again: string) => Promise<Object>} load imports the module; `again` is a new address for another try, for some
 *   browsers keep it that a module did not come
 * @returns {() => Promise<Object|null>} null: no connection now
 */
export function later(load) {
  let coming = null;
  let tries = 0;
  return () => {
    if (!coming) coming = load(tries ? `?${tries}` : "").catch(() => { coming = null; tries += 1; return null; });
    return coming;
  };
}
