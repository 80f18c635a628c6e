"""Papers to be filled in: numbers per table, the cards of the round in one order, and an envelope for each table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from documents import papers
from sessions import commands as c
from sessions import printed
from sessions.people import Registration
from tests.hall import Hall
from tests.looking import reading_of
from tests.people import invented, take, to_the_vote
from tests.story import CHOOSE_OPEN, EVENING, MINI, PAPERS, ROOT, SHEETS, SOLUTIONS, Story, after, card, seat, to

POLL = (Path(__file__).parents[1] / "data" / "poll.toml").read_text("utf-8")
NO = re.compile(r'class="paper__no">([^<]+)<')
RECEIPT = re.compile(r'class="paper__no">([^<]+)<small>([^<]+)<')
STUB = re.compile(r'class="paper__stub"><b>([^<]+)<')


def nothing(no: str) -> str:
    """No receipt: where only the rest of the paper is looked at."""
    return ""


def numbers(path: Path) -> list[str]:
    return NO.findall(path.read_text("utf-8"))


def cards_of(path: Path) -> list[tuple[int, str]]:
    first = path.read_text("utf-8").partition("<footer>")[0]
    found = re.findall(r'<b>(\d+)</b>\s*<span class="marks__title">([^<]*)<', first)
    return [(int(no), title) for no, title in found]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_ballots_are_numbered_at_each_table_with_spare_ones(tmp_path: Path, lang: str) -> None:
    story = after(CHOOSE_OPEN)
    path = papers.ballots(tmp_path, reading_of(story), story.round("choose"), lang, nothing)
    expected = [f"{table}-{no}" for table in (1, 2, 3) for no in range(1, 3 + printed.SPARE + 1)]
    assert numbers(path) == expected
    text = path.read_text("utf-8")
    assert ("Отметьте" if lang == "ru" else "Mark up to 2 cards") in text
    assert "http" not in text.partition("<body>")[2], "no link and no code of anybody"


def test_a_ballot_has_the_numbers_by_which_the_desk_reads_it(tmp_path: Path) -> None:
    story = after(CHOOSE_OPEN)
    titles = {each.id: each.title for each in story.session.cards.values()}
    before = cards_of(papers.ballots(tmp_path, reading_of(story), story.round("choose"), "ru", nothing))
    assert before == [(1, titles["c5"]), (2, titles["c6"]), (3, titles["c7"])]
    story.play([c.HideCard("c6")])
    after_ = cards_of(papers.ballots(tmp_path, reading_of(story), story.round("choose"), "ru", nothing))
    assert after_ == [(1, titles["c5"]), (3, titles["c7"])], "a number that is printed never means another card"


def test_before_the_vote_opens_its_cards_are_known_as_soon_as_they_are_carried(tmp_path: Path) -> None:
    story = after(SOLUTIONS)
    assert papers.known(story.session, story.round("choose"))
    assert [
        no for no, _ in cards_of(papers.ballots(tmp_path, reading_of(story), story.round("choose"), "ru", nothing))
    ] == [
        1,
        2,
        3,
    ]
    assert not papers.known(Story().session, Story().round("choose"))


@pytest.mark.parametrize(
    ("round_id", "lines"),
    [
        ("people", "Write the number"),
        ("shares", "Write the number"),
        ("spread", "Write the number of each card on a line of its own."),
        ("grades", "Write the number of each card on a line of its own."),
        ("hands", "Write the number of each card on a line of its own."),
    ],
)
def test_a_ballot_of_lines_says_what_is_written_there_and_what_spoils_it(
    tmp_path: Path, round_id: str, lines: str
) -> None:
    story = after([to("problems", "open"), card("t1", "Темно"), to("problems", "carried")], PAPERS, people=6)
    state = story.round(round_id)
    secret = getattr(state.plan, "electors", "") == "person"
    for blank in (True, False):
        path = papers.ballots(tmp_path, reading_of(story), state, "en", nothing, blank=blank)
        (how, *_) = re.findall(r'class="paper__how">([^<]+)<', path.read_text("utf-8"))
        assert (lines in how, "The numbers stand in the list of cards" in how) == (blank, blank)
        assert ("A ballot with a number that nobody can read is spoiled." in how) == (blank and secret)


def test_a_blank_form_names_no_card_and_has_a_line_for_each_mark(tmp_path: Path) -> None:
    story = Story()
    path = papers.ballots(tmp_path, reading_of(story), story.round("choose"), "ru", nothing, blank=True)
    assert path.name == "blank-choose-ru.html" and len(numbers(path)) == 15
    assert path.read_text("utf-8").partition("<footer>")[0].count("<li>") == 2


WROTE = (to("problems", "open"), *(card(f"t{no}", f"Карточка {no}") for no in (1, 2, 3)), to("problems", "carried"))


@pytest.mark.parametrize("round_id", ["dots", "grades", "hands", "people", "own", "each", "shares", "spread"])
def test_every_method_has_its_ballot(tmp_path: Path, round_id: str) -> None:
    story = after(WROTE, PAPERS, people=6)
    path = papers.ballots(tmp_path, reading_of(story), story.round(round_id), "ru", nothing)
    plan = story.round(round_id).plan
    assert len(cards_of(path)) == 3
    assert len(numbers(path)) == (3 * (2 + printed.SPARE) if plan.electors == "person" else 3)  # type: ignore[union-attr]
    mark = {"approval": 'class="box"', "dots": 'class="dot"', "score": 'class="scale"'}
    assert (mark[plan.method] if round_id != "hands" else "box--n") in path.read_text("utf-8")  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_envelope_holds_every_paper_of_the_day_for_every_table(tmp_path: Path, lang: str) -> None:
    story = Story(EVENING, tables=3, people=9)
    path = papers.envelopes(tmp_path, reading_of(story), lang)
    text = path.read_text("utf-8")
    assert path.name == f"paper-{lang}.html" and text.count('class="cover__no"') == 3
    for table in (1, 2, 3):
        slips = [no for no in numbers(path) if no.startswith(f"{table}-")]
        problems, solutions = 3 + printed.SPARE, 2 + printed.SPARE
        assert slips == [f"{table}-{no:02}" for n in (problems, solutions) for no in range(1, n + 1)]
    assert text.count("подпись" if lang == "ru" else "signature</th>") >= 3 * 3, "each consent has its own signature"


BEST = """
[scenario]
id = "best"
title = {ru = "Лучшее", en = "The best"}
tables = 2
people = 6

[[round]]
id = "ideas"
kind = "gather"
title = {ru = "Мысли", en = "Ideas"}
minutes = 10
output = "ideas"
max_per_table = 3
fields = [{id = "title", label = "Мысль", max_len = 90, required = true}]
carry = {rule = "per_table", k = 2}

[[round]]
id = "own"
kind = "gather"
title = {ru = "Каждый", en = "Everybody"}
minutes = 10
output = "own"
writers = "person"
fields = [{id = "title", label = "Своё", max_len = 90, required = true}]
"""


def test_a_table_marks_its_best_on_paper_and_what_people_write_by_themselves_is_in_no_envelope(tmp_path: Path) -> None:
    path = papers.envelopes(tmp_path, reading_of(Story(BEST, tables=2, people=6)), "en")
    text = path.read_text("utf-8")
    assert text.count("The slips that should go on, at most 2") == 2 == text.count("Number of the slip") // 2
    slips = [f"{table}-{no:02}" for table in (1, 2) for no in range(1, 3 + printed.SPARE + 1)]
    assert [no for no in numbers(path) if "-" in no] == slips
    assert "Everybody" not in text.partition("</style>")[2].replace("cover", "")


def test_polls_and_sheets_of_tables_are_in_the_envelope_and_secret_ones_are_not(tmp_path: Path) -> None:
    poll = papers.envelopes(tmp_path, reading_of(Story(POLL, tables=2, people=8)), "ru").read_text("utf-8")
    assert "На сколько минут ещё работы" in poll and "Итог дня" not in poll
    sheets = papers.envelopes(tmp_path, reading_of(Story(SHEETS, tables=2, people=8)), "en").read_text("utf-8")
    assert "Sheet of the solution, version 1" in sheets and "First meeting" in sheets


@pytest.mark.parametrize(("lang", "words"), [("ru", "Строка карты"), ("en", "Row of the map")])
def test_a_slip_of_a_map_asks_for_its_cell_in_words(tmp_path: Path, lang: str, words: str) -> None:
    scenario = (ROOT / "scenarios" / "foresight.toml").read_text("utf-8")
    told = papers.envelopes(tmp_path, reading_of(Story(scenario, tables=2, people=8)), lang).read_text("utf-8")
    assert f"<span>{words} *</span>" in told
    assert "<span>row *</span>" not in told


def test_no_paper_of_the_envelope_names_anybody(tmp_path: Path) -> None:
    listed = c.TakeList((c.Listed(None, Registration("Варвара Нечаева", "+7 900 000-00-01")),), 0)
    story = after([(seat("r1"), listed)], EVENING)
    assert "Варвара" not in papers.envelopes(tmp_path, reading_of(story), "ru").read_text("utf-8")


def test_print_makes_the_envelope_and_the_ballots_of_a_round_when_asked(tmp_path: Path) -> None:
    with Hall(tables=2, people=4, data=tmp_path) as hall:
        hall.stop()

    def run(*arguments: str) -> tuple[int, str]:
        asked = ["print", *arguments, "--lang=ru", "--data", str(tmp_path)]
        ended = CliRunner().invoke(cli.main, asked, env={"LC_ALL": "C.UTF-8"})
        return ended.exit_code, ended.output

    assert run()[0] == 0
    (folder,) = (tmp_path / "print").iterdir()
    assert (folder / "paper-ru.html").is_file() and not list(folder.glob("ballots-*"))
    assert run("--papers", "choose", "--lines")[0] == 0
    assert (folder / "blank-choose-ru.html").is_file()
    status, said = run("--papers", "choose")
    assert status == 1 and "The cards of choose are not known yet" in said
    status, said = run("--papers", "hello")
    assert status == 1 and "its votes: short, choose" in said
    assert run("--lines")[0] == 2


def test_the_receipt_on_a_paper_is_the_one_it_is_published_under_whoever_made_the_key(tmp_path: Path) -> None:
    """Printed before anybody votes and once more while people do; the server finds the key that printing has made."""
    with Hall(MINI, tables=3, people=9, data=tmp_path) as hall:
        take(hall, invented(9), *range(1, 10))

        def print_ballots() -> dict[str, str]:
            asked = ["print", "--papers", "choose", "--lang=ru", "--data", str(tmp_path)]
            ended = CliRunner().invoke(cli.main, asked, env={"LC_ALL": "C.UTF-8"})
            assert ended.exit_code == 0, ended.output
            (path,) = tmp_path.glob("print/*/ballots-choose-ru.html")
            text = path.read_text("utf-8")
            assert [receipt for _, receipt in RECEIPT.findall(text)] == STUB.findall(text)
            return dict(RECEIPT.findall(text))

        to_the_vote(hall, still=True)
        before = print_ballots()
        assert len(set(before.values())) == len(before) == 3 * (3 + printed.SPARE)
        hall.move("choose", "open")
        assert hall.say("r1", "give_papers", round="choose", contest=1, people=["p2"], on=True)["ok"]
        for desk in ("r1", "r2"):
            said = hall.say(desk, "read_paper", round="choose", contest=1, no="2-1", choices={"c3": 1})
            assert said["answer"]["receipt"] == before["2-1"]
        assert print_ballots() == before
        hall.move("choose", "closed", "revealed")
        assert [each.receipt for each in hall.session().rounds["choose"].sealed or ()] == [before["2-1"]]
        ended = CliRunner().invoke(
            cli.main, ["print", "--papers", "choose", "--data", str(tmp_path)], env={"LC_ALL": "C.UTF-8"}
        )
        assert ended.exit_code == 1 and "are counted" in ended.output
        assert not list(tmp_path.glob("keys/*/box-choose.key")), "no key is made of a box that is sealed"


@pytest.mark.parametrize("round_id, secret", [("dots", False), ("people", True)])
def test_only_a_vote_of_people_has_receipts_on_its_papers(tmp_path: Path, round_id: str, secret: bool) -> None:
    story = after(WROTE, PAPERS, people=6)
    path = papers.ballots(tmp_path, reading_of(story), story.round(round_id), "ru", lambda no: "AAA-AAA")
    assert ("AAA-AAA" in path.read_text("utf-8")) == secret
