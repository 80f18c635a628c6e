"""A person as the list tells them, with the rows that say so."""

from __future__ import annotations

import msgspec

from registration.fields import Role


class Entry(msgspec.Struct, frozen=True):
    """One person of the list. Empty, `None` or a missing key: the list says nothing of it.

    `name` has the first name first and the surname last. `phone` is +7XXXXXXXXXX or +…, `email` in small letters;
    `written` are the contacts as they stood there. `attributes`: id → value; of age a band, of sex f or m.
    `together` and `apart` are names or marks of groups, as typed.
    """

    rows: tuple[int, ...]
    name: str
    phone: str = ""
    email: str = ""
    written: tuple[str, ...] = ()
    attributes: dict[str, str] = {}
    role: Role = ""
    table: int | None = None
    needs: str = ""
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    consents: dict[str, bool] = {}
    came: bool | None = None
    form: str = ""

    @property
    def contact(self) -> str:
        """The one contact that is kept of a person: the telephone if there is one."""
        return self.phone or self.email
