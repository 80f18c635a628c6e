"""What openpyxl's reading cell by cell does not tell of a sheet: which part it is, and which cells are merged."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from xml.etree import ElementTree

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED = 2000
"""More areas than this are decoration."""


class Area(NamedTuple):
    """Merged cells: rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Title of a sheet → the name of its part. The parts hold no declarations: who calls has refused those."""
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    at = {each.get("Id", ""): each.get("Target", "") for each in relations}
    sheets: dict[str, str] = {}
    for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter():
        target = at.get(sheet.get(RELATIONS, ""), "")
        if sheet.tag.endswith("}sheet") and target:
            sheets[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return sheets


def merged(part: bytes) -> list[Area]:
    """The merged areas of a sheet, in its order; none of them where they are too many to mean anything."""
    found = [
        Area(int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in MERGED.findall(part)
    ]
    return found if len(found) <= MOST_MERGED else []


def _column(name: bytes) -> int:
    column = 0
    for sign in name:
        column = column * 26 + sign - 64
    return column - 1
