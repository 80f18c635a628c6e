/** The hall's screen starts here. `?lang=ru` or `?lang=en` in the address sets its language; the key L turns it. */

import { mount } from "../lib/app.js";
import { language, LANGUAGES, setLanguage } from "../lib/words.js";
import { Projector } from "./projector.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.code === "KeyL") setLanguage(LANGUAGES.find((code) => code !== language()));
  if (event.code === "KeyF") turnFullScreen();
});

document.addEventListener("dblclick", turnFullScreen);

function turnFullScreen() {
  const page = document.documentElement;
  if (document.fullscreenElement) document.exitFullscreen();
  else if (page.requestFullscreen) page.requestFullscreen().catch(() => {}); // refused: the window stays as it is
}

async function start() {
  const asked = new URLSearchParams(window.location.search).get("lang");
  if (LANGUAGES.includes(asked)) await setLanguage(asked);
  await mount(Projector, { poll_ms: 1000 });
}

start();
