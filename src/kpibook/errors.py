"""Every exception kpibook raises on purpose, and the one way a problem is put into words.

A problem says, in this order: where it is, what is wrong (with the value), why it matters
if that is not plain, and how to put it right, then a code in brackets that never changes.
Findings (``kpibook.domain.finding``) are worded by the same function.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is: a file, and in a workbook its sheet and cell, or a line of text.

    >>> str(Location("Housing Q2.xlsx", sheet="Measures", cell="G14"))
    "Housing Q2.xlsx 'Measures'!G14"
    >>> str(Location("actuals.csv", line=7))
    'actuals.csv line 7'
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None

    def __str__(self) -> str:
        within = ""
        if self.sheet:
            within = f"'{self.sheet}'" + (f"!{self.cell}" if self.cell else "")
        elif self.cell:
            within = self.cell
        elif self.line is not None:
            within = f"line {self.line}"
        return " ".join(part for part in (self.file, within) if part)


def in_words(where: object, what: str, why: str, fix: str, code: str) -> str:
    """Join the parts of a problem into the sentence people read.

    >>> in_words("a.xlsx", "there is no sheet named 'Measures'.", "", "Add one.", "sheet-missing")
    "a.xlsx: there is no sheet named 'Measures'. Add one. [sheet-missing]"
    """
    place = str(where)
    said = " ".join(part.strip() for part in (what, why, fix) if part and part.strip())
    return (f"{place}: " if place else "") + f"{said} [{code}]"


class KpibookError(Exception):
    """The task cannot go on. The parts are kept as fields and joined in ``str``.

    Args:
        what: What is wrong, a sentence, with the value where that helps and is not personal.
        code: Stable code, lower case with hyphens. It never changes; the wording may.
        where: A `Location`, or a file name; empty when the place is plain from `what`.
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

    def as_dict(self) -> dict[str, str | None]:
        """The error for ``--json``, its parts kept apart; None for a part it does not have."""
        return {
            "code": self.code,
            "what": self.what,
            "where": str(self.where) or None,
            "why": self.why or None,
            "fix": self.fix or None,
        }


class PackageError(KpibookError):
    """A file is not a workbook we can read, or an edit to it was refused; nothing was written."""


class RefusedFile(PackageError):
    """The guard turned a file away before anything parsed it."""


class RefusedEdit(PackageError):
    """A cell, table or sheet cannot be changed without damage."""


class SaveError(PackageError):
    """The workbook could not be written; the file on disk is as it was."""


class WorkbookError(KpibookError):
    """The file is a workbook, but not a performance workbook we can use."""


class AddinError(KpibookError):
    """Excel's add-in cannot be put in place, taken out or run; what is there is as it was."""


class SourceError(KpibookError):
    """Figures from elsewhere (CSV, Excel) cannot be read."""


class SchemeError(KpibookError):
    """A scheme is not known, or its file is not a valid scheme."""


class NotANumber(KpibookError):
    """A value was meant as a number and cannot be taken as one."""


class NotAPeriod(KpibookError):
    """A text was meant as a financial quarter and is not one."""


class NotADate(KpibookError):
    """A value was meant as a date and is not one."""


class FunctionError(KpibookError):
    """A worksheet function was given something it cannot answer for; the cell says so."""
