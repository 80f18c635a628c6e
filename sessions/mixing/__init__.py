"""The mixed seating of the forum: everybody at a table, each table a hall in small.

`search` finds it, `balance` says what it comes to, `place` and the others change it by hand, `why` explains it.
"""

from sessions.mixing.balance import Balance as Balance
from sessions.mixing.balance import balance as balance
from sessions.mixing.plan import Broken as Broken
from sessions.mixing.plan import Code as Code
from sessions.mixing.plan import Complaint as Complaint
from sessions.mixing.plan import Cost as Cost
from sessions.mixing.plan import Plan as Plan
from sessions.mixing.plan import Rule as Rule
from sessions.mixing.plan import Seating as Seating
from sessions.mixing.search import STEPS as STEPS
from sessions.mixing.search import search as search
