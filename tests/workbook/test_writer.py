from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Comparator, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.sources.schemes import load_scheme
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.writer import (
    Change,
    changes_in,
    computed_values,
    reading_values,
    register_values,
    same_value,
    writes_of,
)
from kpibook.xlsx import Cell, CellError
from tests.workbook.rows import a_cell, a_formula, a_row

Q3 = Quarter(2021, 3)
SCHEME = load_scheme()
MEASURE = Measure(
    "PI.426",
    title="Assessments in time",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER,
    decimals=1,
    target=Target(Decimal("85.5")),
    comparator=Comparator("Statistical neighbours", Decimal("85.5")),
)


def rated(actual: str | None = "72.1", measure: Measure = MEASURE) -> RatedMeasure:
    reading = Reading(measure.ref, Q3, None if actual is None else Decimal(actual))
    before = Reading(measure.ref, Q3.previous, Decimal("90.3"))
    return rate_measure(measure, reading, {(measure.key, Q3.previous): before}, SCHEME)


def held(values: dict[str, tuple[object, str | None]]) -> dict[str, object]:
    return {heading: value for heading, (value, _) in values.items()}


def test_a_reading_goes_into_the_officers_cells_as_excel_holds_it() -> None:
    reading = Reading(
        "PI.426",
        Q3,
        Decimal("72.1"),
        Decimal(721),
        Decimal(1000),
        date(2021, 12, 31),
        "[p]",
        "Fell.",
        "Recruit.",
    )

    assert reading_values(MEASURE, reading) == {
        layout.ACTUAL: (0.721, "0.0%"),
        layout.NUMERATOR: (721, None),
        layout.DENOMINATOR: (1000, None),
        layout.AS_AT: (date(2021, 12, 31), "dd/mm/yyyy"),
        layout.MARKER: ("[p]", None),
        layout.COMMENTARY: ("Fell.", None),
        layout.ACTION: ("Recruit.", None),
    }


def test_what_a_reading_leaves_blank_is_left_alone() -> None:
    assert reading_values(MEASURE, Reading("PI.426", Q3)) == {}
    assert held(reading_values(MEASURE, Reading("PI.426", Q3, commentary="Fell."))) == {
        layout.COMMENTARY: "Fell."
    }


def test_a_new_actual_takes_an_old_marker_away_and_zero_is_an_actual() -> None:
    values = held(reading_values(MEASURE, Reading("PI.426", Q3, Decimal(0))))

    assert values == {layout.ACTUAL: 0, layout.MARKER: None}


def test_the_register_and_the_history_are_repeated_in_the_row() -> None:
    assert register_values(rated()) == {
        layout.MEASURE: ("Assessments in time", None),
        layout.UNIT: ("percent", None),
        layout.POLARITY: ("higher", None),
        layout.TARGET: (0.855, "0.0%"),
        layout.PREVIOUS: (0.903, "0.0%"),
        layout.PREVIOUS_YEAR: (None, "0.0%"),
    }


def test_a_target_in_words_stays_in_words() -> None:
    worded = Measure("PI.1", target=Target(words="Above England"))

    assert register_values(rated(measure=worded))[layout.TARGET][0] == "Above England"


def test_results_are_words_of_the_scheme_and_a_difference_in_points() -> None:
    assert held(computed_values(rated(), SCHEME)) == {
        layout.STATUS: "Off target",
        layout.FORECAST_STATUS: None,
        layout.DIRECTION: "Declined",
        layout.DIRECTION_YEAR: "No history",
        layout.VARIANCE: -13.4,
        layout.AGAINST_COMPARATOR: "Worse by 13.4 points",
    }


def test_without_an_actual_the_variance_is_blank_and_never_nought() -> None:
    values = held(computed_values(rated(None), SCHEME))

    assert values[layout.STATUS] == "Not reported"
    assert values[layout.VARIANCE] is None
    assert values[layout.AGAINST_COMPARATOR] is None


@pytest.mark.parametrize(
    ("cell", "new", "same"),
    [
        pytest.param(a_cell(0.721), 0.721, True, id="the same number"),
        pytest.param(a_cell(0.1 + 0.2), 0.3, True, id="the same at 15 digits"),
        pytest.param(a_cell(0.721), 0.7211, False, id="another number"),
        pytest.param(a_cell(1), Decimal("1.0"), True, id="a whole number"),
        pytest.param(a_cell("0.721"), 0.721, False, id="a number stored as text"),
        pytest.param(a_cell(None), None, True, id="blank"),
        pytest.param(a_cell(""), None, True, id="an empty text is blank"),
        pytest.param(a_cell(None), 0, False, id="blank is not nought"),
        pytest.param(a_cell(0), None, False, id="nought is not blank"),
        pytest.param(a_cell("met"), "met", True, id="the same text"),
        pytest.param(a_cell("met"), "Met", False, id="another case"),
        pytest.param(a_cell(datetime(2021, 12, 31)), date(2021, 12, 31), True, id="the same day"),  # noqa: DTZ001
        pytest.param(a_cell(datetime(2021, 12, 30)), date(2021, 12, 31), False, id="another day"),  # noqa: DTZ001
        pytest.param(a_cell("31/12/2021"), date(2021, 12, 31), False, id="a day stored as text"),
        pytest.param(a_formula(0.721), 0.721, False, id="a formula is not its value"),
        pytest.param(a_cell(CellError("#N/A")), 0.721, False, id="an error value"),
        pytest.param(a_cell(CellError("#N/A")), "#N/A", False, id="text that looks like an error"),
        pytest.param(a_cell(True), 1, False, id="true is not one"),
    ],
)
def test_a_cell_that_holds_the_value_already_is_told_apart(
    cell: Cell, new: object, same: bool
) -> None:
    assert same_value(cell, new) == same


def test_only_cells_that_differ_are_changed() -> None:
    row = a_row(
        {
            "Ref": "PI.426",
            "Status": a_cell("Target met", address="O7"),
            "Direction": a_cell("Declined", address="P7"),
            "Variance": a_cell(3, address="R7"),
        }
    )
    values: dict[str, tuple[object, str | None]] = {
        "Status": ("Off target", None),
        "Direction": ("Declined", None),
        "Variance": (None, '0.0" pts"'),
    }

    assert list(changes_in(row, values)) == [
        Change("PI.426", "Status", "Target met", CellWrite("This quarter", "O7", "Off target")),
        Change("PI.426", "Variance", 3, CellWrite("This quarter", "R7", None)),
    ]


def test_a_formula_that_gives_way_is_remembered() -> None:
    row = a_row(Actual=a_formula(0.7), Numerator=a_cell(7))

    changes = list(changes_in(row, {"Actual": (0.721, "0.0%"), "Numerator": (8, None)}))

    assert [(change.heading, change.replaces_formula) for change in changes] == [
        ("Actual", True),
        ("Numerator", False),
    ]


def test_the_last_change_of_a_cell_holds() -> None:
    first, second, other = (
        Change("PI.1", "Status", None, CellWrite("This quarter", place, value))
        for place, value in (("O7", "a"), ("O7", "b"), ("O8", "c"))
    )

    assert [(w.address, w.value) for w in writes_of([first, second, other])] == [
        ("O7", "b"),
        ("O8", "c"),
    ]


@pytest.mark.parametrize(
    ("held", "new", "changes"),
    [
        pytest.param(a_formula("Met", "=A1"), "Met", False, id="as it should be"),
        pytest.param(a_formula("Met", "= A1\n"), "Met", False, id="in other lines"),
        pytest.param(a_formula("Met", "=B1"), "Met", True, id="another formula"),
        pytest.param(a_formula("Off", "=A1"), "Met", True, id="another result"),
        pytest.param(a_formula(None, "=A1"), "Met", True, id="never calculated"),
        pytest.param(a_formula(None, "=A1"), None, True, id="never calculated, and nothing to say"),
        pytest.param(a_formula("", "=A1"), None, False, id="nothing to say"),
        pytest.param("Met", "Met", True, id="a value"),
    ],
)
def test_a_cell_that_is_to_hold_a_formula_keeps_it_and_its_result(
    held: object, new: str | None, changes: bool
) -> None:
    found = list(changes_in(a_row(Status=held), {"Status": (new, None)}, {"Status": "=A1"}))

    assert bool(found) is changes
    for change in found:
        assert (change.write.formula, change.write.value) == ("=A1", new or "")
        assert not change.replaces_formula


def test_a_time_in_a_cell_is_the_part_of_a_day_that_would_be_written() -> None:
    assert same_value(a_cell(time(0, 1, 30), "[mm]:ss"), 90 / 86_400)
    assert not same_value(a_cell(time(0, 1, 30), "[mm]:ss"), 91 / 86_400)
    assert not same_value(a_cell(datetime(2021, 10, 5)), 90 / 86_400)  # noqa: DTZ001


def test_the_council_s_word_for_the_unit_stays_on_the_sheet() -> None:
    percent = replace(MEASURE, unit_word="%")

    assert register_values(rated(measure=percent))[layout.UNIT] == ("%", None)


def test_a_target_in_words_is_shown_with_the_figure_that_they_do_not_say() -> None:
    target = Target(Decimal("85.5"), words="Above England", shows_figure=True)

    shown = register_values(rated(measure=replace(MEASURE, target=target)))[layout.TARGET][0]

    assert shown == "Above England (85.5%)"
