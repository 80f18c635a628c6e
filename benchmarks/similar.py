"""Which cards read alike: how long it takes, and how much of it the judgements agree with that were made before.

Two sets (tests/data/similar): 316 real statements in English and 60 invented cards in Russian.  Beside them, in the
same run, the plainest way there is: the share of words that two titles have in common (Jaccard), cut so that it
suggests as many pairs.
"""

from __future__ import annotations

import csv
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from sessions import lexicon, similar

DATA = Path(__file__).parent.parent / "tests" / "data"
SAME = ("same", "near", "far")
"""Labels of pairs that mean the same; in the Russian set by how far the wordings are apart."""

FIRST = 20
"""So many suggestions a theme team sees at once."""

Pair = tuple[str, str]


class Labelled(NamedTuple):
    """Cards, and for some pairs of them (the lesser id first) how they were judged."""

    texts: list[similar.Text]
    labels: dict[Pair, str]


def statements() -> Labelled:
    """The accepted statements of bg2050 and their judged pairs."""
    rows = [row for row in _rows("bg2050/comments.csv") if row["moderated"] == "1"]
    texts = [similar.Text(row["comment-id"], " ".join(row["comment-body"].split())) for row in rows]
    return Labelled(texts, {_pair(row["a"], row["b"]): row["label"] for row in _rows("similar/bg2050.csv")})


def cards() -> Labelled:
    """The invented cards; two of one topic are `near`, or `far` if one of them is the far wording."""
    rows = _rows("similar/cards.csv")
    texts = [similar.Text(row["id"], row["title"], sphere=row["sphere"], place=row["place"]) for row in rows]
    labels = {
        _pair(one["id"], other["id"]): "far" if "far" in (one["wording"], other["wording"]) else "near"
        for one, other in combinations(rows, 2)
        if one["topic"] == other["topic"]
    }
    return Labelled(texts, labels)


def measure(runs: int) -> dict[str, Any]:
    """Times in milliseconds (median of `runs`, after one that fills the caches) and agreement at both thresholds."""
    found: dict[str, Any] = {}
    for name, labelled in (("statements", statements()), ("cards", cards())):
        texts, lines = labelled.texts, lexicon.default()
        began = time.perf_counter()
        known = similar.likenesses(texts, lines)
        first = round((time.perf_counter() - began) * 1000, 1)
        things = {text.id: (text.id,) for text in texts}
        found[name] = {
            "cards": len(texts),
            "same": sum(label in SAME for label in labelled.labels.values()),
            "first_ms": first,
            "likenesses_ms": _ms(lambda texts=texts, lines=lines: similar.likenesses(texts, lines), runs),
            "suggest_ms": _ms(lambda known=known, things=things: similar.suggest(known, things), runs),
            "groups_ms": _ms(lambda known=known, things=things: similar.groups(known, things, at=similar.ALIKE), runs),
            "jaccard_ms": _ms(lambda texts=texts: jaccard(texts), runs),
            "agreement": {
                "with synonyms": _agreement(labelled, known),
                "without": _agreement(labelled, similar.likenesses(texts)),
            },
        }
    return found


def jaccard(texts: Iterable[similar.Text]) -> dict[Pair, float]:
    """Words in common by words in all, of every two titles that have any."""
    bags = {text.id: frozenset(word.form for word in lexicon.words(text.title)) for text in texts}
    return {
        _pair(one, other): len(bags[one] & bags[other]) / len(bags[one] | bags[other])
        for one, other in combinations(bags, 2)
        if bags[one] & bags[other]
    }


def _agreement(labelled: Labelled, known: similar.Likeness) -> dict[str, Any]:
    plain = jaccard(labelled.texts)
    first = similar.suggest(known, {text.id: (text.id,) for text in labelled.texts}, limit=FIRST)
    found: dict[str, Any] = {
        f"first {FIRST}": {"pairs": _judged({_pair(*each.cards): each.score for each in first}, labelled.labels)}
    }
    for least in (similar.ALIKE, similar.VERY_ALIKE):
        suggested = {pair: score for pair, score in known.pairs.items() if score >= least}
        as_many = dict(sorted(plain.items(), key=lambda each: (-each[1], each[0]))[: len(suggested)])
        groups = similar.groups(known, [text.id for text in labelled.texts], at=least)
        grouped = {pair: 1.0 for group in groups for pair in combinations(group.cards, 2)}
        found[f"{least:.2f}"] = {
            "pairs": _judged(suggested, labelled.labels),
            "groups": _judged(grouped, labelled.labels),
            "jaccard": _judged(as_many, labelled.labels),
        }
    return found


def _judged(suggested: Mapping[Pair, float], labels: Mapping[Pair, str]) -> dict[str, Any]:
    """Precision: the share of suggested pairs that are the same, and the share that is related. Recall, by label; and
    the share of the cards with a likeness whose three best suggestions hold one."""
    n = len(suggested)
    hits = [pair for pair in suggested if labels.get(pair) in SAME]
    by_label: defaultdict[str, list[bool]] = defaultdict(list)
    for pair, label in labels.items():
        by_label[label].append(pair in suggested)
    best: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for pair, score in suggested.items():
        for card in pair:
            best[card].append((-score, labels.get(pair) in SAME))
    with_same = {card for pair, label in labels.items() if label in SAME for card in pair}
    top = sum(any(same for _, same in sorted(best[card])[:3]) for card in with_same if card in best)
    return {
        "n": n,
        "precision": _share(len(hits), n),
        "related": _share(sum(labels.get(pair) == "related" for pair in suggested), n),
        "recall": _share(len(hits), sum(label in SAME for label in labels.values())),
        **{
            f"recall_{label}": _share(sum(by_label[label]), len(by_label[label]))
            for label in SAME[1:]
            if by_label[label]
        },
        "top3": _share(top, len(with_same)),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _ms(run: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 1)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
