"""Results in words and tables, as every door prints them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.diff import Compared
from kpibook.services.result_words import (
    changes_table,
    comparison_headline,
    comparison_note,
    consolidate_command,
    differences_table,
)
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.writer import Change


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.721, "0.0%", "72.1%"),
        (1e308, "0.0%", "1e+308"),
        (None, "0.0%", ""),
        (datetime(2022, 1, 17), "dd mmm yyyy", "2022-01-17"),  # noqa: DTZ001 a cell has no time zone
        (0.0625, "[h]:mm:ss", "1:30:00"),
        (12, "0", "12"),
    ],
)
def test_a_value_that_changes_is_told_as_its_cell_shows_it(
    value: Any, number_format: str, shown: str
) -> None:
    write = CellWrite("This quarter", "H6", value, number_format)
    (row,) = changes_table([Change("PI.1", "Actual", None, write)]).rows
    assert row == ("H6", "PI.1", "Actual", "", shown)


def test_workbooks_that_say_the_same_have_no_rows_and_no_note() -> None:
    compared = Compared((), (), consolidated=False)
    assert comparison_headline(Path("a/old.xlsx"), Path("b/new.xlsx"), compared) == (
        "new.xlsx says the same as old.xlsx."
    )
    assert comparison_note(compared) == ""
    assert differences_table(compared).rows == ()


def test_the_command_on_a_cover_names_no_folder() -> None:
    command = consolidate_command(
        ["/home/jo/Housing Q3.xlsx", "returns"], Quarter(2021, 3), Path("/home/jo/last.xlsx"), None
    )
    assert command == (
        "kpibook consolidate 'Housing Q3.xlsx' returns --period 'Q3 2021/22' --since last.xlsx"
    )


def test_the_command_on_a_cover_names_the_layout_that_decides_the_figures() -> None:
    command = consolidate_command(
        ["scorecard.xlsx"], None, None, None, Path("/home/jo/our.layout.toml")
    )
    assert command == "kpibook consolidate scorecard.xlsx --layout our.layout.toml"
