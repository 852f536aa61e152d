"""Excel's errors are told apart by number and by Excel's own words, on both systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.excel.calling_workbook import not_reached
from kpibook.addin.excel.excel_error import ExcelError, Refusal, excel_error, is_busy
from kpibook.errors import KpibookError


class ComError(Exception):
    """pywin32's ``com_error``: its four arguments are attributes too."""

    def __init__(self, hresult: int, text: str = "", scode: int | None = None) -> None:
        details = (0, "Microsoft Excel", text, "xlmain11.chm", 0, scode) if text or scode else None
        super().__init__(hresult, "Exception occurred.", details, None)
        self.hresult, self.strerror, self.excepinfo, self.argerror = self.args


class CommandError(Exception):
    """appscript's ``CommandError``: number and message are properties."""

    def __init__(self, number: int, message: str = "") -> None:
        super().__init__(number, message)
        self.errornumber, self.errormessage = number, message


EXCEPTION = -2147352567  # DISP_E_EXCEPTION
A1004 = -2146827284  # 0x800A03EC
ON_A_PROTECTED_SHEET = (
    "The cell or chart you're trying to change is on a protected sheet. To make a change, "
    "unprotect the sheet. You might be requested to enter a password."
)


@pytest.mark.parametrize(
    ("error", "refusal", "number"),
    [
        pytest.param(ComError(-2147418111), Refusal.BUSY, "0x80010001", id="rejected"),
        pytest.param(ComError(-2147417846), Refusal.BUSY, "0x8001010A", id="retry later"),
        pytest.param(ComError(-2146777998), Refusal.BUSY, "0x800AC472", id="typing"),
        pytest.param(
            ComError(EXCEPTION, scode=-2146777998),
            Refusal.BUSY,
            "0x800AC472",
            id="edited",
        ),
        pytest.param(
            ComError(EXCEPTION, ON_A_PROTECTED_SHEET, A1004),
            Refusal.PROTECTED,
            "0x800A03EC",
            id="protected sheet",
        ),
        pytest.param(
            ComError(EXCEPTION, "Workbook is protected and cannot be changed.", A1004),
            Refusal.PROTECTED,
            "0x800A03EC",
            id="protected structure",
        ),
        pytest.param(
            ComError(EXCEPTION, "Cannot access read-only document 'Housing.xlsx'.", A1004),
            Refusal.READ_ONLY,
            "0x800A03EC",
            id="read-only",
        ),
        pytest.param(ComError(-2147023174), Refusal.GONE, "0x800706BA", id="server unavailable"),
        pytest.param(ComError(-2147417848), Refusal.GONE, "0x80010108", id="disconnected"),
        pytest.param(
            ComError(EXCEPTION, "Unable to set the Value property of the Range class", A1004),
            Refusal.OTHER,
            "0x800A03EC",
            id="1004 without a reason",
        ),
        pytest.param(CommandError(-1712, "timed out"), Refusal.BUSY, "-1712", id="mac"),
        pytest.param(CommandError(-600), Refusal.GONE, "-600", id="mac gone"),
        pytest.param(CommandError(-1743), Refusal.FORBIDDEN, "-1743", id="mac forbidden"),
        pytest.param(CommandError(-50, "Parameter error."), Refusal.OTHER, "-50", id="mac other"),
    ],
)
def test_an_error_has_its_reason_and_its_number(
    error: Exception, refusal: Refusal, number: str
) -> None:
    found = excel_error(error)

    assert found is not None
    assert (found.refusal, found.number) == (refusal, number)
    assert is_busy(error) is (refusal is Refusal.BUSY)


@pytest.mark.parametrize("hresult", [-2147418110, -2147417825], ids=["cancelled", "timed out"])
def test_a_call_that_may_have_been_made_is_not_made_again(hresult: int) -> None:
    error = ComError(hresult)

    assert excel_error(error).refusal is Refusal.BUSY  # type: ignore[union-attr]
    assert not is_busy(error)


def test_an_error_of_ours_is_not_from_excel() -> None:
    assert excel_error(TypeError("an int")) is None
    assert excel_error(OSError(13, "Permission denied")) is None


def test_the_cause_of_an_error_is_looked_at() -> None:
    ours = KpibookError("no", code="no")
    ours.__cause__ = ComError(-2147418111)

    assert excel_error(ours) == ExcelError(Refusal.BUSY, "0x80010001")
    assert not is_busy(ours), "the call that failed is not this one"


@pytest.mark.parametrize(
    "text",
    [
        "We couldn't find 'Jane Smith'.",
        'There is no "Jane Smith".',
        "There is no \u201cJane Smith\u201d here.",
        r"C:\Users\Jane.Smith\Housing.xlsx could not be found.",
        "https://council.sharepoint.com/sites/Jane.Smith could not be found.",
        "/Users/Jane.Smith/Housing.xlsx could not be found.",
    ],
)
def test_what_excel_quotes_and_paths_stay_out_of_its_description(text: str) -> None:
    found = excel_error(ComError(EXCEPTION, text, A1004))

    assert found is not None
    assert "Jane" not in found.description
    assert found.description, "the rest is kept"


def test_a_long_description_is_cut() -> None:
    found = excel_error(ComError(EXCEPTION, "very " * 100, A1004))

    assert found is not None
    assert len(found.description) == 200


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_reason_has_a_way_out(refusal: Refusal) -> None:
    assert refusal.fix.endswith(".")
    assert refusal.code.startswith("excel-")


def test_an_excel_that_cannot_be_reached_is_answered_with_its_reason_and_number() -> None:
    forbidden = str(not_reached(CommandError(-1743)))

    assert "Automation" in forbidden
    assert "-1743" in forbidden
    assert "Finish typing" not in forbidden
    assert "Finish typing" in str(not_reached(LookupError("no Excel is running")))


def test_words_in_the_log_are_the_number_and_the_description(tmp_path: Path) -> None:
    assert str(ExcelError(Refusal.OTHER, "0x800A03EC", "Unable.")) == "0x800A03EC Unable."
