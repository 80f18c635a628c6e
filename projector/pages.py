"""The address of the projector. The page is an empty shell: what is in it comes only over the seat's link."""

from __future__ import annotations

from flask import Blueprint, render_template


def blueprint() -> Blueprint:
    """The pages of this screen."""
    pages = Blueprint("projector", __name__)

    @pages.get("/projector")
    def projector() -> str:
        return render_template("projector/projector.html")

    return pages
