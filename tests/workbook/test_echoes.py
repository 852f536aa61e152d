from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.echoes import NOT_GIVEN, echo_of, echoes, store_echoes
from kpibook.workbook.performance import Settings
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.template import template_path
from tests.support import libreoffice

SETTINGS = Settings(Quarter(2021, 3), "Dudley", "Children's Services", "", "standard")


def test_an_echo_of_nothing_says_where_to_give_it() -> None:
    assert echoes(SETTINGS)[echo_of(layout.COMMITTEE)] == NOT_GIVEN


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    with ClosedBook.open(template_path()) as book:
        for setting, value in (
            (layout.COUNCIL, SETTINGS.council),
            (layout.DIRECTORATE_SETTING, SETTINGS.directorate),
            (layout.PERIOD_SETTING, str(SETTINGS.period)),
        ):
            sheet, cell = book.named_cell(setting.name) or pytest.fail(setting.name)
            book.write([CellWrite(sheet, cell.address, value)])
        store_echoes(book, SETTINGS)
        book.save(path)
    return path


def echoes_in(path: Path) -> dict[str, object]:
    from kpibook.xlsx import Workbook

    with Workbook.open(path) as package:
        return {
            f"{sheet} {cell.address}": cell.cached
            for sheet in (layout.COVER, layout.THIS_QUARTER)
            for _, cells in package.sheet(sheet).rows(last=20)
            for cell in cells.values()
            if cell.formula is not None
        }


def test_what_is_stored_says_the_period_wherever_nothing_recalculates(stored: Path) -> None:
    said = echoes_in(stored)
    assert said["This quarter A2"] == "Quarter 3 (1st October 2021 to 31st December 2021)"
    assert said["Cover B3"] == "Dudley"
    assert len(said) == 6


def test_libreoffice_works_out_the_same(stored: Path, tmp_path: Path) -> None:
    recalculated = libreoffice.recalculated(stored, tmp_path / "out")
    assert echoes_in(recalculated) == echoes_in(stored)
