from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Comparator
from kpibook.domain.report.report import Report
from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.measure_columns import last_quarters, shows_comparators
from kpibook.outputs.return_sheets.pages import published_pages
from tests.outputs.return_sheets.given import QUARTERS, column, shown
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return, a_varied_report

ENGLAND = Comparator("England", Decimal(78), "2020/21")


def first(report: Report) -> Page:
    """The sheet of the first priority."""
    return next(page for page in published_pages(report) if page.name.startswith("1 "))


def test_the_last_five_quarters_are_shown_with_this_one_in_bold() -> None:
    page = first(a_varied_report())

    assert list(page.header[3:8]) == [*QUARTERS, "Q3 2021/22"]
    assert [cell.bold for cell in page.rows[0][3:8]] == [False] * 4 + [True]


def test_a_comparator_has_a_column_only_where_most_measures_have_one() -> None:
    one, two = a_measure("PI.1", comparator=ENGLAND), a_measure("PI.2", comparator=ENGLAND)
    three, four = a_rated(a_measure("PI.3")), a_rated(a_measure("PI.4"))
    most = a_report_of(a_return(a_rated(one), a_rated(two), three))
    half = a_report_of(a_return(a_rated(one), a_rated(two), three, four))

    assert shows_comparators(most.blocks)
    assert shown(first(most), "England 2020/21") == ["78.0%", "78.0%", "[z]"]
    assert "England 2020/21" not in first(half).header
    notes = published_pages(half)[-1]
    assert shown(notes, "What it means")[0] == "England 2020/21: 78.0%. Better by 3.0 points."


def test_comparators_of_different_names_say_whose_they_are() -> None:
    others = Comparator("Neighbours", Decimal(75))
    rated = [
        a_rated(a_measure("PI.1", comparator=ENGLAND)),
        a_rated(a_measure("PI.2", comparator=others)),
    ]

    page = first(a_report_of(a_return(*rated)))

    assert shown(page, "Comparator") == ["England 2020/21: 78.0%", "Neighbours: 75.0%"]


def test_a_direction_comes_with_the_earlier_figure_under_the_name_of_its_baseline() -> None:
    page = first(a_report_of(a_return(a_rated(a_measure(), "72.1", "90.3"))))

    assert shown(page, "Direction since Q2 2021/22") == ["Declined, down from 90.3%"]
    assert "Direction since Q3 2020/21" not in page.header, "it would say nothing"


def test_a_status_is_its_word_with_the_symbol_in_front_of_it() -> None:
    (cell,) = column(first(a_report_of()), "Status")

    assert (cell.value, str(cell), cell.number_format) == ("Target met", "√ Target met", '"√ "@')
    assert cell.look is not None


def test_the_quarter_before_has_a_column_where_no_measure_has_a_figure_in_it() -> None:
    report = a_report_of(a_return(a_rated(a_measure(), "81", None)))

    assert last_quarters(report.blocks, 5) == ["Q2 2021/22", "Q3 2021/22"]
    assert shown(first(report), "Q2 2021/22") == ["[x]"]


def test_a_trend_is_in_words_and_drawn_where_every_quarter_has_a_number() -> None:
    page = first(a_varied_report())

    assert dict(zip(shown(page, "Ref"), shown(page, "Trend"), strict=True))["PI.1"] == (
        "Up 4 in a row"
    )
    assert page.sparklines is not None
    drawn = dict(zip(shown(page, "Ref"), page.sparklines.references, strict=True))
    row = page.top + 1 + shown(page, "Ref").index("PI.1")
    assert drawn["PI.1"] == f"'1 Safe and sound'!D{row}:H{row}"
    assert drawn["PI.7"] == "", "a shorthand would be drawn as nought"
