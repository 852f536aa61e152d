"""Councils' workbooks, made from registers in their words, say what the councils published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.councils import darlington, maidstone, northumberland
from tests.councils.published import Published
from tests.support.books import a_csv
from tests.support.cli import run_here


def a_councils_book(
    folder: Path,
    measures: Sequence[Published],
    quarter: tuple[str, str],
    earlier: str,
    scheme: str,
) -> tuple[Path, dict[str, Any]]:
    """A filled workbook, and what `new` printed: register, history and actuals in their words."""
    year, number = quarter
    register = a_csv(
        folder / "register.csv",
        *(
            {
                "PI Ref": m.ref,
                "Performance Indicator": m.title,
                "Unit of measure": m.unit,
                "Good is": m.good,
                "Basis": m.basis,
                f"{year} Target": m.target or "No target",
                "Decimals": len((m.actual + ".").split(".")[1]),
            }
            for m in measures
        ),
    )
    history = a_csv(
        folder / "history.csv",
        *({"PI Ref": m.ref, "Period": earlier, "Actual": m.earlier} for m in measures if m.earlier),
    )
    actuals = a_csv(
        folder / "actuals.csv", *({"PI Ref": m.ref, f"{number} {year}": m.actual} for m in measures)
    )
    made = run_here(
        "new", "--measures", register, "--history", history, "--year", year, "--quarter", number,
        "--scheme", scheme, "--output", "book.xlsx", "--json", cwd=folder,
    )  # fmt: skip
    run_here("fill", "book.xlsx", "--actuals", actuals, "--output", "filled.xlsx", cwd=folder)
    return folder / "filled.xlsx", json.loads(made.stdout)


def said_on_the_sheet(book: Path) -> dict[str, tuple[str, str]]:
    """Status and direction of each measure, as 'This quarter' has them."""
    header, *rows = list(openpyxl.load_workbook(book)["This quarter"].iter_rows(values_only=True))[
        _header_row(book) - 1 :
    ]
    columns = [header.index(name) for name in ("Ref", "Status", "Direction")]
    said = (tuple(str(row[column]) for column in columns) for row in rows if row[columns[0]])
    return {ref: (status, direction) for ref, status, direction in said}


def _header_row(book: Path) -> int:
    sheet = openpyxl.load_workbook(book)["This quarter"]
    (table,) = sheet.tables.values()
    return int(sheet[table.ref][0][0].row)


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def northumberland_book(folder: Path) -> tuple[Path, dict[str, Any]]:
    scheme = written(folder, "northumberland.toml", northumberland.SCHEME)
    return a_councils_book(
        folder, northumberland.MEASURES, ("2024/25", "Q2"), "2023/24 outturn", scheme
    )


def year_end_book(folder: Path) -> tuple[Path, dict[str, Any]]:
    scheme = written(folder, "northumberland.toml", northumberland.SCHEME)
    return a_councils_book(
        folder, northumberland.YEAR_END, ("2023/24", "Q4"), "2022/23 year end", scheme
    )


def maidstone_book(folder: Path) -> tuple[Path, dict[str, Any]]:
    return a_councils_book(
        folder, maidstone.MEASURES, ("2020/21", "Q3"), "Quarter 2 2020-21", "maidstone"
    )


def next_maidstone_book(folder: Path) -> tuple[Path, dict[str, Any]]:
    return a_councils_book(
        folder, maidstone.NEXT_QUARTER, ("2020/21", "Q4"), "Qtr 3 20/21", "maidstone"
    )


def darlington_book(folder: Path) -> tuple[Path, dict[str, Any]]:
    scheme = written(folder, "darlington.toml", darlington.SCHEME)
    return a_councils_book(folder, darlington.MEASURES, ("2020/21", "Q3"), "Q3 2019/20", scheme)


BOOKS = (
    pytest.param(northumberland_book, northumberland.MEASURES, id="Northumberland"),
    pytest.param(year_end_book, northumberland.YEAR_END, id="Northumberland, year end"),
    pytest.param(maidstone_book, maidstone.MEASURES, id="Maidstone"),
    pytest.param(next_maidstone_book, maidstone.NEXT_QUARTER, id="Maidstone, next quarter"),
    pytest.param(darlington_book, darlington.MEASURES, id="Darlington"),
)


@pytest.mark.parametrize(("make", "measures"), BOOKS)
def test_statuses_and_directions_are_those_that_were_published(
    make: Any, measures: Sequence[Published], tmp_path: Path
) -> None:
    book, _ = make(tmp_path)

    said = said_on_the_sheet(book)

    for measure in measures:
        status, direction = said[measure.ref]
        if measure.status:
            agrees = status == measure.status
            assert agrees is not bool(measure.status_exception), (measure.title, status)
        if measure.direction:
            agrees = direction == measure.direction
            assert agrees is not bool(measure.direction_exception), (measure.title, direction)


@pytest.mark.parametrize(("make", "measures"), BOOKS)
def test_a_register_in_the_councils_words_asks_for_nothing(
    make: Any, measures: Sequence[Published], tmp_path: Path
) -> None:
    _, made = make(tmp_path)

    assert made["findings"] == []


def test_few_of_what_was_published_is_an_exception() -> None:
    everything = (
        *northumberland.MEASURES, *northumberland.YEAR_END, *maidstone.MEASURES,
        *maidstone.NEXT_QUARTER, *darlington.MEASURES,
    )  # fmt: skip
    statuses = [m for m in everything if m.status]
    directions = [m for m in everything if m.direction]

    assert len([m for m in statuses if m.status_exception]) == 2, len(statuses)
    assert len([m for m in directions if m.direction_exception]) == 2, len(directions)
    assert (len(statuses), len(directions)) == (30, 28)


def test_the_return_names_the_outturn_and_prints_its_figure(tmp_path: Path) -> None:
    book, _ = northumberland_book(tmp_path)
    run_here("return", book, "--output", "return.xlsx", cwd=tmp_path)

    book_read = openpyxl.load_workbook(tmp_path / "return.xlsx")
    cells, directions = {}, set()
    for sheet in book_read:
        for table in sheet.tables.values():
            header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
            since = [heading for heading in header if str(heading).startswith("Direction since")]
            directions |= set(since[:1])
            if since:
                column = header.index(since[0])
                cells |= {row[header.index("Ref")]: row[column] for row in rows}

    assert directions == {"Direction since the outturn of 2023/24"}
    assert cells["ENV1"] == "Red, up from 2.49%"
    assert str(cells["HWY3"]).startswith("Green, ")
    assert str(cells["HWY3"]).endswith(" 772")
    assert cells["ENV4"] == "N/A"
    lines = [str(row[0].value) for row in book_read["Summary"].iter_rows(max_row=8)]
    assert "Compared with the outturn of 2023/24: 9 green, 6 red and 1 n/a." in lines


def test_explain_says_which_year_a_direction_is_against(tmp_path: Path) -> None:
    book, _ = northumberland_book(tmp_path)

    said = run_here("explain", book, "HWY4", cwd=tmp_path).stdout

    assert (
        "Direction since the outturn of 2023/24: Green. 59 is 3 below the 62 of the outturn of "
        "2023/24, and lower is better: green."
    ) in said
    assert "2023/24 outturn 62 ('History'!" in said
