"""The tablet of a table goes round: whoever has no telephone votes on it, or raises a hand that the host counts.

The table learns from its own view who of its people has still to vote; what each chooses goes out under that person's
badge, and the ledger says of whom it came and that it came by the tablet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehearsal import tastes
from rehearsal.bot import Bot
from rehearsal.hall import Trouble
from rehearsal.ledger import Said
from rehearsal.mistakes import Mistake
from rehearsal.roster import Roster

MORE = 500
"""No table has so many people, whoever comes late."""
View = Mapping[str, Any]


async def go_round(table: Bot, round_: View) -> None:
    """Everybody of this table who is on the list, here, and without a phone votes."""
    roster = table.hall.roster
    if roster is None:
        return
    await table.until(lambda: table.own.get("passing") is not None, "who votes on this tablet")
    people = [f"p{row['no']}" for row in table.own["passing"]["people"]]
    cards = list(table.own["paper"])
    table.hall.show_paper(round_["contest"]["box"], cards)
    await _wrong_people(table, roster, people)
    for person in roster.without_phone(people, "tablet"):
        await _vote(table, roster, round_, cards, person)
    hands = roster.without_phone(people, "hands")
    if hands and table.own["passing"]["hands"] is None:  # this vote takes no hands: they come by the tablet, too
        for person in hands:
            await _vote(table, roster, round_, cards, person)
    elif hands:
        await _raise_hands(table, round_, cards, len(hands))


async def _wrong_people(table: Bot, roster: Roster, people: list[str]) -> None:
    """Who sits elsewhere is not let in by name, and whose badge the desk has not seen not at all."""
    # Walk-ins may be at this table before its screen tells of them, and who holds a paper is told that first.
    others = sorted(seat for seat in roster.here - {*people} - roster.walked_in if roster.way(seat) != "paper")
    if others:
        await _not_let_in(table, int(table.chance.choice(others)[1:]), "seat.foreign")
    if roster.strays:
        await _not_let_in(table, int(min(roster.strays)[1:]), "ballot.not_on_roll")


async def _not_let_in(table: Bot, badge: int, code: str) -> None:
    _, answer = await table.post("/api/booth", {"badge": badge})
    said = (answer.get("error") or {}).get("code", "")
    table.hall.ledger.wrong(f"{table.seat}: badge {badge} at the tablet", code, said)


async def _vote(table: Bot, roster: Roster, round_: View, cards: list[View], person: str) -> None:
    """One person takes the tablet, marks, and passes it on."""
    status, booth = await table.post("/api/booth", {"badge": int(person[1:])})
    if status != 200 or booth["voted"]:
        raise Trouble(f"{person} did not get the tablet: {status} {booth}")
    vote = round_["contest"]["no"]
    payload: dict[str, Any] = {
        "action_id": f"{person}-booth-{round_['contest']['box']}",
        "round": round_["id"],
        "contest": vote,
        **tastes.ballot(table.hall.seed, round_, cards, table.chance),
    }
    ack: dict[str, Any] = {}
    for _ in range(1 + (table.chance.random() < 0.3)):  # the answer was lost on the way
        said = {"command": "cast_ballot", "payload": payload}
        _, ack = await table.post("/api/commands", said, booth["token"])
        if not ack.get("ok"):
            raise Trouble(f"{person} voted on the tablet of {table.seat} and got {ack}")
    roster.tablets.add((round_["id"], vote, person))
    table.hall.ledger.accepted.append(
        Said(person, payload["action_id"], "cast_ballot", payload, ack["answer"], ack["version"][1])
    )
    await _not_let_in(table, int(person[1:]), "ballot.cast")


async def _raise_hands(table: Bot, round_: View, cards: list[View], voters: int) -> None:
    """The host counts, and counts once more because somebody was not sure."""
    of = {"round": round_["id"], "contest": round_["contest"]["no"]}
    most = round_["limit"] or len(cards)
    for _ in range(1 + (table.chance.random() < 0.4)):
        left = most * voters
        choices: dict[str, int] = {}
        for card in table.chance.sample([card["id"] for card in cards], min(len(cards), most + 1)):
            hands = min(table.chance.randint(0, voters), left)
            left -= hands
            choices |= {card: hands} if hands else {}
        await table.say("count_hands", **of, voters=voters, choices=choices)
    await table.err(Mistake("count_hands", {**of, "voters": MORE, "choices": {}}, "hands.too_many"))
