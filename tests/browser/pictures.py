"""The pictures of the READMEs: a real evening on a real server, photographed in Chromium at the real sizes.

`python3 run.py pictures` writes docs/pictures/<language>/<screen>-<scene>.png, both languages, and prints each path.
The pictures that no README shows go to var/pictures instead: they are for whoever works on a screen.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from suite import FLAGS, find_browser
from tests.browser.evening import Crowd
from tests.hall import Hall

ROOT = Path(__file__).resolve().parent.parent.parent
EVENING = ROOT / "scenarios" / "forum-evening.toml"
WIFI = ("--wifi=VECHE", "--wifi-password=naploshad", "--address=192.168.1.10:8080")
PICTURES = ROOT / "docs" / "pictures"
OTHERS = ROOT / "var" / "pictures"
READMES = ("README.md", "README.ru.md")
SIZES = {
    "projector": (1920, 1080),
    "console": (1440, 900),
    "desk": (1440, 900),
    "tablet": (1280, 800),
    "phone": (390, 844),
}
ALIKE = ((15, 23), (8, 10), (11, 20))
"""Problems of the story, by their place, that the theme team lays together."""
SETTLE_MS = 900
TABLES = list(range(1, 13))


def main(arguments: list[str]) -> int:
    """Photograph the evening in the languages named (or in both)."""
    browser_path = find_browser()
    if browser_path is None:
        print("No Chromium, Chrome or Edge here; name one with CHROMIUM=/path/to/it", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        for lang in arguments or ["ru", "en"]:
            with Hall(EVENING, options=WIFI) as hall:
                Evening(Crowd(hall, lang), browser).play()
        browser.close()
    return 0


def shown_in_readmes() -> set[str]:
    """`en/phone-vote.png` and so on: the pictures that the READMEs name."""
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    return set(re.findall(r"\(docs/pictures/([^)]+)\)", text))


class Evening:
    """Plays the evening once and takes a picture at every scene worth one."""

    def __init__(self, crowd: Crowd, browser: Browser) -> None:
        self.crowd = crowd
        self.browser = browser
        self.pages: dict[str, Page] = {}
        self.shown = shown_in_readmes()

    def play(self) -> None:
        """From the lobby to the circles."""
        crowd = self.crowd
        self.open("projector", "screen")
        self.open("console", "lead")
        self.open("desk", "e1")
        self.open("tablet", "t6")
        self.open("phone", "p47")
        crowd.arrive(118, 12)
        self.take("projector", "lobby")
        self.take("console", "lobby")
        self.take("phone", "welcome")
        crowd.move("welcome", "open", "closed", "carried")
        crowd.move("problems", "briefing")
        self.take("projector", "prompt")
        self.take("tablet", "prompt")
        self.gather()
        self.lay_together()
        self.choose_problems()
        self.grade_problems()
        self.solve()
        self.choose_initiatives()
        self.join()
        for page in self.pages.values():
            page.context.close()

    def gather(self) -> None:
        crowd = self.crowd
        crowd.move("problems", "open")
        crowd.say("lead", "set_lane", source="table", lane="at_once")
        self.problems = crowd.write_problems(24, TABLES)
        for table in (2, 7, 11):
            crowd.say(f"t{table}", "mark_ready", round="problems", ready=True)
        crowd.say("t9", "call_help", on=True)
        crowd.arrive(0, 12)
        self.take("projector", "gather")
        self.take("console", "gather")
        self.take("tablet", "gather")
        crowd.say("t9", "call_help", on=False)
        crowd.move("problems", "closed", "carried")

    def lay_together(self) -> None:
        crowd = self.crowd
        crowd.move("themes", "open")
        for pair in ALIKE:
            cards = {self.problems[place]: "" for place in pair}
            theme = crowd.say("e1", "merge_cards", round="themes", cards=cards)["answer"]["theme"]
            for place in pair:
                self.problems[place] = theme
        self.take("desk", "themes")
        self.take("projector", "theming")
        self.take("console", "themes")
        crowd.move("themes", "closed", "revealed")
        self.take("projector", "themes")
        self.take("tablet", "themes")
        crowd.move("themes", "carried")

    def grade_problems(self) -> None:
        crowd = self.crowd
        crowd.move("matrix", "open")
        self.take("tablet", "grades")
        cards = [card["id"] for card in crowd.view("t1")["own"]["paper"]]
        for table in TABLES:
            grades = {
                card: {
                    "importance": 1 + min(4, (place * 7 + table % 3) % 6),
                    "own_power": 1 + min(4, (place * 5 + 3 + table % 2) % 6),
                }
                for place, card in enumerate(cards)
            }
            crowd.say(f"t{table}", "cast_ballot", round="matrix", choices={}, grades=grades)
        crowd.move("matrix", "closed", "revealed")
        self.draw("matrix")
        self.take("projector", "matrix")
        self.take("console", "matrix")
        self.take("tablet", "matrix")
        crowd.move("matrix", "carried")

    def choose_problems(self) -> None:
        crowd = self.crowd
        crowd.move("choose_problems", "open")
        self.take("tablet", "vote")
        crowd.vote_as_tables("choose_problems", [self.problems[place] for place in crowd.story["votes"]], TABLES, 5)
        self.take("console", "vote")
        crowd.move("choose_problems", "closed", "revealed")
        self.draw("choose_problems")
        self.take("projector", "choice")
        self.take("tablet", "result")
        crowd.move("choose_problems", "carried")

    def solve(self) -> None:
        crowd = self.crowd
        crowd.move("solutions", "open")
        parents = crowd.view("t1")["common"]["round"]["parents"]
        self.solutions = crowd.write_solutions(parents, TABLES)
        self.take("projector", "solutions")
        self.take("tablet", "solutions")
        crowd.move("solutions", "closed", "carried")

    def choose_initiatives(self) -> None:
        crowd = self.crowd
        crowd.move("choose_initiatives", "open")
        self.take("phone", "vote")
        crowd.vote_as_people("choose_initiatives", self.solutions, [no for no in range(1, 98) if no != 47], 4)
        self.take("projector", "turnout")
        first = dict.fromkeys(self.solutions[:3], 1)
        crowd.say("p47", "cast_ballot", round="choose_initiatives", choices=first)
        self.take("phone", "cast")
        crowd.move("choose_initiatives", "closed")
        self.take("console", "closed")
        crowd.move("choose_initiatives", "revealed")
        self.draw("choose_initiatives")
        self.take("projector", "result")
        self.take("console", "result")
        crowd.move("choose_initiatives", "carried")

    def join(self) -> None:
        crowd = self.crowd
        crowd.move("groups", "open")
        groups = [group["card"] for group in crowd.view("p1")["common"]["groups"]]
        roles = [role["id"] for role in crowd.view("p1")["common"]["round"]["roles"]]
        crowd.join(groups, list(range(2, 46)), roles)
        self.take("projector", "groups")
        self.take("phone", "groups")
        self.sign_up()
        self.take("phone", "signup")
        self.take("console", "groups")
        self.take("tablet", "groups")
        crowd.say("lead", "show_scene", scene="group", card=groups[0])
        self.take("projector", "group")
        crowd.say("lead", "announce", text=crowd.story["announcement"])
        self.take("projector", "announcement")

    def sign_up(self) -> None:
        """Open an initiative on the phone and fill in what the person at it would."""
        phone = self.pages["phone"]
        phone.locator(".list-of-rows button.row, .list-of-rows .row button").first.click()
        phone.locator(".field input").first.fill(self.crowd.story["names"][-1])
        for consent in phone.locator("input[type=checkbox]").all()[:2]:
            consent.locator("xpath=ancestor::label").click()

    def draw(self, round_id: str) -> None:
        """Call a number if a tie waits for it."""
        result = self.crowd.view("lead")["own"]["result"]
        if result and result["pending"]:
            self.take("projector", f"draw-{round_id.rpartition('_')[2]}")
            self.crowd.say("lead", "draw_lots", round=round_id, number=1917)

    def open(self, screen: str, seat: str) -> None:
        """Open a seat's page at its real size, in the language of the evening."""
        width, height = SIZES[screen]
        touch: dict[str, Any] = (
            {"has_touch": True, "is_mobile": True, "device_scale_factor": 2} if screen == "phone" else {}
        )
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale=self.crowd.lang, **touch)
        context.add_init_script(f"localStorage.setItem('veche.lang', '{self.crowd.lang}')")
        page = context.new_page()
        page.on("pageerror", lambda error: print(f"{screen}: {error}", file=sys.stderr))
        hall = self.crowd.hall
        page.goto(f"http://127.0.0.1:{hall.port}{hall.seat(seat)['path']}#{hall.token(seat)}")
        self.pages[screen] = page

    def take(self, screen: str, scene: str) -> None:
        """Take the picture when the view has settled."""
        page = self.pages[screen]
        page.wait_for_timeout(SETTLE_MS)
        name = f"{self.crowd.lang}/{screen}-{scene}.png"
        path = (PICTURES if name in self.shown else OTHERS) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, animations="disabled")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
