"""The addresses of projector and observers. A page is an empty shell: what is in it comes only over the seat's link."""

from __future__ import annotations

from flask import Blueprint, render_template


def blueprint() -> Blueprint:
    """The pages of this screen."""
    pages = Blueprint("projector", __name__)

    @pages.get("/projector")
    def projector() -> str:
        return render_template("projector/projector.html")

    @pages.get("/observer")
    def observer() -> str:
        return render_template("projector/observer.html")

    return pages
