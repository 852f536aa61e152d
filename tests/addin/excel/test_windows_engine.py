"""xlwings' real engine for Windows with a busy Excel: rejected calls are repeated, and end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpibook.addin.excel.excel_error import Refusal, excel_error
from kpibook.addin.excel.patience import LIMIT
from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.opened import Desk, a_desk
from tests.support.clock import Clock
from tests.support.com.pywin32 import ComError
from tests.support.openpyxl_places import Refused

REJECTED, RETRY_LATER, EDITED = -2_147_418_111, -2_147_417_846, -2_147_352_567


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


READS: list[Callable[[Desk], object]] = [
    lambda desk: desk.sheet(layout.COVER).range("A1").raw_value,
    lambda desk: desk.book.sheets[layout.COVER].name,
    lambda desk: [sheet.name for sheet in desk.book.sheets],
    lambda desk: desk.sheet(layout.THIS_QUARTER).tables[0].name,
]


@pytest.mark.parametrize("hresult", [REJECTED, RETRY_LATER])
@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("read", READS)
def test_a_read_that_is_rejected_and_then_taken_goes_through(
    desk: Desk, clock: Clock, read: Callable[[Desk], object], times: int, hresult: int
) -> None:
    expected = read(desk)
    crossings = desk.excel.crossings
    read(desk)
    calls = desk.excel.crossings - crossings

    for at in range(calls):
        desk.excel.busy_from(at, times, hresult)
        assert read(desk) == expected, f"rejected at call {at}"


@pytest.mark.parametrize("hresult", [REJECTED, RETRY_LATER, EDITED])
def test_a_write_that_is_rejected_and_then_taken_goes_through(
    desk: Desk, clock: Clock, hresult: int
) -> None:
    cell = desk.sheet(layout.COVER).range("J5")
    cell.raw_value = 1.0
    desk.excel.busy, desk.excel.busy_hresult = 1, hresult

    cell.raw_value = 2.0

    assert cell.raw_value == 2.0
    assert clock.pauses


def test_a_macro_that_is_rejected_once_still_returns_its_answer(desk: Desk, clock: Clock) -> None:
    """With xlwings' own repetition the answer would be None (xlwings 0.37.8, attempts 0)."""
    desk.excel.macros["KpiDialogs.ChooseFile"] = lambda *_: "a.csv"
    macro = desk.book.app.macro("'kpibook.xlam'!KpiDialogs.ChooseFile")
    for at in (0, 1):
        desk.excel.busy_from(at, 1, REJECTED)
        assert macro("x") == "a.csv", f"rejected at call {at}"


@pytest.mark.parametrize("hresult", [REJECTED, RETRY_LATER, EDITED])
def test_an_excel_that_stays_busy_is_told_apart_and_named(
    desk: Desk, clock: Clock, hresult: int
) -> None:
    desk.excel.busy, desk.excel.busy_hresult = -1, hresult

    with pytest.raises(Exception) as caught:  # noqa: PT011 the class is pywin32's or xlwings'
        desk.sheet(layout.COVER).range("A1").raw_value = 1.0

    found = excel_error(caught.value)
    assert found is not None
    assert found.refusal is Refusal.BUSY
    assert clock.now <= LIMIT + 0.01


def test_a_commit_to_a_busy_excel_is_answered_with_its_sentence_and_number(
    desk: Desk, clock: Clock
) -> None:
    with desk.opened() as book:
        book.write([CellWrite(layout.COVER, "J5", 1), CellWrite(layout.COVER, "L9", 2)])
        write = desk.excel.write

        def busy_from_now_on(what: str) -> None:
            write(what)
            desk.excel.busy = -1

        desk.excel.write = busy_from_now_on  # type: ignore[method-assign]
        with pytest.raises(WorkbookError, match="excel-busy") as caught:
            book.commit()

    assert "Finish typing in the cell" in str(caught.value) or "without saving" in str(caught.value)
    assert "0x80010001" in str(caught.value)


def test_what_was_written_before_excel_was_busy_is_taken_back_when_it_is_free(
    desk: Desk, clock: Clock
) -> None:
    before = desk.contents()
    with desk.opened() as book:
        book.write([CellWrite(layout.COVER, "J5", 1), CellWrite(layout.COVER, "L9", 2)])
        answer = desk.excel.answer_call

        def busy_after_the_first_write() -> None:
            # For longer than the limit; it is free again while what was written is taken back.
            busy = desk.excel.writes and clock.now < LIMIT + 1
            desk.excel.busy = -1 if busy else 0
            answer()

        desk.excel.answer_call = busy_after_the_first_write  # type: ignore[method-assign]
        with pytest.raises(WorkbookError, match="the workbook is as it was"):
            book.commit()

    assert desk.contents() == before


@pytest.mark.parametrize(
    ("raised", "code", "number"),
    [
        pytest.param(
            Refused("The cell or chart you're trying to change is on a protected sheet."),
            "excel-protected",
            "0x800A03EC",
            id="protected",
        ),
        pytest.param(
            Refused("Cannot access read-only document 'Housing Q3.xlsx'."),
            "excel-read-only",
            "0x800A03EC",
            id="read-only",
        ),
        pytest.param(
            Refused("Unable to set the Value property of the Range class"),
            "excel-refused",
            "0x800A03EC",
            id="no reason",
        ),
        pytest.param(
            ComError(-2_147_023_174, "The RPC server is unavailable.", None, None),
            "excel-gone",
            "0x800706BA",
            id="gone",
        ),
    ],
)
def test_a_commit_that_excel_refuses_says_why_and_with_which_number(
    desk: Desk, raised: Exception, code: str, number: str
) -> None:
    before = desk.contents()
    with desk.opened() as book:
        book.write([CellWrite(layout.COVER, "J5", 1)])
        write = desk.excel.write

        def refused_once(what: str) -> None:
            desk.excel.write = write  # type: ignore[method-assign]
            raise raised

        desk.excel.write = refused_once  # type: ignore[method-assign]
        with pytest.raises(WorkbookError, match=code) as caught:
            book.commit()

    assert number in str(caught.value)
    assert "Finish typing" not in str(caught.value)
    assert desk.contents() == before
