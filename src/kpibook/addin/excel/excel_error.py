"""Errors that Excel raises, told apart by their numbers: busy, protected, read-only, gone.

xlwings passes Excel's errors on as they are. On Windows they are pywin32's ``com_error``, on a Mac
appscript's ``CommandError``; neither class can be imported on the other system, so an error is
known by its attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_LONGEST = 200  # characters of Excel's description that are kept
_QUOTED = regex(r"(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"|[\u2018\u201c][^\u2019\u201d]*[\u2019\u201d]")
_PATH = regex(r"(?:[A-Za-z]:\\|\\\\|https?://|/[^\s/]+/)\S+")

# HRESULT values: [MS-ERREF] 2.1.1; 0x800AC472 is Excel's own while a cell is edited (xlwings #587).
_BUSY = {0x80010001, 0x8001010A, 0x800AC472, 0x80010002, 0x8001011F}
_PERHAPS_MADE = {"0x80010002", "0x8001011F"}  # RPC_E_CALL_CANCELED, RPC_E_TIMEOUT
_GONE = {0x80010108, 0x800706BA, 0x800706BE, 0x800401FD, 0x80010007, 0x80010012, 0x80010105}
# Apple event errors: Apple's "Error Numbers and Error Messages"; -1712 is a time-out.
_BUSY_MAC = {-1712, -10005, -606}
_GONE_MAC = {-600, -609, -10810, -903, -905}
_FORBIDDEN_MAC = {-1743, -1744}

_PROTECTED = regex(r"\bprotected (?:sheet|and)|\bis protected|unprotect|locked cell", re.IGNORECASE)
_READ_ONLY = regex(r"read-only", re.IGNORECASE)


class Refusal(Enum):
    """The reason for which Excel refused a call."""

    BUSY = "busy"
    PROTECTED = "protected"
    READ_ONLY = "read-only"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    OTHER = "other"

    @property
    def why(self) -> str:
        """A sentence for the officer on the reason; "" if it is not known."""
        return _WORDS[self].why

    @property
    def fix(self) -> str:
        """A sentence for the officer on what to do."""
        return _WORDS[self].fix

    @property
    def code(self) -> str:
        """The stable code of the message."""
        return _WORDS[self].code


@dataclass(frozen=True, slots=True)
class _Words:
    why: str
    fix: str
    code: str


_WORDS = {
    Refusal.BUSY: _Words(
        "Excel is busy: a cell is being edited, or Excel has a question open.",
        "Finish typing in the cell you are in, answer any question Excel asks, and press the "
        "button again.",
        "excel-busy",
    ),
    Refusal.PROTECTED: _Words(
        "A sheet, or the workbook's structure, is protected.",
        "Take the protection off (Review > Unprotect Sheet or Protect Workbook), and press the "
        "button again.",
        "excel-protected",
    ),
    Refusal.READ_ONLY: _Words(
        "The workbook is open read-only.",
        "Save it under another name, or close it and open it for editing, and press the button "
        "again.",
        "excel-read-only",
    ),
    Refusal.GONE: _Words(
        "Excel, or the workbook, was closed while the button worked.",
        "Open the workbook again, look at it, and press the button again.",
        "excel-gone",
    ),
    Refusal.FORBIDDEN: _Words(
        "The Mac does not let kpibook control Excel.",
        "Open System Settings > Privacy & Security > Automation, allow Microsoft Excel to be "
        "controlled by what is listed there (Microsoft Excel, Terminal or Python), and press the "
        "button again. If nothing is listed, run `tccutil reset AppleEvents` in Terminal: the Mac "
        "then asks again at the next button.",
        "excel-forbidden",
    ),
    Refusal.OTHER: _Words(
        "",
        "Close any dialog in Excel and press the button again. If it is refused again, send the "
        "log of faults to the people who look after kpibook at your council.",
        "excel-refused",
    ),
}


@dataclass(frozen=True, slots=True)
class ExcelError:
    """An error that Excel raised.

    Attributes:
        refusal: The reason.
        number: Excel's number, as people search for it: ``0x800A03EC``, on a Mac ``-1743``.
        description: Excel's own words, fit for a log; "" if it gave none. What they quote, and
            paths, are left out: they can name a cell's text or a person.
    """

    refusal: Refusal
    number: str
    description: str = ""

    @property
    def why(self) -> str:
        """A sentence or two for the officer: the reason, and the number for those who help."""
        number = f"Excel's number for it is {self.number}." if self.number else ""
        return f"{self.refusal.why} {number}".strip()

    def __str__(self) -> str:
        return f"{self.number} {self.description}".strip()


NO_NUMBER = ExcelError(Refusal.OTHER, "")
"""A refusal without a number of Excel's."""


def excel_error(error: BaseException) -> ExcelError | None:
    """Return Excel's error, also if it is the cause of `error`; None if it is not from Excel.

    >>> rejected = OSError("Call was rejected by callee.")
    >>> rejected.hresult = -2147418111
    >>> excel_error(rejected)
    ExcelError(refusal=<Refusal.BUSY: 'busy'>, number='0x80010001', description='')
    """
    return next((found for raised in with_causes(error) if (found := raised_by(raised))), None)


def raised_by(error: BaseException) -> ExcelError | None:
    """Return Excel's error if `error` itself is one, whatever its cause; else None."""
    return _on_windows(error) or _on_mac(error)


def is_busy(error: BaseException) -> bool:
    """Return True if Excel rejected this call because it is busy; the same call may succeed.

    False for a call that was cancelled or took too long: it may have been made, and to insert rows
    twice would be worse than a message.
    """
    found = raised_by(error)
    if found is None or found.refusal is not Refusal.BUSY:
        return False
    return found.number not in _PERHAPS_MADE


def _on_windows(error: BaseException) -> ExcelError | None:
    # xlwings raises its own class where pywin32 hides a rejected call behind an AttributeError.
    if type(error).__name__ == "ExcelBusyError":
        return ExcelError(Refusal.BUSY, "0x80010001")
    hresult = getattr(error, "hresult", None)
    if not isinstance(hresult, int):
        return None
    # (wcode, source, description, help file, help id, scode); None if Excel gave no details.
    details: tuple[object, ...] = getattr(error, "excepinfo", None) or ()
    text = str(details[2] or "") if len(details) > 2 else ""
    scode = details[5] if len(details) > 5 else 0
    scode = scode if isinstance(scode, int) else 0
    numbers = {hresult & 0xFFFFFFFF, scode & 0xFFFFFFFF}
    if numbers & _BUSY:
        refusal = Refusal.BUSY
    elif numbers & _GONE:
        refusal = Refusal.GONE
    else:
        refusal = _by_words(text)
    # 0x80020009 only says that the details tell more.
    shown = scode if scode and hresult & 0xFFFFFFFF == 0x80020009 else hresult
    return ExcelError(refusal, f"0x{shown & 0xFFFFFFFF:08X}", _fit_for_a_log(text))


def _on_mac(error: BaseException) -> ExcelError | None:
    number = getattr(error, "errornumber", None)
    if not isinstance(number, int):
        return None
    text = str(getattr(error, "errormessage", "") or "")
    for refusal, numbers in (
        (Refusal.BUSY, _BUSY_MAC),
        (Refusal.GONE, _GONE_MAC),
        (Refusal.FORBIDDEN, _FORBIDDEN_MAC),
    ):
        if number in numbers:
            return ExcelError(refusal, str(number), _fit_for_a_log(text))
    return ExcelError(_by_words(text), str(number), _fit_for_a_log(text))


def _by_words(text: str) -> Refusal:
    # Excel has one number, 1004 (0x800A03EC), for most refusals; only its words differ. In another
    # language than English they are not recognised, and the reason is OTHER.
    if _PROTECTED.search(text):
        return Refusal.PROTECTED
    return Refusal.READ_ONLY if _READ_ONLY.search(text) else Refusal.OTHER


def _fit_for_a_log(text: str) -> str:
    r"""Return one line without what it quotes and without paths.

    >>> _fit_for_a_log("'Housing.xlsx' can't be\r\nfound in C:\\Users\\sian\\x.xlsx")
    "'...' can't be found in ..."
    """
    line = " ".join(text.split())
    return _PATH.sub("...", _QUOTED.sub("'...'", line))[:_LONGEST]


def with_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those that led to it, each once."""
    # A chain of causes can lead back to its start.
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__
