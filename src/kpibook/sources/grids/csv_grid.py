"""Grid of a CSV file; its rows are the lines on which its records begin."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from kpibook.errors import SourceError
from kpibook.sources.records import Record, records_in
from kpibook.sources.text_file import read_text
from kpibook.workbook.mapped.grid import Grid
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address

_DELIMITERS = (",", ";", "\t", "|")
_TRIED = 200  # records by which the delimiter is chosen


def csv_grid(path: Path, most_rows: int) -> Grid:
    """Read a CSV file; commas, semicolons, tabs or upright strokes separate its fields.

    Raises:
        SourceError: It cannot be read, or is no CSV.
    """
    text = read_text(path, [])
    delimiter = delimiter_of(text)
    rows = {}
    for number, fields in islice(records_in(text, delimiter, path.name), most_rows):
        cells = {
            column: Cell(address(number, column), "text", field.strip())
            for column, field in enumerate(fields, 1)
            if field.strip()
        }
        if cells:
            rows[number] = cells
    return Grid(path.stem, rows)


def delimiter_of(text: str) -> str:
    r"""Return the sign between the fields of a text.

    >>> delimiter_of("a;b;c\n1,5;2,5;3\n")
    ';'
    """
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, delimiter: str) -> int:
    """Return how many records have the width that most have, times that width less one."""
    widths = Counter(len(fields) for _, fields in _first(text, delimiter) if any(fields))
    if not widths:
        return 0
    width, times = max(widths.items(), key=lambda pair: (pair[0] - 1) * pair[1])
    return (width - 1) * times


def _first(text: str, delimiter: str) -> list[Record]:
    try:
        return list(islice(records_in(text, delimiter, ""), _TRIED))
    except SourceError:
        return []
