"""Exceptions that kpibook raises on purpose, and the wording of a problem.

The parts of a problem, in this order: where it is, what is wrong (with the value), why it matters
if that is not plain, how to put it right, and a code in brackets that never changes.
Findings (``kpibook.domain.finding``) are worded by the same function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

if TYPE_CHECKING:
    from kpibook.codes.code import Severity

# A file's name or a cell's text may hold control codes that a terminal obeys, line ends that forge
# another message, marks that turn the direction of writing, and halves of characters, which no
# file and no terminal can store.
_NOT_SHOWN = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACE = regex(r"[\t\r\n]+")


def whole_characters(text: str) -> str:
    r"""Return text without halves of characters (surrogates).

    Two halves that belong together become their character, a single half the mark for a character
    that cannot be shown. A file name on Linux whose bytes are not UTF-8 arrives with such halves.

    >>> whole_characters("a\ud83d\ude00"), whole_characters("a\ud83d b")
    ('a\U0001f600', 'a\ufffd b')
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def shown_name(name: object) -> str:
    r"""Return the name of a file or sheet fit for a message: one line, nothing a terminal obeys.

    >>> shown_name("a\x1b[31m\n.xlsx")
    'a\ufffd[31m\ufffd.xlsx'
    """
    text = str(name)
    if text.isascii() and text.isprintable():
        return text
    return _NOT_SHOWN.sub("\ufffd", whole_characters(text))


@dataclass(frozen=True, slots=True)
class Location:
    """A file, and in a workbook its sheet and cell, or a line of a text file.

    >>> str(Location("Housing Q2.xlsx", sheet="Measures", cell="G14"))
    "Housing Q2.xlsx 'Measures'!G14"
    >>> str(Location("actuals.csv", line=7))
    'actuals.csv line 7'
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None

    def sheet_from(self, file: str) -> str:
        """Return the sheet as it is named in a file; one of another file has that in front.

        >>> Location("figures.xlsx", "Q3", "D4").sheet_from("scorecard.xlsx")
        '[figures.xlsx]Q3'
        """
        return self.sheet if self.file in ("", file) else f"[{self.file}]{self.sheet}"

    def __str__(self) -> str:
        within = ""
        if self.sheet:
            within = f"'{self.sheet}'" + (f"!{self.cell}" if self.cell else "")
        elif self.cell:
            within = self.cell
        elif self.line is not None:
            within = f"line {self.line}"
        return " ".join(part for part in (shown_name(self.file), shown_name(within)) if part)


def in_words(where: object, what: str, why: str, fix: str, code: str) -> str:
    """Join the parts of a problem into the sentence people read.

    >>> in_words("a.xlsx", "there is no sheet named 'Measures'.", "", "Add one.", "sheet-missing")
    "a.xlsx: there is no sheet named 'Measures'. Add one. [sheet-missing]"
    """
    # An empty `where` is for a message that a caller puts behind the file's name itself.
    location = shown_name(where)
    sentence = " ".join(part.strip() for part in (what, why, fix) if part and part.strip())
    sentence = shown_name(_SPACE.sub(" ", sentence))
    return (f"{location}: " if location else "") + f"{sentence} [{code}]"


class KpibookError(Exception):
    """An error that ends the task. Its parts are fields, joined in ``str``.

    Args:
        what: What is wrong, a sentence, with the value where that helps and is not personal.
        code: Stable code, lower case with hyphens. It never changes; the wording may.
        where: A `Location`, or a file name; empty if `what` says it.
        why: Why it matters, if that is not plain.
        fix: What the reader can do about it.
    """

    def __init__(
        self,
        what: str,
        *,
        code: str,
        where: Location | str = "",
        why: str = "",
        fix: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.code = code
        self.where = Location(where) if isinstance(where, str) else where
        self.why = why
        self.fix = fix

    def __str__(self) -> str:
        return in_words(self.where, self.what, self.why, self.fix, self.code)

    @property
    def severity(self) -> Severity:
        """The severity, by the table of codes."""
        from kpibook.codes.table import severity_of  # an error that is never shown needs no table

        return severity_of(self.code)

    def as_dict(self) -> dict[str, str | None]:
        """Return the error for ``--json``, part by part; None for a part it does not have."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "what": self.what,
            "where": str(self.where) or None,
            "why": self.why or None,
            "fix": self.fix or None,
        }


class PackageError(KpibookError):
    """A file that is not a workbook we can read, or a refused edit of it; nothing was written."""


class RefusedFile(PackageError):
    """A file that the guard turned away before it was parsed."""


class RefusedEdit(PackageError):
    """A change to a cell, table or sheet that would do damage."""


class SaveError(PackageError):
    """A workbook that could not be written; the file on disk is as it was."""


class WorkbookError(KpibookError):
    """A workbook that is not a performance workbook we can use."""


class AddinError(KpibookError):
    """Excel's add-in cannot be installed, removed or run; the computer is as it was."""


class SourceError(KpibookError):
    """Figures from elsewhere (CSV, Excel) that cannot be read."""


class SchemeError(KpibookError):
    """An unknown scheme, or a scheme file that is not valid."""


class WordingError(KpibookError):
    """A file of a council's words for its reports that is not valid."""


class LayoutError(KpibookError):
    """A layout of a council's own workbook that is not valid, or does not fit the workbook."""


class NotANumber(KpibookError):
    """A value that was meant as a number and cannot be read as a number."""


class NotAPeriod(KpibookError):
    """A text that was meant as a financial quarter and is not a financial quarter."""


class NotADate(KpibookError):
    """A value that was meant as a date and is not a date."""


class FunctionError(KpibookError):
    """A bad argument to a worksheet function; the cell shows the message."""
