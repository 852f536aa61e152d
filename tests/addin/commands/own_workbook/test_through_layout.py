"""An open workbook through its layout: its measures by their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.commands.own_workbook.through_layout import ThroughLayout
from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.services.layouts.open_book import behind_layout
from kpibook.services.layouts.which import layout_needed
from kpibook.workbook.closed import ClosedBook
from tests.addin.commands.own_workbook.scorecard import (
    SCORES,
    own,
)
from tests.support.scorecards import PERIOD


@pytest.mark.parametrize(
    ("address", "ref"),
    [((7, 9), "EN2"), ((7, 30), "EN2"), ((1, 1), ""), ((11, 1), "")],
)
def test_a_measure_is_found_by_a_cell_of_its_row(
    address: tuple[int, int], ref: str, tmp_path: Path
) -> None:
    opened = own(tmp_path)
    layout = layout_needed(opened.path, None)
    with ClosedBook.open(opened.path) as closed:
        mapped = behind_layout(closed, opened.path, layout, Quarter.parse(PERIOD))
        book = opened.click.book.through(lambda excel, on: ThroughLayout(excel, on, mapped))

        assert book.ref_at(SCORES, *address) == ref
        assert book.ref_at("Notes", *address) == ""


def test_no_row_is_added_to_a_councils_workbook(tmp_path: Path) -> None:
    opened = own(tmp_path)
    layout = layout_needed(opened.path, None)
    with ClosedBook.open(opened.path) as closed:
        mapped = behind_layout(closed, opened.path, layout, Quarter.parse(PERIOD))
        book = opened.click.book.through(lambda excel, on: ThroughLayout(excel, on, mapped))

        with pytest.raises(LayoutError, match="settled in the layout") as caught:
            book.append("MeasureHistory", [{}], [{}])

    assert caught.value.code == "layout-read-only"
