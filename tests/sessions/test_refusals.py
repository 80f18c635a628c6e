"""Every no has a code `thing.reason` and a sentence that says what to do."""

import re

import pytest

from sessions.refusals import RETRIED, SENTENCES, Refusal, Refused


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_has_a_code_and_a_sentence(code):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", code)
    assert SENTENCES[code].endswith(".")
    assert len(SENTENCES[code]) <= 110


def test_no_sentence_says_the_same_of_two_things():
    assert len(set(SENTENCES.values())) == len(Refusal) == len(SENTENCES)


def test_only_the_states_of_the_machine_are_tried_again():
    assert {code.value for code in RETRIED} == {
        "rate.spent",
        "desk.busy",
        "storage.failed",
        "internal.failed",
        "pin.locked",
    }


def test_a_refusal_carries_its_facts():
    no = Refused(Refusal.CARD_LIMIT, limit=3)
    assert (no.code, no.facts, str(no)) == (Refusal.CARD_LIMIT, {"limit": 3}, "card.limit")
