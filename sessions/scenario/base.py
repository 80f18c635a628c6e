"""What all parts of a scenario share: strictness, names, words in both languages, choices."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Minutes = Annotated[int, Meta(ge=1, le=600)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in a scenario is frozen, and a misspelt key is a complaint, never silence."""


class Words(Strict, frozen=True):
    """One sentence in both languages of the screens; in TOML a bare string stands for both."""

    ru: str
    en: str


class Option(Strict, frozen=True):
    """One choice of a choice field, or a sphere."""

    id: Annotated[str, Meta(min_length=1, max_length=40)]
    label: Words
