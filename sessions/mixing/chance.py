"""Chance that comes out the same on every machine and every Python: drawn from a seed, in exact arithmetic.

Python promises the sequence of `random()` for a number as seed, and of nothing that is built on it; the mathematics
library of each system rounds logarithms in its own way, so they are taken from `decimal`, which does not.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import MutableSequence
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

LOTS = 1024


class Chance:
    """What a seed and the name of a use draw. `next()`: from 0 to below 1."""

    def __init__(self, seed: str, use: str) -> None:
        number = int.from_bytes(hashlib.sha256(f"{seed}\n{use}".encode()).digest(), "big")
        self.next = random.Random(number).random

    def below(self, n: int) -> int:
        """A whole number from 0 to below n."""
        return int(self.next() * n)

    def shuffle(self, items: MutableSequence[Any]) -> None:
        """Bring them into another order, each as likely as the others."""
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]


def lot(seed: str, what: str) -> bytes:
    """By this ties are broken."""
    return hashlib.sha256(f"{seed}\n{what}".encode()).digest()


@cache
def steps_up() -> tuple[float, ...]:
    """-ln(u) at the middles of `LOTS` equal parts of 0…1.

    One of them, drawn, times the temperature is how much dearer a step may be that annealing takes.
    """
    with localcontext() as context:
        context.prec = 20
        return tuple(float(-(Decimal(2 * no + 1) / (2 * LOTS)).ln()) for no in range(LOTS))
