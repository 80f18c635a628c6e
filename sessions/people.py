"""People: who is on the organisers' list, and name, contact and consents of whoever signed up; encrypted, erasable,
never in the journal.

Each person is one encrypted row beside the journal.  The key lies in a file apart and never on a backup's medium:
destroying it ends every name in every copy.  What the list says is seen at the check-in desk and in its papers alone;
only `public_name()` may reach a screen, and only with consent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec
from cryptography.fernet import Fernet, InvalidToken


class Consent(msgspec.Struct, frozen=True):
    """One purpose agreed to, when (wall-clock ms), and the SHA-256 of the text that was shown. `on_paper`: it was
    signed there, and typed in at a desk at this time."""

    purpose: str
    at: int
    text_sha256: str
    on_paper: bool = False


class Registration(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the organisers know of a person, from their list or from the check-in desk.

    `traits`: attribute → value, by which tables are mixed. `table`: the number of the one that they must sit at, 0:
    any. `together`, `apart`: what the list says of it; `sits_with`, `sits_apart`: the marks of the groups that came of
    it. `key`: the row's own id in the list. `refused`: purposes that they did not agree to. `by_hand`: the fields that
    the desk changed since; a newer list does not overwrite them. `walk_in`: they came without being on the list, so
    what is kept of them rests on nothing but the consent that a desk has seen.
    """

    name: str
    phone: str = ""
    email: str = ""
    traits: dict[str, str] = {}
    role: str = "participant"
    table: int = 0
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    sits_with: tuple[str, ...] = ()
    sits_apart: tuple[str, ...] = ()
    needs: str = ""
    key: str = ""
    consents: tuple[Consent, ...] = ()
    refused: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    walk_in: bool = False

    @property
    def contact(self) -> str:
        """As one line."""
        return ", ".join(filter(None, (self.phone, self.email)))


def nameless(no: int) -> str:
    """What stands for the name of whoever signed nothing: the number of the badge, alike in every language."""
    return f"№ {no}"


def stamp(known: Registration) -> str:
    """Stands for all that is known of somebody: whoever has looked at it can tell later whether it is still so."""
    return hashlib.sha256(msgspec.json.encode(known, order="deterministic")).hexdigest()


def contacts(line: str) -> tuple[str, str]:
    """Telephone and e-mail of what was typed as a contact: a word with an @ is an e-mail, the rest a telephone."""
    words = line.replace(",", " ").split()
    return " ".join(each for each in words if "@" not in each), " ".join(each for each in words if "@" in each)


class Struck(msgspec.Struct, frozen=True):
    """What stays of somebody who was taken off the list: digests of the words of the name and of the contacts, by which
    a newer list does not bring them back. Nothing is read out of it, and it lies encrypted like a name."""

    words: tuple[str, ...]
    contacts: tuple[str, ...] = ()

    def is_one(self, other: Struck) -> bool:
        """Is this the same person? A word of the name may be missing where a contact is the same; of two of one name
        who both have contacts, and none in common, each is somebody else."""
        mine, theirs = {*self.words}, {*other.words}
        if {*self.contacts} & {*other.contacts}:
            return mine <= theirs or theirs <= mine
        return mine == theirs and not (self.contacts and other.contacts)


STRUCK = "struck"
"""The one row that is nobody's: those who were taken off the list."""
YO = {0x451: 0x435}
PHONE_DIGITS = 10
"""What two ways of writing one telephone have in common at its end."""


def traces(name: str, phone: str = "", email: str = "", key: str = "") -> Struck:
    """What would stay of a person of this name, these contacts and this number of the answer."""
    words = re.findall(r"[^\W\d_]+", name.lower().translate(YO))
    said = (("phone", re.sub(r"\D", "", phone)[-PHONE_DIGITS:]), ("email", email.lower()), ("key", key))
    contacts = [_digest(f"{kind}\n{value}") for kind, value in said if value]
    return Struck(tuple(sorted({_digest(word) for word in words})), tuple(contacts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of a person. `id` is the seat's id; name, contact and consents are those of the sign-up.

    `struck`: of the row `STRUCK`, who was taken off the list.
    """

    id: str
    name: str = ""
    contact: str = ""
    consents: tuple[Consent, ...] = ()
    registration: Registration | None = None
    struck: tuple[Struck, ...] = ()

    def agreed(self, purpose: str) -> bool:
        """Did this person agree to this purpose?"""
        return any(consent.purpose == purpose for consent in self.consents)

    @property
    def public(self) -> str | None:
        """The name as the hall may see it: «Анна К.» with consent to its screens, otherwise None."""
        return shortened(self.name) if self.agreed("screen") else None


class People:
    """The people of one session, in memory; `store` keeps their rows. Lock and unlock go through one key."""

    def __init__(self, key: bytes, rows: Iterable[tuple[str, bytes]] = ()) -> None:
        self._fernet = Fernet(key)
        self._people: dict[str, Person] = {}
        self.unreadable = 0
        for person, body in rows:
            try:
                self._people[person] = msgspec.json.decode(self._fernet.decrypt(body), type=Person)
            except InvalidToken:
                self.unreadable += 1

    def locked(self, person: Person) -> bytes:
        """The person as the bytes that may lie in the file."""
        return self._fernet.encrypt(msgspec.json.encode(person))

    def put(self, person: Person) -> None:
        """Remember a person; replaces what was known."""
        self._people[person.id] = person

    def erase(self, person: str) -> None:
        """Forget a person."""
        self._people.pop(person, None)

    def get(self, person: str) -> Person | None:
        """What is kept under this id, if the row is still there and readable."""
        return self._people.get(person)

    def registered(self) -> Iterator[tuple[str, Registration]]:
        """Everybody on the organisers' list, in the order of their badges."""
        listed = [(each.id, each.registration) for each in self._people.values() if each.registration is not None]
        yield from sorted(listed, key=lambda each: (len(each[0]), each[0]))

    def registration(self, person: str) -> Registration | None:
        """What the list says of this person."""
        known = self._people.get(person)
        return known.registration if known is not None else None

    @property
    def struck(self) -> tuple[Struck, ...]:
        """Who was taken off the list."""
        known = self._people.get(STRUCK)
        return known.struck if known is not None else ()

    def public_name(self, person: str) -> str | None:
        """«Анна К.» with consent to the hall's screen; otherwise None, and the screen says «участник № 47»."""
        known = self._people.get(person)
        return known.public if known is not None else None


def shortened(name: str) -> str | None:
    """`Анна Петровна Кузнецова` → `Анна К.`: the first word, and the initial of the last.

    Only words of letters count: whoever types a telephone number or an address as a name is a number on the screen. A
    word that stands alone may be the surname, which nobody has agreed to show: `Кузнецова` → `К.`.
    """
    typed = name.split()
    words = [word for word in typed if word[0].isalpha() and not any(_odd(letter) for letter in word)]
    if not words:
        return None
    if len(words) == 1:
        return words[0] if len(typed) > 1 and words[0] == typed[0] else f"{words[0][0]}."
    return f"{words[0]} {words[-1][0]}."


def _odd(letter: str) -> bool:
    return letter.isdigit() or letter in "@/_"
