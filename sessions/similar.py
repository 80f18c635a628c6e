"""Likely duplicates for the theme desk: which cards read alike.  It suggests; people merge.

A text becomes the 3 to 5 letters in a row that its words hold, each weighed by how rare it is among all cards (TF-IDF);
likeness is the cosine between two cards, from 0 to 1.  Endings and slips of the pen matter little, synonyms count
through the lines of `lexicon.py`, and a paraphrase without a word in common is not found.  The title weighs most; the
other fields together never more than half of it.

A *thing* is a card by itself or a theme, that is several cards.  The likeness of two things is the LEAST likeness of
any card of the one with any card of the other (complete link), so that a theme cannot grow along a chain of neighbours
into what nobody wrote.  Sphere and place never make likeness: they say what comes first among what is alike.

Truth flows one way: texts and lines → `likenesses`, which costs something and is kept until a text or a line changes →
`suggest` and `groups`, cheap enough for every view.  The order in which cards are given changes nothing.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sessions import why
from sessions.lexicon import Synonyms, Term, grams

ALIKE, VERY_ALIKE = 0.20, 0.35
"""From here on two things are suggested, and from here on before all others."""

REST = 0.5
"""The most that the other fields together weigh beside the title."""

SYNONYM = 0.5
"""What a synonym weighs by itself; the first entry of its line gets what lacks to a whole word (as squares add up)."""

Level = Literal["very_alike", "alike", "partly"]
Counts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Text:
    """What a card says. `more`: its other text fields; sphere and place apart from them."""

    id: str
    title: str
    more: tuple[str, ...] = ()
    sphere: str | None = None
    place: str | None = None


class Said(NamedTuple):
    """A card as the comparison sees it."""

    title: tuple[Term, ...]
    more: tuple[Term, ...]
    sphere: str | None
    place: frozenset[str]


class Likeness(NamedTuple):
    """How alike any two cards are where it is `least` or more; the lesser id stands first in a pair."""

    least: float
    pairs: Mapping[tuple[str, str], float]
    said: Mapping[str, Said]

    def of(self, one: str, other: str) -> float:
        """The likeness of two cards; 0 where it is below `least`."""
        return self.pairs.get((min(one, other), max(one, other)), 0.0)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two things that may be one, and why.

    `score`: their least likeness; 0 where they are alike in part only. `cards`: the two, one of each thing, that are
    most alike, and `closest` how much: they carry the reason, and `common` speaks of their titles. `elsewhere`: words
    they have in common, but not in both titles. Same sphere, same place: every card of both things has it.
    """

    first: str
    second: str
    level: Level
    score: float
    cards: tuple[str, str]
    closest: float
    common: tuple[why.Common, ...]
    elsewhere: tuple[str, ...]
    same_sphere: bool
    same_place: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Cards any two of which are alike. `words`: what stands in most of their titles; `marks`: where, card by card."""

    cards: tuple[str, ...]
    level: Level
    score: float
    words: tuple[str, ...]
    marks: tuple[tuple[why.Span, ...], ...]
    same_sphere: bool
    same_place: bool


# ---- likeness -------------------------------------------------------------------------------------------------------


def likenesses(texts: Sequence[Text], synonyms: Sequence[Sequence[str]] = (), least: float = ALIKE) -> Likeness:
    """Compare every card with every other one."""
    lines = Synonyms(synonyms)
    said = {text.id: _said(text, lines) for text in sorted(texts, key=lambda text: text.id)}
    counts = [(_counted(card.title), _counted(card.more)) for card in said.values()]
    rarity = _rarity(counts)
    ids = list(said)
    vectors = [_vector(title, more, rarity) for title, more in counts]
    pairs = {(ids[j], ids[i]): score for i, j, score in _cosines(vectors, least)}
    return Likeness(least, pairs, said)


def _said(text: Text, lines: Synonyms) -> Said:
    more = tuple(term for field in text.more for term in lines.terms(field))
    place = frozenset(term.key for term in _NO_LINES.terms(text.place or ""))
    return Said(tuple(lines.terms(text.title)), more, text.sphere or None, place)


_NO_LINES = Synonyms(())
"""For places: a park and a garden may mean the same as a wish and are still two places."""


def _counted(terms: Iterable[Term]) -> Counts:
    """How often a text holds what. A synonym and its line's first entry share the weight of one word."""
    counts: defaultdict[str, float] = defaultdict(float)
    for term in terms:
        own = SYNONYM if term.also else 1.0
        for forms, weight in ((term.forms, own), (term.also, math.sqrt(1 - own * own))):
            for form in forms:
                for gram in grams(form):
                    counts[gram] += weight
    return counts


def _rarity(counts: Sequence[tuple[Counts, Counts]]) -> dict[str, float]:
    """ln(1 + cards / cards that hold it): never 0, so that sixty equal cards are alike."""
    holders = Counter(gram for title, more in counts for gram in {**title, **more})
    return {gram: math.log(1 + len(counts) / n) for gram, n in holders.items()}


def _vector(title: Counts, more: Counts, rarity: Mapping[str, float]) -> dict[str, float]:
    """Title and rest in one, of length 1. A short or common rest weighs little by itself; a long one is held down."""
    vector = {gram: n * rarity[gram] for gram, n in title.items()}
    rest = {gram: n * rarity[gram] for gram, n in more.items()}
    if rest:
        size = _length(vector)
        scale = min(1.0, REST * size / _length(rest)) if size else 1.0
        for gram, weight in rest.items():
            vector[gram] = vector.get(gram, 0.0) + weight * scale
    length = _length(vector)
    return {gram: weight / length for gram, weight in vector.items()}


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _cosines(vectors: Sequence[Mapping[str, float]], least: float) -> Iterator[tuple[int, int, float]]:
    """Every card with every earlier one that is like enough, through an index of who holds what."""
    index: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for i, vector in enumerate(vectors):
        row = [0.0] * i
        for gram, weight in vector.items():
            holders, weights = index[gram]
            for j, other in zip(holders, weights, strict=True):
                row[j] += weight * other
            holders.append(i)
            weights.append(weight)
        for j, raw in enumerate(row):
            if raw > least - 0.001 and (score := min(1.0, round(raw, 4))) >= least:
                yield i, j, score


# ---- suggestions ----------------------------------------------------------------------------------------------------


def suggest(
    likeness: Likeness,
    things: Mapping[str, Sequence[str]],
    apart: Collection[frozenset[str]] = (),
    limit: int = 20,
    *,
    alike: float = ALIKE,
    very: float = VERY_ALIKE,
    partly: bool = False,
) -> list[Suggestion]:
    """Pairs of things that may be one: very alike first, among them those of one sphere and place, among them by score.

    `things`: thing → its cards, a card in one thing. `apart`: pairs that somebody called different, of things or of
    cards; things that hold such a pair of cards stay apart, whatever they are merged into. With `partly` come, last and
    without a score, things of which only some cards are very alike: a theme that people made of paraphrases is alike to
    nothing as a whole, and still a new card may say what one of its cards says.
    """
    if alike < likeness.least:
        raise ValueError(f"likeness is known from {likeness.least} on, not from {alike}")
    found = []
    for (a, b), links in _met(likeness, things, alike).items():
        whole = len(links) == len(things[a]) * len(things[b])
        score = min(links).score if whole else 0.0
        best = min(links, key=lambda link: (-link.score, link))
        if (whole or (partly and best.score >= very)) and not _apart(a, b, things, apart):
            level: Level = "partly" if not whole else "very_alike" if score >= very else "alike"
            same = _same(likeness, (*things[a], *things[b]))
            found.append(_Found(_ORDER[level], -sum(same), -score, -best.score, a, b, level, best, same))
    return [_told(likeness, each) for each in sorted(found)[:limit]]


class _Link(NamedTuple):
    """Two cards of two things, in the order of the things."""

    score: float
    first: str
    second: str


class _Found(NamedTuple):
    """Two things and what they are sorted by, the least first."""

    order: int
    near: int
    score: float
    closest: float
    first: str
    second: str
    level: Level
    best: _Link
    same: tuple[bool, bool]


_ORDER: dict[Level, int] = {"very_alike": 0, "alike": 1, "partly": 2}


def _met(
    likeness: Likeness, things: Mapping[str, Sequence[str]], alike: float
) -> Mapping[tuple[str, str], list[_Link]]:
    """Two things → the links between their cards."""
    thing_of = {card: thing for thing, cards in things.items() for card in cards}
    met: defaultdict[tuple[str, str], list[_Link]] = defaultdict(list)
    for (one, other), score in likeness.pairs.items():
        a, b = thing_of.get(one), thing_of.get(other)
        if score < alike or a is None or b is None or a == b:
            continue
        if a < b:
            met[a, b].append(_Link(score, one, other))
        else:
            met[b, a].append(_Link(score, other, one))
    return met


def _apart(a: str, b: str, things: Mapping[str, Sequence[str]], apart: Collection[frozenset[str]]) -> bool:
    return bool(apart) and any(frozenset((one, other)) in apart for one in (a, *things[a]) for other in (b, *things[b]))


def _same(likeness: Likeness, cards: Iterable[str]) -> tuple[bool, bool]:
    """Whether all have one sphere, and whether all have one place; «у Лесной» and «Лесная» are one place."""
    said = [likeness.said[card] for card in cards if card in likeness.said]
    spheres, places = {card.sphere for card in said}, {card.place for card in said}
    return len(spheres) == 1 and None not in spheres, len(places) == 1 and frozenset() not in places


def _told(likeness: Likeness, found: _Found) -> Suggestion:
    first, second = likeness.said[found.best.first], likeness.said[found.best.second]
    return Suggestion(
        first=found.first,
        second=found.second,
        level=found.level,
        score=-found.score,
        cards=(found.best.first, found.best.second),
        closest=found.best.score,
        common=why.common(first.title, second.title),
        elsewhere=why.elsewhere(first[:2], second[:2]),
        same_sphere=found.same[0],
        same_place=found.same[1],
    )


# ---- groups ---------------------------------------------------------------------------------------------------------


def groups(
    likeness: Likeness,
    singles: Iterable[str],
    apart: Collection[frozenset[str]] = (),
    *,
    at: float = VERY_ALIKE,
    very: float = VERY_ALIKE,
) -> list[Group]:
    """Whole groups of cards that stand by themselves, any two of a group at least `at` alike; nobody is in two.

    Again and again the two groups join whose least likeness is greatest, until no two are alike as a whole.
    """
    if at < likeness.least:
        raise ValueError(f"likeness is known from {likeness.least} on, not from {at}")
    joining = _Joining(likeness, frozenset(singles), apart, at)
    found = []
    for cards, score in joining.done():
        same = _same(likeness, cards)
        level: Level = "very_alike" if score >= very else "alike"
        found.append((_ORDER[level], -sum(same), -score, cards, level, same))
    return [_grouped(likeness, cards, level, -score, same) for _, _, score, cards, level, same in sorted(found)]


class _Joining:
    """Groups while they grow, each under the least id of its cards, and which of them are alike as a whole yet."""

    def __init__(
        self, likeness: Likeness, singles: frozenset[str], apart: Collection[frozenset[str]], at: float
    ) -> None:
        self._cards: dict[str, tuple[str, ...]] = {card: (card,) for card in singles}
        self._where = {card: (said.sphere, said.place) for card, said in likeness.said.items() if card in singles}
        self._score = dict.fromkeys(singles, 1.0)
        self._links: dict[str, dict[str, float]] = {card: {} for card in singles}
        self._queue: list[tuple[float, int, str, str]] = []
        for (a, b), score in likeness.pairs.items():
            if score >= at and a in singles and b in singles and frozenset((a, b)) not in apart:
                self._link(a, b, score)

    def done(self) -> list[tuple[tuple[str, ...], float]]:
        """The groups of more than one card, each with the least likeness inside."""
        while self._queue:
            score, _, a, b = heapq.heappop(self._queue)
            if self._links.get(a, {}).get(b) == -score:  # otherwise one of them has grown since
                self._join(a, b)
        return [(cards, self._score[key]) for key, cards in self._cards.items() if len(cards) > 1]

    def _link(self, a: str, b: str, score: float) -> None:
        near = sum(bool(mine) and mine == theirs for mine, theirs in zip(self._where[a], self._where[b], strict=True))
        self._links[a][b] = self._links[b][a] = score
        heapq.heappush(self._queue, (-score, -near, min(a, b), max(a, b)))

    def _join(self, a: str, b: str) -> None:
        """b joins a. A third group stays linked if it was linked with both."""
        mine, theirs = self._links.pop(a), self._links.pop(b)
        self._cards[a] = tuple(sorted((*self._cards[a], *self._cards.pop(b))))
        self._score[a] = min(self._score[a], self._score.pop(b), mine[b])
        (sphere, place), other_where = self._where[a], self._where.pop(b)
        self._where[a] = sphere if sphere == other_where[0] else None, place if place == other_where[1] else frozenset()
        self._links[a] = {}
        for other in (mine.keys() | theirs.keys()) - {a, b}:
            self._links[other].pop(a, None)
            self._links[other].pop(b, None)
            if other in mine and other in theirs:
                self._link(a, other, min(mine[other], theirs[other]))


def _grouped(likeness: Likeness, cards: tuple[str, ...], level: Level, score: float, same: tuple[bool, bool]) -> Group:
    titles = [likeness.said[card].title for card in cards]
    shared = why.shared(titles)
    marks = tuple(why.spans(term for term in title if term.key in shared) for title in titles)
    return Group(cards, level, score, tuple(shared.values()), marks, *same)
