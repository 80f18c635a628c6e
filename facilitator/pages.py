"""The addresses of console, editor, theme desk, check-in desk and experts.

A page is a shell: its content comes over the seat's link.
"""

from __future__ import annotations

from flask import Blueprint, render_template


def blueprint() -> Blueprint:
    """The pages of this screen."""
    pages = Blueprint("facilitator", __name__)

    @pages.get("/console")
    def console() -> str:
        return render_template("facilitator/console.html")

    @pages.get("/editor")
    def editor() -> str:
        return render_template("facilitator/editor.html")

    @pages.get("/themes")
    def themes() -> str:
        return render_template("facilitator/themes.html")

    @pages.get("/check-in")
    def check_in() -> str:
        return render_template("facilitator/check_in.html")

    @pages.get("/expert")
    def experts() -> str:
        return render_template("facilitator/experts.html")

    return pages
