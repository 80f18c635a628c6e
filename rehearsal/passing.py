"""The tablet of a table goes round: whoever has no telephone votes on it, or raises a hand that the host counts, and
answers a poll on it.

The table learns from its own view who of its people has still to vote; what each chooses goes out under that person's
badge, and the ledger says of whom it came and that it came by the tablet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehearsal import polls, tastes
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


async def ask_round(table: Bot, round_: View) -> None:
    """Most of those at this table who have no phone answer a poll of people; nobody by name a second time."""
    roster = table.hall.roster
    if roster is None or round_["id"] not in roster.passed:
        return
    await table.until(lambda: table.own.get("passing") is not None, "who answers on this tablet")
    for person in (f"p{row['no']}" for row in table.own["passing"]["people"]):
        stays_away = tastes.stays_away(table.hall.seed, round_["id"], person, 0.2)
        if person not in roster.here or roster.way(person) == "phone" or stays_away:
            continue
        token = await _enter(table, person)
        answers = polls.sheet(round_["questions"], table.chance, table.hall.voices, f"{table.hall.seed}-{person}")
        said = {"round": round_["id"], "answers": answers}
        await _say(table, person, f"{person}-booth-{round_['id']}", "answer_poll", said, token)
        await _not_let_in(table, int(person[1:]), "poll.answered")


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
    token, vote = await _enter(table, person), round_["contest"]["no"]
    ballot = tastes.ballot(table.hall.seed, round_, cards, table.chance)
    said = {"round": round_["id"], "contest": vote, **ballot}
    await _say(table, person, f"{person}-booth-{round_['contest']['box']}", "cast_ballot", said, token)
    roster.tablets.add((round_["id"], vote, person))
    await _not_let_in(table, int(person[1:]), "ballot.cast")


async def _enter(table: Bot, person: str) -> str:
    """The tablet is given to somebody who has still to vote or to answer; returns the token of their paper."""
    status, booth = await table.post("/api/booth", {"badge": int(person[1:])})
    if status != 200 or booth["voted"]:
        raise Trouble(f"{person} did not get the tablet: {status} {booth}")
    return str(booth["token"])


async def _say(table: Bot, person: str, action_id: str, name: str, fields: View, token: str) -> None:
    """What somebody says on the tablet, sometimes twice because the answer was lost on the way."""
    payload, ack = {"action_id": action_id, **fields}, dict[str, Any]()
    for _ in range(1 + (table.chance.random() < 0.3)):
        _, ack = await table.post("/api/commands", {"command": name, "payload": payload}, token)
        if not ack.get("ok"):
            raise Trouble(f"{person} said {name} on the tablet of {table.seat} and got {ack}")
    table.hall.ledger.accepted.append(Said(person, action_id, name, payload, ack["answer"], ack["version"][1]))


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
