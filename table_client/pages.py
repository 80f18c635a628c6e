"""The address of a table's tablet. The page is an empty shell: what is in it comes only over the seat's link."""

from __future__ import annotations

from flask import Blueprint, render_template


def blueprint() -> Blueprint:
    """The pages of this screen."""
    pages = Blueprint("table_client", __name__)

    @pages.get("/table/<int:no>")
    def table(no: int) -> str:
        return render_template("table/table.html", no=no)

    return pages
