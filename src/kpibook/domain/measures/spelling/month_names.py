"""Names of the months, in full and short."""

from __future__ import annotations

NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Matches a word that may be a month; `month_number` decides.
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"


def month_number(word: str) -> int | None:
    """Return the number of a month, 1 for January; None if a word is no month's name.

    Takes the name and its beginning from three letters on: "Sept", "sep", "September".

    >>> month_number("Sept"), month_number("Decimal")
    (9, None)
    """
    name = word.casefold().strip(" .")
    if name[:3] not in _SHORT:
        return None
    number = _SHORT.index(name[:3]) + 1
    return number if NAMES[number - 1].casefold().startswith(name) else None
