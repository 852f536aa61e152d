"""Rows of measures in a published return: those of its priorities, each with its texts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.replacing import replace
from kpibook.outputs.return_sheets import commentary, priority
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.protocol import TableRows
from kpibook.workbook.reader import rows_of
from kpibook.xlsx import Cell

#: Positions of the columns Commentary and Action on their sheet.
_TEXTS = {layout.COMMENTARY: 3, layout.ACTION: 4}


def rows_of_return(book: ClosedBook) -> list[Row]:
    """Return a row for each measure of a return; empty for a file that is no return.

    Columns that every return has are found by their place, because a council words the headings.
    Returns of earlier versions, and the sheet of an officer's workbook, have a single table.
    """
    single = book.table(layout.RETURN_TABLE)
    if single is not None:
        names = _single_names(single.headings)
        return [_named(row, names) for row in rows_of(book, single, [])]
    rows = [
        _renamed(row, table.headings)
        for table in _priorities(book)
        for row in rows_of(book, table, [])
    ]
    texts = _texts(book, {ref_key(row.text(layout.REF)) for row in rows})
    return [
        replace(row, cells={**row.cells, **texts.get(ref_key(row.text(layout.REF)), {})})
        for row in rows
    ]


def _single_names(headings: tuple[str, ...]) -> dict[str, str]:
    """Return the names of the columns that the single table of a return always has."""
    # Returns of earlier versions have kpibook's own words, and Priority elsewhere.
    if len(headings) < 8 or headings[2] != layout.PRIORITY:
        return {}
    ref, title, *_, commentary_heading, action, _ = headings
    return {
        ref: layout.REF,
        title: layout.MEASURE,
        commentary_heading: layout.COMMENTARY,
        action: layout.ACTION,
    }


def _named(row: Row, names: Mapping[str, str]) -> Row:
    return replace(row, cells={names.get(h, h): cell for h, cell in row.cells.items()})


def is_return(book: ClosedBook) -> bool:
    """Return True for a published return, of this version or an earlier one."""
    names = (layout.RETURN_TABLE, f"{priority.TABLE}1")
    return any(book.table(name) is not None for name in names)


def _priorities(book: ClosedBook) -> Iterator[TableRows]:
    for number in itertools.count(1):
        table = book.table(f"{priority.TABLE}{number}")
        if table is None:
            return
        yield table


def _renamed(row: Row, headings: tuple[str, ...]) -> Row:
    ref, title, *_ = headings
    return _named(row, {ref: layout.REF, title: layout.MEASURE})


def _texts(book: ClosedBook, refs: set[str]) -> dict[str, Mapping[str, Cell]]:
    """Return commentary and action by the key of the measure, those of further rows joined."""
    table = book.table(commentary.TABLE)
    texts: dict[str, dict[str, list[Cell]]] = {}
    key = ""
    for row in () if table is None else table.filled_rows():
        cells = list(row.values())
        own = ref_key(str(cells[0].value))
        key = own if own in refs else key  # a row that goes on has the reference and a number
        for heading, place in _TEXTS.items():
            texts.setdefault(key, {}).setdefault(heading, []).append(cells[place])
    return {
        key: {
            heading: replace(cells[0], value=" ".join(str(cell.value) for cell in cells))
            for heading, cells in by_heading.items()
        }
        for key, by_heading in texts.items()
    }
