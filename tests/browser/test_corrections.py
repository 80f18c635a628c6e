"""A nervous lead mends wrong clicks, on the console in Chromium and with a hall that goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import MINI, THEMES

TITLES = ("Dark in the park", "Nowhere to play", "Litter at the river", "The club is shut")


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(MINI) as hall:
        yield hall


@pytest.fixture
def themed() -> Iterator[Hall]:
    with Hall(THEMES) as hall:
        yield hall


def lead(browser: Browser, hall: Hall, lang: str = "en") -> Console:
    row = hall.seat("lead")
    console = Console(browser, f"http://127.0.0.1:{hall.port}", "/console", row["token"], lang)
    console.page.locator("#pin").fill(str(row["pin"]))
    expect(console.page.locator(".mend")).to_be_visible(timeout=PATIENCE_MS)
    return console


def table(browser: Browser, hall: Hall, seat: str) -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"])


def write(hall: Hall, *titles: str) -> list[str]:
    """Tables hand in cards, one after another; their ids."""
    said = [
        hall.say(f"t{1 + no % 3}", "submit_card", round="problems", fields={"title": title})
        for no, title in enumerate(titles)
    ]
    return [each["answer"]["card"] for each in said]


def say(hall: Hall, seat: str, command: str, /, **fields: Any) -> None:
    answer = hall.say(seat, command, **fields)
    assert answer["ok"], answer


def has_no_faults(console: Console) -> None:
    found = [
        each for each in Axe().run(console.page).response["violations"] if each["impact"] in ("serious", "critical")
    ]
    assert not found, [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


def test_a_wrong_close_is_undone_and_the_clock_goes_on(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    write(hall, *TITLES[:1])
    console, tablet = lead(browser, hall), table(browser, hall, "t2")
    field = tablet.page.get_by_label("Проблема").first
    field.click()
    field.press_sequentially("Half a tho")
    left_ms = hall.session().clock.left_ms
    console.act("Close the round").phase("closed").sees("Undo: round 2 closed")
    tablet.sees("closed")
    console.page.keyboard.press("Z")
    console.sees("press again within 5 s")
    console.page.keyboard.press("Z")
    console.phase("open").sees("Stays: round 2 opened")
    clock = hall.session().clock
    assert clock.running and clock.left_ms <= left_ms and hall.session().rounds["problems"].phase == "open"
    expect(tablet.page.get_by_label("Проблема").first).to_have_value("Half a tho")
    tablet.page.get_by_label("Проблема").first.press_sequentially("ught")
    tablet.tap("Hand in").sees("Half a thought", "arrived")
    console.page.keyboard.press("Shift+Z")
    console.sees("What was done", "Round 2 closed")
    expect(console.page.locator(".dialog .log .is-undone s")).to_have_text("Round 2 closed")
    expect(console.page.locator(".dialog .log__who").first).to_have_text("the lead")
    console.page.keyboard.press("Escape")
    console.close()
    tablet.close()


def test_an_undo_says_why_it_stays_before_it_is_pressed_and_after(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    console = lead(browser, hall).sees("Undo: round 2 opened").sees_no("rests on it")
    write(hall, *TITLES[:1])
    console.sees("Stays: round 2 opened", "Something has come since that rests on it, so it stays.")
    console.page.keyboard.press("Z")
    expect(console.page.locator(".mend [role=alert]")).to_have_text(
        "Something has come since that rests on it, so it stays.", timeout=PATIENCE_MS
    )
    assert hall.session().rounds["problems"].phase == "open"
    console.close()


def test_a_forgotten_card_is_written_late_and_the_vote_is_held_with_it(browser: Browser, hall: Hall) -> None:
    """The vote has begun, somebody has voted, and table 3 cries that its card is missing."""
    hall.move("hello", "open", "closed", "carried")
    hall.move("problems", "open")
    first, *_ = write(hall, *TITLES[:3])
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    say(hall, "t1", "cast_ballot", round="short", choices={first: 1})
    console, tablet = lead(browser, hall), table(browser, hall, "t3")
    console.sees("Back to round 2").tap("Back to round 2")
    console.sees("Open round 2 again: “The tables choose” makes room").tap("Open round 2 again")
    console.phase("open").sees("Undo: round 2 opened again", "waits, 4:")
    tablet.write("Проблема", TITLES[3]).tap("Hand in").sees(TITLES[3], "arrived")
    console.sees(TITLES[3]).act("Close the round").phase("closed")
    console.act("Carry forward").phase("carried forward")
    console.sees(
        "The cards of “The tables choose” have changed meanwhile.",
        "Goes on",
        "The cards have changed: 3 before, 4 now. Play it anew?",
    )
    console.act("Hold the vote again")
    expect(console.page.locator(".next")).to_contain_text("Next round", timeout=PATIENCE_MS)
    console.act("Open at once").phase("open")
    tablet.sees(*TITLES)
    assert len(hall.session().rounds["short"].past) == 1 and not hall.session().rounds["short"].ballots
    console.close()
    tablet.close()


def test_a_round_that_made_room_goes_on_with_its_clock(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    write(hall, *TITLES[:2])
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    console = lead(browser, hall)
    console.page.locator(".agenda__row", has_text="Problems").click()
    console.sees("The round that is on now makes room: its clock waits, and nothing of it is lost.")
    console.act("Open again, 1 min").phase("open")
    console.act("Close the round").phase("closed").act("Carry forward").phase("carried forward")
    console.sees("The cards were carried anew: the same ones, but their words may have changed.")
    console.tap("Go on, 4:").phase("open")
    assert hall.session().clock.left_ms > 200_000
    console.close()


def test_a_round_is_played_anew_and_that_is_undone(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    write(hall, *TITLES[:2])
    hall.move("problems", "closed", "carried")
    console = lead(browser, hall)
    console.page.locator(".agenda__row", has_text="Problems").click()
    console.act("Play it anew").sees("Undo: round 2 is to be played anew")
    assert hall.session().rounds["problems"].phase == "planned"
    console.tap("Undo: round 2 is to be played anew").phase("carried forward")
    assert hall.session().rounds["problems"].phase == "carried"
    console.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_theme_round_on_the_console(browser: Browser, themed: Hall, scheme: Any) -> None:
    hall = themed
    hall.move("problems", "open")
    dark, play, litter, _ = write(hall, *TITLES)
    hall.move("problems", "closed", "carried")
    console = lead(browser, hall)
    console.page.emulate_media(color_scheme=scheme)
    say(hall, "e1", "merge_cards", round="themes", cards={dark: "", litter: ""}, title="Evenings outside")
    say(hall, "e2", "set_aside", round="themes", cards={play: ""}, reason="off_topic")
    hall.move("themes", "open")
    console.sees("3 of 4 cards laid", "2 in themes · 1 set aside · 1 by itself", "not about the question: 1")
    console.sees("1 theme + 1 single card", "The aim is 2 to 4.", "nobody at the theme desk")
    console.act("Close the round").phase("closed").sees("Next: show the themes to the hall.")
    console.act("Show the themes").phase("revealed").sees("No table objects.")
    say(hall, "t3", "object_to_theme", card=litter, on=True, text="Ours is about the river")
    say(hall, "t2", "object_to_theme", card=play, on=True)
    console.sees("2 objections.", "Ours is about the river", "lies in theme 1, “Evenings outside”", "was set aside")
    has_no_faults(console)
    console.tap("Split card 3 off").sees("Undo: card 3 taken out of its theme", "1 table objects.")
    assert hall.session().cards[litter].theme is None
    console.page.keyboard.press("Z")
    console.sees("2 objections.")
    assert hall.session().cards[litter].theme is not None
    console.tap("Bring card 2 back").sees("1 table objects.")
    console.act("Carry forward").phase("carried forward").sees("The themes are handed on.")
    console.act("Open at once").phase("open").sees("Undo: round 4 opened")
    assert hall.session().cards[litter].theme is None, "what is still objected to goes before the hall by itself"
    console.act("Undo: round 4 opened").sees("1 table objects.")
    console.close()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_words_of_the_log_are_said_in_both_languages(browser: Browser, themed: Hall, lang: str) -> None:
    """Each kind of act that can be caused in a short day, as the console says it: no gap, no name of an event."""
    hall = themed
    hall.move("hello", "briefing", "planned", "skipped", "planned", "open", "grace", "closed", "carried")
    hall.move("problems", "open")
    one, two, three, four = write(hall, *TITLES)
    for command, fields in (
        ("add_time", {"round": "problems", "ms": 60_000}), ("add_time", {"round": "problems", "ms": -60_000}),
        ("pause_clock", {"round": "problems"}), ("resume_clock", {"round": "problems"}),
        ("show_scene", {"scene": "lobby"}), ("show_scene", {"scene": "auto"}),
        ("blank_screen", {"on": True}), ("blank_screen", {"on": False}),
        ("announce", {"text": "Обед"}), ("announce", {"text": ""}),
        ("let_guests", {"on": False}), ("let_guests", {"on": True}),
        ("hide_card", {"card": four, "reason": "17"}), ("restore_card", {"card": four}),
        ("hold_card", {"card": one}), ("admit_card", {"card": one}), ("redact_card", {"card": four}),
        ("reissue_seat", {"seat": "t2"}), ("set_lane", {"source": "table", "lane": "approve"}),
    ):  # fmt: skip
        say(hall, "lead", command, **fields)
    hall.move("problems", "closed", "carried")
    for seat, command, fields in (
        ("e1", "merge_cards", {"cards": {one: "", three: ""}}),
        ("e1", "merge_cards", {"cards": {two: ""}, "into": "m1"}),
        ("e1", "rename_theme", {"theme": "m1", "title": "Двор", "revision": 1}),
        ("e2", "split_cards", {"theme": "m1", "cards": [two]}),
        ("e2", "set_aside", {"cards": {two: ""}, "reason": "personal"}), ("e2", "bring_back", {"cards": [two]}),
        ("e3", "tell_apart", {"cards": [one, two]}), ("e3", "set_synonyms", {"lines": ["двор, дом"]}),
    ):  # fmt: skip
        say(
            hall,
            seat,
            command,
            **({} if command in ("rename_theme", "set_synonyms") else {"round": "themes"}),
            **fields,
        )
    hall.move("themes", "open", "closed", "revealed", "carried")
    say(hall, "lead", "reopen_round", round="themes", was="carried")
    hall.move("themes", "closed", "revealed", "carried")
    say(hall, "lead", "restart_round", round="problems", was="carried")
    console = lead(browser, hall, lang)
    console.page.keyboard.press("Shift+Z")
    button = console.page.locator(".dialog__body > .btn")
    button.click()
    expect(button).to_have_count(0)
    lines = console.page.locator(".dialog .log__what").all_inner_texts()
    assert len(lines) == len(hall.session().acts)
    for line in lines:
        assert "undefined" not in line and "{" not in line and "null" not in line and "NaN" not in line, line
        russian = any("а" <= letter <= "я" for letter in line.lower())
        assert russian == (lang == "ru") or "Обед" in line, line
    assert not {"something else was done", "сделано что-то ещё"} & set(lines)
    console.close()
