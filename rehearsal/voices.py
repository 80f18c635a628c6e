"""What the bots write: problems and solutions of a town that does not exist, and people whom nobody knows.

The words stand in `voices.toml`.  They flow one way: a round's fields, as a device shows them → texts that fit.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

WORDS = Path(__file__).with_name("voices.toml")
FILLED = 0.8
"""How often a field that nobody requires is filled in."""
FRESH = 0.9

T = TypeVar("T")
View = Mapping[str, Any]


class Voices:
    """The texts of one rehearsal. No title is said twice, so that each card can be found again by its own."""

    def __init__(self) -> None:
        self._words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
        self._stems: dict[str, str] = {}

    def card(self, fields: Iterable[View], chance: random.Random, parent: str | None = None) -> dict[str, str]:
        """The fields of a new card, as the round asks for them; with `parent` it is a solution to that problem."""
        problem = self._problem(parent) or self._fresh(self._words["problem"], chance, lambda each: each["text"])
        title, *others = fields
        text = self._fresh(problem["solutions"], chance, str) if parent is not None else problem["text"]
        card = {title["id"]: self._once(text, title["max_len"], self._tails(parent is not None), chance)}
        for field in others:
            if field["required"] or chance.random() < FILLED:
                card[field["id"]] = self._value(field, problem, chance)
        return card

    def revised(
        self, card: Mapping[str, str], fields: Iterable[View], chance: random.Random, *, answer: bool = False
    ) -> dict[str, str]:
        """The same card with its title put in another way; `answer`: it is a solution."""
        title = next(iter(fields))
        old = card[title["id"]]
        return {**card, title["id"]: self._once(self._stems[old], title["max_len"], self._tails(answer), chance)}

    def person(self, no: int, chance: random.Random) -> tuple[str, str]:
        """A name and a contact."""
        names = self._words["names"]
        some = names[chance.choice(("women", "men"))]
        first, middle, last = (chance.choice(some[part]) for part in ("first", "middle", "last"))
        contact = names["contact"].format(login=chance.choice("abcdefgh"), no=no)
        return " ".join(word for word in (first, middle, last) if word), contact

    def last_names(self) -> list[str]:
        """Every last name: none of them may reach a screen."""
        names = self._words["names"]
        return [*names["women"]["last"], *names["men"]["last"]]

    def contact_mark(self) -> str:
        """What stands in every contact, and in nothing else that a bot writes."""
        return str(self._words["names"]["contact"]).rpartition("@")[2]

    def secrets(self) -> list[str]:
        """What may reach no screen."""
        return [self.contact_mark(), *self.last_names()]

    def announcement(self, chance: random.Random) -> str:
        """What the lead tells the hall."""
        return str(chance.choice(self._words["announcements"]))

    def reason(self, chance: random.Random) -> str:
        """Why the lead sets a card aside."""
        return str(chance.choice(self._words["reasons"]))

    def question(self, chance: random.Random) -> str:
        """What the hall asks a speaker."""
        return str(chance.choice(self._words["questions"]))

    def reply(self, chance: random.Random) -> str:
        """What the administration says to an initiative."""
        return str(chance.choice(self._words["replies"]))

    def line(self, max_len: int, chance: random.Random) -> str:
        """A sentence for a field of a sheet."""
        return cut(str(chance.choice([*self._words["steps"], *self._words["remarks"]])), max_len)

    def unknown(self) -> str:
        """An option that no field has."""
        return str(self._words["unknown"])

    def _tails(self, answer: bool) -> list[str]:
        """What may stand behind a title: for a problem where it is, for a solution how it is done."""
        return list(self._words["manners" if answer else "places"])

    def _fresh(self, some: Sequence[T], chance: random.Random, text: Callable[[T], str]) -> T:
        """One of these, as a rule one that nobody has said: tables do come to the same thought now and then."""
        said = set(self._stems.values())
        fresh = [each for each in some if text(each) not in said]
        return chance.choice(fresh if fresh and chance.random() < FRESH else some)

    def _problem(self, title: str | None) -> dict[str, Any] | None:
        """The problem that a title was made of."""
        stem = self._stems.get(title or "", title)
        return next((each for each in self._words["problem"] if each["text"] == stem), None)

    def _value(self, field: View, problem: View, chance: random.Random) -> str:
        match field["type"]:
            case "choice":
                fits = [each["id"] for each in field["options"] if each["label"]["ru"] == problem["sphere"]]
                return str(fits[0] if fits else chance.choice(field["options"])["id"])
            case "place":
                return cut(chance.choice(self._words["places"]), field["max_len"])
            case _:
                return cut(chance.choice(self._words["steps" if field["required"] else "remarks"]), field["max_len"])

    def _once(self, text: str, max_len: int, tails: list[str], chance: random.Random) -> str:
        """The text, or the text with an accent before it or a tail behind, so that it was not said before."""
        accent, tail = chance.choice(self._words["accents"]), chance.choice(tails)
        small = text[:1].lower() + text[1:]
        for said in (text, f"{text}, {tail}", f"{accent} {small}", f"{accent} {small}, {tail}"):
            if len(said) <= max_len and said not in self._stems:
                break
        else:
            number = f" ({len(self._stems)})"
            said = f"{cut(text, max(0, max_len - len(number)))}{number}".strip()[-max_len:]
        self._stems[said] = text
        return said


def cut(text: str, max_len: int) -> str:
    """The text, ended at a word if it is too long."""
    if len(text) <= max_len:
        return text
    whole = text[: max_len + 1].rpartition(" ")[0]
    return whole or text[:max_len]
