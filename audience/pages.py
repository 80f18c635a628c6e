"""The hall's address and the personal ones. Each is an empty shell: what is in it comes only over the seat's link."""

from __future__ import annotations

from flask import Blueprint, render_template


def blueprint() -> Blueprint:
    """The pages of this screen."""
    pages = Blueprint("audience", __name__)

    @pages.get("/")
    @pages.get("/p/<int:no>")
    def phone(no: int | None = None) -> str:
        return render_template("audience/phone.html")

    return pages
