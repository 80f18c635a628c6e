"""Papers to be filled in by hand: ballots of a round, and for each table an envelope of all that it needs on paper.

In the game: when a tablet or all the Wi-Fi is gone, the evening goes on with these, and a desk types them in by the
numbers that stand on them.  Truth flows from the scenario and, where cards are known, from the session to the sheet;
nothing comes back but by the hands of the desk.  No code of anybody is on them; a secret ballot has the receipt of
whoever fills it in, which only the holder of the box key can make of its number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents.sheets import HERE, file_of
from live.screen import Reading
from live.sheets import form_view
from live.words import translator
from sessions import printed, twin
from sessions.contests import ballot_plan
from sessions.lanes import public_title
from sessions.questionnaire import options, questions
from sessions.scenario import (
    ElaborateRound,
    Field,
    GatherRound,
    PollRound,
    Scenario,
    SignupRound,
    VoteRound,
    Words,
)
from sessions.session import RoundState, Session

FEW, MANY = 10, 24
"""Cards on a ballot that is a quarter of a page, or of grades half a page; and on half a page in two columns. With more
than that a ballot is a whole page: no card is ever cut off."""
LINES = 8
"""Lines of a blank form where a paper may hold any number of cards, and of a page of the sign-up."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper with a number of its own: `no` as it is typed in, and under which its ballot is published."""

    no: str
    receipt: str


def known(session: Session, state: RoundState) -> bool:
    """Do ballots of this round name their cards already?"""
    return isinstance(state.plan, VoteRound) and bool(session.input_ids(state))


def ballots(
    folder: Path,
    reading: Reading,
    state: RoundState,
    lang: str,
    receipt: Callable[[str], str],
    *,
    blank: bool = False,
) -> Path:
    """The ballots of a vote by people, numbered at each table, in one file; `receipt`: number → under which the ballot
    is published; `blank`: with lines for the cards' numbers, for an evening on which nobody knows them yet. Of a vote
    by tables: one for each table, without receipts."""
    session = reading.session
    assert isinstance(state.plan, VoteRound)
    plan = ballot_plan(state)
    cards = [] if blank else [{"no": no, "title": public_title(card)} for no, card in twin.choices(session, state)]
    numbers = [f"{table}-{no}" for table, n in _many(session, plan) for no in range(1, n + 1)]
    papers = [Slip(no, receipt(no) if plan.electors == "person" else "") for no in numbers]
    size = _on_a_page(plan.method, len(cards))
    folder.mkdir(parents=True, exist_ok=True)
    kind = "blank" if blank else "ballots"
    return file_of(
        folder / f"{kind}-{state.id}-{lang}.html",
        "ballots.html",
        lang,
        {
            "title": _said(session.scenario.scenario.title, lang),
            "round": _said(plan.title, lang),
            "pages": [papers[start : start + size] for start in range(0, len(papers), size)],
            "size": size,
            "cards": cards,
            "contest": state.contest,
            "vote": _vote(plan, lang, lines=blank),
            "own": _style(),
        },
    )


def envelopes(folder: Path, reading: Reading, lang: str) -> Path:
    """What a table without a tablet needs for the whole day, one table after the other, in one file."""
    session = reading.session
    forms = [form for state in session.rounds.values() if (form := _form(session, state, lang)) is not None]
    folder.mkdir(parents=True, exist_ok=True)
    return file_of(
        folder / f"paper-{lang}.html",
        "envelopes.html",
        lang,
        {
            "title": _said(session.scenario.scenario.title, lang),
            "tables": [each.seat.no for each in session.table_seats()],
            "forms": forms,
            "own": _style(),
        },
    )


def _on_a_page(method: str, cards: int) -> int:
    if cards <= FEW:
        return 2 if method == "score" else 4
    return 2 if cards <= MANY and method != "score" else 1


def _many(session: Session, plan: VoteRound) -> list[tuple[int, int]]:
    """Table → how many ballots it gets: one for everybody who sits there, and spare ones."""
    tables = [each.seat for each in session.table_seats()]
    if plan.electors != "person":
        return [(seat.no or 0, 1) for seat in tables]
    return [(seat.no or 0, printed.ballots(session, seat.id)) for seat in tables]


def _vote(plan: VoteRound, lang: str, *, lines: bool) -> dict[str, Any]:
    t, tn = translator(lang).t, translator(lang).tn
    marks = plan.method == "approval" and plan.electors != "table_tally"
    match plan.method:
        case "dots":
            how = tn("Share out {n} dot among the cards.", "Share out {n} dots among the cards.", plan.limit or 0)
            if plan.cap is not None:
                how += " " + tn("At most {n} dot on one card.", "At most {n} dots on one card.", plan.cap)
        case "score":
            how = t("Grade every card. What nobody knows stays without a grade.")
        case _ if plan.electors == "table_tally":
            how = t("Read out each card, count the hands and enter the number.")
        case _ if lines and plan.limit is not None:
            how = tn(
                "Write the number of {n} card that should go on.",
                "Write the numbers of up to {n} cards that should go on, each on a line of its own.",
                plan.limit,
            )
        case _ if lines:
            how = t("Write the numbers of the cards that should go on, each on a line of its own.")
        case _ if plan.limit is not None:
            how = tn("Mark {n} card that should go on.", "Mark up to {n} cards that should go on.", plan.limit)
        case _:
            how = t("Mark the cards that should go on.")
    if lines and not marks:
        how += " " + t("Write the number of each card on a line of its own.")
    if lines:
        how += " " + t("The numbers stand in the list of cards, which the lead reads out.")
    if lines and plan.electors == "person":
        how += " " + t("A ballot with a number that nobody can read is spoiled.")
    return {
        "how": how,
        "method": "hands" if plan.electors == "table_tally" else plan.method,
        "secret": plan.electors == "person",
        "dots": min(plan.cap or plan.limit or 1, 8),
        "lines": min(plan.limit or LINES, 12) if plan.method != "score" else 10,
        "criteria": [
            {"label": _said(each.label, lang), "scale": range(each.low, each.high + 1)} for each in plan.criteria
        ],
    }


def _form(session: Session, state: RoundState, lang: str) -> dict[str, Any] | None:
    """What the envelope holds of a round; None: of this one nothing is written on paper."""
    plan, scenario, t = state.plan, session.scenario, translator(lang).t
    about = {"no": state.no, "round": _said(plan.title, lang), "prompt": _said(plan.prompt, lang)}
    match plan:
        case GatherRound() if plan.writers == "table":
            n = printed.slips(plan)
            fields = [_field(scenario, each, lang) for each in plan.fields]
            if plan.grid is not None:
                on_map = zip((t("Row of the map"), t("Column of the map")), plan.grid.fields, strict=True)
                fields += [_field(scenario, each, lang) | {"label": label} for label, each in on_map]
            answers = plan.parent_pool is not None
            slips = {"n": n, "fields": fields, "answers": answers, "authors": plan.authors}
            return about | {
                "kind": "slips",
                **slips,
                "best": (plan.carry.k or 1) if plan.carry.rule == "per_table" else 0,
            }
        case VoteRound() if plan.electors != "person":
            return about | {"kind": "ballot", "vote": _vote(plan, lang, lines=True)}
        case PollRound() if plan.electors == "table":
            asked = [
                {
                    "label": _said(each.label, lang),
                    "type": each.type,
                    "scale": range(each.low, each.high + 1) if each.type == "scale" else (),
                    "options": [_said(option.label, lang) for option in options(scenario, each)],
                    "limit": each.limit,
                }
                for each in questions(plan)
            ]
            return about | {"kind": "poll", "questions": asked}
        case ElaborateRound():
            fields = [
                {
                    "label": each["label"][lang],
                    "type": each["type"],
                    "rows": each["rows"],
                    "columns": [column["label"][lang] for column in each["columns"]],
                    "options": [option["label"][lang] for option in each["options"]],
                    "required": each["required"],
                }
                for each in form_view(session, plan)["fields"]
                if not each["fills"]
            ]
            return about | {"kind": "sheet", "fields": fields}
        case SignupRound():
            return about | {
                "kind": "sign_up",
                "roles": [_said(each.label, lang) for each in plan.roles],
                "consents": list(plan.consents),
                "operator": _said(plan.operator, lang),
                "lines": LINES,
            }
        case _:
            return None


def _field(scenario: Scenario, field: Field, lang: str) -> dict[str, Any]:
    chosen = scenario.options(field) if field.type == "choice" else ()
    return {
        "label": _said(field.label, lang),
        "required": field.required,
        "options": [_said(option.label, lang) for option in chosen],
        "lines": 1 + field.max_len // 60,
    }


def _style() -> str:
    return (HERE / "static" / "css" / "papers.css").read_text(encoding="utf-8")


def _said(text: Words | None, lang: str) -> str:
    return "" if text is None else (text.ru if lang == "ru" else text.en) or text.ru
