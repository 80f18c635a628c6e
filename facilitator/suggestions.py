"""What the theme desk asks: which cards and themes may be one, each question with its reason.

Truth flows from the cards' texts and the lines of synonyms through `sessions/similar.py` to the desk.  Nothing is ever
laid together here: the desk asks, a person answers.  The board's view is built up to 30 times a second, so comparing is
remembered by the texts and lines, and the questions by where the cards lie, too; when nothing of that changed, nothing
is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from live.screen import View
from sessions import lexicon, similar, themes
from sessions.cards import Card, CardState
from sessions.scenario import GatherRound
from sessions.session import RoundState, Session

QUESTIONS_A_CARD = 2
QUESTIONS = 24
"""So many questions travel with the board: two for a card at most, so that a card in hand has a second one at once."""
GROUPS = 4
FOUND = 200

Things = tuple[tuple[str, tuple[str, ...]], ...]
Lines = tuple[tuple[str, ...], ...]
Texts = tuple[similar.Text, ...]


def suggestions_view(session: Session, state: RoundState) -> View:
    """`{pairs, groups}`: questions about two things, the likeliest first, and whole groups of single cards."""
    singles = themes.singles(session, state)
    made = [each for each in themes.themes(session, state) if _is_asked(state, each)]
    things: Things = tuple(
        (thing.id, tuple(leaf.id for leaf in themes.leaves(session, thing) if leaf.state is CardState.LIVE))
        for thing in (*singles, *made)
    )
    texts = tuple(_text(session, session.cards[card]) for _, cards in things for card in cards)
    return _asked(texts, lexicon.lines(session.synonyms), things, len(singles), frozenset(state.board.apart))


def synonyms(session: Session) -> tuple[str, ...]:
    """The lines that count now: the session's own, or those of the lexicon."""
    return default_lines() if session.synonyms is None else session.synonyms


@lru_cache(maxsize=1)
def default_lines() -> tuple[str, ...]:
    """The lexicon as people type it."""
    return tuple(lexicon.written(line) for line in lexicon.default())


def _is_asked(state: RoundState, theme: Card) -> bool:
    return theme.id not in state.board.aside and theme.state is CardState.LIVE


def _text(session: Session, card: Card) -> similar.Text:
    """A card as the comparison wants it; which field is what stands in the round that gathered it."""
    plan = session.rounds[card.round].plan
    fields = plan.fields[1:] if isinstance(plan, GatherRound) else ()
    said = {field.id: card.fields[field.id] for field in fields if field.id in card.fields}
    return similar.Text(
        card.id,
        card.title,
        tuple(said[field.id] for field in fields if field.type == "text" and field.id in said),
        next((said[field.id] for field in fields if field.options == "spheres" and field.id in said), None),
        next((said[field.id] for field in fields if field.type == "place" and field.id in said), None),
    )


@lru_cache(maxsize=4)
def _likeness(texts: Texts, lines: Lines) -> similar.Likeness:
    return similar.likenesses(sorted(texts, key=lambda text: text.id), lines)


@lru_cache(maxsize=4)
def _asked(texts: Texts, lines: Lines, things: Things, singles: int, apart: frozenset[frozenset[str]]) -> View:
    # Sorted: laying a card somewhere else moves its text in the list and changes no likeness.
    likeness = _likeness(tuple(sorted(texts, key=lambda text: text.id)), lines)
    alone = {thing for thing, _ in things[:singles]}
    found = similar.suggest(likeness, dict(things), apart, FOUND, partly=True)
    groups = [each for each in similar.groups(likeness, alone, apart) if len(each.cards) > 2]
    return {
        "pairs": [_pair(each) for each in _chosen(found, alone)],
        "groups": [_group(each) for each in groups[:GROUPS]],
    }


def _chosen(found: Iterable[similar.Suggestion], alone: set[str]) -> Iterator[similar.Suggestion]:
    """The best ones, and of each thing no more than can be asked before the next board comes."""
    asked: Counter[str] = Counter()
    left = QUESTIONS
    for each in found:
        waiting = [thing for thing in (each.first, each.second) if thing in alone] or [each.first]
        if left and all(asked[thing] < QUESTIONS_A_CARD for thing in waiting):
            asked.update(waiting)
            left -= 1
            yield each


def _pair(each: similar.Suggestion) -> dict[str, Any]:
    return {
        "things": (each.first, each.second),
        "cards": each.cards,
        "level": each.level,
        "likeness": round(each.closest if each.level == "partly" else each.score, 2),
        "words": tuple(common.word for common in each.common),
        "marks": (
            tuple(span for common in each.common for span in common.first),
            tuple(span for common in each.common for span in common.second),
        ),
        "elsewhere": each.elsewhere[:3],
        "sphere": each.same_sphere,
        "place": each.same_place,
    }


def _group(each: similar.Group) -> dict[str, Any]:
    return {
        "cards": each.cards,
        "level": each.level,
        "likeness": round(each.score, 2),
        "words": each.words,
        "marks": each.marks,
        "sphere": each.same_sphere,
        "place": each.same_place,
    }
