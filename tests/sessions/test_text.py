"""What people type comes to the screens as one harmless line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.text import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Темно \t в\n\nпарке ", "Темно в парке"),
        ("и\u0306", "й"),
        ("звонок\u0007 и\x00 ноль", "звонок и ноль"),
        ("abc\u202edcba\u2066x\u200f", "abcdcbax"),
        ("z" + "\u0301" * 40, "ź\u0301\u0301"),
        ("👩‍🌾 огород", "👩‍🌾 огород"),
        ("\u200b\u200d\ufeff", ""),
        ("\u0301\u0301", ""),
        ("", ""),
    ],
)
def test_a_line_is_cleaned(typed, kept):
    assert one_line(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed):
    once = one_line(typed)
    assert one_line(once) == once
    assert "\n" not in once
    assert once == once.strip()
