"""An evening told through the HTTP twin: the people who are not on the picture.

Pictures and browser tests need a hall around the few devices that they drive by hand: tables that write, people that
vote and sign up.  They come from `tests/data/evening`, in the language of the picture.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tests.hall import Hall

EVENINGS = Path(__file__).resolve().parent.parent / "data" / "evening"


class Crowd:
    """Speaks for any seat of a running server."""

    def __init__(self, hall: Hall, lang: str) -> None:
        self.hall = hall
        self.lang = lang
        self.story = tomllib.loads((EVENINGS / f"{lang}.toml").read_text(encoding="utf-8"))

    def say(self, seat: str, command: str, **fields: Any) -> dict[str, Any]:
        """Say something from a seat; the acknowledgement, which must be ok."""
        answer: dict[str, Any] = self.hall.say(seat, command, lang=self.lang, **fields)
        assert answer["ok"], (seat, command, fields, answer)
        return answer

    def view(self, seat: str) -> dict[str, Any]:
        """What a seat sees; asking also counts as being here."""
        seen: dict[str, Any] = self.hall.view(seat).json
        return seen

    def move(self, round_id: str, *phases: str) -> None:
        """Move a round through phases, from wherever it is."""
        for phase in phases:
            agenda = self.view("lead")["own"]["agenda"]
            was = next(each["phase"] for each in agenda if each["id"] == round_id)
            if was != phase:
                self.say("lead", "move_round", round=round_id, phase=phase, was=was)

    def arrive(self, people: int, tables: int) -> None:
        """Some people and tables come in."""
        for no in range(1, people + 1):
            self.view(f"p{no}")
        for no in range(1, tables + 1):
            self.view(f"t{no}")

    def write_problems(self, count: int, tables: list[int]) -> list[str]:
        """Tables hand in problems, in turn; the ids of the cards."""
        cards = []
        for number, (title, place, sphere) in enumerate(self.story["problems"][:count]):
            table = f"t{tables[number % len(tables)]}"
            fields = {"title": title, "place": place, "sphere": sphere}
            cards.append(self.say(table, "submit_card", round="problems", fields=fields)["answer"]["card"])
        return cards

    def vote_as_tables(self, round_id: str, cards: list[str], tables: list[int], limit: int) -> None:
        """Tables choose: earlier cards are liked more, so that a leader and a tail appear."""
        for place, table in enumerate(tables):
            liked = [
                card for rank, card in enumerate(cards) if (place * 7 + rank * 5) % 12 < 12 - rank * 12 / len(cards)
            ]
            self.say(f"t{table}", "cast_ballot", round=round_id, choices=dict.fromkeys(liked[:limit], 1))

    def write_solutions(self, parents: list[dict[str, Any]], tables: list[int]) -> list[str]:
        """Tables answer the chosen problems with solutions; the ids of the cards."""
        cards = []
        for number, (problem, title, step) in enumerate(self.story["solutions"]):
            text = self.story["problems"][problem][0]
            parent = next(
                (each["id"] for each in parents if each["title"] == text), parents[number % len(parents)]["id"]
            )
            fields = {"title": title, "first_step": step}
            table = f"t{tables[number % len(tables)]}"
            card = self.say(table, "submit_card", round="solutions", parent=parent, fields=fields)
            cards.append(card["answer"]["card"])
        return cards

    def vote_as_people(self, round_id: str, cards: list[str], people: list[int], limit: int) -> None:
        """People choose, each by their own taste and all a little by fashion."""
        for person in people:
            chosen = {
                cards[(person * 7 + step * step) % (3 + (person + step) % (len(cards) - 2))] for step in range(limit)
            }
            self.say(f"p{person}", "cast_ballot", round=round_id, choices=dict.fromkeys(chosen, 1))

    def join(self, cards: list[str], people: list[int], roles: list[str]) -> None:
        """People join groups; two of three with a name that the hall may see."""
        names = self.story["names"]
        for place, person in enumerate(people):
            card = cards[int((place * 0.37) ** 2) % len(cards)] if place % 3 else cards[place % len(cards)]
            named = place % 3 != 2
            self.say(
                f"p{person}",
                "sign_up",
                round="groups",
                card=card,
                role=roles[0] if place % 5 == 0 else roles[1 + place % (len(roles) - 1)],
                name=names[place % len(names)] if named else "",
                consents=["processing", "screen"] if named else [],
            )
