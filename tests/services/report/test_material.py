from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.errors import KpibookError
from kpibook.services.report.material import Surroundings, read_material
from kpibook.services.report.read import read_reports
from tests.support.books import Q3, a_book, a_csv, typed
from tests.support.returns import a_return

#: Counts of 1 to 5, each with digits that nothing else in the workbook has.
SMALL = {"Q4 2020/21": 5, "Q1 2021/22": 3, "Q2 2021/22": 4}
COUNT = {
    "Unit": "count",
    "Decimals": "0",
    "Which way is good": "lower",
    "Suppress small numbers": "Yes",
}


def a_small_count(folder: Path, actual: int = 2) -> Path:
    """A workbook with a count of 1 to 5 in each of five quarters, and a measure beside it."""
    history = [
        {"Ref": ref, "Period": period, "Actual": value if ref == "PI.1" else value * 1000}
        for period, value in SMALL.items()
        for ref in ("PI.1", "PI.2")
    ]
    history += [{"Ref": ref, "Period": "Q3 2020/21", "Actual": 9000} for ref in ("PI.1", "PI.2")]
    return a_return(
        folder / "housing.xlsx",
        {"Ref": "PI.1", "Target": "6", **COUNT, "Actual": str(actual)},
        {"Ref": "PI.2", "Target": "7000", **COUNT, "Actual": "8000"},
        history=history,
    )


def the_report(book: Path) -> Report:
    (report,) = read_reports([book]).reports
    return report


def block(report: Report, ref: str) -> Block:
    return next(block for block in report.blocks if block.name.ref == ref)


def test_small_counts_of_earlier_quarters_are_in_no_figure_of_the_trend(tmp_path: Path) -> None:
    report = the_report(a_small_count(tmp_path))

    trend = block(report, "PI.1").trend
    shown = {point.period: point.actual.value for point in trend.points if point.actual.value}
    assert not set(shown.values()) & {"1", "2", "3", "4", "5"}
    assert {p.actual.text for p in trend.points if p.period in (*SMALL, str(Q3))} <= {"[c]"}
    assert len(block(report, "PI.2").trend.points) == 5, "a measure beside it keeps its trend"
    assert all(point.actual.value for point in block(report, "PI.2").trend.points)


def test_a_withheld_figure_is_nowhere_in_the_report(tmp_path: Path) -> None:
    report = the_report(a_small_count(tmp_path))

    small = block(report, "PI.1")
    assert small.actual.text == small.previous.text == "[c]"
    assert small.actual.value == small.previous.value == ""
    values = {f.value for f in small.figures if f.field.value not in ("target", "trend-target")}
    assert values <= {"", "9000"}
    words = [small.alt_text, small.why, *small.attention, *(m.words for m in small.movements)]
    words = [text.replace("counts of 1 to 5 are not", "") for text in words]  # the rule itself
    digits = {word.strip(".,()") for text in words for word in text.split()}
    assert not digits & {"1", "2", "3", "4", "5"}


def test_a_workbook_with_small_counts_is_told_to_be_looked_at_with_the_others(
    tmp_path: Path,
) -> None:
    book = a_small_count(tmp_path)

    codes = {finding.code for finding in read_material([book])[1]}

    assert {"suppression-alone", "figures-withheld"} <= codes


def test_what_another_workbook_would_give_away_is_withheld_too(tmp_path: Path) -> None:
    # Next to a total of 30 the 26 of Roads would give away the 4 of Care.
    def book(directorate: str, actual: str, asks: str = "") -> Path:
        measure = {"Ref": "PI.1", **COUNT, "Suppress small numbers": asks, "Actual": actual}
        return a_return(tmp_path / f"{directorate}.xlsx", measure, directorate=directorate)

    care, roads, total = book("Care", "4", "Yes"), book("Roads", "26"), book("Total", "30")

    alone = read_reports([roads]).reports[0]
    together = read_reports([roads], around=Surroundings(together=[care, total, roads])).reports[0]

    assert block(alone, "PI.1").actual.text == "26"
    assert block(together, "PI.1").actual.text == "[c]"
    assert [source.name for source in together.sources] == ["Roads.xlsx"]


def test_references_that_repeat_between_workbooks_have_ids_of_their_own(tmp_path: Path) -> None:
    books = [
        a_return(
            tmp_path / f"{name}.xlsx",
            {"Ref": "HR.01", "Actual": "91%"},
            {"Ref": name},
            directorate=name,
        )
        for name in ("Housing", "Adults")
    ]

    (report,) = read_reports(books).reports

    ids = [figure.id for figure in report.figures]
    assert len(ids) == len(set(ids))
    assert len({b.name.id for b in report.blocks}) == 4
    assert {b.name.directorate for b in report.blocks} == {"Housing", "Adults"}


def test_ids_are_the_same_whether_a_workbook_is_alone_or_with_others(tmp_path: Path) -> None:
    housing = a_return(tmp_path / "housing.xlsx", {"Ref": "PI.1", "Actual": "91%"})
    adults = a_return(
        tmp_path / "adults.xlsx", {"Ref": "PI.1", "Actual": "50%"}, directorate="Adults"
    )

    alone = {f.id for f in read_reports([housing]).reports[0].figures if f.ref}
    together = {f.id for f in read_reports([housing, adults]).reports[0].figures}

    assert alone <= together


def test_late_and_missing_directorates_are_named(tmp_path: Path) -> None:
    late = a_return(
        tmp_path / "housing.xlsx",
        {"Ref": "PI.1", "Actual": "91%"},
        stamp="2022-01-20T10:00:00Z",
    )
    expected = a_csv(
        tmp_path / "expected.csv",
        {"Directorate": "Housing", "Due": "2022-01-14"},
        {"Directorate": "Adults", "Due": "2022-01-14"},
    )

    read = read_reports([late], around=Surroundings(expected=expected))

    text = " ".join(read.reports[0].completeness)
    assert "Missing: Adults." in text
    assert "Late: Housing." in text
    assert "return-missing" in {finding.code for finding in read.findings}


def test_a_workbook_that_cannot_be_read_says_why_and_not_that_none_can_be_used(
    tmp_path: Path,
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear all", encoding="utf-8")

    with pytest.raises(KpibookError) as caught:
        read_reports([path])

    assert caught.value.code != "consolidate-nothing"
    assert str(caught.value).startswith("letter.xlsx: ")


def test_a_workbook_without_measures_is_refused(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1"})
    sheet = openpyxl.load_workbook(book)["This quarter"]
    (table,) = sheet.tables.values()
    cells = {cell.coordinate: None for row in sheet[table.ref][1:] for cell in row}
    typed(book, cells, sheet="This quarter")

    with pytest.raises(KpibookError) as caught:
        read_reports([book])

    assert caught.value.code == "no-measures"


def test_a_quarter_before_the_year_is_not_set_against_this_year_s_target(tmp_path: Path) -> None:
    history = [
        {"Ref": "PI.1", "Period": str(q), "Actual": "80%"}
        for q in (Quarter(2020, 4), Quarter(2021, 1), Quarter(2021, 2))
    ]
    book = a_return(
        tmp_path / "a.xlsx", {"Ref": "PI.1", "Target": "90%", "Actual": "91%"}, history=history
    )

    points = block(the_report(book), "PI.1").trend.points

    assert [point.target.text for point in points] == ["[z]", "90.0%", "90.0%", "90.0%"]
    assert points[-1].period == str(Q3)


def test_a_figure_in_doubt_is_neither_printed_nor_drawn(tmp_path: Path) -> None:
    history = [
        {"Ref": "PI.1", "Period": period, "Actual": value}
        for period, value in zip(
            ("Q4 2020/21", "Q1 2021/22", "Q2 2021/22"), ("90%", "91%", "0.89%"), strict=True
        )
    ]
    measure = {"Ref": "PI.1", "Target": "80%", "Decimals": "2", "Actual": "88%"}

    shown = block(the_report(a_return(tmp_path / "a.xlsx", measure, history=history)), "PI.1")

    assert shown.previous.text == "[x]"
    assert [point.actual.text for point in shown.trend.points] == [
        "90.00%", "91.00%", "[x]", "88.00%",
    ]  # fmt: skip
    assert any("being checked" in note for note in shown.notes)
    assert "0.89" not in repr(shown)
