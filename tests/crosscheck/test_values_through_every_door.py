"""The same cells through the workbook, a data frame and a worksheet function: one meaning."""

from __future__ import annotations

import math
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from kpibook.addin.worksheet_functions.arguments import Argument, InExcel
from kpibook.addin.worksheet_functions.positions import position_at
from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rating.arithmetic import Position
from kpibook.errors import KpibookError
from kpibook.services.dataframe import values
from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.services.dataframe.values import plain_value
from kpibook.services.rating.rate_table import position_in
from kpibook.workbook.register import suppress_small_in
from kpibook.xlsx import CellError
from tests.workbook.rows import a_cell, a_row, codes

POINTS = Tolerance(Decimal(2))
FIVE_PERCENT = Tolerance(Decimal(5), of_target=True)

# A value, the number format of its cell, and what it means: a value, None or a code.
FIGURES = [
    pytest.param(72.1, "General", Decimal("72.1"), id="a number"),
    pytest.param(0.721, "0.0%", Decimal("72.1"), id="a number that shows a percentage"),
    pytest.param(0.1 + 0.2, "General", Decimal("0.3"), id="binary noise"),
    pytest.param("72.1%", "General", Decimal("72.1"), id="a percentage in text"),
    pytest.param(" 72.1 % ", "General", Decimal("72.1"), id="spaces round the sign"),
    pytest.param("72.1%", "0.0%", Decimal("72.1"), id="text in a percentage cell"),
    pytest.param("72.1", "0.0%", Decimal("72.1"), id="text without a sign in a percentage cell"),
    pytest.param("84.9 [p]", "General", Decimal("84.9"), id="a figure with a marker"),
    pytest.param("[x]", "General", None, id="not available"),
    pytest.param("[C]", "General", None, id="confidential"),
    pytest.param("n/a", "General", None, id="not applicable, in words"),
    pytest.param("–", "General", None, id="a dash"),
    pytest.param(None, "General", None, id="blank"),
    pytest.param("  ", "General", None, id="spaces"),
    pytest.param("six", "General", "number-unreadable", id="words"),
    pytest.param("£1.2m", "General", "number-scaled", id="scaled"),
    pytest.param("5 [q]", "General", "marker-unknown", id="no such marker"),
]
TOLERANCES = [
    pytest.param(2, "General", POINTS, id="a number"),
    pytest.param("2", "General", POINTS, id="text"),
    pytest.param("2", "0%", POINTS, id="text in a percentage cell"),
    pytest.param("2 points", "General", "number-unreadable", id="points in words"),
    pytest.param("5%", "General", FIVE_PERCENT, id="a percentage in text"),
    pytest.param(" 5 % ", "General", FIVE_PERCENT, id="spaces round the sign"),
    pytest.param(0.05, "0%", FIVE_PERCENT, id="a number that shows a percentage"),
    pytest.param(0.05, "General", Tolerance(Decimal("0.05")), id="a number that shows none"),
    pytest.param(0, "General", Tolerance(Decimal(0)), id="nought is not blank"),
    pytest.param("n/a", "General", None, id="a marker in words"),
    pytest.param("[x]", "General", None, id="a marker"),
    pytest.param(None, "General", None, id="blank"),
    pytest.param("  ", "General", None, id="spaces"),
    pytest.param(-2, "General", "tolerance-negative", id="below zero"),
    pytest.param("-5%", "General", "tolerance-negative", id="a percentage below zero"),
    pytest.param(-0.05, "0%", "tolerance-negative", id="a number that shows one below zero"),
    pytest.param(True, "General", "number-unreadable", id="true"),
    pytest.param("five", "General", "number-unreadable", id="words"),
]
_ANY_WAY = (str, str.upper, str.title, lambda word: f" {word}\u00a0")
_WORDS = {True: ("yes", "y", "true", "1"), False: ("no", "n", "false", "0")}
YES_OR_NO = [
    *(
        pytest.param(spell(word), meaning, id=repr(spell(word)))
        for meaning, words in (
            (True, ("yes", "y", "true", "1")),
            (False, ("no", "n", "false", "0")),
        )
        for word in words
        for spell in _ANY_WAY
    ),
    *(pytest.param(value, bool(value), id=repr(value)) for value in (True, False, 1, 0, 1.0, 0.0)),
    pytest.param("1.0", True, id="one as pandas writes it"),
    pytest.param("0.0", False, id="nought as pandas writes it"),
    pytest.param(None, False, id="blank"),
    pytest.param("", False, id="nothing"),
    pytest.param("  ", False, id="spaces"),
    pytest.param("perhaps", "unknown", id="neither"),
    pytest.param("yes please", "unknown", id="more than yes"),
    pytest.param(2, "unknown", id="two"),
    pytest.param("[x]", "unknown", id="a marker"),
]


def in_a_workbook(column: str, value: object, number_format: str) -> Position | str:
    cells = {"Actual": 1, "Which way is good": "higher", column: a_cell(value, number_format)}
    row = a_row(cells)
    position = position_in(row)
    return codes(row)[0] if codes(row) else position


def in_a_worksheet(name: str, value: object, number_format: str) -> Position | str:
    place = InExcel(SimpleNamespace(number_format=number_format), (1, 1))
    arguments = {"actual": 1.0, "polarity": "higher", name: value}
    try:
        position = position_at(
            {
                key: Argument(((of,),), place if key == name else None)
                for key, of in arguments.items()
                if of is not None
            },
            0,
            0,
        )
    except KpibookError as error:
        return error.code
    assert position is not None
    return position


def in_a_frame(reader: Any, name: str, value: object, number_format: str) -> list[Any] | str:
    """Return a value as a column's reader reads it; a code if rating a frame reports it.

    A frame has no number formats: a percentage comes as the text that its cell shows.
    """
    if number_format != "General" and isinstance(value, float):
        value = f"{value * 100:.15g}%"
    plain = plain_value(value)
    frame = pd.DataFrame(
        {"actual": [1.0], "polarity": ["higher"], name: pd.Series([value], dtype=object)}
    )
    if reported := rate_frame(frame, "standard").attrs["findings"]:
        return str(reported[0]["code"])
    if plain is None:
        return [math.nan, 0.0]
    return list(reader(plain))


@pytest.mark.parametrize(("value", "number_format", "meaning"), FIGURES)
def test_a_figure_means_the_same_through_every_door(
    value: object, number_format: str, meaning: Decimal | str | None
) -> None:
    workbook, worksheet = (
        said if isinstance(said, str) else said.floor
        for said in (
            in_a_workbook("Floor", value, number_format),
            in_a_worksheet("floor", value, number_format),
        )
    )
    frame = in_a_frame(values.figure, "floor", value, number_format)

    assert (workbook, worksheet) == (meaning, meaning)
    if isinstance(frame, str):
        assert frame == meaning
    else:
        assert frame[0] == pytest.approx(
            math.nan if meaning is None else float(meaning), nan_ok=True, rel=1e-15, abs=0
        )


@pytest.mark.parametrize(("value", "number_format", "meaning"), TOLERANCES)
def test_a_tolerance_means_the_same_through_every_door(
    value: object, number_format: str, meaning: Tolerance | str | None
) -> None:
    workbook, worksheet = (
        said if isinstance(said, str) else said.tolerance
        for said in (
            in_a_workbook("Tolerance", value, number_format),
            in_a_worksheet("tolerance", value, number_format),
        )
    )
    frame = in_a_frame(values.tolerance, "tolerance", value, number_format)

    assert (workbook, worksheet) == (meaning, meaning)
    if isinstance(frame, str):
        assert frame == meaning
    else:
        amount, of_target = frame
        wanted = None if meaning is None else meaning
        assert amount == pytest.approx(
            float(wanted.amount) if isinstance(wanted, Tolerance) else math.nan, nan_ok=True
        )
        assert bool(of_target) == (isinstance(wanted, Tolerance) and wanted.of_target)


@pytest.mark.parametrize(("value", "meaning"), YES_OR_NO)
def test_yes_and_no_are_the_same_words_in_the_register_and_in_a_frame(
    value: object, meaning: bool | str
) -> None:
    row = a_row({"Suppress small numbers": a_cell(value)})
    frame = pd.DataFrame(
        {
            "actual": [90.0, 90.0],
            "target": [90.0, 90.0],
            "polarity": ["higher"] * 2,
            "strict": pd.Series([value, None], dtype=object),
        }
    )

    asked = suppress_small_in(row)
    rated = rate_frame(frame, "standard")

    found = [one["code"] for one in rated.attrs["findings"]]
    if meaning == "unknown":
        assert (asked, codes(row), found) == (True, ["suppress-unknown"], ["strict-unknown"])
    else:
        assert (asked, codes(row), found) == (meaning, [], [])
        assert (rated["status"][0] != "met") == meaning


def test_a_cell_in_error_under_yes_or_no_is_never_taken_for_no() -> None:
    row = a_row({"Suppress small numbers": CellError("#N/A")})

    assert suppress_small_in(row) is True
