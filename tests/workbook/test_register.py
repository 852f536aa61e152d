from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Measure,
    Polarity,
    Reading,
    Tolerance,
    Unit,
)
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.workbook import layout
from kpibook.workbook.register import (
    decimals_in,
    history_from,
    measure_from,
    reading_from,
    suppress_small_in,
    tolerance_in,
)
from kpibook.xlsx import Cell, CellError
from tests.workbook.rows import a_cell, a_formula, a_row, codes

Q3 = Quarter(2021, 3)
WHOLE = {
    "Ref": "PI. 2250",
    "Measure": "Homes relet",
    "Directorate": "Housing",
    "Service": "Lettings",
    "Priority": "Homes",
    "Owner": "Head of Lettings",
    "Unit": "percent",
    "Decimals": 1,
    "Which way is good": "higher",
    "Basis": "rolling 12 months",
    "Target": a_cell(0.86, "0.0%"),
    "Target Q1": "80%",
    "Target Q3": 84,
    "Target basis": "Stat Neighbour Average",
    "Target vintage": "2020/21",
    "Tolerance": "2",
    "Floor": "50%",
    "Range low": 40,
    "Range high": 60,
    "Comparator": "Statutory Neighbour",
    "Comparator value": a_cell(0.855, "0.0%"),
    "Comparator vintage": "2020/21",
    "Introduced": "2021/22",
    "Also known as": "PI.9, PI 8; ",
    "Note": "+ as published",
}


def a_measure(**cells: object) -> tuple[Measure, list[str]]:
    row = a_row({"Unit": "percent", "Which way is good": "higher", **cells})
    return measure_from(row), codes(row)


def a_reading(cells: dict[str, object], unit: Unit = Unit.PERCENT) -> tuple[Reading, list[str]]:
    row = a_row(cells)
    return reading_from(row, Q3, unit), codes(row)


# The register


def test_every_column_of_the_register_reaches_the_measure() -> None:
    row = a_row(WHOLE)

    measure = measure_from(row)

    assert codes(row) == []
    assert (measure.ref, measure.key, measure.title) == ("PI. 2250", "PI2250", "Homes relet")
    assert (measure.directorate, measure.service) == ("Housing", "Lettings")
    assert (measure.priority, measure.owner) == ("Homes", "Head of Lettings")
    assert (measure.unit, measure.decimals) == (Unit.PERCENT, 1)
    assert (measure.polarity, measure.basis) == (Polarity.HIGHER, Basis.ROLLING_12_MONTHS)
    assert measure.target.value == Decimal(86)
    assert dict(measure.target.by_quarter) == {1: Decimal(80), 3: Decimal(84)}
    assert (measure.target.benchmark, measure.target.vintage) == (
        "Statistical neighbours",
        "2020/21",
    )
    assert measure.tolerance == Tolerance(Decimal(2))
    assert (measure.floor, measure.low, measure.high) == (Decimal(50), Decimal(40), Decimal(60))
    assert measure.comparator == Comparator("Statistical neighbours", Decimal("85.5"), "2020/21")
    assert (measure.introduced, measure.aliases) == (2021, ("PI.9", "PI 8"))
    assert measure.note == "+ as published"


def test_no_column_of_the_layout_is_left_out_above() -> None:
    read = {*WHOLE, layout.TARGET_Q2, layout.TARGET_Q4}

    assert set(layout.headings(layout.MEASURES_COLUMNS)) == read


def test_what_is_missing_takes_the_cautious_value_and_is_reported() -> None:
    row = a_row()

    measure = measure_from(row)

    assert (measure.unit, measure.polarity) == (Unit.COUNT, Polarity.NEUTRAL)
    assert (measure.basis, measure.decimals) == (Basis.IN_PERIOD, None)
    assert (measure.target.value, measure.tolerance, measure.comparator) == (None, None, None)
    assert codes(row) == ["unit-missing", "polarity-missing"]


def test_what_is_not_known_is_reported_once() -> None:
    _, found = a_measure(Unit="percentige", **{"Which way is good": "sideways"}, Basis="weekly")

    assert found == ["unit-unknown", "polarity-unknown", "basis-unknown"]


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        pytest.param(a_cell(0.855, "0.0%"), "85.5", "", id="a percent cell"),
        pytest.param("85.5%", "85.5", "", id="text with a sign"),
        pytest.param("85.5", "85.5", "", id="a CSV field"),
        pytest.param("more than 85", "85", "more than 85", id="an inequality"),
        pytest.param("[z]", None, "", id="a marker"),
        pytest.param(None, None, "", id="blank"),
        pytest.param(0, "0", "", id="nought is a target"),
    ],
)
def test_a_target_is_a_figure_or_words(cell: object, value: str | None, words: str) -> None:
    measure, found = a_measure(Target=cell)

    assert measure.target.value == (None if value is None else Decimal(value))
    assert measure.target.words == words
    assert found == []


@pytest.mark.parametrize(
    ("cell", "tolerance"),
    [
        pytest.param("5%", Tolerance(Decimal(5), of_target=True), id="of the target"),
        pytest.param(
            a_cell(0.05, "0%"), Tolerance(Decimal(5), of_target=True), id="a cell that shows 5%"
        ),
        pytest.param("2", Tolerance(Decimal(2)), id="in the unit"),
        pytest.param(2.5, Tolerance(Decimal("2.5")), id="a number"),
        pytest.param(0, Tolerance(Decimal(0)), id="none at all"),
        pytest.param(None, None, id="the scheme's"),
    ],
)
def test_a_tolerance_is_of_target_or_in_the_unit(cell: object, tolerance: Tolerance | None) -> None:
    row = a_row(Tolerance=cell)

    assert tolerance_in(row) == tolerance
    assert codes(row) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        pytest.param("-2", "tolerance-negative", id="below zero"),
        pytest.param("a bit", "number-unreadable", id="in words"),
        pytest.param(a_cell(-0.05, "0%"), "tolerance-negative", id="a percent cell below zero"),
    ],
)
def test_a_tolerance_that_makes_no_sense_is_a_finding(cell: object, code: str) -> None:
    row = a_row(Tolerance=cell)

    assert tolerance_in(row) is None
    assert codes(row) == [code]
    assert row.findings[0].fix


@pytest.mark.parametrize("value", [-1, 7, 1.5, "1e9", 1e9])
def test_decimals_that_cannot_be_shown_are_a_finding(value: object) -> None:
    row = a_row(Decimals=value)

    assert decimals_in(row) is None
    assert codes(row) == ["decimals-unusable"]


@pytest.mark.parametrize(("value", "places"), [(0, 0), (6, 6), ("2", 2), (None, None)])
def test_decimals_are_a_whole_number_up_to_six(value: object, places: int | None) -> None:
    assert decimals_in(a_row(Decimals=value)) == places


def test_a_comparator_without_a_name_is_still_one() -> None:
    measure, _ = a_measure(**{"Comparator value": "80%"})

    assert measure.comparator == Comparator("Comparator", Decimal(80), "")


def test_places_lead_to_the_cells_a_check_complains_about() -> None:
    measure = measure_from(a_row({**WHOLE, "Target": a_cell(0.86, "0%", "K6")}))

    assert str(measure.place("target")) == "book.xlsx 'This quarter'!K6"
    assert measure.place("polarity").cell == "H7"


# Readings


def test_every_cell_of_the_officer_reaches_the_reading() -> None:
    reading, found = a_reading(
        {
            "Actual": a_cell(0.721, "0.0%"),
            "Numerator": 721,
            "Denominator": "1,000",
            "As at": datetime(2021, 12, 31),  # noqa: DTZ001 - Excel has no zones
            "Marker": "[p]",
            "Commentary": "Rose.",
            "Action": "Keep on.",
        }
    )

    assert found == []
    assert (reading.period, reading.actual) == (Q3, Decimal("72.1"))
    assert (reading.numerator, reading.denominator) == (Decimal(721), Decimal(1000))
    assert (reading.as_at, reading.marker) == (date(2021, 12, 31), "[p]")
    assert (reading.commentary, reading.action) == ("Rose.", "Keep on.")


def test_blank_is_not_zero_and_zero_is_not_blank() -> None:
    assert a_reading({"Actual": None})[0].actual is None
    assert a_reading({"Actual": ""})[0].actual is None
    assert a_reading({"Actual": 0})[0].actual == 0


@pytest.mark.parametrize(
    ("said", "marker"),
    [
        pytest.param("[p]", "[p]", id="as listed"),
        pytest.param("P", "[p]", id="without brackets"),
        pytest.param(" [X] ", "[x]", id="capital"),
        pytest.param("[low]", "[low]", id="a figure that rounds to zero"),
        pytest.param("Low", "[c]", id="the word low is a figure withheld"),
        pytest.param(None, "", id="blank"),
    ],
)
def test_a_marker_is_known_however_it_is_typed(said: object, marker: str) -> None:
    reading, found = a_reading({"Marker": said})

    assert (reading.marker, found) == (marker, [])


def test_an_unknown_marker_is_answered_with_the_list() -> None:
    row = a_row(Marker="[q]")

    reading = reading_from(row, Q3, Unit.COUNT)
    assert (reading.marker, reading.usable) == ("[q]", None)
    assert codes(row) == ["marker-unknown"]
    assert "[x]" in row.findings[0].fix


@pytest.mark.parametrize(
    ("actual", "marker", "stronger"),
    [("3 [c]", "[p]", "[c]"), ("3 [p]", "[c]", "[c]"), ("3", "suppressed", "[c]")],
)
def test_of_two_markers_the_one_that_hides_wins(actual: str, marker: str, stronger: str) -> None:
    reading = reading_from(a_row(Actual=actual, Marker=marker), Q3, Unit.COUNT)

    assert (reading.marker, reading.usable) == (stronger, None)


@pytest.mark.parametrize(
    ("actual", "marker"),
    [("n/a", "[x]"), ("–", ""), ("[c]", "[c]"), ("<5", "[c]"), ("84.9 [p]", "[p]"), ("tbc", "[x]")],
)
def test_a_marker_typed_into_the_actual_is_taken(actual: str, marker: str) -> None:
    assert a_reading({"Actual": actual})[0].marker == marker


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        pytest.param("72.1", Unit.PERCENT, "number-as-text", id="a number stored as text"),
        pytest.param(
            a_cell(72.1, "0.0%"), Unit.PERCENT, "percent-as-points", id="72.1 that shows 7210%"
        ),
        pytest.param(a_cell(43.1, "0%"), Unit.RATE_PER_10000, "percent-format", id="% on a rate"),
        pytest.param("six", Unit.COUNT, "number-unreadable", id="words"),
        pytest.param(a_formula(None), Unit.COUNT, "not-calculated", id="never calculated"),
    ],
)
def test_a_doubtful_actual_is_a_finding(cell: object, unit: Unit, code: str) -> None:
    _, found = a_reading({"Actual": cell}, unit)

    assert found == [code]


@pytest.mark.parametrize("text", ["72.1", "£9.1m", "(1.2)", "10:21"])
def test_a_figure_in_text_is_no_finding_where_a_number_is_made_of_it(text: str) -> None:
    unit = CountedIn(Unit.DURATION, "mm:ss") if ":" in text else CountedIn(Unit.CURRENCY, "£m")
    row = a_row(Actual=text)

    reading = reading_from(replace(row, is_imported=True), Q3, unit)

    assert reading.actual is not None
    assert codes(row) == []


def test_a_percent_sign_on_a_rate_contradicts_the_unit() -> None:
    row = a_row(Actual="43.1%", line=5)

    reading_from(row, Q3, Unit.RATE_PER_10000)

    assert codes(row) == ["unit-contradicted"]


@pytest.mark.parametrize("cell", [a_cell(72.1), a_cell(1.0, "0%"), a_cell(9.99, "0.0%")])
def test_a_plausible_percentage_is_no_finding(cell: Cell) -> None:
    assert a_reading({"Actual": cell})[1] == []


def test_a_number_in_a_csv_is_not_stored_as_text() -> None:
    row = a_row(Actual="72.1", line=2)

    assert reading_from(row, Q3, Unit.PERCENT).actual == Decimal("72.1")
    assert codes(row) == []


# History


def test_history_has_the_period_it_says() -> None:
    reading = history_from(a_row(Period="2021-22 Q2", Actual=5), Unit.COUNT)

    assert reading is not None
    assert (reading.period, reading.actual) == (Quarter(2021, 2), Decimal(5))


@pytest.mark.parametrize(
    ("period", "code"), [(None, "period-missing"), ("Q2 2021", "period-unknown")]
)
def test_history_without_a_period_is_reported_and_not_used(period: str | None, code: str) -> None:
    row = a_row(Period=period, Actual=5)

    assert history_from(row, Unit.COUNT) is None
    assert codes(row) == [code]


@pytest.mark.parametrize(
    ("said", "asked"),
    [("Yes", True), ("y", True), (True, True), (None, False), ("", False), ("No", False)],
)
def test_a_measure_asks_for_small_numbers_to_be_suppressed(said: object, asked: bool) -> None:
    row = a_row({"Ref": "PI.1", "Suppress small numbers": said})

    assert suppress_small_in(row) is asked
    assert codes(row) == []


def test_a_register_without_the_column_asks_for_nothing() -> None:
    assert suppress_small_in(a_row({"Ref": "PI.1"})) is False


@pytest.mark.parametrize("said", ["perhaps", CellError("#N/A")])
def test_a_wish_that_is_not_understood_is_taken_for_yes(said: object) -> None:
    row = a_row({"Ref": "PI.1", "Suppress small numbers": said})

    assert suppress_small_in(row) is True
    assert "suppress-unknown" in codes(row)


@pytest.mark.parametrize("unit", ["mm:ss", "hh:mm", "hh:mm:ss", "Time", "minutes", "£m", "£000"])
@pytest.mark.parametrize("tolerance", ["00:00:30", "00:30:00", "5%", "2"])
def test_a_tolerance_that_is_written_into_the_register_is_read_as_it_was(
    unit: str, tolerance: str
) -> None:
    cells = {"Unit": unit, "Which way is good": "lower", "Tolerance": tolerance}
    measure = measure_from(a_row(cells))
    column = next(c for c in layout.REGISTER_COLUMNS if c.heading == layout.TOLERANCE)

    again = measure_from(a_row({**cells, "Tolerance": column.write(measure)}))

    assert again.tolerance == measure.tolerance


@pytest.mark.parametrize(
    ("heading", "word", "field", "means"),
    [
        (layout.FREQUENCY, "Six-monthly", "frequency", "half-yearly"),
        (layout.QUARTER_FROM, "Average", "quarter_from", "mean of months"),
        (layout.PROFILE, "Straight-line", "profile", "straight line"),
    ],
)
def test_a_councils_word_for_a_choice_is_understood_and_stays_in_its_cell(
    heading: str, word: str, field: str, means: str
) -> None:
    measure, found = a_measure(**{heading: word})
    column = next(c for c in layout.REGISTER_COLUMNS if c.heading == heading)

    assert getattr(measure, field).value == means
    assert found == []
    assert column.write is not None
    assert column.write(measure) == word
