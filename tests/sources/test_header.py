"""Header of a table: names, the file's own words, ticks."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.sources.header import Header, name_columns, named_cells
from kpibook.sources.heading_text import Heading, When, heading_from
from kpibook.workbook import layout
from kpibook.xlsx import Cell


def header(*written: str, own: str = "", period: Quarter | None = None) -> Header:
    headings = {column: heading_from(text) for column, text in enumerate(written, 1)}
    return name_columns(headings, lambda _: (), own=own, period=period)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["2023/24 Target", "2024/25 Target"], ["2023/24 Target", layout.TARGET]),
        (["Q1 Target", "Q4 Target 2024/25"], [layout.TARGET_Q1, layout.TARGET_Q4]),
        (["Target", "Q3 2023/24"], [layout.TARGET, "Q3 2023/24"]),
    ],
)
def test_targets_of_the_workbooks_year_are_those_of_the_register(
    written: list[str], names: list[str]
) -> None:
    found = header(*written, own=layout.MEASURES_TABLE, period=Quarter(2024, 3))

    assert list(found.names.values()) == names


def test_columns_of_a_quarter_keep_their_words_and_say_what_they_are_of() -> None:
    found = header("Ref", "Q2", "Q3 2021/22", "Commentary")

    assert found.dated == {
        "Q2": (layout.ACTUAL, When(2)),
        "Q3 2021/22": (layout.ACTUAL, When(3, 2021)),
    }


def test_the_files_own_words_have_their_column() -> None:
    found = header("Ref", "unit", "Good_is")

    assert found.words == {layout.POLARITY: "'Good_is' (column C)"}


def ticked(high: str, low: str, other: str = "") -> object:
    headings = {
        1: heading_from("Ref"),
        2: Heading("Good to be High", layout.POLARITY, option="High"),
        3: Heading("Good to be Low", layout.POLARITY, option="Low"),
        4: Heading("Good to be Other", layout.POLARITY, option="Other"),
    }
    texts = {2: ("B3", high), 3: ("C3", low), 4: ("D3", other)}
    cells = {column: Cell(place, "text", text) for column, (place, text) in texts.items()}
    found = named_cells(name_columns(headings, lambda _: ()), cells, {})
    return found[layout.POLARITY].value


def test_a_tick_is_the_word_above_it() -> None:
    assert ticked("x", "") == "High"
    assert ticked("✓", "") == "High"
    assert ticked("", "", "✔") == "Other"
    assert ticked("No", "Yes") == "Low"


@pytest.mark.parametrize("word", ["Monitor", "Goldilocks", "Within range", "as the plan says"])
def test_a_word_in_place_of_a_tick_is_the_answer(word: str) -> None:
    assert ticked("", "", word) == word


def test_a_tick_below_other_is_asked_about_by_that_word() -> None:
    assert ticked("", "", "x") == "Other"


def test_two_ticks_or_none_say_nothing() -> None:
    assert ticked("x", "x") is None
    assert ticked("", "-") is None
    assert ticked("x", "", "Monitor") is None


def test_a_section_fills_what_is_blank_and_nothing_else() -> None:
    found = header("Ref", "Priority")
    section = {layout.PRIORITY: Cell("A2", "text", "Homes")}

    blank = named_cells(found, {1: Cell("A3", "text", "PI.1")}, section)
    filled = named_cells(found, {2: Cell("B3", "text", "Jobs")}, section)

    assert blank[layout.PRIORITY].value == "Homes"
    assert filled[layout.PRIORITY].value == "Jobs"
