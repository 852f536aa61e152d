"""Workbooks opened to be read: ours as they are, councils' own through their layouts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError, WorkbookError
from kpibook.services.layouts.open_book import Asked, open_book
from kpibook.workbook import layout as own
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.book import MappedBook
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.template import template_path
from tests.support.scorecards import LAYOUT, PERIOD, council_desk

Q3 = Quarter.parse(PERIOD)


def test_a_council_s_own_workbook_reads_as_a_performance_workbook(tmp_path: Path) -> None:
    with open_book(council_desk(tmp_path), Asked(period=Q3)) as book:
        read = read_workbook(book)

    waste = read.measures["EN1"]
    assert (waste.unit.value, waste.polarity.value, waste.owner) == (
        *("percent", "higher"),
        "Head of Waste",
    )
    assert waste.priority == "Clean streets"
    assert waste.target.by_quarter[3] == 45
    assert sorted(waste.target.by_quarter) == [1, 2, 3, 4]
    assert read.readings["EN1"].actual == 42
    assert read.readings["EN1"].commentary == "Garden waste fell in a dry autumn."
    assert read.readings["EN3"].marker == "[x]"
    assert read.measures["EN4"].target.not_set
    assert read.history["EN1", Q3.previous].actual == Decimal("46.2")
    assert read.settings.council == "Westmarch Borough Council"
    assert not read.findings


def test_each_cell_keeps_its_own_sheet(tmp_path: Path) -> None:
    with open_book(council_desk(tmp_path), Asked(period=Q3)) as book:
        read = read_workbook(book)

    waste = read.measures["EN1"]
    assert str(waste.place("tolerance")) == "scorecard.xlsx 'Register'!E2"
    assert str(waste.place("target_q3")) == "scorecard.xlsx 'Score 24-25'!H6"
    assert str(read.readings["EN1"].source) == "scorecard.xlsx 'Score 24-25'!I6"
    assert str(read.history["EN1", Q3.previous].source) == "scorecard.xlsx 'Score 24-25'!G6"


def test_a_finding_on_a_joined_cell_names_the_sheet_of_that_cell(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout=LAYOUT.replace('tolerance = "Allowed"', 'basis = "Lead"'))
    with open_book(path, Asked(period=Q3)) as book:
        findings = read_workbook(book).findings

    assert {finding.code for finding in findings} == {"basis-unknown"}
    assert next(str(f.where) for f in findings) == "scorecard.xlsx 'Register'!D2"


def test_the_quarter_may_be_in_the_layout(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout=f'period = "{PERIOD}"\n{LAYOUT}')
    with open_book(path) as book:
        assert read_workbook(book).settings.period == Q3
    with pytest.raises(LayoutError, match=r"'period' is 'Spring'"):
        open_book(council_desk(tmp_path, layout=f'period = "Spring"\n{LAYOUT}'))


def test_without_a_quarter_it_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="layout-no-period"):
        open_book(council_desk(tmp_path))


def test_without_a_layout_the_refusal_names_the_way(tmp_path: Path) -> None:
    with (
        open_book(council_desk(tmp_path, layout=""), Asked(period=Q3)) as book,
        pytest.raises(WorkbookError) as refused,
    ):
        read_workbook(book)
    assert refused.value.code == "not-a-performance-workbook"
    assert "inspect --layout" in refused.value.fix
    assert "--layout names it" in refused.value.fix


def test_a_workbook_of_ours_is_opened_as_such_whatever_layout_is_named(tmp_path: Path) -> None:
    council_desk(tmp_path)
    with open_book(template_path(), Asked(tmp_path / "scorecard.layout.toml", Q3)) as book:
        assert isinstance(book, ClosedBook)


def test_nothing_is_written_into_it(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    before = path.read_bytes()
    with open_book(path, Asked(period=Q3)) as book:
        for change in (
            lambda: book.write([CellWrite("Score 24-25", "A1", 1)]),
            lambda: book.append(own.HISTORY_TABLE, [{own.REF: "X"}], [{}]),
            lambda: book.replace_sheet("Return", b""),
        ):
            with pytest.raises(LayoutError, match="layout-read-only"):
                change()
    assert path.read_bytes() == before


def test_a_csv_is_read_too_and_its_places_name_no_sheet(tmp_path: Path) -> None:
    (tmp_path / "kpis.csv").write_text("Ref,Name,Now,Last\nA1,Calls,71%,70%\n", encoding="utf-8")
    (tmp_path / "kpis.layout.toml").write_text(
        '[[table]]\nheading_rows = [1]\nref = "Ref"\nmeasure = "Name"\nactual = "Now"\n'
        'previous = "Last"\n[measure.A1]\npolarity = "higher"\n',
        encoding="utf-8",
    )
    with open_book(tmp_path / "kpis.csv", Asked(period=Q3)) as book:
        assert isinstance(book, MappedBook)
        read = read_workbook(book)
    assert str(read.readings["A1"].source) == "kpis.csv C2"
    assert str(read.measures["A1"].place("polarity")) == "kpis.layout.toml"
    assert read.history["A1", Q3.previous].actual == Decimal(70)
