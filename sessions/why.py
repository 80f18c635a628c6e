"""Why two cards were called alike: the words that their titles have in common, and where these stand.

A screen marks the words; so the reason is data, never a sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sessions.lexicon import Term, grams, stem

Span = tuple[int, int]
"""From and to in a title, counted as JavaScript counts them, in UTF-16 units."""

KIN = 0.5
"""From this share of common letters in a row on, words count as a reason although their stems differ."""


class Common(NamedTuple):
    """Words of two titles that mean the same, and where they stand in each.

    `stem`: one word in some form; `synonym`: words of one line; `kin`: words that look alike, as after a slip.
    """

    kind: Literal["stem", "synonym", "kin"]
    word: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]


def common(first: Sequence[Term], second: Sequence[Term]) -> tuple[Common, ...]:
    """What two titles have in common, in the order of the first."""
    mine, theirs = by_key(first), by_key(second)
    found = [
        Common(_kind(terms, theirs[key]), _shown(terms[0]), spans(terms), spans(theirs[key]))
        for key, terms in mine.items()
        if key in theirs
    ]
    found += _kin([term for term in first if term.key not in theirs], [term for term in second if term.key not in mine])
    return tuple(sorted(found, key=lambda each: each.first))


def elsewhere(first: Sequence[Sequence[Term]], second: Sequence[Sequence[Term]]) -> tuple[str, ...]:
    """Words that two cards have in common although not in both titles. Of each card: its title, its other fields."""
    mine, theirs = (by_key([*card[0], *card[1]]) for card in (first, second))
    titles = by_key(first[0]).keys() & by_key(second[0]).keys()
    return tuple(_shown(terms[0]) for key, terms in mine.items() if key in theirs and key not in titles)


def shared(titles: Sequence[Sequence[Term]]) -> dict[str, str]:
    """Key → word, for what stands in more than half of the titles."""
    held = [by_key(title) for title in titles]
    counts = Counter(key for title in held for key in title)
    words = {key: _shown(terms[0]) for title in reversed(held) for key, terms in title.items()}
    return {key: words[key] for key, n in counts.items() if 2 * n > len(titles)}


def by_key(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Terms that mean the same, together."""
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        found[term.key].append(term)
    return dict(found)


def spans(terms: Iterable[Term]) -> tuple[Span, ...]:
    """Where they stand."""
    return tuple((term.start, term.end) for term in terms)


def _kind(first: Sequence[Term], second: Sequence[Term]) -> Literal["stem", "synonym"]:
    mine, theirs = ({tuple(map(stem, term.forms)) for term in terms} for terms in (first, second))
    return "stem" if mine & theirs else "synonym"


def _kin(first: Sequence[Term], second: Sequence[Term]) -> list[Common]:
    """For each word of the first its likest in the second, if that is like enough. By an index, for titles are long."""
    bags = [frozenset(gram for form in term.forms for gram in grams(form)) for term in second]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for gram in bag:
            holders[gram].append(at)
    found = []
    for term in first:
        bag = frozenset(gram for form in term.forms for gram in grams(form))
        overlap = Counter(at for gram in bag for at in holders.get(gram, ()))
        shares = {at: 2 * n / (len(bag) + len(bags[at])) for at, n in overlap.items()}
        best = min(shares, key=lambda at: (-shares[at], at), default=None)
        if best is not None and shares[best] >= KIN:
            found.append(Common("kin", _shown(term), spans([term]), spans([second[best]])))
    return found


def _shown(term: Term) -> str:
    return " ".join(term.forms)
