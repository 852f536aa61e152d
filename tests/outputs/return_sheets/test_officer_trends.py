"""The officer's sheet Trends, as it is described before it is drawn."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.outputs.page import Page
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from tests.support.books import a_book
from tests.support.cli import run_here

_PAST = ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22")


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The sheet of a workbook of a measure that counts the year so far and one with few figures."""
    pages: list[Page] = []
    from kpibook.outputs.return_sheets import officer_trends as module

    whole = module.officer_trends

    def noted(*arguments: object, **named: object) -> Page:
        pages.append(whole(*arguments, **named))  # type: ignore[arg-type]
        return pages[-1]

    monkeypatch.setattr(module, "officer_trends", noted)
    book = a_book(
        tmp_path,
        {"Ref": "PI.1", "Measure": "Homes built", "Basis": "cumulative", "Target": "80"},
        {"Ref": "PI.2"},
        history=[
            *({"Ref": "PI.1", "Period": p, "Actual": str(60 + n)} for n, p in enumerate(_PAST)),
            {"Ref": "PI.2", "Period": _PAST[-1], "Actual": "60"},
        ],
    )
    fill_file(book, None, None, Destination(file=tmp_path / "out.xlsx"), trends=True)
    return pages[-1]


def test_a_measure_with_fewer_than_four_figures_has_no_chart_and_is_counted(drawn: Page) -> None:
    assert len(drawn.charts) == 1
    assert {str(row[0]) for row in drawn.rows} == {"PI.1"}
    assert any("1 measure with fewer than 4 figures" in str(line) for line in drawn.lines)


def test_a_chart_says_in_words_what_it_shows(drawn: Page) -> None:
    text = drawn.charts[0].alt_text
    assert "PI.1" in text
    assert "63" in text


def test_the_years_of_a_measure_that_counts_the_year_so_far_are_lines_apart(drawn: Page) -> None:
    header = list(drawn.header)
    one, other = (header.index(name) for name in header if name.startswith("Line of"))
    sides = [(bool(str(row[one])), bool(str(row[other]))) for row in drawn.rows]
    assert (True, False) in sides
    assert (False, True) in sides
    assert (True, True) not in sides


def test_it_prints_at_nine_points_where_digits_are_nine_pixels_wide(drawn: Page) -> None:
    assert drawn.fitted is not None
    assert drawn.fitted.points * drawn.fitted.scale / 100 >= 9


def test_the_command_makes_it_and_leaves_a_sheet_of_that_name_alone(tmp_path: Path) -> None:
    past = [{"Ref": "PI.1", "Period": p, "Actual": "60"} for p in _PAST]
    book = a_book(tmp_path, {"Ref": "PI.1"}, history=past)
    own = openpyxl.load_workbook(book)
    own.create_sheet("Trends")["A1"] = "Ours"
    own.save(tmp_path / "own.xlsx")
    done = run_here("fill", "own.xlsx", "--trends", "-o", "out.xlsx", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    sheets = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert sheets[layout.TRENDS]["A1"].value == "Ours"
    assert [name for name in sheets.sheetnames if name.startswith("Trends")] == [
        "Trends",
        "Trends 2",
    ]
