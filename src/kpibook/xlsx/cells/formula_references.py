"""References in a formula's text, told apart from string literals and names."""

from __future__ import annotations

import re
from collections.abc import Callable

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, Area, column_name, column_number

_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^\W\d][\w.]*))!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
# String literals and table brackets are matched first and left as they are: "A1" in quotes and [A1]
# in a table are no references. The look-arounds keep out names such as TAX2024, functions such as
# LOG10( and sheets of other workbooks.
_TOKEN = regex(
    r'"(?:[^"]|"")*"'
    r"|\[[^\[\]]*\]"
    rf"|(?<![\w.$\]:!'\\?])(?:{_SHEET})?(?P<ref>{_CELL}(?::{_CELL})?)(?![\w.(!:\\?$])"
)
_PARTS = regex(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")
_ROW_TOKEN = regex(
    r'"(?:[^"]|"")*"'
    r"|\[[^\[\]]*\]|'(?:[^']|'')+'(?=!)"
    rf"|(?<![\w.$\\?])(?:(?P<cell>{_CELL})(?![\w.(!\\?$])"
    r"|(?P<rows>\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})(?![\w.(!\\?$]))"
)
_ROW_NUMBER = regex(r"(\$?)([0-9]+)$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a formula.

    Attributes:
        sheet: The sheet in the reference; None for a reference to the formula's own sheet.
        area: The cells it covers.
        single: It is one cell's address, not a range.
        fixed: Its rows have dollar signs, so it means the same in every row.
    """

    sheet: str | None
    area: Area
    single: bool
    fixed: bool


def replaced(formula: str, change: Callable[[Reference], Area | None]) -> str:
    """Return the formula with some references moved to another area; dollar signs and sheets stay.

    References in string literals, in table brackets, to other workbooks and over several sheets
    stay.

    Args:
        formula: Its text, with or without the equals sign.
        change: Returns the new area of a reference, or None to leave it.

    >>> replaced('SUM(D4:D$8)&"D4:D8"', lambda reference: Area(4, 4, 9, 4))
    'SUM(D4:D$9)&"D4:D8"'
    """

    def substitute(match: re.Match[str]) -> str:
        text = match["ref"]
        if text is None:
            return match[0]
        reference = _reference(match)
        area = change(reference) if reference else None
        if reference is None or area is None or area == reference.area:
            return match[0]
        return match[0][: -len(text)] + _spelled(text, area)

    return _TOKEN.sub(substitute, formula)


def _reference(match: re.Match[str]) -> Reference | None:
    text = match["ref"]
    corners = [_PARTS.fullmatch(corner) for corner in text.split(":")]
    rows = [int(corner[4]) for corner in corners if corner]
    columns = [column_number(corner[2]) for corner in corners if corner]
    if max(rows) > MAX_ROW or max(columns) > MAX_COLUMN:
        return None
    quoted = match["quoted"]
    sheet = quoted.replace("''", "'") if quoted is not None else match["plain"]
    area = Area(min(rows), min(columns), max(rows), max(columns))
    fixed = all(corner[3] for corner in corners if corner)
    return Reference(sheet, area, ":" not in text, fixed)


def _spelled(text: str, area: Area) -> str:
    """Return the area written with the dollar signs of `text`."""
    corners = [_PARTS.fullmatch(corner) for corner in text.split(":")]
    first, last = corners[0], corners[-1]
    if first is None or last is None:
        return text
    start = f"{first[1]}{column_name(area.first_column)}{first[3]}{area.first_row}"
    if len(corners) == 1 and area.size == 1:
        return start
    return f"{start}:{last[1]}{column_name(area.last_column)}{last[3]}{area.last_row}"


class FilledDown:
    """A formula as Excel fills it down from its cell; parsed once, cheap for each row.

    Args:
        formula: The text in the cell that is filled from.

    >>> FilledDown("B4*$C$1+tbl[[#This Row],[B4]]")(2)
    'B6*$C$1+tbl[[#This Row],[B4]]'
    """

    def __init__(self, formula: str) -> None:
        self._pieces: list[str] = []
        self._rows: list[int] = []
        end = 0
        for match in _ROW_TOKEN.finditer(formula):
            for start, stop in _relative_rows(match):
                self._pieces.append(formula[end:start])
                self._rows.append(int(formula[start:stop]))
                end = stop
        self._rest = formula[end:]

    @property
    def same_in_every_row(self) -> bool:
        """Return True if the formula is the same in every row."""
        return not self._rows

    def __call__(self, rows: int) -> str:
        """Return the formula that many rows further down.

        A row outside the sheet leaves its reference unchanged. Excel would wrap the row round to
        the other end of the sheet, which is never meant.
        """
        moved = [row + rows if 1 <= row + rows <= MAX_ROW else row for row in self._rows]
        pairs = zip(self._pieces, moved, strict=True)
        return "".join(f"{piece}{row}" for piece, row in pairs) + self._rest


def _relative_rows(match: re.Match[str]) -> list[tuple[int, int]]:
    """Return the spans of the row numbers without a dollar sign."""
    kind = "cell" if match["cell"] else "rows"
    if match[kind] is None:
        return []
    spans, start = [], match.start(kind)
    for corner in match[kind].split(":"):
        row = _ROW_NUMBER.search(corner)
        if row and not row[1]:
            spans.append((start + row.start(2), start + row.end(2)))
        start += len(corner) + 1
    return spans
