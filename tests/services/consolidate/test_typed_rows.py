from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.services.consolidate.typed_rows import TypedRow, _figure, refused_rows, typed_rows
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.reader import read_workbook
from kpibook.xlsx.cells.plain_rows import plain_row
from kpibook.xlsx.cells.row_scanner import rows_in
from kpibook.xlsx.tables.headed_row import HeadedRow, Headings
from tests.support.books import a_book, cell_under, typed
from tests.support.cell_readers import reading


def read(path: Path) -> tuple[PerformanceWorkbook, tuple[TypedRow, ...]]:
    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        return workbook, typed_rows(book, workbook)


@pytest.mark.parametrize(
    ("unit", "said", "held"),
    [
        ("percent", 0.721, "0.721"),
        ("percent", "72.1", "0.721"),
        ("percent", "72.1%", "0.721"),
        ("count", 12, "12"),
        ("count", "1,234", "1234"),
        ("count", "six", None),
        ("count", "[x]", None),
        ("count", None, None),
        ("count", "#DIV/0!", None),
    ],
)
def test_a_figure_is_what_a_cell_would_hold(
    tmp_path: Path, unit: str, said: object, held: str | None
) -> None:
    book = a_book(tmp_path, {"Ref": "H1", "Unit": unit}, {"Ref": "H2"})
    typed(book, {cell_under(book, layout.ACTUAL, "H1"): said})

    _, (row, other) = read(book)

    assert row.figure == (None if held is None else Decimal(held))
    assert (row.used, other.used) == (True, True)
    assert (row.sheet, row.cell, row.ref_cell) == ("This quarter", "H6", "A6")


@pytest.mark.parametrize(("marker", "summed"), [("[p]", 12), ("[c]", 0), ("[x]", 0), ("what", 0)])
def test_a_figure_that_its_marker_withholds_is_not_summed(
    tmp_path: Path, marker: str, summed: int
) -> None:
    book = a_book(tmp_path, {"Ref": "H1", "Unit": "count"})
    cells = {layout.ACTUAL: 12, layout.MARKER: marker}
    typed(book, {cell_under(book, heading, "H1"): said for heading, said in cells.items()})

    _, (row,) = read(book)

    assert (row.figure, row.summed) == (Decimal(12), summed)


def test_each_row_that_is_not_taken_has_the_readers_reason(tmp_path: Path) -> None:
    book = a_book(tmp_path, *({"Ref": f"H{n}", "Unit": "count"} for n in (1, 2, 3)))
    refs = [cell_under(book, layout.REF, f"H{n}") for n in (1, 2, 3)]
    typed(book, {refs[1]: "H1", refs[2]: "H9", cell_under(book, layout.ACTUAL, "H2"): 7})

    workbook, rows = read(book)
    refused = refused_rows(rows, workbook.findings, "a.xlsx")

    assert [row.used for row in rows] == [True, False, False]
    assert [(r.source, r.cell, r.code, r.actual) for r in refused] == [
        ("a.xlsx", "H7", "ref-duplicate", Decimal(7)),
        ("a.xlsx", "H8", "ref-unknown", None),
    ]
    assert "on the sheet twice" in refused[0].why


def test_a_refused_row_does_not_say_a_figure_that_is_withheld(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "H1", "Unit": "count"})
    cells = {layout.REF: "H9", layout.ACTUAL: 3, layout.MARKER: "[c]"}
    places = {cell_under(book, heading, "H1"): said for heading, said in cells.items()}
    typed(book, places)

    workbook, rows = read(book)

    assert [row.actual for row in refused_rows(rows, workbook.findings, "a.xlsx")] == [None]
    assert rows[0].figure == 3


def test_a_blank_row_is_no_row(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "H1"}, {"Ref": "H2"})
    typed(book, {f"{column}7": None for column in "ABCDEFGHIJKLMNOPQRS"})

    _, rows = read(book)

    assert [row.ref for row in rows] == ["H1"]


_COUNTED = [
    *Unit,
    *(CountedIn(Unit.CURRENCY, word) for word in ("£m", "£000")),
    *(CountedIn(Unit.DURATION, word) for word in ("hours", "days", "mm:ss", "hh:mm")),
    CountedIn(Unit.PERCENT, "%"),
]


@pytest.mark.parametrize("unit", [None, *_COUNTED], ids=str)
@pytest.mark.parametrize("style", [2, 7, 9])  # 7 shows a date, 9 a percentage
@pytest.mark.parametrize("source", ["0", "12", "-3.5", "0.721", "1250", "0.6889999999999999", "-0"])
def test_a_plain_number_is_the_figure_of_its_cell(
    unit: Unit | CountedIn | None, style: int, source: str
) -> None:
    block = f'<row r="3"><c r="B3" s="{style}"><v>{source}</v></c></row>'.encode()
    plain = plain_row(block, next(rows_in(block, b"", 0)), reading(b""), b"<sheetData>")
    assert plain is not None
    cells = HeadedRow(plain, Headings({layout.REF: 1, layout.ACTUAL: 2}))
    counted = CountedIn(unit) if isinstance(unit, Unit) else unit

    quick, full = (
        _figure(Row("a.xlsx", "Data", each, []), counted) for each in (cells, dict(cells))
    )

    assert repr(quick) == repr(full)
