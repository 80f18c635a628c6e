"""The door's papers: everybody on the list with number and table, blanks that open nothing yet, consents unticked."""

from __future__ import annotations

import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cli
import serving
from documents import door, names
from documents.sheets import told_of, write_badges
from live.screen import Hall as Place
from live.seats import Seats
from sessions import commands as c
from sessions.desk import Desk
from sessions.people import Registration
from sessions.seat import registrar_seat
from sessions.shelf import Shelf
from sessions.store import Store
from tests.hall import Hall
from tests.people import invented, take
from tests.story import MIXED, SIGNED, Story, after, seat

DESK = seat("r1")
TAKEN = (DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Гость {no}")) for no in "АБВ"), 0))
LONG = "Александра Константиновна Белосельская-Белозерская"
NAMES = ("Анна Петровна Кузнецова", LONG, "Нечаев Борис Ильич", "Ян Ёлкин", "Вера <b>Осипова</b>")
SEVEN = 7
PLAIN = serving.Wishes(0, "127.0.0.1", None, None, "", "", "")


def story(*more: object) -> Story:
    rows = tuple(
        c.Listed(None, Registration(name, table=no, needs="пандус" if no == 2 else ""))
        for name, no in zip(NAMES, (3, 2, 1, 3, 0), strict=True)
    )
    return after([(DESK, c.TakeList(rows, 0)), *more])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Анна Петровна Кузнецова", ("Анна Петровна", "Кузнецова")),
        ("Кузнецова Анна Петровна", ("Анна Петровна", "Кузнецова")),
        ("Гусейнов Мамед Расул оглы", ("Мамед Расул оглы", "Гусейнов")),
        ("Анна Петровна Пашкевич", ("Анна Петровна", "Пашкевич")),
        ("Пашкевич Лука Ильич", ("Лука Ильич", "Пашкевич")),
        ("Ян Ли", ("Ян", "Ли")),
        ("Мария", ("", "Мария")),
        ("", ("", "")),
    ],
)
def test_a_name_stands_in_two_lines(name: str, lines: tuple[str, str]) -> None:
    assert names.parts(name) == lines


def test_a_long_line_is_set_smaller_and_never_too_large() -> None:
    sizes = (30, 20, 12)
    assert names.fitting("Ян", 234, sizes) == 30
    assert names.fitting("Белосельская-Белозерская", 300, sizes) == 12
    assert names.fitting("Ж" * 90, 234, sizes) == 12


def test_the_list_is_in_the_order_that_is_asked_for() -> None:
    told = story()
    assert [each.family for each in door.guests(told.session, told.people, "name")] == [
        *("<b>Осипова</b>", "Белосельская-Белозерская", "Ёлкин", "Кузнецова", "Нечаев")
    ]
    assert [each.no for each in door.guests(told.session, told.people, "number")] == [1, 2, 3, 4, 5]
    assert [each.table for each in door.guests(told.session, told.people, "table")] == [1, 2, 2, 3, 3]


def test_numbers_of_badges_are_asked_for_one_by_one_or_in_runs() -> None:
    assert door.chosen(["47", "101-103", "1, 5,9"]) == {47, 101, 102, 103, 1, 5, 9}
    for wrong in ("", "x", "5-1", "0", "1-99999", "-3"):
        with pytest.raises(ValueError, match=r".*"):
            door.chosen([wrong])


def test_blanks_follow_the_last_badge_that_is_somebodys() -> None:
    told = story()
    assert door.blanks(told.session, 3) == [6, 7, 8]
    told.do(DESK, c.RegisterPerson("Егор Туров", badge=7, consents=SIGNED))
    assert door.blanks(told.session, 2) == [8, 9]
    told.do(DESK, c.RegisterPerson("Игорь Туров", badge=5000, consents=SIGNED, unprinted=True))
    assert door.blanks(told.session, 2) == []


def test_whoever_signed_nothing_stands_on_paper_by_the_number() -> None:
    told = story((DESK, c.RegisterPerson(badge=7)))
    (one,) = [each for each in door.guests(told.session, told.people) if each.no == 7]
    assert (one.given, one.family, one.signed) == ("", "№ 7", False)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_paper_has_everybody_and_names_are_text(tmp_path: Path, lang: str) -> None:
    told = story((DESK, c.RevisePerson("p1", consents=("processing",))))
    place = told_of({"ru": "Форум", "en": "Forum"}, Place("http://192.0.2.7:8080/"), lang)
    listed = door.guests(told.session, told.people)
    files = door.write(tmp_path, place, told.session, listed, lang)
    seating, everybody, cards, consents = (file.read_text("utf-8") for file in files)
    links = [
        {"role": "person", "seat": f"p{no}", "table": "t1", "url": "http://x", "code": "A" * 8} for no in range(1, 6)
    ]
    badges = write_badges(tmp_path / "badges.html", place, links, lang, listed).read_text("utf-8")
    for text in (seating, everybody, cards, badges):
        assert all(each.family in text for each in listed if "<" not in each.family)
        assert "<b>Осипова</b>" not in text.replace("<b>&lt;b&gt;", "") and "&lt;b&gt;Осипова" in text
        assert not re.search(r'(?:src|href)="(?!data:)', text)
    assert seating.count('class="page page--list"') == 3 and "пандус" in seating
    assert "пандус" not in everybody + cards, "needs are for the table's host alone"
    assert everybody.count("✓") == 1, "a tick for the one who has signed"
    assert cards.count('class="tent tent--front"') == len(NAMES) == cards.count('class="tent tent--back"')
    assert consents.count('class="page page--consent"') == len({*door.purposes(told.session)})
    for sentence in re.findall(r'class="consent__say"><i></i><span>([^<]+)<', consents):
        assert sentence.startswith(("Я ", "I ")), "the sentence says who agrees, so the line for the name does not"
    assert not re.search(r'class="consent__who">\s*(?:Я|I)\b', consents)
    assert "✓" not in consents and not any(each.family in consents for each in listed)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_who_is_here_is_ticked_with_the_hour_for_the_lists_go_on_without_the_laptop(tmp_path: Path, lang: str) -> None:
    told, place = story(), told_of({"ru": "Форум", "en": "Forum"}, Place("http://192.0.2.7:8080/"), lang)

    def written() -> list[str]:
        listed = door.guests(told.session, told.people)
        files = door.write(tmp_path, place, told.session, listed, lang, hour="14:05")
        return [file.read_text("utf-8") for file in files[:2]]

    assert all("✓" not in text and "14:05" not in text for text in written()), "nobody has come"
    told.do(DESK, c.MarkAttendance(("p1", "p3"), True))
    seating, everybody = written()
    assert everybody.count("✓") == seating.count("✓") == 2
    row = next(line for line in everybody.splitlines() if "Нечаев" in line)
    assert row.index("✓") < row.rindex("list__tick"), "under here and not under consent"
    assert {"ru": "2 здесь в 14:05", "en": "2 here at 14:05"}[lang] in everybody
    assert {"ru": "1 здесь в 14:05", "en": "1 here at 14:05"}[lang] in seating


def papers(told: Story, folder: Path, lang: str = "en") -> dict[str, str]:
    """The papers of the door and the badges, as they are printed now."""
    place = told_of({"ru": "Форум", "en": "Forum"}, Place("http://192.0.2.7:8080/"), lang)
    listed = door.guests(told.session, told.people)
    seats = (told.session.seats[each.id].seat for each in listed)
    links = [{"role": "person", "seat": s.id, "table": s.table, "url": "http://x", "code": "A" * 8} for s in seats]
    files = door.write(folder, place, told.session, listed, lang)
    files.append(write_badges(folder / f"badges-{lang}.html", place, links, lang, listed))
    return {file.name.removesuffix(f"-{lang}.html"): file.read_text("utf-8") for file in files}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_before_the_tables_are_mixed_no_paper_names_one_and_after_it_the_one_that_is_drafted(
    tmp_path: Path, lang: str
) -> None:
    later, table = (
        ("ваш стол назовут на входе", "стол") if lang == "ru" else ("your table is said at the door", "table")
    )
    told = Story(MIXED).play([TAKEN])
    old = tmp_path / f"seat-cards-{lang}.html"
    old.write_text("of yesterday")
    before = papers(told, tmp_path, lang)
    assert {*before} == {"door", "consents", "badges"} and not old.exists()
    assert before["badges"].count(later) == 3 and f"<span>{table} " not in before["badges"]
    assert before["door"].count('<td class="list__no">—</td>') == 3
    why = {"ru": "стол назовёт стойка", "en": "the desk names the table"}[lang]
    assert why in before["door"]
    told.do(DESK, c.ListPeople("seat1", {"p1": "t3", "p2": "t3", "p3": "t1"}))
    after_ = papers(told, tmp_path, lang)
    assert re.findall(rf"<span>{table} (\d)</span>", after_["badges"]) == ["3", "3", "1"]
    assert later not in after_["badges"] and "—</td>" not in after_["door"] and why not in after_["door"]
    assert after_["seat-cards"].count(f"{table} 3") == 4 and {"seating", "seat-cards"} <= {*after_}


def test_nobody_is_lost_at_a_table_of_many_or_without_one(tmp_path: Path) -> None:
    rows = tuple(c.Listed(None, Registration(f"Гость {no}", table=1)) for no in range(1, 31))
    told = after([(DESK, c.TakeList(rows, 0))])
    listed = door.guests(told.session, told.people)
    pages = door._tables(told.session, listed)
    assert [(table, len(those), on) for table, those, on in pages] == [
        *((1, 24, True), (1, 6, False), (2, 0, False), (3, 0, False))
    ]
    told.do(DESK, c.CloseTable("t2", True))
    assert [table for table, *_ in door._tables(told.session, listed)] == [1, 1, 3], "none of a closed table"
    homeless = [door.Guest("p1", 1, "Ян Ли", "Ян", "Ли", None, "", False)]
    assert door._tables(told.session, homeless)[-1] == (None, homeless, False)


# -- the command ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listed() -> Iterator[Hall]:
    with Hall(tables=2, people=10, options=["--address=192.0.2.7"]) as hall:
        take(hall, [Registration(LONG), *invented(SEVEN)])
        hall.stop()
        yield hall


@pytest.fixture
def data(listed: Hall, tmp_path: Path) -> Path:
    return Path(shutil.copytree(listed.data, tmp_path / "data", ignore=shutil.ignore_patterns("*.log")))


def run(data: Path, *arguments: str, status: int = 0) -> Result:
    ended = CliRunner().invoke(cli.main, ["print", *arguments, "--data", str(data)], env={"LC_ALL": "en_US.UTF-8"})
    assert ended.exit_code == status, ended.output
    return ended


def printed(data: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(data.glob("print/*/*.html"))}


def numbers(text: str) -> list[int]:
    return [int(no) for no in re.findall(r'class="badge__seat"><b>No. (\d+)', text)]


def test_print_with_a_list_makes_the_doors_papers_and_says_that_they_hold_names(data: Path) -> None:
    said = run(data).stdout
    files = printed(data)
    for name in ("badges", "seating", "door", "seat-cards", "consents"):
        assert f"{name}-en.html" in said and f"{name}-en.html" in files
    assert "They hold names, too." in said and "--forget" in said
    assert len(numbers(files["badges-en.html"])) == SEVEN + 1, "no badge of nobody"
    (folder,) = data.glob("print/*")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_order_is_mix_take_print_and_printing_too_early_says_so(tmp_path: Path) -> None:
    with Hall(MIXED, tables=3, people=9, options=["--address=192.0.2.7"]) as hall:
        take(hall, invented(SEVEN))
        early = run(hall.data)
        assert "“Seating” is still to mix the tables, so the badges name none." in early.stderr
        assert "not made yet" in early.stderr and "Take it), then print again" in early.stderr
        assert "seat-cards-en.html" not in early.stdout and "seat-cards-en.html" not in printed(hall.data)
        one = run(hall.data, "--badge", "1").stderr
        assert "name none" in one and "not made yet" not in one
        assert hall.say("r1", "list_people", round="seat1", people={f"p{no}": "t2" for no in range(1, 8)})["ok"]
        assert hall.say("r1", "mark_attendance", people=["p1"], came=True)["ok"]
        late = run(hall.data)
        assert re.search(r"1 here at \d\d:\d\d, when this was printed", printed(hall.data)["door-en.html"])
        assert "mix the tables" not in late.stderr and "seat-cards-en.html" in late.stdout
        assert re.findall(r"<span>table (\d+)</span>", printed(hall.data)["badges-en.html"]) == ["2"] * SEVEN


def test_badges_are_sorted_as_asked(data: Path) -> None:
    run(data, "--by", "number")
    assert numbers(printed(data)["badges-en.html"]) == [*range(1, SEVEN + 2)]
    run(data, "--by", "table")
    tables = re.findall(r"<span>table (\d+)</span>", printed(data)["badges-en.html"])
    assert tables == sorted(tables)


def test_some_badges_are_printed_alone(data: Path) -> None:
    run(data, "--badge", "2-3", "--badge", "1")
    files = printed(data)
    assert [*files] == ["badges-en-2-3,1.html"] and sorted(numbers(files["badges-en-2-3,1.html"])) == [1, 2, 3]
    assert "nobody on the list" in run(data, "--badge", "9", status=1).output
    assert "give a number" in run(data, "--badge", "../x", status=1).output


def test_a_blank_badge_opens_its_seat_as_soon_as_the_desk_has_registered_its_number(data: Path) -> None:
    said = run(data, "--blank", "4").stdout
    text = printed(data)["badges-en-blank-9-12.html"]
    codes = dict(zip(numbers(text), re.findall(r'class="badge__code">([A-Z0-9 ]+)<', text), strict=True))
    assert [*codes] == [9, 10, 11, 12] and "your table is said at the door" in text
    assert not any(each.name.split()[-1] in text for each in invented(SEVEN))
    assert "They hold names" not in said and "has no vote until" in said
    (file,) = data.glob("*.sqlite")
    store = Store(file)
    try:
        desk = Desk(store, Shelf(data).keys(file))

        def opens(code: str) -> str | None:
            seats = Seats(Shelf(data).keys(file).seats(), desk.read(lambda session, _: session.id))
            found = desk.read(lambda session, _: seats.by_code(session, code))
            return found.id if found else None

        assert opens(codes[12]) is None, "a number that nobody made yet"
        assert desk.ask(
            registrar_seat(1), None, c.RegisterPerson("Егор Туров", badge=12, consents=SIGNED, unprinted=True)
        ).ok
        assert opens(codes[12]) == "p12"
        assert desk.read(lambda session, _: "p12" in session.attendance.here)
    finally:
        store.close()


def test_no_number_of_a_printed_blank_is_given_out_and_none_is_printed_twice(data: Path) -> None:
    said = run(data, "--blank", "4").stdout
    assert "Numbers 9 to 12 are kept for these badges" in said
    assert "Numbers 13 to 14 are kept" in run(data, "--blank", "2").stdout
    run(data, "--forget")
    (file,) = data.glob("*.sqlite")
    desk = serving.open_desk(Shelf(data), file, None, PLAIN)
    more = c.TakeList((c.Listed(None, Registration("Егор Туров")),), SEVEN + 1)
    assert desk.ask(registrar_seat(1), None, more).ok
    assert (
        desk.ask(registrar_seat(1), None, c.RegisterPerson("Жанна Осипова", consents=SIGNED)).answer["person"] == "p16"
    )
    desk.close()
    assert "Numbers 17 to 18 are kept" in run(data, "--blank", "2").stdout
    assert [*printed(data)] == ["badges-en-blank-17-18.html"]


def test_a_number_that_is_given_out_while_blanks_are_printed_is_passed_by(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server runs and knows nothing of the printing until the numbers are kept."""
    read, (file,) = serving.read_session, data.glob("*.sqlite")

    def late(shelf: Shelf, path: Path) -> Any:
        monkeypatch.setattr(serving, "read_session", read)
        desk = serving.open_desk(Shelf(data), file, None, PLAIN)
        assert desk.ask(registrar_seat(1), None, c.RegisterPerson("Егор Туров", badge=9, consents=SIGNED)).ok
        desk.close()
        return read(shelf, path)

    monkeypatch.setattr(serving, "read_session", late)
    run(data, "--blank", "2")
    assert numbers(printed(data)["badges-en-blank-11-12.html"]) == [11, 12]


def test_forget_deletes_what_was_printed_and_nothing_else(data: Path) -> None:
    run(data)
    (folder,) = data.glob("print/*")
    said = run(data, "--forget").stdout
    assert [file.name for file in folder.iterdir()] == ["leads-to.txt"]
    assert re.match(r"\d+ printed files deleted\.", said) and "on paper" in said
    assert list(data.glob("*.sqlite"))
