"""Devices in real Chromium, driven by what a person sees: names of buttons, labels of fields, words on the screen."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

PATIENCE_MS = 15_000
SIZES = {
    "/console": (1440, 900),
    "/themes": (1440, 900),
    "/check-in": (1280, 800),
    "/projector": (1920, 1080),
    "/table": (1280, 800),
    "/p": (390, 844),
    "/expert": (390, 844),
    "/observer": (390, 844),
    "/": (390, 844),
}


class Screen:
    """One device: a browser of its own, so that it keeps its own storage, as a tablet does."""

    def __init__(
        self, browser: Browser, base: str, path: str, token: str = "", lang: str = "en", script: str = ""
    ) -> None:
        """`script` runs before the page's own, as a browser with other abilities would have it."""
        width, height = SIZES["/" + path.partition("#")[0].strip("/").partition("/")[0]]
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale=lang)
        self.context.add_init_script(f"localStorage.setItem('veche.lang', '{lang}')")
        if script:
            self.context.add_init_script(script)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)
        self.page.goto(f"{base.rstrip('/')}{path}#{token}" if token else f"{base.rstrip('/')}{path}")

    def sees(self, *words: str) -> Screen:
        """These words are on the screen (or come within the patience of a person)."""
        for text in words:
            expect(self.page.locator("#app")).to_contain_text(re.compile(_loose(text)), timeout=PATIENCE_MS)
        return self

    def sees_no(self, *words: str) -> Screen:
        """These words are not on the screen."""
        for text in words:
            expect(self.page.locator("#app")).not_to_contain_text(text, timeout=PATIENCE_MS)
        return self

    def button(self, words: str) -> Locator:
        """The button on which these words stand first, or which is called so."""
        said = re.compile(f"^\\s*{_loose(words)}", re.I)
        return self.page.locator("button").filter(has_text=said).or_(self.page.get_by_role("button", name=said)).first

    def tap(self, words: str) -> Screen:
        """Tap a button."""
        self.button(words).click()
        return self

    def tick(self, words: str) -> Screen:
        """Tap a row to choose, if it is not chosen yet."""
        self.page.locator(".row", has_text=words).first.locator("label").click()
        return self

    def choose(self, words: str) -> Screen:
        """Tap one of several chips."""
        self.page.get_by_role("radio", name=re.compile(_loose(words), re.I)).first.click()
        return self

    def write(self, label: str, text: str) -> Screen:
        """Type into a field, key by key."""
        field = self.page.get_by_label(re.compile(_loose(label), re.I)).first
        field.click()
        field.press_sequentially(text, delay=2)
        return self

    def reload(self) -> Screen:
        """Load the page anew, as a person does who doubts."""
        self.page.reload()
        return self

    def close(self) -> None:
        """The device goes; what broke on its page is told."""
        self.context.close()
        assert not self.faults, self.faults

    def _heard(self, message: Any) -> None:
        # What the network did is the test's own doing; everything else that a browser complains of is a fault.
        if (
            message.type == "error"
            and "Failed to load resource" not in message.text
            and "WebSocket" not in message.text
        ):
            self.faults.append(message.text)


class Console(Screen):
    """The lead's console, with its double confirm."""

    def enter_pin(self, pin: str) -> Console:
        """Type the six digits."""
        self.write("PIN of the console", pin)
        self.sees("The hall's screen")
        return self

    def act(self, words: str) -> Console:
        """Press an act; if it asks to be sure, press again."""
        self.tap(words)
        sure = self.button(".*press again within")
        if sure.count():
            sure.click()
        return self

    def phase(self, words: str) -> Console:
        """The phase line stands here."""
        expect(self.page.locator(".phases .on")).to_have_text(words, timeout=PATIENCE_MS)
        return self


def _loose(words: str) -> str:
    """The words as a pattern that does not mind line breaks; a pattern stays as it is."""
    return words if ".*" in words else r"\s+".join(re.escape(word) for word in words.split())
