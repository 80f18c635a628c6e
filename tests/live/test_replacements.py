"""Codes that put another device in a table's place: once, for ten minutes, for the first device."""

from __future__ import annotations

import pytest

from live.replacements import GOOD_MS, Replacements, digits_of
from sessions.refusals import Refusal, Refused


class Issuer:
    """Codes, a clock, and what was issued."""

    def __init__(self) -> None:
        self.ms = 0
        self.issued: list[str] = []
        self.codes = Replacements(lambda: self.ms)
        self.full = False

    def give(self, typed: str, device: str) -> str:
        found = self.codes.find(typed)
        if found is None:
            return "none"
        try:
            return self.codes.claim(found, device, self._issue)
        except Refused as no:
            return no.code.value

    def _issue(self, seat: str) -> str:
        if self.full:
            raise Refused(Refusal.BUSY)
        self.issued.append(seat)
        return f"{seat}.{len(self.issued)}"


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


def test_six_digits_bring_one_device_in_and_no_second(issuer: Issuer) -> None:
    code = issuer.codes.make("t4").code
    assert len(code) == 6 and code.isdigit()
    assert issuer.codes.latest("t4") == (code, "waits", GOOD_MS)
    assert issuer.give(f"{code[:3]} {code[3:]}", "first") == "t4.1"
    assert issuer.give(code, "second") == "code.used"
    assert issuer.give(code, "first") == "t4.1", "its answer may have been lost on the way"
    assert issuer.issued == ["t4"] and issuer.codes.latest("t4") == (code, "used", 0)


def test_after_ten_minutes_it_is_no_code_but_a_used_one_still_says_so(issuer: Issuer) -> None:
    late, used = issuer.codes.make("t4").code, issuer.codes.make("t5").code
    issuer.give(used, "first")
    issuer.ms += GOOD_MS
    assert issuer.give(late, "first") == "none" and issuer.codes.latest("t4") == ("", "over", 0)
    assert issuer.give(used, "second") == "code.used"


def test_looking_again_keeps_the_code_and_asking_for_another_ends_it(issuer: Issuer) -> None:
    first = issuer.codes.make("t4")
    assert issuer.codes.make("t4") is first
    second = issuer.codes.make("t4", fresh=True)
    assert second.code != first.code and issuer.give(first.code, "one") == "none"
    assert issuer.codes.latest("t5") == ("", "over", 0), "it belongs to another table"
    assert issuer.give(second.code, "one") == "t4.1"
    assert issuer.codes.make("t4").code != second.code


def test_a_code_that_ended_while_it_was_given_opens_nothing(issuer: Issuer) -> None:
    found = issuer.codes.make("t4")
    issuer.codes.make("t4", fresh=True)
    with pytest.raises(Refused, match=r"code\.over"):
        issuer.codes.claim(found, "one", lambda seat: seat)


def test_when_the_desk_is_busy_the_code_stays_good(issuer: Issuer) -> None:
    code = issuer.codes.make("t4").code
    issuer.full = True
    assert issuer.give(code, "first") == "desk.busy"
    issuer.full = False
    assert issuer.give(code, "second") == "t4.1"


def test_no_two_codes_are_the_same(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([7, 7, 7, 8])
    monkeypatch.setattr("live.replacements.secrets.randbelow", lambda _: next(drawn))
    assert [issuer.codes.make(seat).code for seat in ("t1", "t2")] == ["000007", "000008"]


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("482913", "482913"), (" 482-913\n", "482913"), ("48291", None), ("4829133", None), ("48291A", None), ("", None)],
)
def test_six_digits_are_a_tables_code(typed: str, digits: str | None) -> None:
    assert digits_of(typed) == digits


def test_digits_of_other_alphabets_are_none() -> None:
    assert digits_of("\u0664\u0668\u0662\u0669\u0661\u0663") is None
