"""The mixed seating of the forum: everybody at a table, each table a hall in small.

`search` finds it, `balance` says what it comes to, `place` and the others change it by hand, `why` explains it.
"""

from sessions.mixing.account import Balance, Deviation, balance
from sessions.mixing.annealing import STEPS, search
from sessions.mixing.hand import Offer, Opening, Price, close_table, move_cost, open_table, place, swap_cost
from sessions.mixing.plan import Bounds, Broken, Code, Complaint, Cost, Plan, Rule, Seating
from sessions.mixing.reasons import TraitReason, Why, why

__all__ = [
    "STEPS",
    "Balance",
    "Bounds",
    "Broken",
    "Code",
    "Complaint",
    "Cost",
    "Deviation",
    "Offer",
    "Opening",
    "Plan",
    "Price",
    "Rule",
    "Seating",
    "TraitReason",
    "Why",
    "balance",
    "close_table",
    "move_cost",
    "open_table",
    "place",
    "search",
    "swap_cost",
    "why",
]
