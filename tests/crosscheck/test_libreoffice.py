"""The example's files as other programs see them: LibreOffice and the Open XML SDK validator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from kpibook.workbook.template import template_path
from tests.support import libreoffice, validator
from tests.support.books import example

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Opened:
    """A workbook of ours, and the same after LibreOffice opened, recalculated and saved it."""

    path: Path
    ours: Workbook
    theirs: Workbook
    recalculated: Path
    pdf_pages: int


def paths() -> dict[str, Path]:
    made = example()
    return {"new": made.empty, "filled": made.filled, "return": made.returned}


@pytest.fixture(scope="module", params=["new", "filled", "return"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = paths()[request.param]
    into = tmp_path_factory.mktemp(request.param)
    again = libreoffice.recalculated(path, into)
    return Opened(
        path,
        openpyxl.load_workbook(path, data_only=True),
        openpyxl.load_workbook(again, data_only=True),
        again,
        libreoffice.pdf_pages(libreoffice.to_pdf(path, into)),
    )


def cells(book: Workbook) -> Iterator[tuple[str, str, object]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, ""):
                    yield sheet.title, cell.coordinate, cell.value


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return format(ours, ".15g") == format(theirs, ".15g")
    return ours == theirs


def test_it_opens_with_all_its_sheets(opened: Opened) -> None:
    assert opened.theirs.sheetnames == opened.ours.sheetnames


def test_every_value_is_the_same_after_recalculation(opened: Opened) -> None:
    theirs = {(sheet, cell): value for sheet, cell, value in cells(opened.theirs)}
    ours = {(sheet, cell): value for sheet, cell, value in cells(opened.ours)}

    differ = {
        place: (value, theirs.get(place))
        for place, value in ours.items()
        if not same(value, theirs.get(place))
    }
    assert differ == {}
    assert set(theirs) == set(ours)
    assert len(ours) > 100


def test_every_formula_has_the_value_that_it_gives(opened: Opened) -> None:
    formulas = openpyxl.load_workbook(opened.path)

    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    shown = opened.ours[sheet.title][cell.coordinate].value
                    worked_out = opened.theirs[sheet.title][cell.coordinate].value
                    assert (shown or "") == (worked_out or ""), f"{sheet.title}!{cell.coordinate}"


def test_it_prints(opened: Opened) -> None:
    # The register is printed legibly, and so on several pages across.
    assert len(opened.ours.sheetnames) <= opened.pdf_pages <= 5 * len(opened.ours.sheetnames)


def test_the_validator_finds_nothing(opened: Opened) -> None:
    assert validator.errors(opened.path) == []


def test_the_validator_finds_nothing_in_the_template() -> None:
    assert validator.errors(template_path()) == []


def test_a_workbook_saved_by_libreoffice_still_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Officers without Excel save with what they have."""
    again = libreoffice.recalculated(example().filled, tmp_path_factory.mktemp("again"))

    ours, theirs = check_file(example().filled), check_file(again)

    assert [r.rating for r in theirs.scorecard.rated] == [r.rating for r in ours.scorecard.rated]
    assert [(f.code, f.where.cell) for f in theirs.findings] == [
        (f.code, f.where.cell) for f in ours.findings
    ]
    assert layout.THIS_QUARTER in openpyxl.load_workbook(again).sheetnames
