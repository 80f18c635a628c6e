"""An older copy of the session is put back while the hall looks on: the screens let go of what they had seen."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Screen
from tests.hall import Hall


def test_the_screens_follow_an_older_copy_and_bring_back_what_it_lacks(browser: Browser, tmp_path: Path) -> None:
    with Hall() as hall:
        hall.move("problems", "open")
        hall.kill()
        copies = [shutil.copy(file, tmp_path) for file in hall.data.glob("*.sqlite*")]
        hall.start()
        base = f"http://127.0.0.1:{hall.port}"
        wall = Screen(browser, base, hall.seat("screen")["path"], hall.token("screen"))
        table = Screen(browser, base, hall.seat("t1")["path"], hall.token("t1"))
        table.write("Проблема", "Dark in the park").tap("Hand in the card").sees("arrived")
        for _ in range(3):
            hall.say("lead", "announce", text="Tea")
            hall.say("lead", "announce", text="No tea")
        wall.sees("No tea", "1 card")
        hall.kill()
        for file in hall.data.glob("*.sqlite*"):
            file.unlink()
        for copy in copies:
            shutil.copy(copy, hall.data)
        hall.start()
        assert hall.session().epoch == 2
        expect(wall.page.locator(".call.is-on")).to_have_count(0, timeout=PATIENCE_MS)
        wall.sees("1 card")
        table.sees("Dark in the park", "arrived")
        assert [card.title for card in hall.session().cards.values()] == ["Dark in the park"]
        hall.say("lead", "announce", text="It goes on")
        wall.sees("It goes on")
        for screen in (wall, table):
            screen.context.close()  # what it said of the lost line is no fault
