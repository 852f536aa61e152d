"""Headings of earlier quarters and years."""

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import Shown as As
from kpibook.workbook.mapped.council_layout import ShownAt, TableLayout
from kpibook.workbook.mapped.periods.expression import wanted
from kpibook.workbook.mapped.periods.shifted import (
    names_quarter,
    names_year,
    shifted,
    table_before,
    table_in_year_before,
)


def test_a_quarter_counts_back_over_the_year_and_then_needs_a_heading_with_its_year() -> None:
    three_before = shifted("{quarter} / Actual", 3)

    assert "q4 actual" not in wanted(three_before, Quarter(2024, 3)).spellings
    assert "q4@2023 actual" in wanted(three_before, Quarter(2024, 3)).spellings


def test_what_is_a_quarter_before_already_is_shifted_from_there() -> None:
    assert shifted("{quarter-1} / Actual", 1) == "{quarter-2} / Actual"
    assert shifted("{quarter+1}", 1) == "{quarter}"


def test_a_heading_of_the_year_alone_is_no_quarters() -> None:
    assert (names_year("{year} Outturn"), names_quarter("{year} Outturn")) == (True, False)
    assert (names_year("Actual"), names_quarter("Actual")) == (False, False)
    assert names_quarter("{month}")


def test_an_earlier_table_has_no_statuses() -> None:
    table = TableLayout(
        sheet="{quarter}", columns={"actual": "{year} Actual"}, status=ShownAt("RAG", As.WORD)
    )

    assert table_before(table, 2).sheet == "{quarter-2}"
    assert table_before(table, 2).status is None
    assert table_in_year_before(table, 2).columns == {"actual": "{year-2} Actual"}
