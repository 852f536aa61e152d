"""The published return: a small number is withheld in every part of its package."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from kpibook.services.publish import publish_return
from tests.support.books import a_book, filled

#: Counts under five in each quarter, with a target and a remark that say nothing of them.
HISTORY = ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
SECRET, OPEN = "3", "417"


def published(tmp_path: Path, asks: str) -> dict[str, str]:
    """The parts of the return of a measure of three in each quarter, as text."""
    book = a_book(
        tmp_path,
        {"Ref": "PI.1", "Unit": "Count", "Decimals": "0", "Suppress small numbers": asks},
        {"Ref": "PI.2", "Unit": "Count", "Decimals": "0"},
        history=[
            {"Ref": ref, "Period": period, "Actual": value}
            for period in HISTORY
            for ref, value in (("PI.1", SECRET), ("PI.2", OPEN))
        ],
    )
    done = filled(book, {"Ref": "PI.1", "Actual": SECRET}, {"Ref": "PI.2", "Actual": OPEN})
    assert done.output is not None
    output = publish_return(done.output, tmp_path / "return.xlsx").output
    with zipfile.ZipFile(output) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def values(parts: dict[str, str]) -> set[str]:
    """Every number of a cell, and every figure in a text of a package."""
    return {
        number
        for name, text in parts.items()
        if name.startswith("xl/worksheets/sheet")
        for number in re.findall(
            r"<v>([^<]*)</v>(?=</c>)", re.sub(r'<c [^>]*t="s".*?</c>', "", text)
        )
    }


def test_a_small_number_is_in_no_cell_of_any_sheet(tmp_path: Path) -> None:
    parts = published(tmp_path, "Yes")

    assert SECRET not in values(parts)
    assert OPEN in values(parts), "the search finds what is there"
    assert not any(re.search(r"from 3\b|\b3 in Q", text) for text in parts.values())


def test_without_withholding_the_same_search_finds_it(tmp_path: Path) -> None:
    assert SECRET in values(published(tmp_path, ""))


def test_no_sparkline_is_drawn_for_a_measure_that_is_withheld(tmp_path: Path) -> None:
    hidden = published(tmp_path, "Yes")
    other = tmp_path / "other"
    other.mkdir()
    shown = published(other, "")

    def lines(parts: dict[str, str]) -> int:
        return sum(text.count("<x14:sparkline>") for text in parts.values())

    assert lines(shown) == 2
    assert lines(hidden) == 1
