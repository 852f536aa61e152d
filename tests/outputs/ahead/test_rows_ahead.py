"""What was drawn ahead is taken by the sheets it was drawn for, and by no other."""

from __future__ import annotations

from pathlib import Path

from tests.domain.consolidated import a_row, a_source_book

from kpibook.domain.reporting.direction_words import DirectionColumn
from kpibook.outputs.ahead.rows_ahead import in_words, rows_ahead
from kpibook.services.consolidate.combine_on_disk import combine_spooled
from kpibook.services.consolidate.put_aside import put_aside
from kpibook.workbook import consolidated_layout as sheets

BOOK = a_source_book("a.xlsx", a_row("PI.1"), a_row("PI.2"))


def drawn(folder: Path, *wanted: str, assumed: str = "") -> list[bool]:
    """For each row of the sheet Data, whether it is drawn already."""
    rows = combine_spooled([put_aside(BOOK, wanted)], folder).rows
    found = rows_ahead(rows, sheets.DATA, assumed=assumed)
    assert found is not None
    return [row is not None for row in found.drawn()]


def test_a_sheet_takes_the_rows_that_were_drawn_for_it(tmp_path: Path) -> None:
    assert drawn(tmp_path, sheets.DATA) == [True, True]


def test_rows_of_another_sheet_or_of_other_settings_are_drawn_again(tmp_path: Path) -> None:
    assert drawn(tmp_path, sheets.SCORECARD) == [False, False]
    assert drawn(tmp_path, sheets.DATA, assumed="other") == [False, False]


def test_some_rows_are_taken_by_their_numbers(tmp_path: Path) -> None:
    rows = combine_spooled([put_aside(BOOK, {sheets.DATA})], tmp_path).rows
    found = rows_ahead(rows, sheets.DATA, [1])

    assert found is not None
    ((row, _),) = filter(None, found.drawn())
    assert "PI.2" in row.values


def test_rows_that_were_never_put_aside_are_drawn_in_their_place() -> None:
    assert rows_ahead(BOOK.rows, sheets.DATA) is None


def test_settings_differ_with_a_heading_or_with_what_its_cells_name() -> None:
    columns = [
        DirectionColumn(0, "Direction since Q2 2021/22", is_shared=True),
        DirectionColumn(0, "Direction", is_shared=True),
        DirectionColumn(0, "Direction", is_shared=False),
    ]

    assert len({in_words([column]) for column in columns}) == 3
