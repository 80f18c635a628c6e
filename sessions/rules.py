"""The rules: may this seat do this now, and what then follows?  They read the session and never write it.

`decide` checks what holds for every round (is it this round, is it open, does its kind permit the command) and
hands on to the kind.  The lead's acts, which belong to no kind, are in `lead.py`.
"""

from __future__ import annotations

from sessions import commands as c
from sessions import events as e
from sessions import gathering, lead, noting, papers, registrar, signals, twin, undo
from sessions.cards import Card
from sessions.decision import Ask, Decision, happened
from sessions.kinds import assign, gather, info, kind_of, merge, poll, signup
from sessions.phases import TAKES_COMMANDS
from sessions.refusals import Refusal, Refused
from sessions.scenario import MergeRound
from sessions.seat import Role
from sessions.session import RoundState, Session
from sessions.text import one_line


def decide(session: Session, ask: Ask, command: c.Command) -> Decision:
    """What follows from the command of this seat; raises `Refused`, and then nothing has happened.

    Pure: the same session, ask and command give the same decision. Repeating a command that changes nothing
    more gives an empty decision, not a refusal.
    """
    match command:
        case c.Arrive():
            return _arrive(session, ask)
        case c.CallHelp(on=on):
            return _call_help(session, ask, on)
        case c.ReadNotice(notice=no):
            return signals.read_notice(session, _own_table(ask), no)
        case c.CallExpert():
            return signals.call_expert(session, _own_table(ask), command)
        case c.TakeCall(table=table, on=on):
            return signals.take_call(session, ask, table, on)
        case c.EndCall(table=table):
            return signals.end_call(session, ask, table)
        case c.WriteNote():
            return noting.write(session, ask, command)
        case c.MarkReady():
            return _mark_ready(session, ask, command)
        case c.ObjectToTheme():
            return merge.object_to(session, _own_table(ask), command)
        case c.MergeCards() | c.SplitCards() | c.RenameTheme() | c.SetAside() | c.BringBack() | c.TellApart():
            return _at_the_board(session, ask, command)
        case c.ChooseBest():
            return gather.choose_best(session, _own_table(ask), command)
        case c.SetSynonyms(lines=lines):
            return _set_synonyms(session, ask, lines)
        case c.UndoAct(seq=seq):
            return _undo(session, ask, seq)
        case c.WithdrawSignUp(card=card):
            return _withdraw_sign_up(session, ask, card)
        case (
            c.MarkAttendance()
            | c.RegisterPerson()
            | c.RevisePerson()
            | c.StrikePerson()
            | c.BeginCheckIn()
            | c.MovePerson()
            | c.CloseTable()
            | c.TakeList()
        ):
            return registrar.decide(session, ask, command)
        case c.GivePapers() | c.ReadPaper() | c.DropPaper() | c.CountHands():
            return papers.decide(session, ask, command)
        case (
            c.EnterCard()
            | c.EnterBallot()
            | c.EnterRanking()
            | c.EnterBest()
            | c.EnterAnswers()
            | c.EnterSheet()
            | c.EnterReady()
            | c.EnterSignUp()
        ):
            return _from_paper(session, ask, command)
        case c.ListPeople() | c.ListPerson() if ask.seat.role is Role.REGISTRAR:
            return assign.arrange(session, command)
        case c.ReissueSeat(seat=seat) if ask.seat.role is Role.REGISTRAR:
            return registrar.reissue(session, seat)
        case c.BackQuestion():
            return info.back(session, ask, command)
        case c.ForgetAnswers():
            return poll.forget(session, ask, command)
        case c.AnswerStraw():
            return poll.answer_straw(session, ask, command)
        case c.SubmitCard() | c.CastBallot() | c.SignUp() | c.RankCards() | c.AskQuestion() | c.AnswerPoll():
            return _in_round(session, ask, command, command.round)
        case c.SaveSheet() | c.AnswerComment():
            return _in_round(session, ask, command, command.round)
        case c.ReviseCard() | c.WithdrawCard():
            return _in_round(session, ask, command, _own_card(session, ask, command.card).round)
        case _:
            if ask.seat.role is not Role.LEAD:
                raise Refused(Refusal.EVENT_UNKNOWN)
            return lead.decide(session, ask, command)


def _from_paper(session: Session, ask: Ask, command: twin.Entered) -> Decision:
    """The desk stands in for the table; the round asks what it would have asked the tablet."""
    return twin.decide(session, ask, command, decide)


def _arrive(session: Session, ask: Ask) -> Decision:
    state = session.seats.get(ask.seat.id)
    if state is not None and state.arrived is not None:
        return Decision()
    return happened(e.SeatArrived(ask.seat.id))


def _call_help(session: Session, ask: Ask, on: bool) -> Decision:
    table = _own_table(ask)
    if (table in session.help) == on:
        return Decision()
    return happened(e.HelpCalled(table, on))


def _mark_ready(session: Session, ask: Ask, command: c.MarkReady) -> Decision:
    table, state = _own_table(ask), live(session, command.round)
    if (table in state.ready) == command.ready:
        return Decision()
    return happened(e.ReadyMarked(state.id, table, command.ready))


def _at_the_board(session: Session, ask: Ask, command: c.Command) -> Decision:
    """The theme desk is open whenever there are cards to lay together: its round need not be the hall's."""
    _check_theme_team(ask)
    theme = session.cards.get(command.theme) if isinstance(command, c.RenameTheme) else None
    round_id = theme.round if theme else getattr(command, "round", "")
    state = session.rounds.get(round_id)
    if state is None or not isinstance(state.plan, MergeRound):
        raise Refused(Refusal.THEME_UNKNOWN if isinstance(command, c.RenameTheme) else Refusal.ROUND_UNKNOWN)
    return merge.decide(session, state, ask, command)


def _set_synonyms(session: Session, ask: Ask, lines: tuple[str, ...]) -> Decision:
    _check_theme_team(ask)
    said = tuple(one_line(line) for line in lines if one_line(line))
    if any(len([word for word in line.split(",") if word.strip()]) < 2 for line in said):
        raise Refused(Refusal.SYNONYMS_LINE)
    return Decision() if session.synonyms == said else happened(e.SynonymsSet(said))


def _undo(session: Session, ask: Ask, seq: int) -> Decision:
    """The last act of this seat, if nothing rests on it by now."""
    _check_theme_team(ask)
    act = undo.last_act(session, ask.seat.id)
    if act is None:
        raise Refused(Refusal.UNDO_NOTHING)
    if act.seq != seq:
        raise Refused(Refusal.UNDO_STALE)
    hindrance = undo.hindrance(session, act)
    if hindrance is not None:
        raise Refused(hindrance)
    return happened(*undo.events_of(session, act, ask.mono_ms, ask.boot))


def _check_theme_team(ask: Ask) -> None:
    if ask.seat.role not in (Role.LEAD, Role.THEME_TEAM):
        raise Refused(Refusal.EVENT_UNKNOWN)


def _withdraw_sign_up(session: Session, ask: Ask, card: str) -> Decision:
    """Possible in every phase, also after the day: consent can be taken back at any time."""
    if (card, ask.seat.id) not in session.memberships:
        raise Refused(Refusal.SIGN_UP_MISSING)
    return signup.left(session, card, ask.seat.id)


def _in_round(session: Session, ask: Ask, command: c.Command, round_id: str) -> Decision:
    late = session.rounds.get(round_id) if isinstance(command, c.SubmitCard) else None
    state = late if late is not None and gathering.takes_late(session, late) else live(session, round_id)
    kind = kind_of(state.plan)
    if type(command) not in kind.PERMITS:
        raise Refused(Refusal.ROUND_STALE)
    return kind.decide(session, state, ask, command)


def live(session: Session, round_id: str) -> RoundState:
    """The round of this id, if it takes commands now."""
    state = session.rounds.get(round_id)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase not in TAKES_COMMANDS:
        stale = session.current is not None and session.current != round_id
        raise Refused(Refusal.ROUND_STALE if stale else Refusal.PHASE_CLOSED)
    return state


def _own_card(session: Session, ask: Ask, card_id: str) -> Card:
    card = session.cards.get(card_id)
    if card is None:
        raise Refused(Refusal.CARD_UNKNOWN)
    if (ask.seat.id if card.person else _own_table(ask)) != (card.person or card.table):
        raise Refused(Refusal.SEAT_FOREIGN)
    return card


def _own_table(ask: Ask) -> str:
    if ask.seat.role is not Role.TABLE or ask.seat.table is None:
        raise Refused(Refusal.SEAT_FOREIGN)
    return ask.seat.table
