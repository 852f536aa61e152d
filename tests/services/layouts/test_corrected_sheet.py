"""The sheet Layout: a proposal written and read back, whatever the shape of the workbook."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.services.layouts.corrected_sheet import corrected
from kpibook.services.layouts.layout_sheet import draw_layout_sheet
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import propose_for
from kpibook.services.layouts.proposal.values import Proposal
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.grids.files import source_file
from kpibook.sources.layouts.reading import layout_from
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.layout import COUNCIL_LAYOUT_TABLE
from kpibook.workbook.mapped.reading import read_mapped
from kpibook.workbook.protocol import TableRows
from tests.services.layouts.more_shapes import MORE
from tests.services.layouts.shapes import SHAPES

ALL = {**SHAPES, **MORE}


def sheet_of(proposal: Proposal, folder: Path, changes: dict[str, str] | None = None) -> TableRows:
    """The sheet of a proposal, with "What it is" changed in rows by their column."""
    book = openpyxl.load_workbook(io.BytesIO(draw_layout_sheet(proposal)))
    for row in book["Layout"].iter_rows():
        if str(row[1].value) in (changes or {}):
            row[3].value = (changes or {})[str(row[1].value)]
    path = folder / "layout sheet.xlsx"
    book.save(path)
    with ClosedBook.open(path) as closed:
        table = closed.table(COUNCIL_LAYOUT_TABLE)
    assert table is not None
    return table


@pytest.mark.parametrize("shape", ALL)
def test_a_sheet_without_corrections_reads_what_was_proposed(shape: str, tmp_path: Path) -> None:
    path = ALL[shape](tmp_path)
    file = source_file(path, MOST_ROWS)
    proposal = propose_for(file)
    period = proposal.taken.get("period", "Q3 2024/25")
    answered = {
        f"Rows where {heading} is": "*"
        for table in proposal.tables
        for heading, text in table.table.where.items()
        if text.startswith("?")
    }
    sheet = sheet_of(
        proposal, tmp_path, {"Which quarter does the workbook report?": period, **answered}
    )

    result = corrected(sheet, proposal, file)

    again = layout_from(proposal_text(result), "x.layout.toml")
    now = Quarter.parse(period)
    before = read_mapped(file, proposal.layout, now)
    assert again.period == period
    if not answered:
        read = read_mapped(file, again, now)
        assert [r.places for r in read.rows] == [r.places for r in before.rows]
        assert [r.shown for r in read.rows] == [r.shown for r in before.rows]
        assert read.rows


def test_rows_that_are_asked_for_need_an_answer(tmp_path: Path) -> None:
    asking = (
        (shape, proposal, file)
        for shape, make in ALL.items()
        for file in [source_file(make(_folder(tmp_path, shape)), MOST_ROWS)]
        for proposal in [propose_for(file)]
        if any(text.startswith("?") for t in proposal.tables for text in t.table.where.values())
    )
    _, proposal, file = next(asking)

    with pytest.raises(LayoutError, match="not said which rows") as caught:
        corrected(sheet_of(proposal, tmp_path), proposal, file)

    assert caught.value.code == "layout-value"


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
