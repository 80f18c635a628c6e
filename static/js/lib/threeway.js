/**
 * One sheet, two tablets: what is typed here beside what has come from elsewhere, field by field, over what both began
 * with. Edits of different fields go together by themselves; where both have written, both texts stay until a person
 * chooses. Nothing that was typed here is ever replaced under a hand.
 *
 * @typedef {string|string[][]} Value
 * @typedef {Object<string, Value>} Fields
 * @typedef {{theirs: Value, was?: Value}} Clash  `was`: nothing was typed over it yet, it only stands under the cursor
 * @typedef {{version: number, base: Fields, fields: Fields, clash: Object<string, Clash>}} Draft
 *   `base`: what the desk has in `version`, as this tablet knows it; `fields`: what stands on this tablet
 */

/** @param {{version: number, fields: Fields}} sheet @returns {Draft} */
export function begin({ version, fields }) {
  return { version, base: fields, fields, clash: {} };
}

/** @param {Draft} draft @param {number} version @param {Fields} sent @returns {Draft} after the desk took what this tablet sent */
export function taken(draft, version, sent) {
  return version > draft.version ? { ...draft, version, base: sent } : draft;
}

/**
 * @param {Draft} draft @param {{version: number, fields: Fields}} theirs the latest version
 * @param {string|null} focus the field that the cursor stands in: it is not touched
 * @returns {Draft}
 */
export function rebase(draft, theirs, focus) {
  const fields = { ...draft.fields };
  const clash = {};
  const ids = new Set([...Object.keys(draft.fields), ...Object.keys(draft.base), ...Object.keys(theirs.fields)]);
  ids.forEach((id) => {
    const [mine, base, their] = [draft.fields[id], draft.base[id], theirs.fields[id]];
    const before = draft.clash[id];
    if (same(mine, their)) return;
    if (before) clash[id] = { ...before, theirs: their || "" };
    else if (same(mine, base) && focus === id) clash[id] = { theirs: their || "", was: mine || "" };
    else if (same(mine, base)) fields[id] = their || "";
    else if (!same(their, base)) clash[id] = { theirs: their || "" };
  });
  return { version: theirs.version, base: theirs.fields, fields, clash };
}

/** @param {Draft} draft @returns {Fields} the whole sheet to be saved: where both have written theirs stands until somebody chose */
export function wholeOf(draft) {
  const whole = { ...draft.fields };
  Object.keys(draft.clash).forEach((id) => { whole[id] = draft.clash[id].theirs; });
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => !same(value, "")));
}

/** @param {Draft} draft @returns {string[]} the fields that this tablet has and the desk has not */
export function unsaved(draft) {
  return Object.keys(draft.fields).filter((id) => !draft.clash[id] && !same(draft.fields[id], draft.base[id]));
}

/** @param {Draft} draft @param {string} id @param {Value} value @returns {Draft} after somebody typed */
export function typed(draft, id, value) {
  const clash = { ...draft.clash };
  if (clash[id]) clash[id] = { theirs: clash[id].theirs };
  return { ...draft, fields: { ...draft.fields, [id]: value }, clash };
}

/** @param {Draft} draft @param {string} id @returns {Draft} the cursor left the field: if nothing was typed there, theirs stands */
export function left(draft, id) {
  const clash = draft.clash[id];
  return clash && clash.was !== undefined && same(draft.fields[id], clash.was) ? chosen(draft, id, clash.theirs) : draft;
}

/** @param {Draft} draft @param {string} id @param {Value} value one of both, or both together @returns {Draft} */
export function chosen(draft, id, value) {
  const { [id]: gone, ...clash } = draft.clash;
  return { ...draft, fields: { ...draft.fields, [id]: value }, clash };
}

/**
 * @param {Value} mine @param {Value} theirs @param {{type: string, max_len: number, rows: number}} field
 * @returns {Value|null} both together; null: they cannot stand in one field
 */
export function joined(mine, theirs, field) {
  if (field.type === "rows") {
    const rows = [...rowsOf(theirs), ...rowsOf(mine).filter((row) => !rowsOf(theirs).some((each) => same([each], [row])))];
    return rows.length <= field.rows ? rows : null;
  }
  if (!["text", "long", "place"].includes(field.type)) return null;
  const both = [String(theirs).trim(), String(mine).trim()].filter(Boolean).join(field.type === "long" ? "\n" : " ");
  return both.length <= field.max_len ? both : null;
}

/** @param {Value|undefined} one @param {Value|undefined} other @returns {boolean} but for blanks that the desk tidies away */
export function same(one, other) {
  return JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
}

/** @param {Value|undefined} value @returns {string[][]} */
export function rowsOf(value) {
  return Array.isArray(value) ? value : [];
}

function tidy(value) {
  if (Array.isArray(value)) {
    const rows = value.map((row) => row.map((text) => tidy(text))).filter((row) => row.some(Boolean));
    return rows.length ? rows : "";
  }
  return (value || "").split("\n").map((line) => line.trim().replace(/\s+/g, " ")).join("\n").replace(/\n{3,}/g, "\n\n").trim();
}
