"""What is wrong with rows of a list that can be read: a closed list of codes, each naming its rows.

`stop`: the row is left out. `look`: it is taken, and somebody should look. A problem holds words for roles, ages and
tables as they were typed, but never a name or a contact: the row says whose it is.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from registration.fields import ATTRIBUTE, FIELDS
from sessions.told import N_, Saying


class Trouble(StrEnum):
    """A code `thing.reason`; the catalogues know the sentence of each."""

    NAME_MISSING = "name.missing"
    NAME_NUMBER = "name.number"
    NAME_CONTACT = "name.contact"
    NAME_LONG = "name.long"
    NAME_ONE_WORD = "name.one_word"
    NAME_ORDER = "name.order"
    NAME_SAME = "name.same"
    ROW_TOTAL = "row.total"
    ROW_HEADER = "row.header"
    ROW_SHIFTED = "row.shifted"
    ROW_BEYOND = "row.beyond"
    DOUBLE_MERGED = "double.merged"
    DOUBLE_CONFLICT = "double.conflict"
    CONTACT_WRONG = "contact.wrong"
    CONTACT_SHARED = "contact.shared"
    AGE_WRONG = "age.wrong"
    AGE_WIDE = "age.wide"
    SEX_UNKNOWN = "sex.unknown"
    ROLE_UNKNOWN = "role.unknown"
    TABLE_UNKNOWN = "table.unknown"
    CONSENT_UNKNOWN = "consent.unknown"
    CAME_UNKNOWN = "came.unknown"
    VALUE_LONG = "value.long"
    MARK_ALONE = "mark.alone"
    MARK_SEVERAL = "mark.several"
    PERSON_STRUCK = "person.struck"
    FORMULA_UNREAD = "formula.unread"
    FORMULA_ERROR = "formula.error"


SENTENCES: dict[Trouble, str] = {
    Trouble.NAME_MISSING: N_("Row {rows}: there is no name, so the row is left out."),
    Trouble.NAME_NUMBER: N_("Row {rows}: a number stands where the name should be, so the row is left out."),
    Trouble.NAME_CONTACT: N_("Row {rows}: a contact stands where the name should be, so the row is left out."),
    Trouble.NAME_LONG: N_("Row {rows}: the name is longer than a badge holds, so the row is left out."),
    Trouble.NAME_ONE_WORD: N_("Row {rows}: the name is one word, so screens show its first letter only."),
    Trouble.NAME_ORDER: N_("Row {rows}: it cannot be told which word is the surname; the last one is taken for it."),
    Trouble.NAME_SAME: N_("Rows {rows}: the same name, but contacts or answers differ; kept as different people."),
    Trouble.ROW_TOTAL: N_("Row {rows}: this is a total and no person, so it is left out."),
    Trouble.ROW_HEADER: N_("Row {rows}: the header stands here once more; it is left out."),
    Trouble.ROW_SHIFTED: N_(
        "Row {rows}: it has more cells than the header, so they may have moved; the row is left out. Look for "
        "a separator inside a cell."
    ),
    Trouble.ROW_BEYOND: N_("Row {rows}, column {column}: something stands beyond the header, and is not taken."),
    Trouble.DOUBLE_MERGED: N_("Rows {rows}: the same person; taken once, with what all of them say."),
    Trouble.DOUBLE_CONFLICT: N_("Rows {rows}: the same person, but “{field}” differs; {chosen}."),
    Trouble.CONTACT_WRONG: N_("Row {rows}, column {column}: no telephone and no e-mail can be read there."),
    Trouble.CONTACT_SHARED: N_("Rows {rows}: different people with one contact."),
    Trouble.AGE_WRONG: N_("Row {rows}, column {column}: “{value}” is no age; it is not taken."),
    Trouble.AGE_WIDE: N_("Row {rows}, column {column}: “{value}” lies in more than one age group; it is not taken."),
    Trouble.SEX_UNKNOWN: N_("Row {rows}, column {column}: “{value}” is not taken; it should be woman or man."),
    Trouble.ROLE_UNKNOWN: N_("Row {rows}, column {column}: there is no role “{value}”; taken as a participant."),
    Trouble.TABLE_UNKNOWN: N_("Row {rows}, column {column}: the hall has no table “{value}”; it is not taken."),
    Trouble.CONSENT_UNKNOWN: N_("Row {rows}, column {column}: “{value}” is neither yes nor no; taken as no."),
    Trouble.CAME_UNKNOWN: N_("Row {rows}, column {column}: “{value}” is neither yes nor no; it is not taken."),
    Trouble.VALUE_LONG: N_("Row {rows}, column {column}: the answer is too long to be a group of people; not taken."),
    Trouble.MARK_ALONE: N_("Row {rows}, column {column}: whom the row names is not in the list."),
    Trouble.MARK_SEVERAL: N_("Row {rows}, column {column}: several people of the list have this name; none is taken."),
    Trouble.PERSON_STRUCK: N_(
        "Row {rows}: the desk has taken this person off the list, so the row is left out. Register whoever comes back "
        "at the door."
    ),
    Trouble.FORMULA_UNREAD: N_("Row {rows}, column {column}: a formula has no value; open the file and save it again."),
    Trouble.FORMULA_ERROR: N_("Row {rows}, column {column}: the formula ends in an error; it is not taken."),
}

STOPS = frozenset(
    {
        Trouble.NAME_MISSING,
        Trouble.NAME_NUMBER,
        Trouble.NAME_CONTACT,
        Trouble.NAME_LONG,
        Trouble.ROW_TOTAL,
        Trouble.ROW_HEADER,
        Trouble.ROW_SHIFTED,
        Trouble.PERSON_STRUCK,
    }
)
LATER = N_("the later row holds")
NOT_GIVEN = N_("taken as not given")
VALUE_LETTERS = 40


class Problem(msgspec.Struct, frozen=True):
    """One thing to look at. `rows` as the person sees them; `column` is a letter; `value` what was typed there."""

    code: Trouble
    rows: tuple[int, ...]
    column: str = ""
    field: str = ""
    value: str = ""

    @property
    def severity(self) -> str:
        """`stop`: the row is left out; `look`: it is taken."""
        return "stop" if self.code in STOPS else "look"

    @property
    def saying(self) -> Saying:
        """The sentence, to be said in the reader's language."""
        facts: dict[str, object] = {"rows": ", ".join(map(str, self.rows))}
        if self.column:
            facts["column"] = self.column
        if self.value:
            facts["value"] = self.value[:VALUE_LETTERS]
        if self.field:
            known = FIELDS.get(self.field)
            facts["field"] = Saying(known) if known else self.field.removeprefix(ATTRIBUTE)
            facts["chosen"] = Saying(NOT_GIVEN if self.field.startswith("consent.") else LATER)
        return Saying(SENTENCES[self.code], **facts)
