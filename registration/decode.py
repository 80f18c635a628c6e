"""Bytes of a file → a table of text, or a `ListError`. What a file is its content says, never its name.

Nothing is unpacked before its size is known; nothing in the file is carried out.
"""

from __future__ import annotations

from registration import encoding, separated, workbook
from registration.errors import Code, ListError
from registration.table import BYTES, Table
from sessions.text import one_line

MIB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PACKED = "EncryptedPackage".encode("utf-16-le")
MARKUP = ("<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<?xml", "<div", "<workbook")


def read_table(data: bytes, name: str = "") -> Table:
    """The table in these bytes: CSV, TSV or XLSX, at most 2 MiB. Raises `ListError`, and no other exception."""
    if len(data) > BYTES:
        raise ListError(Code.FILE_LARGE, mib=BYTES // MIB)
    if not data.strip():
        raise ListError(Code.FILE_EMPTY)
    called = one_line(name.replace("\\", "/").rpartition("/")[2])[:80]
    if data.startswith(ZIPS):
        return workbook.read(data, called)
    if data.startswith(OLE):
        raise ListError(Code.FILE_LOCKED if PACKED in data else Code.FILE_XLS)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        raise ListError(Code.FILE_PDF)
    if data.startswith(b"{\\rtf"):
        raise ListError(Code.FILE_OTHER)
    text, found = encoding.decoded(data)
    if text.lstrip()[:20].lower().startswith(MARKUP):
        raise ListError(Code.FILE_HTML)
    rows, separator = separated.read(text)
    return Table(called, "text", rows, encoding=found, separator=separator)
