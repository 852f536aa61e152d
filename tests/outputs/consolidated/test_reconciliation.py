from __future__ import annotations

from dataclasses import replace

from kpibook.outputs.consolidated.reconciliation import (
    CHECK,
    DOES_NOT_TIE,
    TIES,
    WHY,
    WORKBOOK,
    reconciliation_page,
    refused_page,
)
from tests.outputs.consolidated.given import a_varied_consolidation, cell_of, column_of


def test_every_workbook_that_was_given_has_its_row() -> None:
    content = a_varied_consolidation()
    page = reconciliation_page(content)

    assert column_of(page, WORKBOOK) == [source.name for source in content.sources]
    assert column_of(page, "SHA-256") == [source.sha256 for source in content.sources]


def test_in_is_used_and_refused_in_every_row() -> None:
    page = reconciliation_page(a_varied_consolidation())

    for what in ("Rows", "Figures", "Total"):
        columns = (column_of(page, f"{what} {part}") for part in ("in", "used", "refused"))
        for given, used, refused in zip(*columns, strict=True):
            assert abs(given - used - refused) < 1e-9


def test_a_workbook_that_is_refused_says_why() -> None:
    page = reconciliation_page(a_varied_consolidation())

    assert column_of(page, "Code") == ["used", "used", "used", "consolidate-same-file"]
    assert "byte for byte" in str(cell_of(page, 3, WHY).value)


def test_what_does_not_tie_is_said() -> None:
    content = a_varied_consolidation()
    wrong = replace(content.sources[0], rows_in=99)
    page = reconciliation_page(replace(content, sources=(wrong, *content.sources[1:])))

    assert column_of(page, CHECK) == [DOES_NOT_TIE, TIES, TIES, TIES]


def test_a_name_with_a_pattern_in_it_is_counted_outright() -> None:
    page = reconciliation_page(a_varied_consolidation())

    assert cell_of(page, 0, "Rows on Data").formula.startswith("COUNTIFS(")
    assert cell_of(page, 1, "Rows on Data").formula.startswith("SUMPRODUCT(")


def test_rows_refused_one_by_one_are_listed_with_their_cells() -> None:
    page = refused_page(a_varied_consolidation())

    assert [str(cell) for cell in page.rows[0]] == [
        "roads.xlsx", "This quarter", "H9", "R9", "3", "R9 stands above it.", "ref-twice"
    ]  # fmt: skip
    assert page.rows[0][4].value == 3


def test_where_no_row_is_refused_that_is_said() -> None:
    page = refused_page(replace(a_varied_consolidation(), refused=()))

    assert page.table == ""
    assert page.lines == ["No row of a workbook that is used was refused."]
