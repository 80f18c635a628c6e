"""Sheets in a real browser: as many A4 pages as there are cards, nothing runs over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from documents import sheets
from live.screen import Hall

HALL = Hall("http://192.0.2.7:8080/", "VECHE", "naploshad")
TITLE = {"ru": "Городские сообщества в действии", "en": "City communities in action"}


def test_each_sheet_is_one_a4_page(tmp_path: Path, page: Any) -> None:
    links = [
        {"role": "table", "seat": f"t{no}", "table": f"t{no}", "url": f"http://192.0.2.7/table/{no}#T", "code": None}
        for no in range(1, 4)
    ] + [
        {"role": "person", "seat": f"p{no}", "table": "t1", "url": f"http://192.0.2.7/p/{no}#P", "code": "ABCDEFGH"}
        for no in range(1, 21)
    ]
    for file in sheets.write(tmp_path, TITLE, HALL, links, "ru"):
        page.goto(file.as_uri())
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 3
