"""The check of assignments finds what is unfair, and is content with what is not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rehearsal.check_assign import tables_then, unfair
from rehearsal.ledger import Ledger, Said
from sessions import events as e
from sessions.journal import Entry
from tests.sessions.kinds.test_assign import CHOSEN, DAY, HELPING, WISHED
from tests.story import Story, to


def day(*moves: object) -> Story:
    return Story(DAY, tables=4, people=24).play([*CHOSEN, *WISHED, *moves])  # type: ignore[arg-type]


def told() -> Ledger:
    """What the tables remember that they wished for."""
    ledger = Ledger()
    for seat, command in WISHED:  # type: ignore[misc]
        said = Said(seat.id, "a", "rank_cards", {"round": "take", "cards": list(command.cards)}, {}, 1)
        ledger.accepted.append(said)
    return ledger


def revealed(story: Story, **cards: tuple[str, ...]) -> Iterator[Entry]:
    """The journal, with something else revealed than what was found."""
    for entry in story.store.entries():
        if isinstance(entry.event, e.AssignmentRevealed) and cards:
            yield msgspec.structs.replace(entry, event=msgspec.structs.replace(entry.event, cards=cards))
        else:
            yield entry


def found(story: Story, **cards: tuple[str, ...]) -> list[str]:
    return list(unfair(story.session, revealed(story, **cards), told()))


def test_an_assignment_at_the_least_cost_is_fair() -> None:
    assert found(day(to("take", "carried"))) == []


def test_two_tables_that_could_exchange_are_found() -> None:
    story = day(to("take", "carried"))
    assert "exchange" in found(story, c1=("t1", "t3"), c2=("t2",), c3=("t4",))[0]
    assert "exchange" in found(story, c1=("t4", "t3"), c2=("t2",), c3=("t1",))[0]


def test_a_table_that_could_go_to_a_card_with_room_is_found() -> None:
    story = day(to("take", "carried"))
    assert "could go from c3 to c1" in " ".join(found(story, c1=("t3",), c2=("t1",), c3=("t2", "t4")))


def test_a_card_that_nobody_has_and_a_table_that_has_nothing_are_found() -> None:
    story = day(to("take", "carried"))
    story.round("take").draft.cards["c1"] = ()
    assert found(story) == ["take: nobody has c1", "take: t2 has nothing", "take: t3 has nothing"]


def test_who_sat_where_is_remembered_from_the_vote() -> None:
    story = Story(DAY, tables=4, people=24).play(HELPING)
    sat = tables_then(story.session, story.store.entries())
    assert sat["choose", 1]["p5"] == "t1"
