"""Columns of a quarter or a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import SourceError
from kpibook.sources.dated_columns import rows_by_period, rows_in_quarter
from kpibook.sources.tabular import SourceTable, read_rows, read_table
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

Q3 = Quarter(2021, 3)


def table(folder: Path, text: str) -> SourceTable:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, ("Ref", "Actual"), [])


def texts(rows: list[Row], *headings: str) -> list[list[str]]:
    return [[row.text(heading) for heading in headings] for row in rows]


def to_rate(folder: Path, text: str) -> list[Row]:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return read_rows(path, ("Actual",), [])


def test_of_several_quarters_the_one_that_is_reported_is_read(tmp_path: Path) -> None:
    source = table(tmp_path, "Ref,Q2,Q3,Q2 comments,Q3 comments\nPI.1,5,6,old,new\n")

    rows = rows_in_quarter(source.rows, source.dated, Q3)

    assert texts(rows, layout.ACTUAL, layout.COMMENTARY) == [["6", "new"]]


def test_a_file_of_other_quarters_is_refused_with_its_own_words(tmp_path: Path) -> None:
    source = table(tmp_path, "Ref,Q1,Q3 2020/21\nPI.1,5,6\n")

    with pytest.raises(SourceError, match=r"'Q1' and 'Q3 2020/21', and none for Q3 2021/22") as e:
        rows_in_quarter(source.rows, source.dated, Q3)

    assert e.value.code == "period-mismatch"


def test_two_columns_of_one_quarter_are_refused(tmp_path: Path) -> None:
    source = table(tmp_path, "Ref,Q3,Quarter 3 2021/22\nPI.1,5,6\n")

    with pytest.raises(SourceError) as caught:
        rows_in_quarter(source.rows, source.dated, Q3)

    assert caught.value.code == "source-ambiguous"


def test_a_column_headed_actual_wins_over_those_of_quarters(tmp_path: Path) -> None:
    source = table(tmp_path, "Ref,Q2,Actual\nPI.1,5,6\n")

    assert texts(rows_in_quarter(source.rows, source.dated, Q3), layout.ACTUAL) == [["6"]]


def test_a_table_to_rate_has_its_earlier_figures_under_their_quarters(tmp_path: Path) -> None:
    text = (
        "Performance at Q3 2021/22\n"
        "Measure,Q3 2020/21,Q2 2021/22,Q3 2021/22,2021/22 Target\nHomes,1,2,3,4\n"
    )

    rows = to_rate(tmp_path, text)

    headings = (layout.ACTUAL, layout.PREVIOUS, layout.PREVIOUS_YEAR, layout.TARGET)
    assert texts(rows, *headings) == [["3", "2", "1", "4"]]


def test_the_only_quarter_of_a_table_is_rated(tmp_path: Path) -> None:
    rows = to_rate(tmp_path, "Measure,Q3 position,Q3 Target\nHomes,3,4\n")

    assert texts(rows, layout.ACTUAL, layout.TARGET) == [["3", "4"]]


def test_a_table_of_several_quarters_that_says_none_is_not_rated(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'Q2' and 'Q3'") as caught:
        to_rate(tmp_path, "Measure,Q2,Q3\nHomes,3,4\n")

    assert caught.value.code == "source-ambiguous"


def test_a_history_of_a_column_a_quarter_has_a_row_for_each_figure(tmp_path: Path) -> None:
    source = table(
        tmp_path, "Ref,2020/21 outturn,Q1 2021/22,Q2 2021/22,Q3 2021/22\nPI.1,4,5,,6\nPI.2,,-,0,7\n"
    )

    rows = list(rows_by_period(source.rows, source.dated, Q3))

    assert texts(rows, layout.REF, layout.PERIOD, layout.ACTUAL) == [
        ["PI.1", "2020/21", "4"],
        ["PI.1", "Q1 2021/22", "5"],
        ["PI.2", "Q2 2021/22", "0"],
    ]


def test_an_earlier_quarter_without_a_year_is_refused(tmp_path: Path) -> None:
    source = table(tmp_path, "Ref,Q1,Q2\nPI.1,5,6\n")

    with pytest.raises(SourceError, match="'Q1' that names no year") as caught:
        list(rows_by_period(source.rows, source.dated, Q3))

    assert caught.value.code == "heading-without-year"
