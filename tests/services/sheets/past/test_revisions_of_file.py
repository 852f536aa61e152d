"""Corrected figures from a file of actuals: into the history, with the figure before."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.rules.outcomes import Direction
from kpibook.services.consolidate.withheld_together import withheld_together
from kpibook.services.fill import Filled, fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.explain import explain_file
from kpibook.workbook import layout
from tests.support.books import a_book, a_csv

BEFORE = {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "57.7%"}
NOW = {"Ref": "PI.1", "Period": "Q3 2021/22", "Actual": "58%"}
REVISED = {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "59.1%", "Marker": "[r]"}
COLUMNS = (layout.ACTUAL, layout.MARKER, layout.REVISED_FROM)


def a_measure_with(folder: Path, *history: dict[str, object], **measure: object) -> Path:
    return a_book(folder, {"Ref": "PI.1", "Target": "60%", **measure}, history=history or [BEFORE])


def fill_with(path: Path, *rows: dict[str, object]) -> Filled:
    actuals = a_csv(path.parent / "actuals.csv", *rows)
    return fill_file(path, actuals, None, Destination(in_place=True))


def row_of_history(path: Path, number: int = 0) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)[layout.HISTORY]
    header, *rows = sheet[sheet.tables[layout.HISTORY_TABLE].ref]
    return {str(h.value): cell.value for h, cell in zip(header, rows[number], strict=True)}


def past_cells(path: Path, number: int = 0) -> list[object]:
    row = row_of_history(path, number)
    return [row[heading] for heading in COLUMNS]


def about_revisions(done: Filled) -> list[str]:
    return [f.code for f in done.findings if "revis" in f.code]


def notes_in(path: Path, sheet: str = layout.RETURN) -> str:
    return "\n".join(
        str(cell.value) for row in openpyxl.load_workbook(path)[sheet] for cell in row if cell.value
    )


def test_a_revised_figure_replaces_that_of_the_history_and_the_figure_before_stays(
    tmp_path: Path,
) -> None:
    path = a_measure_with(tmp_path)

    done = fill_with(path, NOW, REVISED)

    assert past_cells(path) == [0.591, "[r]", 0.577]
    assert about_revisions(done) == ["figure-revised"]
    assert [c.heading for c in done.changes if c.write.sheet == layout.HISTORY] == list(COLUMNS)
    [rated] = done.scorecard.rated
    assert rated.rating.direction is Direction.DECLINED  # 58% against 59.1%, and not 57.7%


def test_the_return_and_explain_say_what_a_figure_was_revised_from(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)

    fill_with(path, NOW, REVISED)

    assert "Q2 2021/22 was revised from 57.7% to 59.1%." in notes_in(path)
    explained = explain_file(path, "PI.1")
    assert "Q2 2021/22 59.1%, revised from 57.7%, ('History'!" in dict(explained.lines())["Figures"]


def test_a_figure_before_that_an_officer_types_is_shown_for_last_year_too(tmp_path: Path) -> None:
    last_year = {"Ref": "PI.1", "Period": "Q3 2020/21", "Actual": "55%", "Marker": "[r]"}
    path = a_measure_with(tmp_path, BEFORE, {**last_year, "Revised from": "54.2%"})

    fill_with(path, NOW)

    assert past_cells(path, 1) == [0.55, "[r]", 0.542]
    assert "Q3 2020/21 was revised from 54.2% to 55.0%." in notes_in(path)
    assert "Q2 2021/22 was revised" not in notes_in(path)


def test_a_fill_of_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)
    fill_with(path, NOW, REVISED)

    again = fill_with(path, NOW, REVISED)

    assert past_cells(path) == [0.591, "[r]", 0.577]
    assert again.changes == ()
    assert about_revisions(again) == []


def test_a_figure_revised_again_keeps_the_figure_that_was_reported_first(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)
    fill_with(path, NOW, REVISED)

    fill_with(path, {**REVISED, "Actual": "60%"})

    assert past_cells(path) == [0.6, "[r]", 0.577]
    assert "revised from 57.7% to 60.0%" in notes_in(path)


def test_another_figure_without_the_marker_is_asked_about_and_not_used(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)

    done = fill_with(path, NOW, {**REVISED, "Marker": ""})

    assert past_cells(path) == [0.577, None, None]
    [asked] = [f for f in done.findings if f.code == "period-mismatch"]
    assert "59.1% for Q2 2021/22 in the file and 57.7% in the history" in asked.what
    assert "revised" not in notes_in(path)


def test_an_older_history_without_the_column_stays_and_says_how_to_add_it(tmp_path: Path) -> None:
    path = a_measure_with(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book[layout.HISTORY]
    sheet.tables[layout.HISTORY_TABLE].tableColumns[-1].name = "Our remark"
    next(c for row in sheet for c in row if c.value == layout.REVISED_FROM).value = "Our remark"
    book.save(path)

    done = fill_with(path, NOW, REVISED)

    assert row_of_history(path)[layout.ACTUAL] == 0.577
    [missing] = [f for f in done.findings if f.code == "revision-column-missing"]
    assert "type Revised from into the cell to the right of the last heading" in missing.fix


def test_a_figure_of_the_year_before_is_revised_under_any_spelling_of_its_period(
    tmp_path: Path,
) -> None:
    path = a_measure_with(
        tmp_path,
        {"Ref": "PI.1", "Period": "2020/21", "Actual": "57.7%"},
        Frequency="annual",
    )

    fill_with(path, {**REVISED, "Period": "2020/21 outturn"})

    assert past_cells(path) == [0.591, "[r]", 0.577]


def test_a_quarter_of_months_is_shown_as_revised_with_its_months(tmp_path: Path) -> None:
    months = [
        {"Ref": "PI.1", "Period": month, "Actual": "10"} for month in ("Jul-21", "Aug-21", "Sep-21")
    ]
    monthly = {"Frequency": "monthly", "Quarter from": "sum of months", "Unit": "count"}
    path = a_measure_with(tmp_path, *months, **monthly, Target="40", Decimals="0")

    fill_with(path, {"Ref": "PI.1", "Period": "Aug-21", "Actual": "14", "Marker": "[r]"})

    assert past_cells(path, 1) == [14, "[r]", 10]
    assert "Q2 2021/22 was revised from 30 to 34." in notes_in(path)


COUNT = {"Unit": "count", "Decimals": "0", "Target": "20"}


@pytest.mark.parametrize(
    ("before", "now", "withheld", "says"),
    [
        pytest.param("3", "9", "Yes", "The figure for Q2 2021/22 was revised.", id="small before"),
        pytest.param("9", "3", "Yes", "", id="small now"),
        pytest.param("3", "9", "", "Q2 2021/22 was revised from 3 to 9.", id="does not ask"),
    ],
)
def test_a_published_return_withholds_the_figure_before_where_small_numbers_are_withheld(
    tmp_path: Path, before: str, now: str, withheld: str, says: str
) -> None:
    past = {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": now, "Revised from": before}
    asks = {"Suppress small numbers": withheld}
    path = a_measure_with(tmp_path, past, **COUNT, **asks)
    fill_with(path, {"Ref": "PI.1", "Actual": "12"})

    publish_return(path, tmp_path / "public.xlsx")

    book = openpyxl.load_workbook(tmp_path / "public.xlsx")
    notes = notes_in(tmp_path / "public.xlsx", "Notes") if "Notes" in book.sheetnames else ""
    assert [line for line in notes.splitlines() if "revised" in line] == [says] * bool(says)


def test_a_figure_before_is_withheld_where_another_directorate_asks_for_the_measure(
    tmp_path: Path,
) -> None:
    past = {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "90", "Revised from": "84"}
    books = []
    for name, asks in (("Adults", ""), ("Children", "Yes")):
        (folder := tmp_path / name).mkdir()
        measure = {**COUNT, "Suppress small numbers": asks, "Directorate": name}
        path = a_book(
            folder, {"Ref": "PI.1", **measure}, history=[past], directorate=name, council="Dudley"
        )
        fill_with(path, {"Ref": "PI.1", "Actual": "120"})
        books.append(path)
    decided = withheld_together(books)

    publish_return(books[0], tmp_path / "public.xlsx", decided[str(books[0])])

    notes = notes_in(tmp_path / "public.xlsx", "Notes")
    assert "The figure for Q2 2021/22 was revised." in notes
    assert "84" not in notes
