from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from kpibook.domain.consolidation.consolidation import Source
from kpibook.errors import Location, WorkbookError
from kpibook.services.consolidate.contribution import book_from, unusable_book
from kpibook.services.consolidate.typed_rows import typed_rows
from kpibook.services.rating.check import check
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from tests.support.books import a_book, cell_under, example, typed


def a_source(path: Path) -> object:
    with ClosedBook.open(path) as book:
        checked = check(book, path.parent)
        typed_here = typed_rows(book, checked.scorecard.workbook)
    return book_from(Source("north/a.xlsx", "abc"), checked, typed_here)


def test_a_workbook_is_described_by_its_settings() -> None:
    source = a_source(example().filled).source  # type: ignore[attr-defined]

    assert (source.name, source.sha256, source.scheme) == ("north/a.xlsx", "abc", "standard")
    assert source.directorate == "Children's Services"
    assert (source.rows_in, source.actuals_in) == (6, 6)
    assert source.total_in == Decimal("130.6807")


def test_findings_carry_the_name_of_the_source_and_are_counted_first() -> None:
    findings = a_source(example().filled).findings  # type: ignore[attr-defined]

    assert findings[0].code == "consolidate-has-findings"
    assert f"{len(findings) - 1} findings" in findings[0].what
    assert len(findings) > 4
    assert {finding.where.file for finding in findings} == {"north/a.xlsx"}
    assert findings[1].where.cell


def test_the_places_of_fields_are_not_carried_along() -> None:
    (row, *_) = a_source(example().filled).rows  # type: ignore[attr-defined]

    assert (row.rated.measure.places, row.rated.reading.places) == ({}, {})
    assert row.rated.measure.source == Location()


def test_the_registers_directorate_goes_before_the_workbooks(tmp_path: Path) -> None:
    book = a_book(
        tmp_path, {"Ref": "H1", "Directorate": "Care"}, {"Ref": "H2"}, directorate="Corporate"
    )

    found = a_source(book)

    assert [row.directorate for row in found.rows] == ["Care", "Corporate"]  # type: ignore[attr-defined]
    assert found.source.directorate == "Corporate"  # type: ignore[attr-defined]


def test_a_figure_read_as_a_slip_is_counted_as_refused(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "H1"}, {"Ref": "H2"})
    cells = {
        cell_under(book, layout.ACTUAL, "H1"): 72.1,
        cell_under(book, layout.ACTUAL, "H2"): 0.5,
    }
    typed(book, cells)  # 72.1 in a cell that shows percentages is 7210%

    source = a_source(book).source  # type: ignore[attr-defined]

    assert (source.actuals_in, source.actuals_refused) == (2, 1)
    assert (source.total_in, source.total_refused) == (Decimal("72.6"), Decimal("72.1"))


def test_an_unusable_workbook_says_why_under_its_name() -> None:
    error = WorkbookError("is no workbook.", code="not-a-workbook", where=Location("a.xlsx"))

    found = unusable_book(Source("north/a.xlsx"), error)

    assert (found.source.code, found.source.refusal) == ("not-a-workbook", "is no workbook.")
    assert str(found.findings[0]) == "north/a.xlsx: is no workbook. [not-a-workbook]"
    assert not found.source.used
