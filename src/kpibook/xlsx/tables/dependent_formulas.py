"""Dependent formulas: cell formulas that refer to a table's rows by address, adjusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpibook.on_use.regex import regex
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.owner import WorksheetOwner

_FORMULA = regex(rb"<(?:[A-Za-z_][\w.\-]*:)?(f|formula|formula1|formula2)((?:\s[^>]*)?)>([^<]+)<")
_OVERLAP = 24


def follow_formulas(book: WorksheetOwner, resize: Resize) -> None:
    """Lengthen or shorten the references to whole columns of a table in every sheet's formulas.

    Excel does the same to ``=SUM(Data!D4:D8)`` when the table that ends in row 8 is given a row.
    A sheet that mentions no such row is read once in pieces and not parsed.

    Args:
        book: The workbook.
        resize: The table's new size.
    """
    container = book.container
    needle = _needle(resize)
    for entry in sheets.entries(container, book.workbook_part):
        if entry.kind != sheets.WORKSHEET or not entry.part:
            continue
        if not _mentioned(container.stream(entry.part), needle):
            continue
        source = xml.clean(container.read(entry.part), part=entry.part, file=container.name)
        cuts = list(_cuts(source, needle, resize, at_home=entry.name == resize.sheet))
        if cuts:
            container.write(entry.part, xml.spliced(source, cuts))
            book.rebase(entry.part)
            book.note(
                f"formulas on '{entry.name}' that name whole columns of the table follow it",
                of_run=True,
            )


def _needle(resize: Resize) -> re.Pattern[bytes]:
    """Return a pattern that every reference to be adjusted contains."""
    rows = b"%d|%d" % (resize.last, resize.area.last_row)
    before = rb"[A-Za-z]" if resize.totals else rb":\$?[A-Za-z]{1,3}"
    return re.compile(before + rb"\$?(?:" + rows + rb")(?![0-9])")


def _mentioned(pieces: Iterator[bytes | memoryview], needle: re.Pattern[bytes]) -> bool:
    overlap = b""
    for piece in pieces:
        text = overlap + bytes(piece)
        if needle.search(text):
            return True
        # A reference may be cut between two pieces.
        overlap = text[-_OVERLAP:]
    return False


def _cuts(
    source: bytes, needle: re.Pattern[bytes], resize: Resize, *, at_home: bool
) -> Iterator[xml.Cut]:
    # The source after the cells of the table's own sheet has been adjusted already.
    end = _end_of_cells(source) if at_home else len(source)
    for match in _FORMULA.finditer(source, 0, end):
        if not needle.search(match[3]):
            continue
        text = xml.unescape(match[3].decode("utf-8", "replace"))
        # A shared formula has a different meaning in each cell, unless its rows have dollar signs.
        only_absolute = match[1] != b"f" or b"shared" in match[2]
        new = resize.formula(text, at_home=at_home, fixed=only_absolute)
        if new != text:
            yield match.start(3), match.end(3), xml.escape(new)


def _end_of_cells(source: bytes) -> int:
    sheet_data = xml.first_element(source, "sheetData", prefix=xml.root(source).prefix)
    return sheet_data.inner_end if sheet_data else len(source)
