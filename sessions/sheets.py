"""Sheets: the worked-out form of a card, one for each, through all rounds in which tables work it out.

In the game: a table writes on the sheets of the cards that it holds, tablet beside tablet; every save is a version, and
what the hall may read is the sheet as it stood when its round was carried.  `apply` here is the part of `apply` that
writes on sheets; the rest of the module reads them.  A theme begins with the texts of its sources; whatever the theme
team mends later, the sheet of each card and of each theme stays as it was and is offered where the card lies now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sessions import contests, lanes, themes, watch
from sessions import events as e
from sessions.cards import Card, CardState
from sessions.events.sheets import Value
from sessions.journal import Entry
from sessions.lanes import public, public_title
from sessions.phases import Phase
from sessions.scenario import ElaborateRound, GatherRound, SheetField, SignupRound, Template, VoteRound
from sessions.templates import required, template_of

if TYPE_CHECKING:
    from sessions.outcome import CardScore
    from sessions.session import Membership, RoundState, Session

BLOT = "█████"
Fields = dict[str, Value]


@dataclass(slots=True)
class Version:
    """One save: who, when (wall clock, ms), in which entry, and the fields that it changed."""

    no: int
    round: str
    table: str
    at: int
    seq: int
    fields: Fields


class Answer(NamedTuple):
    """What a table said of a comment."""

    accepted: bool
    table: str
    round: str


class Carried(NamedTuple):
    """A sheet as it stood when a round was carried, and which time that round was carried.

    `fields` is None where nobody had written on it: a copy of what stands elsewhere would outlive its blotting out. It
    is read from the `sources` of that moment, as they stood at the entry `seq`, and from the card.
    """

    round: str
    generation: int
    seq: int
    sources: tuple[str, ...]
    fields: Fields | None


@dataclass(slots=True)
class Sheet:
    """What stands on a card's sheet. Without `versions` nobody has written on it yet.

    `public`: the sheet as it stood at each carry, the last one is the hall's. `answers`: comment → what the table said.
    `made_of`: all that has lain in the theme when it was written on: what was taken over stays when the card goes.
    `blotted`: fields that are empty since the lead
    blotted them out. `marks`: what the lead looks at first.
    """

    fields: Fields = field(default_factory=dict)
    version: int = 0
    versions: list[Version] = field(default_factory=list)
    public: list[Carried] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    made_of: tuple[str, ...] = ()
    blotted: set[str] = field(default_factory=set)
    marks: dict[str, list[watch.Mark]] = field(default_factory=dict)


# -- reading -------------------------------------------------------------------------------------------


def current(session: Session, card: Card, template: Template) -> Fields:
    """What stands on the sheet of a card, or what it would begin with."""
    sheet = session.sheets.get(card.id)
    return sheet.fields if sheet is not None and sheet.versions else beginning(session, card, template)


def version(session: Session, card: str) -> int:
    """The latest version; 0: nobody has written on it, nor was anything blotted out of it."""
    return session.sheets[card].version if card in session.sheets else 0


def beginning(session: Session, card: Card, template: Template, since: Carried | None = None) -> Fields:
    """A sheet before its first version: what its first source with a sheet says, and what is on the card itself. With
    `since`: as everybody may read it since that carry, without what was written on the sources later or waits to be
    let on."""
    said: Fields = {}
    for source in (since.sources if since else card.sources) if card.is_theme else ():
        sheet = session.sheets.get(source)
        said = (_stood(sheet, since.seq) if since else sheet.fields) | said if sheet is not None else said
    words = public(card) if since else card.fields
    for each in template.typed:
        if each.id not in said and each.type in ("text", "long", "place") and words.get(each.id):
            said[each.id] = words[each.id][: each.max_len]
    title = template.field[0]
    said.setdefault(title.id, next(iter(words.values()), "")[: title.max_len])
    return {name: value for name, value in said.items() if value and value != BLOT}


def _stood(sheet: Sheet, seq: int) -> Fields:
    """What of a sheet was written up to this entry and is not blotted out."""
    said: Fields = {}
    for saved in sheet.versions:
        said |= saved.fields if saved.seq <= seq else {}
    return {name: value for name, value in said.items() if value and value != BLOT}


def offers(session: Session, card: Card) -> list[tuple[Card, Fields]]:
    """Other sheets whose texts may be taken over: those of a theme's sources, and of themes that the card lay in."""
    below = themes.below(session, card)
    return [
        (session.cards[name], sheet.fields)
        for name, sheet in session.sheets.items()
        if name != card.id and sheet.fields and (name in below or card.id in sheet.made_of)
    ]


def filled_by(session: Session, card: Card, fills: str) -> bool:
    """Is there something that fills such a field by itself?"""
    match fills:
        case "problem":
            return bool(problems(session, card))
        case "leader":
            return leader(session, card) is not None
        case "group":
            return bool(session.group(card.id))
        case _:
            return support(session, card) is not None


def problems(session: Session, card: Card) -> list[Card]:
    """The cards that this one answers."""
    answered = (session.cards.get(leaf.parent or "") for leaf in themes.leaves(session, card))
    return list({each.id: each for each in answered if each is not None and not each.redacted}.values())


def leader(session: Session, card: Card) -> Membership | None:
    """The first of the card's group who leads it."""
    plans = (each.plan for each in session.rounds.values())
    leading = {role.id for plan in plans if isinstance(plan, SignupRound) for role in plan.roles if role.leads}
    return next((each for each in session.group(card.id) if each.role in leading), None)


def support(session: Session, card: Card) -> tuple[RoundState, CardScore] | None:
    """What the last vote whose whole result the hall has seen gave this card."""
    for state in reversed(session.rounds.values()):
        told = state.phase in (Phase.REVEALED, Phase.CARRIED) and contests.veil(state) == contests.Veil()
        if isinstance(state.plan, VoteRound) and state.outcome is not None and told:
            row = next((each for each in state.outcome.scores if each.card == card.id), None)
            if row is not None:
                return state, row
    return None


def missing(session: Session, card: Card, plan: ElaborateRound) -> list[SheetField]:
    """What the sheet lacks, of the fields that this round requires."""
    fields = current(session, card, template_of(session.scenario, plan))
    return [
        each
        for each in required(session.scenario, plan)
        if not (filled_by(session, card, each.fills) if each.fills else fields.get(each.id))
    ]


def percent(fields: Fields, template: Template) -> int:
    """How much of what people fill in is filled in."""
    return 100 * sum(bool(fields.get(each.id)) for each in template.typed) // max(1, len(template.typed))


def incomplete(session: Session, state: RoundState) -> list[Card]:
    """The cards of a round whose sheets lack something."""
    plan = state.plan
    return [
        card for card in session.input_cards(state) if isinstance(plan, ElaborateRound) and missing(session, card, plan)
    ]


def round_of(session: Session, card: Card) -> RoundState | None:
    """The last round that works on the sheet of this card, or has: it says which template the sheet has."""
    states = [each for each in session.rounds.values() if isinstance(each.plan, ElaborateRound)]
    works = [each for each in states if each.taken is not None and card.id in each.taken.cards]
    return works[-1] if works else None


def read_by_all(session: Session, card: Card) -> Fields | None:
    """The sheet as everybody may read it: as it stood when its round was last carried."""
    sheet = session.sheets.get(card.id)
    if sheet is None or not sheet.public or card.state is not CardState.LIVE:
        return None
    return _as_carried(session, card, sheet.public[-1])


def _as_carried(session: Session, card: Card, carry: Carried) -> Fields:
    plan = session.rounds[carry.round].plan
    if carry.fields is not None or not isinstance(plan, ElaborateRound):
        return carry.fields or {}
    return beginning(session, card, template_of(session.scenario, plan), carry)


def comments(session: Session, plan: ElaborateRound, card: Card) -> list[Card]:
    """The comments on this sheet that have gone on, in order of arrival."""
    pool = session.pools.get(plan.show_comments or "", ())
    about = {card.id, *themes.below(session, card)}
    return [each for each in session.standing(pool) if each.parent in about]


def answer(session: Session, comment: str) -> Answer | None:
    """What stands of a comment or a note, on whatever sheet it was said: a card may lie in a theme by now, and what was
    said last counts."""
    return _last(session, (sheet.answers.get(comment) for sheet in session.sheets.values()))


def answer_to(session: Session, comment: Card) -> Answer | None:
    """What was said of a comment, once the round in which it was said is over."""
    told = (sheet.answers.get(comment.id) for sheet in session.sheets.values())
    over = (Phase.CLOSED, Phase.CARRIED)
    return _last(session, (each for each in told if each is not None and session.rounds[each.round].phase in over))


def _last(session: Session, said: Iterable[Answer | None]) -> Answer | None:
    return max(filter(None, said), key=lambda each: session.rounds[each.round].no, default=None)


def with_text(session: Session, card: Card, name: str) -> list[tuple[str, str]]:
    """(sheet, this field) wherever a text that this sheet has had in it was written, taken over from or to."""
    said = unsaved(session, card, name) | _said(session, card.id, name)
    return _spread(session, card, said, name)


def copies(session: Session, card: Card) -> list[tuple[str, str]]:
    """(sheet, field) wherever what is written on a card was taken over to a sheet."""
    return _spread(session, card, set(card.fields.values()))


def unsaved(session: Session, card: Card, name: str) -> set[Value]:
    """What a field of this sheet says, or said to the hall, that nobody wrote there: it stands elsewhere."""
    sheet, state = session.sheets.get(card.id) or Sheet(), round_of(session, card)
    said = [_as_carried(session, card, carry) for carry in sheet.public if carry.fields is None]
    if not sheet.versions and state is not None and isinstance(state.plan, ElaborateRound):
        said.append(beginning(session, card, template_of(session.scenario, state.plan)))
    return {fields[name] for fields in said if name in fields}


def on_cards(session: Session, card: Card, name: str) -> tuple[list[tuple[Card, str]], list[Card]]:
    """Where the cards hold what this field says unsaved: (card, field) as tables typed it, and themes that are called
    so. A sheet may have room for less than the card."""
    said = tuple(each for each in unsaved(session, card, name) if isinstance(each, str))
    called = [session.cards[each] for each in (card.id, *themes.below(session, card)) if said]
    typed = [
        (leaf, field.id)
        for leaf in called
        if not leaf.is_theme and isinstance(plan := session.rounds[leaf.round].plan, GatherRound)
        for field in plan.asked
        if field.type != "choice" and leaf.fields.get(field.id, "").startswith(said)
    ]
    return typed, [theme for theme in called if theme.is_theme and theme.named.startswith(said)]


def _spread(session: Session, card: Card, words: set[Value], name: str = "") -> list[tuple[str, str]]:
    """(sheet, field) with one of these texts, as far as they were handed on from sheet to sheet; `name`: only there."""
    places: list[tuple[str, str]] = []
    ways, seen = [card.id], set[str]()
    for way in ways:
        for other in (each for each in related(session, session.cards[way]) if each not in seen):
            names = {name} if name else {field for saved in session.sheets[other].versions for field in saved.fields}
            found = [(other, each) for each in sorted(names) if words & _said(session, other, each)]
            if found:
                places += found
                seen.add(other)
                ways.append(other)
    return places


def related(session: Session, card: Card) -> list[str]:
    """The sheets that may share words: of the card, of what lies in it, and of themes that it lay in."""
    near = {card.id, *_lain_in(session, card.id)}
    return [name for name in session.sheets if name in near or near & _lain_in(session, name)]


def _lain_in(session: Session, name: str) -> set[str]:
    """What lies in a theme, and what lay there when it was written on or carried."""
    sheet = session.sheets.get(name) or Sheet()
    carried_of = {source for carry in sheet.public for source in carry.sources}
    return {*themes.below(session, session.cards[name]), *sheet.made_of, *carried_of}


def _said(session: Session, name: str, field_id: str) -> set[Value]:
    versions = session.sheets[name].versions if name in session.sheets else ()
    return {each.fields[field_id] for each in versions if _holds(each, field_id)}


def _holds(saved: Version, name: str) -> bool:
    return bool(saved.fields.get(name)) and saved.fields[name] != BLOT


# -- the part of apply -----------------------------------------------------------------------------------


def apply(session: Session, event: e.SheetSaved | e.CommentAnswered, entry: Entry) -> None:
    """Write on a sheet, or beside it."""
    sheet = session.sheets.setdefault(event.card, Sheet())
    match event:
        case e.SheetSaved():
            changed = {name: value for name, value in event.fields.items() if sheet.fields.get(name) != value}
            sheet.fields = {name: value for name, value in (sheet.fields | event.fields).items() if value}
            sheet.version = event.version
            sheet.versions.append(
                Version(event.version, event.round, event.table, entry.at, entry.seq, dict(event.fields))
            )
            sheet.made_of = tuple(dict.fromkeys((*sheet.made_of, *themes.below(session, session.cards[event.card]))))
            sheet.blotted -= {name for name in changed if sheet.fields.get(name)}
            for name in event.fields:
                _mark(session, sheet, name)
        case e.CommentAnswered(comment=comment, accepted=accepted):
            if accepted is None:
                for each in session.sheets.values():
                    each.answers.pop(comment, None)
            else:
                sheet.answers[comment] = Answer(accepted, event.table, event.round)


def carried(session: Session, state: RoundState, cards: tuple[str, ...]) -> None:
    """The sheets of a carried round are the hall's, as they stand now."""
    for name in cards if isinstance(state.plan, ElaborateRound) else ():
        sheet = session.sheets.setdefault(name, Sheet())
        fields = dict(sheet.fields) if sheet.versions else None
        sources = tuple(session.cards[name].sources)
        sheet.public.append(Carried(state.id, state.generation, session.seq, sources, fields))


def uncarried(session: Session, state: RoundState) -> None:
    """The carry was undone: the hall's is again what it was before."""
    for sheet in session.sheets.values() if isinstance(state.plan, ElaborateRound) else ():
        if sheet.public and sheet.public[-1][:2] == (state.id, state.generation):
            sheet.public.pop()


def blot(session: Session, event: e.EntryRedacted) -> None:
    """What this entry wrote into the field is nowhere any more; if it still stands there, the field is empty."""
    card, name = session.cards[event.card], event.field
    if event.seq in card.entries:
        _blot_card(session, card, name)
        return
    sheet = session.sheets[event.card]
    for saved in sheet.versions:
        if saved.seq == event.seq:
            saved.fields[name] = BLOT
    for carried_as in sheet.public:
        if carried_as.fields is not None:
            carried_as.fields.pop(name, None)
    if sheet.fields.pop(name, None) is not None:
        sheet.version += 1  # a tablet that still has the words must not put them back unasked
    sheet.blotted.add(name)
    sheet.marks.pop(name, None)


def _blot_card(session: Session, card: Card, name: str) -> None:
    """The words stood on the card, and on each sheet that would begin with them: a tablet that shows them is stale."""
    card.fields[name] = BLOT
    card.marks.pop(name, None)
    lanes.admit(card)  # it was, when the lead did this; the row that stands for it does not say by which lane
    session.sheets.setdefault(card.id, Sheet()).blotted.add(name)
    above: Card | None = card
    while above is not None:
        sheet = session.sheets.setdefault(above.id, Sheet())
        sheet.version += not sheet.versions
        above = session.cards[above.theme] if above.theme is not None else None
    if card.theme is not None:
        themes.refresh(session, session.cards[card.theme])


def title(session: Session, card: Card) -> str:
    """What everybody may read as the title: the sheet's, once it was carried, or else the card's."""
    state, said = round_of(session, card), read_by_all(session, card)
    if said is not None and state is not None and isinstance(state.plan, ElaborateRound):
        first = template_of(session.scenario, state.plan).field[0].id
        return str(said.get(first) or public_title(card))
    return public_title(card)


def _mark(session: Session, sheet: Sheet, name: str) -> None:
    value = sheet.fields.get(name, "")
    text = value if isinstance(value, str) else " · ".join(" ".join(row) for row in value)
    found = watch.find(text, session.scenario.scenario.moderation.watch, names="place" not in name)
    if found:
        sheet.marks[name] = found
    else:
        sheet.marks.pop(name, None)
