"""Every way in which the game says no: a closed list of codes, each with a sentence that says what to do.

The rules raise `Refused`; the desk turns it into an acknowledgement; a device shows the sentence in its own
language (the English sentence here is the key of the Russian one in the catalogues).  Code reads codes,
never sentences.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """A code `thing.reason`; the wire, the journal of answers and the catalogues know no other."""

    EVENT_UNKNOWN = "event.unknown"
    PAYLOAD_FIELDS = "payload.fields"
    PAYLOAD_TYPES = "payload.types"
    PAYLOAD_TOO_LARGE = "payload.too_large"
    ACTION_MISSING = "action.missing"
    ACTION_REUSED = "action.reused"
    SEAT_UNKNOWN = "seat.unknown"
    SEAT_FOREIGN = "seat.foreign"
    TABLE_UNKNOWN = "table.unknown"
    PIN_NEEDED = "pin.needed"
    PIN_WRONG = "pin.wrong"
    PIN_LOCKED = "pin.locked"
    CODE_UNKNOWN = "code.unknown"
    CODE_NEEDED = "code.needed"
    CODE_OVER = "code.over"
    CODE_USED = "code.used"
    CODE_LOCKED = "code.locked"
    ROUND_UNKNOWN = "round.unknown"
    ROUND_BEGUN = "round.begun"
    ROUND_STALE = "round.stale"
    ROUND_OTHER_LIVE = "round.other_live"
    PHASE_NOT_ALLOWED = "phase.not_allowed"
    PHASE_MOVED = "phase.moved"
    PHASE_CLOSED = "phase.closed"
    POOL_EMPTY = "pool.empty"
    POOL_MISSING = "pool.missing"
    DRAW_NEEDED = "draw.needed"
    DRAW_NOT_NEEDED = "draw.not_needed"
    RUNOFF_NEEDED = "runoff.needed"
    RUNOFF_NOT_NEEDED = "runoff.not_needed"
    PICK_NEEDED = "pick.needed"
    PICK_NOT_NEEDED = "pick.not_needed"
    PICK_LIMIT = "pick.limit"
    REVEAL_UNFINISHED = "reveal.unfinished"
    REVEAL_AT_ONCE = "reveal.at_once"
    REPEAT_TOO_EARLY = "repeat.too_early"
    SCENARIO_STALE = "scenario.stale"
    SCENARIO_BROKEN = "scenario.broken"
    SCENARIO_HALL = "scenario.hall"
    SCENARIO_PLAYED = "scenario.played"
    CLOCK_NONE = "clock.none"
    SCENE_UNKNOWN = "scene.unknown"
    CARD_UNKNOWN = "card.unknown"
    CARD_STALE = "card.stale"
    CARD_LIMIT = "card.limit"
    CARD_REDACTED = "card.redacted"
    CARD_HELD = "card.held"
    CARD_GONE_ON = "card.gone_on"
    AUTHOR_UNKNOWN = "author.unknown"
    PERSON_UNKNOWN = "person.unknown"
    BADGE_TAKEN = "badge.taken"
    BADGE_UNPRINTED = "badge.unprinted"
    BADGE_ENDED = "badge.ended"
    NAME_UNSIGNED = "name.unsigned"
    LIST_NONE = "list.none"
    LIST_STALE = "list.stale"
    LIST_SAME = "list.same"
    UPLOAD_LOST = "upload.lost"
    APART_FAILED = "apart.failed"
    DAY_BEGUN = "day.begun"
    DAY_NONE = "day.none"
    TABLE_CLOSED = "table.closed"
    TABLE_LAST = "table.last"
    PARENT_NEEDED = "parent.needed"
    FIELD_UNKNOWN = "field.unknown"
    TEXT_EMPTY = "text.empty"
    TEXT_TOO_LONG = "text.too_long"
    CHOICE_UNKNOWN = "choice.unknown"
    BALLOT_OVER_LIMIT = "ballot.over_limit"
    BALLOTS_NONE = "ballots.none"
    BALLOT_STALE = "ballot.stale"
    BALLOT_NOT_ELECTOR = "ballot.not_elector"
    BALLOT_NOT_ON_ROLL = "ballot.not_on_roll"
    BALLOT_CAST = "ballot.cast"
    BALLOT_ON_PAPER = "ballot.on_paper"
    PAPERS_MORE = "papers.more"
    PAPER_READ = "paper.read"
    PAPER_COUNTED = "paper.counted"
    PAPER_UNKNOWN = "paper.unknown"
    PAPER_NOT_PRINTED = "paper.not_printed"
    SLIP_NOT_PRINTED = "slip.not_printed"
    PAPER_OLDER = "paper.older"
    HANDS_COUNTED = "hands.counted"
    HANDS_TOO_MANY = "hands.too_many"
    HANDS_NOT_HERE = "hands.not_here"
    BALLOT_OWN_CARD = "ballot.own_card"
    PITCH_MOVED = "pitch.moved"
    PITCH_NOT_ALLOWED = "pitch.not_allowed"
    PITCH_NOT_HEARD = "pitch.not_heard"
    PITCH_CLOSED = "pitch.closed"
    DATE_WRONG = "date.wrong"
    QUESTION_UNKNOWN = "question.unknown"
    QUESTION_MOVED = "question.moved"
    QUESTION_LIMIT = "question.limit"
    QUESTION_BADGES = "question.badges"
    ANSWER_MISSING = "answer.missing"
    POLL_EARLIER = "poll.earlier"
    POLL_ANSWERED = "poll.answered"
    TEXT_UNKNOWN = "text.unknown"
    STRAW_OPEN = "straw.open"
    STRAW_CLOSED = "straw.closed"
    THEME_UNKNOWN = "theme.unknown"
    THEME_TAKEN = "theme.taken"
    THEME_VOTED = "theme.voted"
    OBJECTION_CLOSED = "objection.closed"
    SYNONYMS_LINE = "synonyms.line"
    CARD_FOREIGN = "card.foreign"
    STOP_FOREIGN = "stop.foreign"
    ASSIGN_UNFINISHED = "assign.unfinished"
    SHEET_STALE = "sheet.stale"
    SHEETS_INCOMPLETE = "sheets.incomplete"
    VALUE_WRONG = "value.wrong"
    UNDO_NOTHING = "undo.nothing"
    UNDO_STALE = "undo.stale"
    UNDO_DEPENDS = "undo.depends"
    UNDO_SEEN = "undo.seen"
    UNDO_GONE = "undo.gone"
    ROLE_UNKNOWN = "role.unknown"
    SIGN_UP_LIMIT = "sign_up.limit"
    SIGN_UP_MISSING = "sign_up.missing"
    SIGN_UP_BADGES = "sign_up.badges"
    CONSENT_NEEDED = "consent.needed"
    CONSENT_UNKNOWN = "consent.unknown"
    EXPERT_NONE = "expert.none"
    NOTE_UNKNOWN = "note.unknown"
    CALL_TAKEN = "call.taken"
    CALL_ENDED = "call.ended"
    RATE_SPENT = "rate.spent"
    BUSY = "desk.busy"
    STORAGE_FAILED = "storage.failed"
    INTERNAL = "internal.failed"


SENTENCES: dict[Refusal, str] = {
    Refusal.EVENT_UNKNOWN: "This screen may not ask for that. Reload the page.",
    Refusal.PAYLOAD_FIELDS: "The message has a field that is missing or not known. Reload the page.",
    Refusal.PAYLOAD_TYPES: "The message has a value of the wrong kind. Reload the page.",
    Refusal.PAYLOAD_TOO_LARGE: "The message is too large. Shorten the text and send it again.",
    Refusal.ACTION_MISSING: "The message has no number of its own. Reload the page.",
    Refusal.ACTION_REUSED: "This message was sent before with other content. Reload the page and see what arrived.",
    Refusal.SEAT_UNKNOWN: "This link does not work any more. Scan the code on the table or on the badge again.",
    Refusal.SEAT_FOREIGN: "That belongs to another table or person.",
    Refusal.TABLE_UNKNOWN: "There is no such table in this hall.",
    Refusal.PIN_NEEDED: "Enter the PIN of the console first.",
    Refusal.PIN_WRONG: "Wrong PIN. Look at the window where Veche was started.",
    Refusal.PIN_LOCKED: "Too many wrong PINs. Wait a minute and try again.",
    Refusal.CODE_UNKNOWN: "No such code. Check the eight letters and digits on the badge.",
    Refusal.CODE_OVER: "No such table code, or its ten minutes are over. Ask the lead for a new one.",
    Refusal.CODE_USED: "This code has brought in another device already. Ask the lead for a new one.",
    Refusal.CODE_LOCKED: "Too many wrong codes came from your network address. Wait five minutes, or go to the desk.",
    Refusal.CODE_NEEDED: "In this vote the code of the badge is asked for, a name is not enough.",
    Refusal.ROUND_UNKNOWN: "There is no such round today.",
    Refusal.ROUND_BEGUN: "This round has begun: give or take time on its own clock.",
    Refusal.ROUND_STALE: "The hall has gone on to another round. Your text is still here.",
    Refusal.ROUND_OTHER_LIVE: "Another round is open. Close it first.",
    Refusal.PHASE_NOT_ALLOWED: "The round cannot go there from where it is.",
    Refusal.PHASE_MOVED: "Somebody has already moved the round. Look again before you press.",
    Refusal.PHASE_CLOSED: "The round is closed. Your text is still here; call the lead if it must go in.",
    Refusal.POOL_EMPTY: "There are no cards to go on with. Restore or gather some first.",
    Refusal.POOL_MISSING: "This round needs the cards of an earlier one. Carry that round forward first.",
    Refusal.DRAW_NEEDED: "A tie is still open. Enter the number called in the hall and draw.",
    Refusal.DRAW_NOT_NEEDED: "There is no tie to draw.",
    Refusal.RUNOFF_NEEDED: "A tie is still open. Open the runoff among the cards that stand level.",
    Refusal.RUNOFF_NOT_NEEDED: "There is no tie that waits for a runoff.",
    Refusal.PICK_NEEDED: "In this vote you choose which cards go on. Tick them in the result and say why.",
    Refusal.PICK_NOT_NEEDED: "In this vote the rule decides what goes on, nobody by hand.",
    Refusal.PICK_LIMIT: "More cards are ticked than may go on. Take some away.",
    Refusal.REVEAL_UNFINISHED: "Not every place has been shown to the hall. Show them all first.",
    Refusal.REVEAL_AT_ONCE: "The places of this result stand in no single order: reveal it at once.",
    Refusal.REPEAT_TOO_EARLY: "Only a vote that was revealed, or whose cards were made anew, can be held again.",
    Refusal.SCENARIO_STALE: "Somebody has changed the day meanwhile. Open it again and make your changes there.",
    Refusal.SCENARIO_BROKEN: "This scenario cannot be played yet. Mend what is marked first.",
    Refusal.SCENARIO_HALL: "Name, tables and people of a day that runs stay as they are.",
    Refusal.SCENARIO_PLAYED: "A round that has begun stays as and where it is. Change only what is still to come.",
    Refusal.CLOCK_NONE: "This round has no running clock to change.",
    Refusal.SCENE_UNKNOWN: "The projector has no such scene now.",
    Refusal.CARD_UNKNOWN: "There is no such card here.",
    Refusal.CARD_STALE: "The card was changed meanwhile. Look at it again.",
    Refusal.CARD_LIMIT: "The table has used all its cards. Take one back to write another.",
    Refusal.CARD_REDACTED: "What stood on this card is blotted out for ever; it cannot come back.",
    Refusal.CARD_HELD: "Some cards are held back. Let them on or hide them first.",
    Refusal.CARD_GONE_ON: "The card has gone on to the next round. Hide it if the hall must not see it.",
    Refusal.AUTHOR_UNKNOWN: "There is no badge with this number.",
    Refusal.PERSON_UNKNOWN: "Nobody on the list has this badge. Register them first.",
    Refusal.BADGE_TAKEN: "This badge is somebody else's. Take another one.",
    Refusal.BADGE_UNPRINTED: "No blank badge was printed with this number. If it is right, press once more.",
    Refusal.BADGE_ENDED: "This is an old badge: its code has ended. Nobody was marked.",
    Refusal.NAME_UNSIGNED: "Without a signature only a number may be kept. Tick it, or register the number alone.",
    Refusal.LIST_NONE: "There is no list of people yet. Take one first, or register whoever comes.",
    Refusal.LIST_STALE: "The list was changed meanwhile. Look at it again before you take it.",
    Refusal.LIST_SAME: "This list says nothing new, so there is nothing to take.",
    Refusal.UPLOAD_LOST: "The file is not here any more. Choose it again.",
    Refusal.APART_FAILED: "It took too long and was broken off. Try again; a list is best saved anew as CSV.",
    Refusal.DAY_BEGUN: "Another desk has begun this day already.",
    Refusal.DAY_NONE: "The scenario has no further day. Give it one more first, then begin it here.",
    Refusal.TABLE_CLOSED: "Nobody is seated at this table now. Choose another, or open it.",
    Refusal.TABLE_LAST: "This is the last open table. Open another one first.",
    Refusal.PARENT_NEEDED: "Choose the card that this one answers.",
    Refusal.FIELD_UNKNOWN: "The card has a field that this round does not ask for. Reload the page.",
    Refusal.TEXT_EMPTY: "Write something first.",
    Refusal.TEXT_TOO_LONG: "The text is too long. Shorten it and send again.",
    Refusal.CHOICE_UNKNOWN: "Choose one of the options shown.",
    Refusal.BALLOT_OVER_LIMIT: "Too many marks. Take some away.",
    Refusal.BALLOTS_NONE: "Nobody has marked anything yet. Reopen the round and let them vote.",
    Refusal.BALLOT_STALE: "This ballot belongs to an earlier vote of the round and is not counted. Vote anew.",
    Refusal.BALLOT_NOT_ELECTOR: "In this vote somebody else decides. You can look on.",
    Refusal.BALLOT_NOT_ON_ROLL: "The check-in desk has not seen this badge today. Go there first, then vote.",
    Refusal.BALLOT_CAST: "A ballot of this person lies in the box already. Their own code can change it.",
    Refusal.BALLOT_ON_PAPER: "This person holds a paper ballot. The desk takes it back, then they can vote here.",
    Refusal.PAPERS_MORE: "More papers are read than were given out at this table. Say first who else took one.",
    Refusal.PAPER_READ: "So many papers of this table are read already. Take a reading back first.",
    Refusal.PAPER_COUNTED: "Hands were counted for all of this table. Put the number of hands right first.",
    Refusal.PAPER_UNKNOWN: "You have not read this paper.",
    Refusal.PAPER_NOT_PRINTED: "There is no paper {no}: {last} is the last of this table. Look at its number again.",
    Refusal.SLIP_NOT_PRINTED: "There is no slip {no}: {last} is the last of this table. Look at its number again.",
    Refusal.PAPER_OLDER: "What stands now did not come from paper. See it, then put the paper over it, or leave it.",
    Refusal.HANDS_COUNTED: "At your table hands were counted for everybody. Raise it with your host.",
    Refusal.HANDS_TOO_MANY: "So many people of this table cannot have still to vote. Count again who raises a hand.",
    Refusal.HANDS_NOT_HERE: "Hands are counted only where each person marks cards, and not where shares are equal.",
    Refusal.BALLOT_OWN_CARD: "Your table works on this card, so the others grade it.",
    Refusal.PITCH_MOVED: "Somebody has already moved the queue. Look again before you press.",
    Refusal.PITCH_NOT_ALLOWED: "The pitch cannot go there from where it is.",
    Refusal.PITCH_NOT_HEARD: "This pitch has not been heard yet. Grade it when it has begun.",
    Refusal.PITCH_CLOSED: "The queue moves only while the round is open. Open it first.",
    Refusal.DATE_WRONG: "Write the date as year-month-day, for example 2026-09-01.",
    Refusal.QUESTION_UNKNOWN: "There is no such question here.",
    Refusal.QUESTION_MOVED: "Somebody has already moved this question. Look again before you press.",
    Refusal.QUESTION_LIMIT: "Enough of your questions wait for an answer. Ask again when one has been answered.",
    Refusal.QUESTION_BADGES: "Tables and people with a badge ask questions now.",
    Refusal.ANSWER_MISSING: "A question that needs an answer has none. Answer it and send again.",
    Refusal.POLL_EARLIER: "This poll is compared with an earlier one that is not shown yet. Show that one first.",
    Refusal.POLL_ANSWERED: "Answers of this person lie in the box already. Their own code can change them.",
    Refusal.TEXT_UNKNOWN: "There is no such text in this poll.",
    Refusal.STRAW_OPEN: "A straw poll is open already. Close it first.",
    Refusal.STRAW_CLOSED: "This straw poll is over.",
    Refusal.THEME_UNKNOWN: "There is no such theme here any more. Look again.",
    Refusal.THEME_TAKEN: "The hall works with these themes already. To change them, have that round played anew first.",
    Refusal.THEME_VOTED: "The hall has voted on it as one. Repeat the vote to split it; then its parts are voted on.",
    Refusal.OBJECTION_CLOSED: "Tables object after the themes are shown and before the next round begins.",
    Refusal.SYNONYMS_LINE: "A line needs two words at least, with a comma between them.",
    Refusal.CARD_FOREIGN: "Another table works on this card. Choose one of your own.",
    Refusal.STOP_FOREIGN: "That sheet has not come to your table. Comment on the one that lies before you.",
    Refusal.ASSIGN_UNFINISHED: "Some cards have no table yet. Give each of them one first.",
    Refusal.SHEET_STALE: "Another tablet has written on this sheet meanwhile. Both texts stay; choose.",
    Refusal.SHEETS_INCOMPLETE: "Some sheets are not complete. See what is missing, then say that they go on so.",
    Refusal.VALUE_WRONG: "A date is a day of the calendar, and a number has only digits.",
    Refusal.UNDO_NOTHING: "There is nothing of yours to undo.",
    Refusal.UNDO_STALE: "Something else was done meanwhile. Look at the last act again.",
    Refusal.UNDO_DEPENDS: "Something has come since that rests on it, so it stays.",
    Refusal.UNDO_SEEN: "The hall has seen it, and that cannot be taken back.",
    Refusal.UNDO_GONE: "What it ended is gone for ever, so it cannot come back.",
    Refusal.ROLE_UNKNOWN: "Choose one of the roles shown.",
    Refusal.SIGN_UP_LIMIT: "You are in as many groups as one person may join. Leave one to join another.",
    Refusal.SIGN_UP_MISSING: "You are not signed up here.",
    Refusal.SIGN_UP_BADGES: "Only people with a badge join now. Ask at the entrance for one.",
    Refusal.CONSENT_NEEDED: "A name can be kept only with your consent to store it. Tick it, or leave the name out.",
    Refusal.CONSENT_UNKNOWN: "The message has a consent that nobody asked for. Reload the page.",
    Refusal.EXPERT_NONE: "No expert is expected at this forum. Call the lead.",
    Refusal.NOTE_UNKNOWN: "There is no such note any more. Look again.",
    Refusal.CALL_TAKEN: "Another expert is on the way there already.",
    Refusal.CALL_ENDED: "This call is over.",
    Refusal.RATE_SPENT: "Too fast. It will be sent again by itself.",
    Refusal.BUSY: "The desk is busy. It will be sent again by itself.",
    Refusal.STORAGE_FAILED: "The disk did not take it. It stays here and will be sent again by itself. Call the lead.",
    Refusal.INTERNAL: "Something broke in the desk. It will be sent again by itself. Call the lead if this stays.",
}

RETRIED: frozenset[Refusal] = frozenset(
    {Refusal.RATE_SPENT, Refusal.BUSY, Refusal.STORAGE_FAILED, Refusal.INTERNAL, Refusal.PIN_LOCKED}
)
"""These are states of the machine, not answers of the rules: a device keeps the command and sends it again."""


class Refused(Exception):
    """Raised by the rules: nothing happened, and the asker is told this code, in a sentence with its `{facts}`."""

    def __init__(self, code: Refusal, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts
