"""Commands have names on the wire and one canonical body, whatever the order of their keys."""

import msgspec
import pytest

from sessions import commands as c


def test_the_wire_name_is_the_class_in_snake_case():
    assert c.wire_name(c.WithdrawSignUp) == "withdraw_sign_up"
    assert c.COMMANDS["cast_ballot"] is c.CastBallot
    assert set(c.COMMANDS.values()) == set(c.Command.__subclasses__())


def test_the_order_of_keys_does_not_make_another_body():
    assert c.canonical(c.CastBallot("r", {"c1": 1, "c2": 1})) == c.canonical(c.CastBallot("r", {"c2": 1, "c1": 1}))
    assert c.canonical(c.SubmitCard("r", {"a": "1", "b": "2"})) == c.canonical(c.SubmitCard("r", {"b": "2", "a": "1"}))


def test_another_command_or_value_is_another_body():
    bodies = {
        c.canonical(each)
        for each in (
            c.PauseClock("r"),
            c.ResumeClock("r"),
            c.CastBallot("r", {}),
            c.CastBallot("r", {"c1": 1}),
            c.CastBallot("r", {"c1": 2}),
            c.MarkReady("r", True),
            c.MarkReady("r", False),
        )
    }
    assert len(bodies) == 7


def test_a_command_knows_its_fields_and_their_limits():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"round": "r", "choices": {"c1": 1}, "seat": "p4"}, c.CastBallot)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"round": "r", "choices": {"c1": 0}}, c.CastBallot)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"text": "я" * 201}, c.Announce)
