"""Check, as a button: findings on a sheet, each led to its cell, and the sheet in front."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.domain.finding import by_severity, most_serious_first
from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from tests.addin.commands.clicking import desk, values
from tests.support.books import a_book, cell_under, example, typed


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))


def codes(path: Path) -> list[object]:
    return [row[7] for row in values(path, "Findings") if isinstance(row[0], (int, float))]


def test_findings_stand_on_a_sheet_as_the_command_line_gives_them(filled: Path) -> None:
    opened = desk(filled)

    answer = opened.press("check")

    found = most_serious_first(check_file(filled).findings)
    expected = [finding.code for finding in found]
    assert expected
    assert codes(opened.saved()) == expected
    assert answer.sheet == "Findings"
    assert str(answer).startswith("Checked 6 measures for Q3 2021/22.")
    for severity, group in by_severity(found).items():
        assert f"{severity.heading} ({len(group)}):" in str(answer)


def test_no_other_sheet_changes(filled: Path) -> None:
    opened = desk(filled)

    opened.press("check")

    saved = opened.saved()
    for sheet in layout.SHEETS:
        assert values(saved, sheet) == values(filled, sheet), sheet


def test_a_second_check_finds_the_same_and_makes_no_second_sheet(filled: Path) -> None:
    opened = desk(filled)
    first = str(opened.press("check"))

    second = str(opened.press("check"))

    assert second == first
    assert [name for name in opened.click.book.sheet_names if "Findings" in name] == ["Findings"]


def test_many_findings_are_counted_and_the_sheet_named(tmp_path: Path) -> None:
    rows = [{"Ref": f"PI.{n}", "Target": "80%", "Tolerance": "-2"} for n in range(1, 31)]
    book = a_book(tmp_path, *rows)
    opened = desk(typed(book, {cell_under(book, "Actual", "PI.1"): 0.8}))

    said = str(opened.press("check"))

    assert len(said) <= 1_000
    assert said.endswith(" more, on the sheet Findings.")


def test_an_unknown_scheme_is_said_with_its_cell(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    opened = desk(book)
    opened.click.book._book.names["kpibook_scheme"].refers_to_range.value = "maidstoen"

    answer = opened.press("check")

    assert answer.serious
    assert "'Settings'!" in str(answer)
    assert "Did you mean 'maidstone'?" in str(answer)
