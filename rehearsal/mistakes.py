"""Wrong moves and the code with which each must be refused.

They are made of what the bot's own screen shows, as a broken or a hostile device would make them.  Nothing flows from
here into the session: that is the point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

View = Mapping[str, Any]
NONE = "nothing-of-this-name"
TOP_GRADE = 10
"""More is not even a grade."""


class Mistake(NamedTuple):
    """A wrong move. `raw`: the payload goes out as it is, without a number of its own."""

    name: str
    payload: Any
    code: str
    raw: bool = False


def broken(name: str, fields: View) -> list[Mistake]:
    """A good command, broken on the way."""
    return [
        Mistake(name, {**fields, "seat": "lead"}, "payload.fields"),
        Mistake(name, dict(fields), "action.missing", raw=True),
        Mistake(name, [name], "payload.types", raw=True),
        Mistake(name, {"action_id": "x" * 20, "text": "ö" * 20_000}, "payload.too_large", raw=True),
        Mistake(f"{name}_twice", dict(fields), "event.unknown"),
        Mistake("move_round_at_once", None, "event.unknown", raw=True),
    ]


def not_now(round_: View, code: str) -> list[Mistake]:
    """What a table could say in a round that takes nothing yet, or nothing any more."""
    return [
        Mistake("submit_card", {"round": round_["id"], "fields": {"title": "x"}}, code),
        Mistake("cast_ballot", {"round": round_["id"], "choices": {}}, code),
        Mistake("mark_ready", {"round": round_["id"], "ready": True}, code),
        Mistake("rank_cards", {"round": round_["id"], "cards": []}, code),
    ]


def of_table_anywhere(round_: View) -> list[Mistake]:
    """What a table may never say."""
    return [
        Mistake("move_round", {"round": round_["id"], "phase": "closed", "was": round_["phase"]}, "event.unknown"),
        Mistake("hide_card", {"card": "c1"}, "event.unknown"),
        Mistake("submit_card", {"round": NONE, "fields": {"title": "x"}}, "round.unknown"),
        Mistake("withdraw_card", {"card": NONE}, "card.unknown"),
        *broken("call_help", {"on": True}),
    ]


def of_table_in_gather(round_: View, good: View, unknown: str, people: int) -> Iterator[Mistake]:
    """Cards that the round does not take; `good` is one that it would, and there are badges for so many `people`."""
    title, *others = round_["fields"]

    def card(code: str, **changes: Any) -> Mistake:
        return Mistake("submit_card", {**good, **changes}, code)

    def field(code: str, name: str, text: str) -> Mistake:
        return card(code, fields={**good["fields"], name: text})

    yield field("field.unknown", NONE, "x")
    yield field("text.empty", title["id"], " \t ")
    yield field("text.too_long", title["id"], "ö" * (title["max_len"] + 1))
    yield card("text.too_long", fields={title["id"]: "ö" * 2001})
    for each in others:
        if each["type"] == "choice":
            yield field("choice.unknown", each["id"], unknown)
    yield card("author.unknown", author=people + 1) if round_["authors"] else card("field.unknown", author=1)
    if round_["parents"] is None:
        yield card("payload.fields", parent="c1")
    else:
        yield card("parent.needed", parent=None)
        yield card("card.unknown", parent=NONE)
    yield Mistake("cast_ballot", {"round": round_["id"], "choices": {}}, "round.stale")


def of_wishes(round_: View, cards: Sequence[str]) -> Iterator[Mistake]:
    """Rankings that are none."""

    def wish(code: str, *ranked: str, round_id: str = round_["id"]) -> Mistake:
        return Mistake("rank_cards", {"round": round_id, "cards": ranked}, code)

    yield wish("card.unknown", NONE)
    yield wish("round.unknown", cards[0], round_id=NONE)
    if round_["bids"] > 1:
        yield wish("payload.types", cards[0], cards[0])
    if len(cards) > round_["bids"]:
        yield wish("ballot.over_limit", *cards[: round_["bids"] + 1])
    yield Mistake("cast_ballot", {"round": round_["id"], "choices": {}}, "round.stale")
    yield Mistake("place_cards", {"round": round_["id"], "tables": {cards[0]: ["t1"]}}, "event.unknown")


def of_hand(round_id: str, card: str | None) -> Iterator[Mistake]:
    """What the lead cannot give, and to whom."""
    yield Mistake("place_cards", {"round": NONE, "tables": {NONE: []}}, "round.unknown")
    yield Mistake("list_people", {"round": NONE, "people": {}}, "round.unknown")
    if card is None:
        yield Mistake("list_people", {"round": round_id, "people": {NONE: "t1"}}, "author.unknown")
        yield Mistake("list_people", {"round": round_id, "people": {"p1": NONE}}, "table.unknown")
    else:
        yield Mistake("place_cards", {"round": round_id, "tables": {NONE: ["t1"]}}, "card.unknown")
        yield Mistake("place_cards", {"round": round_id, "tables": {card: [NONE]}}, "table.unknown")


def of_elector(round_: View, paper: Sequence[View], hands: int | None = None) -> Iterator[Mistake]:
    """Ballots that do not count."""

    contest = round_["contest"]["no"]

    def ballot(code: str, choices: Any, round_id: str = round_["id"]) -> Mistake:
        return Mistake("cast_ballot", {"round": round_id, "contest": contest, "choices": choices}, code)

    cards = [card["id"] for card in paper]
    yield ballot("card.unknown", {NONE: 1})
    late = {"round": round_["id"], "contest": contest + 1 if contest == 1 else contest - 1, "choices": {cards[0]: 1}}
    yield Mistake("cast_ballot", late, "ballot.stale")
    yield ballot("payload.types", {cards[0]: 0})
    yield ballot("payload.types", cards[0])
    yield ballot("round.unknown", {}, NONE)
    if round_["electors"] == "table_tally":
        yield ballot("ballot.over_limit", {cards[0]: (hands or 0) + 1})
    elif round_["method"] == "dots":
        yield from _of_dots(round_, cards)
    elif round_["method"] == "score":
        yield from _of_grades(round_, cards)
    else:
        yield ballot("payload.types", {cards[0]: 2})
        if round_["limit"] is not None and len(cards) > round_["limit"]:
            yield ballot("ballot.over_limit", dict.fromkeys(cards[: round_["limit"] + 1], 1))


def _of_dots(round_: View, cards: Sequence[str]) -> Iterator[Mistake]:
    """One dot too many, in all or on one card."""
    limit, cap = round_["limit"], round_["cap"]
    too_many = [{cards[0]: limit + 1}]
    if cap is not None and cap < limit:
        too_many.append({cards[0]: cap + 1})
    if len(cards) > 1:
        too_many.append({cards[0]: limit, cards[1]: 1})
    for choices in too_many:
        said = {"round": round_["id"], "contest": round_["contest"]["no"], "choices": choices}
        yield Mistake("cast_ballot", said, "ballot.over_limit")


def _of_grades(round_: View, cards: Sequence[str]) -> Iterator[Mistake]:
    """A grade off the scale, a criterion that nobody asked about, marks where grades are wanted."""
    first = round_["criteria"][0]

    vote = {"round": round_["id"], "contest": round_["contest"]["no"]}

    def graded(code: str, grades: Any) -> Mistake:
        return Mistake("cast_ballot", {**vote, "choices": {}, "grades": grades}, code)

    yield Mistake("cast_ballot", {**vote, "choices": {cards[0]: 1}}, "payload.types")
    yield graded("payload.fields", {cards[0]: {NONE: 1}})
    yield graded("card.unknown", {NONE: {first["id"]: first["low"]}})
    yield graded("payload.types", {cards[0]: {first["id"]: "x"}})
    yield graded("payload.types", {cards[0]: {}})
    if first["high"] < TOP_GRADE:
        yield graded("choice.unknown", {cards[0]: {first["id"]: first["high"] + 1}})
    if first["low"] > 0:
        yield graded("choice.unknown", {cards[0]: {first["id"]: first["low"] - 1}})


def no_elector(round_: View) -> Mistake:
    """Voting where somebody else decides."""
    return Mistake("cast_ballot", {"round": round_["id"], "choices": {}}, "ballot.not_elector")


def of_person_anywhere(round_: View) -> list[Mistake]:
    """What a person in the hall may never say."""
    return [
        Mistake("submit_card", {"round": NONE, "fields": {"title": "x"}}, "round.unknown"),
        Mistake("mark_ready", {"round": round_["id"], "ready": True}, "event.unknown"),
        Mistake("move_round", {"round": round_["id"], "phase": "closed", "was": round_["phase"]}, "event.unknown"),
        Mistake("draw_lots", {"round": round_["id"], "number": 1}, "event.unknown"),
        left_nothing(),
        *broken("withdraw_sign_up", {"card": "c1"}),
    ]


def left_nothing() -> Mistake:
    """Leaving a group without having joined it."""
    return Mistake("withdraw_sign_up", {"card": NONE}, "sign_up.missing")


def of_signup(round_: View, card: str) -> Iterator[Mistake]:
    """Sign-ups that do not stand."""
    good = {"round": round_["id"], "card": card, "role": round_["roles"][0]["id"]}
    yield Mistake("sign_up", {**good, "card": NONE}, "card.unknown")
    yield Mistake("sign_up", {**good, "role": NONE}, "role.unknown")
    yield Mistake("sign_up", {**good, "consents": [NONE]}, "consent.unknown")
    yield Mistake("sign_up", {**good, "name": "N. N."}, "consent.needed")
    yield Mistake("sign_up", {**good, "name": "N" * 81}, "text.too_long")


def of_lead(round_: View, other: str | None) -> Iterator[Mistake]:
    """Acts of a hasty lead while the round is open; `other` is a round that is still to come."""
    here = round_["id"]

    def move(code: str, round_id: str, phase: str, was: str) -> Mistake:
        return Mistake("move_round", {"round": round_id, "phase": phase, "was": was}, code)

    yield move("round.unknown", NONE, "open", "planned")
    yield move("phase.moved", here, "closed", "planned")
    yield move("phase.not_allowed", here, "carried", "open")
    yield move("phase.not_allowed", here, "flying", "open")
    if other is not None:
        yield move("round.other_live", other, "open", "planned")
        yield Mistake("add_time", {"round": other, "ms": 60_000}, "clock.none")
    yield Mistake("show_scene", {"scene": NONE}, "scene.unknown")
    yield Mistake("hide_card", {"card": NONE}, "card.unknown")
    yield Mistake("hold_card", {"card": NONE}, "card.unknown")
    yield Mistake("set_lane", {"source": "table", "lane": "never"}, "payload.types")
    yield Mistake("pass_delays", {}, "event.unknown")
    yield Mistake("draw_lots", {"round": here, "number": 1}, "draw.not_needed")
    if round_["kind"] == "vote":
        yield Mistake("open_runoff", {"round": here}, "runoff.not_needed")
        yield Mistake("pick_cards", {"round": here, "cards": [NONE]}, "pick.not_needed")
        yield Mistake("step_reveal", {"round": here, "shown": 1}, "phase.not_allowed")
    yield Mistake("reissue_seat", {"seat": NONE}, "seat.unknown")
    yield Mistake("submit_card", {"round": here, "fields": {"title": "x"}}, "event.unknown")
    yield from broken("announce", {"text": "x"})


def of_team(board: View) -> list[Mistake]:
    """What nobody at the theme desk may do."""
    round_id = board["round"]
    wrong = [
        Mistake("merge_cards", {"round": round_id, "cards": {NONE: ""}, "into": None, "title": ""}, "card.unknown"),
        Mistake("merge_cards", {"round": NONE, "cards": {NONE: ""}}, "round.unknown"),
        Mistake("rename_theme", {"theme": NONE, "title": "x", "revision": 1}, "theme.unknown"),
        Mistake("split_cards", {"round": round_id, "theme": NONE, "cards": [NONE]}, "theme.unknown"),
        Mistake("set_synonyms", {"lines": ["alone"]}, "synonyms.line"),
        Mistake("move_round", {"round": round_id, "phase": "open", "was": "planned"}, "event.unknown"),
        *broken("bring_back", {"round": round_id, "cards": [NONE]}),
    ]
    if board["cards"]:
        card = board["cards"][0]["id"]
        wrong += [
            Mistake("merge_cards", {"round": round_id, "cards": {card: NONE}, "into": None, "title": ""}, "card.stale"),
            Mistake("set_aside", {"round": round_id, "cards": {card: ""}, "reason": NONE}, "choice.unknown"),
            Mistake("tell_apart", {"round": round_id, "cards": [card, card]}, "card.unknown"),
        ]
    return wrong
