from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kpibook.addin.excel.page_setup import freeze, set_page
from kpibook.workbook import layout
from tests.addin.opened import FLAVOURS, a_desk
from tests.support.openpyxl_engine import App, Flavour
from tests.support.openpyxl_pages import AppApi, PageSetup


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_only_what_differs_is_set(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    ws = desk.wb[layout.COVER]
    ws.page_margins.left, ws.oddFooter.left.text = 0.4, "&F"
    wanted = {"LeftMargin": 28.82, "LeftFooter": "&F", "PrintTitleRows": "$5:$5"}

    set_page(desk.sheet(layout.COVER), wanted, desk.excel.platform)

    assert desk.excel.writes == ["page PrintTitleRows"]
    assert ws.print_title_rows == "$5:$5"


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [(5, 0, "A6"), (0, 2, "C1"), (5, 2, "C6"), (0, 0, None)],
)
def test_rows_and_columns_are_frozen(
    tmp_path: Path, rows: int, columns: int, expected: str | None, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    desk.wb[layout.COVER].freeze_panes = "B3"

    freeze(desk.sheet(layout.COVER), rows, columns, desk.excel.platform)

    assert desk.wb[layout.COVER].freeze_panes == expected


def test_panes_that_are_frozen_so_already_are_left_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.wb[layout.COVER].freeze_panes = "A6"
    desk.wb[layout.COVER].sheet_view.showGridLines = False

    freeze(desk.sheet(layout.COVER), 5, 0, desk.excel.platform)

    assert desk.excel.writes == []


def test_the_printer_is_asked_again_also_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    api = AppApi(desk.book.app.impl)
    quiet: list[bool] = []

    def no_printer(_: Any, name: str, value: object) -> None:
        quiet.append(api.PrintCommunication)
        raise OSError(f"Unable to set the {name} property of the PageSetup class: {value}")

    monkeypatch.setattr(App, "api", property(lambda _: api))
    monkeypatch.setattr(PageSetup, "__setattr__", no_printer)

    with pytest.raises(OSError, match="Orientation"):
        set_page(desk.sheet(layout.COVER), {"Orientation": 2}, desk.excel.platform)

    assert quiet == [False]
    assert api.PrintCommunication is True
