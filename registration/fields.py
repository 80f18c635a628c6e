"""What a column can mean: ids that stay the same for ever, and the words for them.

Attributes are what seating mixes and what statistics count; contacts and names are none of them. An attribute that a
scenario asks for beyond these has the field `attribute.<its id>`.
"""

from __future__ import annotations

import re
from typing import Literal

from sessions.told import N_

NAME, SURNAME, FIRST, PATRONYMIC = "name", "surname", "first", "patronymic"
CONTACT, PHONE, EMAIL = "contact", "phone", "email"
FORM, ROLE, TABLE, NEEDS, TOGETHER, APART, CAME = "form", "role", "table", "needs", "together", "apart", "came"
AGE, BORN, SEX, DISTRICT, GROUP, ORGANISATION = "age", "born", "sex", "district", "group", "organisation"
CONSENT = "consent."
ATTRIBUTE = "attribute."
LEFT_OUT = ""
ATTRIBUTES = (AGE, SEX, DISTRICT, GROUP, ORGANISATION)

FIELDS: dict[str, str] = {
    NAME: N_("Name in full"),
    SURNAME: N_("Surname"),
    FIRST: N_("First name"),
    PATRONYMIC: N_("Patronymic"),
    CONTACT: N_("Contact: telephone or e-mail"),
    PHONE: N_("Telephone"),
    EMAIL: N_("E-mail"),
    FORM: N_("Number of the answer in the form"),
    AGE: N_("Age"),
    BORN: N_("Day or year of birth"),
    SEX: N_("Sex"),
    DISTRICT: N_("District"),
    GROUP: N_("Social group"),
    ORGANISATION: N_("Organisation"),
    ROLE: N_("Role at the forum"),
    TABLE: N_("Table wanted"),
    NEEDS: N_("What the person needs"),
    TOGETHER: N_("Seat together with"),
    APART: N_("Seat apart from"),
    CAME: N_("Has come"),
    CONSENT + "processing": N_("Consent: keep name and contact"),
    CONSENT + "screen": N_("Consent: name on the screens"),
    CONSENT + "transfer": N_("Consent: contact to the group's leader"),
    CONSENT + "publish": N_("Consent: publish the name"),
    LEFT_OUT: N_("Leave out"),
}

SEVERAL = frozenset({CONTACT, TOGETHER, APART, NEEDS, LEFT_OUT})
"""Meanings that more than one column may have."""

Role = Literal["", "participant", "host", "expert", "observer", "organiser"]
ROLES: dict[Role, str] = {
    "participant": N_("participant"),
    "host": N_("table host"),
    "expert": N_("expert"),
    "observer": N_("observer"),
    "organiser": N_("organiser"),
}

Band = Literal["under-18", "18-29", "30-44", "45-59", "60-plus"]
BANDS: dict[Band, str] = {
    "under-18": N_("under 18"),
    "18-29": N_("18–29"),
    "30-44": N_("30–44"),
    "45-59": N_("45–59"),
    "60-plus": N_("60 and over"),
}
SEXES: dict[str, str] = {"f": N_("woman"), "m": N_("man")}

OWN = re.compile(r"attribute\.[a-z][a-z0-9_-]{0,39}")


def is_field(field: str) -> bool:
    """Can a column mean this?"""
    return field in FIELDS or OWN.fullmatch(field) is not None
