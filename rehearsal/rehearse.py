"""A whole day by bots against a real server, and then the question whether all of it is true.

A lead, a projector, every table, every badge and a few guests come in by their links and play each round; then the
server is stopped and its file is held against what the bots were told.  One report comes out.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from rehearsal import mistakes, registry
from rehearsal.bot import Bot, No
from rehearsal.canaries import sung
from rehearsal.check import Findings, read, verify
from rehearsal.check_ways import reckonings
from rehearsal.desk import DeskBot
from rehearsal.experts import ExpertBot
from rehearsal.hall import Hall, Trouble
from rehearsal.lead import DrillLead, Told
from rehearsal.observers import ObserverBot
from rehearsal.pace import Scaled
from rehearsal.people import PersonBot
from rehearsal.roster import WALK_INS, Roster
from rehearsal.server import COMMAND, Server
from rehearsal.tables import TableBot
from rehearsal.team import TeamBot
from rehearsal.wall import WallBot
from rehearsal.watch import Watch
from rehearsal.wire import Line, NotLetIn, Place
from sessions import notes, questions, themes
from sessions.funnel import funnel as steps
from sessions.journal import short
from sessions.scenario import (
    AssignRound,
    ElaborateRound,
    InfoRound,
    MergeRound,
    PitchRound,
    PollRound,
    Scenario,
    SignupRound,
    VoteRound,
)
from sessions.session import RoundState, Session, joinable
from sessions.shelf import Shelf

GUESTS = 5
AT_ONCE = 24
"""So many devices come in at the same moment."""
BOUND_S = 420.0
"""Beyond the time that the speed gives to the day, a rehearsal may take so long and no longer."""
NOWHERE = Place("", 0)
LANGUAGES = ("ru", "ru", "en")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be rehearsed, and in which folder. `speed` None: no waiting. `crashes`: kill the server in the middle
    of each day and between the days, and start it again."""

    scenario: Path
    day: Scenario
    data: Path
    tables: int
    people: int
    speed: float | None = None
    port: int = 0
    seed: str = ""
    command: Sequence[str] = COMMAND
    crashes: bool = False
    told: Told = lambda *_: None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it, as it is printed."""

    facts: dict[str, Any]

    @property
    def good(self) -> bool:
        """Nothing was lost, doubled, leaked or left in error."""
        told = self.facts
        return not (told["lost"] or told["doubled"] or told["leaks"] or told["errors"]) and bool(told["journal_ok"])


def rehearse(wishes: Wishes) -> Report:
    """Play and check."""
    began = time.monotonic()
    hall = Hall(NOWHERE, Scaled(wishes.speed), wishes.seed or secrets.token_hex(4), strict=True)
    try:
        server = Server(
            wishes.scenario,
            wishes.data,
            port=wishes.port,
            tables=wishes.tables,
            people=wishes.people,
            command=wishes.command,
        )
    except Trouble as trouble:
        hall.ledger.error(f"the server did not start: {trouble}")
        return report(wishes, hall, None, 0, time.monotonic() - began)
    hall.place, hall.post = server.place, server.post
    if has_list(wishes.day):
        invented = registry.people(wishes.people + WALK_INS, hall.seed, WALK_INS)
        passed = (each.id for each in wishes.day.rounds if isinstance(each, PollRound) and each.passing == "name")
        hall.roster = Roster(hall.seed, invented[: wishes.people], invented[wishes.people :], frozenset(passed))
        hall.watch = Watch.for_words([*hall.voices.secrets(), *registry.secrets(invented)])
    hall.crash = server.crash if wishes.crashes else None
    rounds = 0
    try:
        rounds = asyncio.run(_bounded(wishes, hall, server))
    except (Trouble, No) as error:
        hall.ledger.error(str(error))
    finally:
        if not server.stop():
            hall.ledger.error("the server did not stop when it was asked to, or had ended before")
    for line in server.complaints()[:5]:
        hall.ledger.error(f"the server's log: {line}")
    return report(wishes, hall, server.session, rounds, time.monotonic() - began)


async def _bounded(wishes: Wishes, hall: Hall, server: Server) -> int:
    """Play within a bound that nobody can miss."""
    minutes = sum(round_.minutes for round_ in wishes.day.rounds)
    bound = BOUND_S + (minutes * 60 / wishes.speed if wishes.speed else 0)
    try:
        async with asyncio.timeout(bound):
            return await play(hall, server, wishes.told)
    except TimeoutError:
        raise Trouble(f"the rehearsal was broken off after {bound:.0f} s: the day did not come to its end") from None


async def play(hall: Hall, server: Server, told: Told) -> int:
    """Bring everybody in, play the day to its end, and see everybody out; returns how many rounds were played."""
    links = await asyncio.to_thread(server.links)
    await try_the_door(hall, server, links)
    lead = DrillLead(hall, "lead", await lead_token(server, links), told=told)
    bots: list[Bot] = []
    try:
        desks = await open_the_desks(hall, server, links, bots, lead.followers)
        others = [*devices(hall, links), *await guests(hall, server, GUESTS)]
        bots += [lead, *others]
        await come_in([lead, *others])
        lead.followers += [bot.seat for bot in (*desks, *others)]
        rounds = await lead.drive()
        await asyncio.gather(*(last_words(bot) for bot in bots))
        return rounds
    finally:
        await asyncio.gather(*(bot.leave() for bot in bots), return_exceptions=True)


def has_list(day: Scenario) -> bool:
    """Are people mixed on this day, so that there must be a list of them?"""
    return any(isinstance(each, AssignRound) and each.mode in ("mixed", "remix") for each in day.rounds)


async def open_the_desks(
    hall: Hall, server: Server, links: list[dict[str, Any]], bots: list[Bot], followers: list[str]
) -> list[Bot]:
    """Two check-in desks that have taken the list; none where there is no list. They let people in and send them home,
    so they change who is there: `bots`, and whom the lead waits for."""
    roster = hall.roster
    if roster is None:
        return []
    rows = [next(row for row in links if row["seat"] == seat) for seat in ("r1", "r2")]
    first, second = (DeskBot(hall, row["seat"], row["proven"], roster, LANGUAGES[no]) for no, row in enumerate(rows))

    async def greet(person: str) -> None:
        row = next(row for row in await asyncio.to_thread(server.links) if row["seat"] == person)
        bot = PersonBot(hall, person, row["token"], no=int(person[1:]))
        await bot.come_in()
        bots.append(bot)
        followers.append(person)

    async def part(people: set[str]) -> None:
        going = [bot for bot in bots if bot.seat in people]
        bots[:] = [bot for bot in bots if bot.seat not in people]
        followers[:] = [seat for seat in followers if seat not in people]
        await asyncio.gather(*(last_words(bot) for bot in going))
        await asyncio.gather(*(bot.leave() for bot in going))

    first.second, first.greet, first.part = second, greet, part
    bots += [first, second]
    await come_in([first, second])
    await first.take_list()
    return [first, second]


def devices(hall: Hall, links: list[dict[str, Any]], polite: str = "") -> list[Bot]:
    """A bot for every seat but the lead's; the table `polite` may be somebody else's."""
    bots: list[Bot] = []
    for number, row in enumerate(links):
        seat, token, lang = row["seat"], row["token"], LANGUAGES[number % len(LANGUAGES)]
        match row["role"]:
            case "projector" if hall.strict:
                bots.append(WallBot(hall, seat, token, lang))
            case "table":
                bots.append(TableBot(hall, seat, token, lang, polite=seat == polite))
            case "theme_team":
                bots.append(TeamBot(hall, seat, token, lang, no=int(seat[1:])))
            case "expert":
                bots.append(ExpertBot(hall, seat, token, lang))
            case "observer" if hall.strict:
                bots.append(ObserverBot(hall, seat, token, lang))
            case "person" if hall.roster is None or seat in hall.roster.with_phones():
                bots.append(PersonBot(hall, seat, token, lang, no=int(seat[1:])))
            case _:
                continue
    return bots


async def guests(hall: Hall, server: Server, many: int) -> list[Bot]:
    """Devices that came in by the hall's code."""
    bots: list[Bot] = []
    for _ in range(many):
        status, answer = await asyncio.to_thread(server.post, "/api/guest", {})
        if status != 200:
            raise Trouble(f"a guest was not let in: {answer}")
        bots.append(PersonBot(hall, answer["seat"], answer["token"]))
    return bots


async def come_in(bots: Sequence[Bot], at_once: int = AT_ONCE) -> None:
    """Everybody comes in, some at a time."""
    door = asyncio.Semaphore(at_once)

    async def one(bot: Bot) -> None:
        async with door:
            await bot.come_in()

    await asyncio.gather(*(one(bot) for bot in bots))


async def lead_token(server: Server, links: list[dict[str, Any]]) -> str:
    """The console's token, with the PIN given as the lead gives it."""
    row = next(row for row in links if row["seat"] == "lead")
    status, answer = await asyncio.to_thread(server.post, "/api/pin", {"pin": row["pin"]}, row["token"])
    if status != 200:
        raise Trouble(f"the PIN was not taken: {answer}")
    return str(answer["token"])


async def try_the_door(hall: Hall, server: Server, links: list[dict[str, Any]]) -> None:
    """Come in as nobody may, and once as somebody may who types a code."""
    lead = next(row for row in links if row["seat"] == "lead")
    wrong = f"{(int(lead['pin']) + 1) % 1_000_000:06d}"
    no_seat = {"command": "announce", "payload": {}}
    knocks: list[tuple[str, Callable[[], Any]]] = [
        ("pin.wrong", lambda: server.post("/api/pin", {"pin": wrong}, lead["token"])),
        ("code.unknown", lambda: server.post("/api/code", {"code": "AAAA2222"})),
        ("seat.unknown", lambda: server.post("/api/commands", no_seat, "t1.made-up")),
        ("pin.needed", lambda: server.post("/api/commands", no_seat, lead["token"])),
    ]
    for code, knock in knocks:
        _, answer = await asyncio.to_thread(knock)
        hall.ledger.wrong("at the door", code, answer.get("error", {}).get("code", ""))
    for code, screen, token in (
        ("seat.unknown", "table", "t1.made-up"),
        ("seat.unknown", "facilitator", links[2]["token"]),
        ("pin.needed", "facilitator", lead["token"]),
    ):
        got = ""
        try:
            line = await Line.open(hall.place, f"/{screen}", {"token": token}, lambda *_: None)
            await line.close()
        except NotLetIn as no:
            got = no.code
        hall.ledger.wrong("at the door", code, got)
    badge = next((row for row in links if row["code"]), None)
    if badge is not None:
        _, answer = await asyncio.to_thread(server.post, "/api/code", {"code": badge["code"].lower()})
        if answer.get("token") != badge["token"]:
            hall.ledger.error(f"the code of {badge['seat']} gave {answer}")


async def last_words(bot: Bot) -> None:
    """What a bot still owes before it leaves."""
    try:
        match bot:
            case TableBot():
                await bot.finish_drills(mistakes.Mistake("withdraw_card", {"card": mistakes.NONE}, "card.unknown"))
            case PersonBot():
                await bot.finish_drills(mistakes.left_nothing())
            case _:
                await bot.finish_drills(None)
        await bot.sees_truth()
    except Trouble as trouble:
        bot.hall.ledger.error(f"{bot.seat}: {trouble} {bot.differs()}".rstrip())


# -- the report ----------------------------------------------------------------------------------------


def report(wishes: Wishes, hall: Hall, path: Path | None, rounds: int, seconds: float) -> Report:
    """Check the session's file against the ledger, and put everything together."""
    keys = Shelf(wishes.data).keys(path) if path else None
    found = Findings(journal_ok=False)
    if path and keys:
        found = verify(path, keys, hall.ledger, hall.walls, hall.turnouts, hall.roster)
    ledger, leaks, roster = hall.ledger, hall.watch.leaks(), hall.roster
    if roster is not None:
        leaks += sung(wishes.data, registry.secrets(list(roster.listed.values())))
    facts: dict[str, Any] = {
        "scenario": wishes.day.scenario.id,
        "engine": os.environ.get("VECHE_ENGINE", ""),
        "seed": hall.seed,
        "seconds": round(seconds, 1),
        "tables": wishes.tables,
        "people": wishes.people,
        "guests": GUESTS,
        "rounds": rounds,
        "cards": 0,
        "ballots": 0,
        "sign_ups": 0,
        "commands": len(ledger.accepted),
        "wrong_moves": ledger.wrong_moves,
        "refusals": dict(sorted(ledger.refusals.items())),
        "reconnects": ledger.reconnects,
        "repeats": ledger.repeats,
        "lines_lost": ledger.unexpected_losses,
        "crashes": ledger.crashes,
        "views": hall.watch.views,
        "list": roster and roster.told(),
        "seatings": roster.seatings if roster else [],
        "reckonings": [],
        "funnel": [],
        "way": [],
        "initiatives": [],
        "ack_ms": ledger.timing(),
        "leaks": leaks,
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "journal_ok": found.journal_ok,
        "head": "",
        "session": str(path or ""),
        "errors": [
            *ledger.errors,
            *([f"and {ledger.more_errors} more"] if ledger.more_errors else []),
            *(f"lost: {trace}" for trace in found.lost[:10]),
            *(f"doubled: {trace}" for trace in found.doubled[:10]),
            *found.errors,
        ],
    }
    if path and keys and found.journal_ok:
        record = read(path, keys)
        session = record.session
        facts["cards"] = len(session.cards)
        facts["ballots"] = sum(state.outcome.ballots for state in session.rounds.values() if state.outcome)
        facts["sign_ups"] = len(session.memberships)
        facts["reckonings"] = [
            {"round": round_id, "contest": no, **msgspec.structs.asdict(sums), "adds_up": sums.adds_up(ballots)}
            for (round_id, no), sums, ballots in reckonings(session)
            if sums is not None
        ]
        facts["funnel"] = funnel(session)
        facts["way"] = [
            {
                "round": step.round,
                "kind": session.rounds[step.round].plan.kind,
                "n": len(step.cards),
                "people": step.people,
            }
            for step in steps(session)
        ]
        facts["initiatives"] = initiatives(session, record.people.public_name)
        facts["head"] = short(session.head)
    return Report(facts)


def funnel(session: Session) -> list[dict[str, Any]]:
    """Round by round: what came in, who took part, what went on."""
    rows: list[dict[str, Any]] = []
    for state in session.rounds.values():
        row: dict[str, Any] = {"round": state.id, "kind": state.plan.kind, "phase": state.phase.value}
        output = getattr(state.plan, "output", None)
        match state.plan:
            case MergeRound():
                row |= {"in": len(themes.material(session, state)), "themes": len(themes.themes(session, state))}
                row |= {"aside": len(state.board.aside), "objections": _objections(state)}
            case VoteRound() as plan if state.outcome is not None:
                row |= {"in": len(state.outcome.scores), "by": plan.electors}
                row |= {"electors": state.outcome.electors, "ballots": state.outcome.ballots}
                row |= {"ties": [step.step for step in state.outcome.tie], "drawn": state.lots is not None}
                row |= {"votes": [*(each.kind for each in state.past), state.contest_kind]}
            case AssignRound():
                row |= {"in": len(session.input_cards(state)), "wishes": len(state.draft.bids)}
                row |= {"people": len(state.draft.people)}
            case PitchRound():
                queue = state.queue
                row |= {"in": len(queue.order), "heard": sum(stand == "done" for stand in queue.stands.values())}
                row |= {"answered": len(queue.replies), "graded": queue.graded.ballots if queue.graded else None}
            case InfoRound(collect_questions=True):
                asked = questions.asked_in(session, state.id)
                row |= {"questions": len(asked), "answered": sum(each.state == "answered" for each in asked)}
            case ElaborateRound():
                held = [session.sheets.get(card.id) for card in session.input_cards(state)]
                row |= {"in": len(held), "versions": sum(len(each.versions) for each in held if each)}
                row |= {"answers": sum(len(each.answers) for each in held if each)}
                row |= {"notes": sum(len(notes.on(session, card)) for card in session.input_cards(state))}
            case SignupRound():
                groups = [session.group(card.id) for card in session.input_cards(state)]
                row |= {"in": len(groups), "people": len({each.person for group in groups for each in group})}
            case _ if output is not None:
                row |= {"cards": len(session.round_cards(state.id))}
            case _:
                pass
        if output is not None:
            row["out"] = len(session.pools.get(output, ()))
        rows.append(row)
    return rows


def _objections(state: RoundState) -> int:
    return len(state.board.objections) + len(state.board.settled)


def initiatives(session: Session, public_name: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """Each initiative and its group, with names only where their owners let the hall see them."""
    rows: list[dict[str, Any]] = []
    for state in session.rounds.values():
        plan = state.plan
        if not isinstance(plan, SignupRound):
            continue
        leading = {role.id for role in plan.roles if role.leads}
        lives = set(session.pools.get(plan.output, ()))
        for card in joinable(session, plan):
            group = [
                {"no": member.no, "name": public_name(member.person), "role": member.role}
                for member in session.group(card.id)
            ]
            leader = next((member for member in group if member["role"] in leading), None)
            rows.append(
                {
                    "title": card.title,
                    "people": len(group),
                    "leader": leader and {"no": leader["no"], "name": leader["name"]},
                    "roles": {role.id: sum(member["role"] == role.id for member in group) for role in plan.roles},
                    "lives": card.id in lives,
                    "group": group,
                }
            )
    return rows
