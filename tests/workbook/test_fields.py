from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.number import BLANK
from kpibook.domain.measures.period import Quarter
from kpibook.workbook.fields import figure_of, is_percent_format
from kpibook.xlsx import Cell, CellError
from tests.workbook.rows import a_cell, a_formula, a_row, codes


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        pytest.param("0%", True, id="plain"),
        pytest.param("0.0%", True, id="with decimals"),
        pytest.param("0.0%;[Red]-0.0%", True, id="two sections"),
        pytest.param("General", False, id="general"),
        pytest.param('0.0" pts"', False, id="points"),
        pytest.param('0.0"%"', False, id="quoted, so only shown"),
        pytest.param("0.0\\%", False, id="escaped, so only shown"),
        pytest.param('"about "0%', True, id="after a quoted text"),
        pytest.param("", False, id="none"),
    ],
)
def test_a_percent_format_is_one_that_multiplies(number_format: str, percent: bool) -> None:
    assert is_percent_format(number_format) == percent


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(a_cell(0.721, "0.0%"), id="a cell that shows 72.1%"),
        pytest.param(a_cell(72.1), id="a plain cell"),
        pytest.param(a_cell("72.1%"), id="text with the sign"),
        pytest.param(a_cell("72.1"), id="text without"),
        pytest.param(a_formula(0.721, number_format="0.0%"), id="a formula that shows 72.1%"),
        pytest.param(a_cell(0.7210000000000001, "0%"), id="beyond Excel's 15 digits"),
    ],
)
def test_a_percentage_is_one_value_however_the_cell_holds_it(cell: Cell) -> None:
    assert figure_of(cell, Unit.PERCENT).value == Decimal("72.1")


def test_a_percent_cell_of_another_unit_is_not_multiplied() -> None:
    assert figure_of(a_cell(0.5, "0%"), Unit.COUNT).value == Decimal("0.5")


def test_a_percent_cell_of_no_known_unit_is_a_percentage() -> None:
    figure = figure_of(a_cell(0.05, "0%"))

    assert (figure.value, figure.percent_sign) == (Decimal(5), True)


@given(st.decimals(-1000, 1000, places=4))
def test_a_percent_cell_and_its_text_always_agree(value: Decimal) -> None:
    shown = figure_of(a_cell(float(value / 100), "0.0000%"), Unit.PERCENT)

    assert shown.value == figure_of(a_cell(f"{value}%"), Unit.PERCENT).value


def test_text_is_trimmed_and_whole_numbers_lose_their_decimals() -> None:
    row = a_row({"Ref": 2250.0, "Measure": "  Homes \n", "Owner": None, "Note": 2.5})

    assert [row.text(h) for h in ("Ref", "Measure", "Owner", "Note", "Nowhere")] == [
        "2250",
        "Homes",
        "",
        "2.5",
        "",
    ]


def test_a_heading_that_is_not_there_reads_as_blank() -> None:
    row = a_row()

    assert row.number("Actual") is None
    assert row.figure("Actual") == BLANK
    assert row.date("As at") is None
    assert row.choice("Unit", Unit, "unit-unknown") is None
    assert not row.has("Actual")
    assert codes(row) == []


@pytest.mark.parametrize("value", ["six", "£1.2m", "1,23", True, CellError("#DIV/0!")])
def test_what_is_not_a_figure_is_a_finding_at_its_cell_and_no_value(value: object) -> None:
    row = a_row(Actual=value)

    assert row.number("Actual") is None
    (finding,) = row.findings
    assert str(finding.where) == "book.xlsx 'This quarter'!H7"
    assert finding.fix
    assert finding.ref == "PI.1"


def test_an_error_value_is_a_formula_to_put_right() -> None:
    row = a_row(Actual=a_formula(CellError("#DIV/0!")))

    assert row.number("Actual") is None
    assert row.text("Actual") == ""
    assert codes(row) == ["formula-error", "formula-error"]
    assert "#DIV/0!" in row.findings[0].what


def test_a_formula_never_calculated_is_not_missing_and_not_zero() -> None:
    row = a_row(Actual=a_formula(None))

    assert row.number("Actual") is None
    assert codes(row) == ["not-calculated"]


def test_a_formula_that_gives_an_empty_text_is_blank() -> None:
    row = a_row(Actual=a_formula(""))

    assert row.number("Actual") is None
    assert codes(row) == []


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(datetime(2022, 1, 17), id="a date cell"),  # noqa: DTZ001 - Excel has no zones
        pytest.param("17/01/2022", id="day first"),
        pytest.param("17th January 2022", id="in words"),
    ],
)
def test_a_date_is_read_the_day_first(value: object) -> None:
    assert a_row({"As at": value}).date("As at") == date(2022, 1, 17)


@pytest.mark.parametrize("value", ["31/02/2022", "soon", 44578, CellError("#REF!")])
def test_what_is_not_a_date_is_a_finding(value: object) -> None:
    row = a_row({"As at": value})

    assert row.date("As at") is None
    assert len(row.findings) == 1


@pytest.mark.parametrize("said", ["higher", "HIGHER", "  Higher "])
def test_a_choice_is_known_in_any_case(said: str) -> None:
    assert a_row(Way=said).choice("Way", Polarity, "polarity-unknown") is Polarity.HIGHER


def test_an_unknown_choice_is_answered_with_the_nearest() -> None:
    row = a_row(Way="highr")

    assert row.choice("Way", Polarity, "polarity-unknown") is None
    assert codes(row) == ["polarity-unknown"]
    assert "Did you mean 'higher'?" in row.findings[0].fix


def test_a_long_text_in_the_wrong_cell_is_not_repeated_whole() -> None:
    row = a_row(Way="a family of four at 12 Invented Street, who " * 9)

    row.choice("Way", Polarity, "polarity-unknown")

    assert "Invented" not in str(row.findings[0])
    assert "is a text of 395 characters" in row.findings[0].what


def test_read_gives_what_the_parser_makes_or_a_finding() -> None:
    assert a_row(Period="Q2 2021/22").read("Period", Quarter.parse) == Quarter(2021, 2)
    assert a_row(Period=None).read("Period", Quarter.parse) is None
    row = a_row(Period="Q5 2021/22")
    assert row.read("Period", Quarter.parse) is None
    assert codes(row) == ["period-unknown"]


@pytest.mark.parametrize(
    ("cells", "blank"),
    [
        pytest.param({"Ref": None, "Actual": None}, True, id="nothing"),
        pytest.param({"Ref": "", "Actual": None}, True, id="an empty text"),
        pytest.param({"Ref": None, "Status": a_formula("met")}, True, id="only formulas"),
        pytest.param({"Ref": None, "Actual": 0}, False, id="a nought"),
        pytest.param({"Ref": "PI.1"}, False, id="a reference"),
    ],
)
def test_a_row_is_blank_when_nothing_is_typed_in_it(cells: dict[str, object], blank: bool) -> None:
    assert a_row(cells).is_blank == blank


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        pytest.param("PI. 1", "PI. 1", id="as written"),
        pytest.param(2250.0, "2250", id="a number"),
        pytest.param(None, "a row without a reference", id="blank"),
        pytest.param("x" * 50, "a text of 50 characters", id="a text"),
    ],
)
def test_a_figure_of_a_csv_is_named_by_reference_and_column(ref: object, name: str) -> None:
    row = a_row(Ref=ref, Actual="six", line=7)

    row.number("Actual")

    assert str(row.findings[0]).startswith(
        f"book.xlsx line 7: {name}, Actual: 'six' is not a number."
    )


def test_a_row_of_a_csv_is_placed_by_its_line() -> None:
    assert str(a_row(line=7).where("Actual")) == "book.xlsx line 7"


def test_without_a_heading_a_row_is_placed_by_its_first_cell() -> None:
    assert str(a_row().where()) == "book.xlsx 'This quarter'!H7"
