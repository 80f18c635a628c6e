"""Who of a table talks with whom: pairs, threes and fours of the badges that sit there, drawn by the seed.

In a circle of ten one person speaks and the others wait; in four there is a conversation.  Nothing is stored: the same
people at the same table always fall into the same groups, and a newcomer changes only that table's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

HOW_MANY = {
    "pairs": lambda n: n // 2,
    "threes": lambda n: (n + 1) // 3,
    "fours": lambda n: -(-n // 4),
    "subgroups": lambda n: -(-n // 4),
}
"""Stage → how many groups so many people make: an odd one out joins a pair, and nobody is left alone."""


def split(badges: Sequence[int], stage: str, seed: str) -> list[list[int]]:
    """The groups of a stage, each in the order of the badges; none where there is nobody to split."""
    n = len(badges)
    if stage not in HOW_MANY or n == 0:
        return []
    groups = max(1, HOW_MANY[stage](n))
    order = sorted(badges, key=lambda no: hashlib.sha256(f"{seed}\n{no}".encode()).digest())
    return sorted(sorted(order[place::groups]) for place in range(groups))
