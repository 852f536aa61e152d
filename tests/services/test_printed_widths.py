"""Every workbook as printed: whole figures, whole words, headings on each page, page x of y.

The figures are as wide as figures get, of every unit and both signs, and the titles are long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.domain.measures.measure import Unit
from kpibook.outputs.consolidated.cover import MadeHow
from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.workbook import layout
from tests.support.books import Q3, a_book, a_csv
from tests.support.printed import PrintedPage, font_settings, numbered, pages_of

pytestmark = pytest.mark.slow

LARGE = "12500000"
#: A council's own words for a unit, each with a number format of its own.
WORDS = ("£m", "hours", "mm:ss", "hh:mm", "kWh", "per FTE")
VALUES = {Unit.PERCENT.value: "95.25%", "mm:ss": "1250:30", "hh:mm": "1250:30", "£m": "1250"}
PAST = ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
TITLE = "Expenditure on temporary accommodation for households to whom a homelessness duty is owed"
TEXT = "Responsibilities under the Homelessness Reduction Act remained considerable. " * 4

NEW, FILLED = "new", "filled"
PUBLISHED, CONSOLIDATED, CORPORATE = "published", "consolidated", "corporate"
EVERY = (NEW, FILLED, PUBLISHED, CONSOLIDATED, CORPORATE)
#: Without a footer: the accessibility checklist has no place for one.
WITHOUT_NUMBERS = (PUBLISHED, CORPORATE)


def _lines() -> Iterator[dict[str, str]]:
    """A line of a register for each unit, number of decimals and sign."""
    for unit in (*(unit.value for unit in Unit), *WORDS):
        value = VALUES.get(unit, LARGE)
        # The fewer letters of a figure without decimals fit where these do.
        for decimals in ("0", "2") if unit == Unit.CURRENCY.value else ("2",):
            for sign in ("", "-") if value == LARGE else ("",):
                yield {"Unit": unit, "Decimals": decimals, "Target": sign + value}


def _make(folder: Path) -> list[Path]:
    """A workbook of each kind."""
    lines = [
        {"Ref": f"FIN.{n:03}", "Measure": TITLE, "Priority": "Value for money", **line}
        for n, line in enumerate(_lines(), start=1)
    ]
    paths = {name: folder / f"{name}.xlsx" for name in EVERY}
    history = [
        {"Ref": line["Ref"], "Period": period, "Actual": line["Target"]}
        for period in PAST
        for line in lines
    ]
    book = a_book(folder, *lines, history=history, name="new.xlsx", directorate="Finance")
    actuals = a_csv(
        folder / "actuals.csv",
        *(
            {"Ref": line["Ref"], "Actual": line["Target"], "Commentary": TEXT, "Action": TEXT}
            for line in lines
        ),
    )
    fill_file(book, actuals, Q3, Destination(file=paths[FILLED]), trends=True)
    publish_return(paths[FILLED], paths[PUBLISHED])
    consolidate_files(
        [paths[FILLED]],
        Outputs(paths[CONSOLIDATED], paths[CORPORATE]),
        made=MadeHow("9.9", "kpibook consolidate"),
    )
    return list(paths.values())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printed")


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, list[PrintedPage]]:
    """The pages of each, printed in the font that has Arial's widths: not each computer has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", font_settings(folder))
        return pages_of(_make(folder), folder / "pdf")


def _text(pages: list[PrintedPage]) -> str:
    return " ".join(page.text for page in pages)


@pytest.mark.parametrize("name", EVERY)
def test_no_figure_is_printed_as_marks(name: str, printed: dict[str, list[PrintedPage]]) -> None:
    text = _text(printed[name])

    assert "£12,500,000.00" in text
    assert "-£12,500,000.00" in text
    assert "##" not in text


@pytest.mark.parametrize("name", EVERY)
def test_no_word_is_cut_or_broken(
    name: str, folder: Path, printed: dict[str, list[PrintedPage]]
) -> None:
    book = openpyxl.load_workbook(folder / f"{name}.xlsx", data_only=True)
    on_paper = set(_long_words(_text(printed[name])))

    cut = {word for sheet in book for text in _texts(sheet) for word in _long_words(text)}

    assert cut - on_paper == set()


def _texts(sheet: Worksheet) -> Iterator[str]:
    """The texts of a sheet's tables that are printed."""
    for table in sheet.tables.values():
        header, *rows = sheet[table.ref]
        unprinted = {cell.column for cell in header if cell.value == layout.SAID_LAST_QUARTER}
        for row in (header, *rows):
            for cell in row:
                if isinstance(cell.value, str) and cell.column not in unprinted:
                    yield cell.value


def _long_words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{4,}", text)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in WITHOUT_NUMBERS])
def test_each_page_says_its_number(name: str, printed: dict[str, list[PrintedPage]]) -> None:
    pages = printed[name]

    assert [numbered(page) for page in pages] == [
        (number, len(pages)) for number in range(1, len(pages) + 1)
    ]


@pytest.mark.parametrize("name", EVERY)
def test_the_headings_of_a_table_are_printed_on_each_page(
    name: str, folder: Path, printed: dict[str, list[PrintedPage]]
) -> None:
    assert printed[name]
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    headed = [sheet for sheet in book if sheet.tables]
    assert headed

    for sheet in headed:
        first, last = map(int, re.findall(r"\d+", sheet.print_title_rows or "0:0"))
        headings = {int(re.findall(r"\d+", table.ref)[0]) for table in sheet.tables.values()}
        assert headings <= set(range(first, last + 1)), sheet.title


@pytest.mark.parametrize("name", [NEW, PUBLISHED])
def test_everything_is_printed_at_nine_points_or_more(
    name: str, printed: dict[str, list[PrintedPage]]
) -> None:
    assert {page.number: page.least_points for page in printed[name] if page.least_points < 9} == {}


@pytest.mark.parametrize("name", [NEW, FILLED])
def test_this_quarter_is_printed_at_nine_points_with_measure_and_headings_on_each_page(
    name: str, printed: dict[str, list[PrintedPage]]
) -> None:
    pages = _this_quarter(printed[name])

    assert len(pages) > 6
    assert min(page.least_points for page in pages) >= 9
    for page in pages:
        assert "Ref Measure" in page.text
        assert re.search(r"FIN\.\d{3}", page.text)
        assert "homelessness" in page.text


def _this_quarter(pages: list[PrintedPage]) -> list[PrintedPage]:
    """The pages from the first with the sheet's title to that before the next sheet."""
    first = next(n for n, page in enumerate(pages) if page.text.startswith("This quarter"))
    last = next(n for n, page in enumerate(pages) if page.text.startswith("Actions"))
    return pages[first:last]
