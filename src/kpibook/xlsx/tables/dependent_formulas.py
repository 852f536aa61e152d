"""Formulas in cells and lists of choices that name a table's rows by address, made to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.owner import WorksheetOwner

_FORMULA = re.compile(
    rb"<(?:[A-Za-z_][\w.\-]*:)?(f|formula|formula1|formula2)((?:\s[^>]*)?)>([^<]+)<"
)
_OVERLAP = 24


def follow_formulas(book: WorksheetOwner, resize: Resize) -> None:
    """Lengthen or shorten the references to whole columns of a table in every sheet's formulas.

    Excel does the same to ``=SUM(Data!D4:D8)`` when the table that ends in row 8 is given a row.
    A sheet that mentions no such row is read once in pieces and not parsed.

    Args:
        book: The workbook.
        resize: What becomes of the table.
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
            book.note(f"formulas on '{entry.name}' that name whole columns of the table follow it")


def _needle(resize: Resize) -> re.Pattern[bytes]:
    """What the text of every reference that follows contains."""
    rows = b"%d|%d" % (resize.last, resize.area.last_row)
    before = rb"[A-Za-z]" if resize.totals else rb":\$?[A-Za-z]{1,3}"
    return re.compile(before + rb"\$?(?:" + rows + rb")(?![0-9])")


def _mentioned(pieces: Iterator[bytes | memoryview], needle: re.Pattern[bytes]) -> bool:
    rest = b""
    for piece in pieces:
        text = rest + bytes(piece)
        if needle.search(text):
            return True
        rest = text[-_OVERLAP:]
    return False


def _cuts(
    source: bytes, needle: re.Pattern[bytes], resize: Resize, *, at_home: bool
) -> Iterator[xml.Cut]:
    # The table's own sheet has what follows its cells dealt with already.
    end = _end_of_cells(source) if at_home else len(source)
    for found in _FORMULA.finditer(source, 0, end):
        if not needle.search(found[3]):
            continue
        text = xml.unescape(found[3].decode("utf-8", "replace"))
        fixed = found[1] != b"f" or b"shared" in found[2]
        new = resize.formula(text, at_home=at_home, fixed=fixed)
        if new != text:
            yield found.start(3), found.end(3), xml.escape(new)


def _end_of_cells(source: bytes) -> int:
    found = xml.first_element(source, "sheetData", prefix=xml.root(source).prefix)
    return found.inner_end if found else len(source)
