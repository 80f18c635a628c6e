/** A style sheet that comes with the module that needs it, once. */

/** @param {string} name of a file in css */
export function wear(name) {
  const sheet = new URL(`../../css/${name}.css`, import.meta.url).pathname;
  if (document.querySelector(`link[href="${sheet}"]`)) return;
  document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
}
