"""Why a list cannot be read at all: a closed list of codes, each with a sentence that says what to do.

What is wrong with one row only is a `problems.Problem` instead. A sentence names rows, columns and kinds of file, never
what stands in a cell: it may end in a log.
"""

from __future__ import annotations

from enum import StrEnum

from sessions.told import N_, Saying


class Code(StrEnum):
    """A code `thing.reason`; the catalogues know the sentence of each."""

    FILE_EMPTY = "file.empty"
    FILE_LARGE = "file.large"
    FILE_PDF = "file.pdf"
    FILE_XLS = "file.xls"
    FILE_LOCKED = "file.locked"
    FILE_ODS = "file.ods"
    FILE_HTML = "file.html"
    FILE_OTHER = "file.other"
    FILE_DAMAGED = "file.damaged"
    FILE_BOMB = "file.bomb"
    FILE_ENTITIES = "file.entities"
    TEXT_ENCODING = "text.encoding"
    TEXT_DAMAGED = "text.damaged"
    TEXT_TWICE = "text.twice"
    QUOTE_OPEN = "quote.open"
    ROWS_MANY = "rows.many"
    COLUMNS_MANY = "columns.many"
    CELL_LONG = "cell.long"
    SHEET_EMPTY = "sheet.empty"
    SHEET_HIDDEN = "sheet.hidden"
    PEOPLE_NONE = "people.none"
    NAME_COLUMN = "name.column"
    FIELD_TWICE = "field.twice"
    FIELD_UNKNOWN = "field.unknown"
    COLUMN_UNKNOWN = "column.unknown"


SENTENCES: dict[Code, str] = {
    Code.FILE_EMPTY: N_("The file is empty. Choose the one with the list."),
    Code.FILE_LARGE: N_("The file is larger than {mib} MiB. Leave only the list of people in it."),
    Code.FILE_PDF: N_("This is a PDF. Take the table that it was made from, and save it as XLSX or CSV."),
    Code.FILE_XLS: N_("This is a workbook of the old kind (XLS). Open it and save it as XLSX."),
    Code.FILE_LOCKED: N_("This workbook is closed with a password. Open it, take the password off and save it again."),
    Code.FILE_ODS: N_("This is an OpenDocument table (ODS). Open it and save it as XLSX."),
    Code.FILE_HTML: N_("This is a web page that calls itself a table. Open it in a table program and save it as XLSX."),
    Code.FILE_OTHER: N_("This is no table. Save the list as XLSX or CSV."),
    Code.FILE_DAMAGED: N_("The workbook is damaged. Open it in a table program and save it anew as XLSX or CSV."),
    Code.FILE_BOMB: N_("The workbook unpacks to far more than a list needs, so it was not opened. Save it as CSV."),
    Code.FILE_ENTITIES: N_("The workbook holds definitions that no list needs, so it was not opened. Save it as CSV."),
    Code.TEXT_ENCODING: N_("It cannot be told in which encoding the text is. Save it as “CSV UTF-8” or XLSX."),
    Code.TEXT_DAMAGED: N_("Row {row}: letters are damaged there. Save the list anew as “CSV UTF-8” or XLSX."),
    Code.TEXT_TWICE: N_("Row {row}: the letters were garbled when the file was made. Take it anew from its source."),
    Code.QUOTE_OPEN: N_("Row {row}: a quotation mark is opened and never closed properly. Mend it or save as XLSX."),
    Code.ROWS_MANY: N_("The list has more than {most} rows. Leave only people in it."),
    Code.COLUMNS_MANY: N_("Row {row}, column {column}: the list has more than {most} columns. Leave the needed ones."),
    Code.CELL_LONG: N_("Row {row}, column {column}: the text is longer than {most} letters. Shorten it."),
    Code.SHEET_EMPTY: N_("There is nothing in this table. Choose the file with the list."),
    Code.SHEET_HIDDEN: N_("Only hidden sheets of the workbook hold anything. Show the sheet with the list and save."),
    Code.PEOPLE_NONE: N_("There are no people below the header. Choose the file with the list."),
    Code.NAME_COLUMN: N_("Say which column holds the names."),
    Code.FIELD_TWICE: N_("Columns {column} and {other} are said to mean the same. Leave one of them out."),
    Code.FIELD_UNKNOWN: N_("No column can mean that. Choose one of the meanings shown."),
    Code.COLUMN_UNKNOWN: N_("The list has no such column. Look at it again."),
}


class ListError(ValueError):
    """The list cannot be read, and nothing of it was. `row` and `column` as the person sees them in a table program."""

    def __init__(self, code: Code, row: int | None = None, column: str | None = None, **facts: str | int) -> None:
        places: dict[str, str | int] = {}
        if row is not None:
            places["row"] = row
        if column is not None:
            places["column"] = column
        self.saying = Saying(SENTENCES[code], **places, **facts)
        super().__init__(self.saying)
        self.code = code
        self.row = row
        self.column = column
        self.facts = facts
