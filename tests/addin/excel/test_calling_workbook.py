"""The workbook that was in front at the click is found, or it is said that none can be reached."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from kpibook.addin.excel.calling_workbook import CLICKED, calling_book
from kpibook.errors import KpibookError
from tests.support import addin
from tests.support.books import example
from tests.support.openpyxl_engine import Excel
from tests.support.running import ENGINE, run

BY_THE_ADDIN = ["-c", "--from_xl=1", "--app=Excel", "--hwnd=4242"]


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Excel:
    """Excel with two workbooks open; the officer has gone on to the second."""
    running = Excel()
    for name in ("Kids = Q3 100%.xlsx", "Other.xlsx"):
        book = running.open(Path(shutil.copy(example().empty, tmp_path / name)))
    run(book.app)
    monkeypatch.setattr(xlwings.engines, "active", ENGINE)
    return running


@pytest.fixture
def _no_mock_caller() -> Iterator[None]:
    yield
    if hasattr(xlwings.Book, "_mock_caller"):
        del xlwings.Book._mock_caller


def test_the_add_in_is_asked_which_workbook_was_clicked_in(excel: Excel) -> None:
    excel.macros["KpiClickedBook"] = lambda: "Kids = Q3 100%.xlsx"

    assert calling_book(BY_THE_ADDIN).name == "Kids = Q3 100%.xlsx"


def test_the_add_in_has_that_function() -> None:
    name = CLICKED.rpartition("!")[2].rpartition(".")[2]

    assert f"Public Function {name}() As String" in addin.modules()["KpiRibbon"]


@pytest.mark.usefixtures("_no_mock_caller")
def test_the_helper_is_handed_the_workbook_itself(excel: Excel) -> None:
    xlwings.Book(impl=excel._app.books("Other.xlsx")).set_mock_caller()

    assert calling_book(["kpibook", "addin", "helper"]).name == "Other.xlsx"


@pytest.mark.parametrize(
    "macros",
    [
        pytest.param({}, id="the add-in does not answer"),
        pytest.param({"KpiClickedBook": lambda: "closed.xlsx"}, id="closed in the meantime"),
        pytest.param({"KpiClickedBook": lambda: None}, id="no name"),
    ],
)
def test_a_workbook_out_of_reach_is_said_in_words(excel: Excel, macros: dict[str, object]) -> None:
    excel.macros = macros  # type: ignore[assignment]

    with pytest.raises(KpibookError) as caught:
        calling_book(BY_THE_ADDIN)

    assert caught.value.code == "workbook-not-reached"
    assert "press the button again" in caught.value.fix


def test_without_any_excel_it_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings.engines, "active", None)

    with pytest.raises(KpibookError) as caught:
        calling_book(BY_THE_ADDIN)

    assert caught.value.code == "workbook-not-reached"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_an_engine_that_xlwings_could_not_load_is_named_and_not_a_busy_excel(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This is Linux, so that xlwings has loaded neither, as where antivirus took pywin32's file.
    for name in ("xlwings._xlwindows", "xlwings._xlmac"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)

    with pytest.raises(KpibookError) as caught:
        calling_book(BY_THE_ADDIN)

    assert caught.value.code == "library-missing"
    assert "kpibook addin status" in str(caught.value)
    assert "Finish typing" not in str(caught.value)
