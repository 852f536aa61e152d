"""Dates as people in the UK write them: the day comes first."""

from __future__ import annotations

import re
from datetime import date, datetime

from kpibook.domain.wording import quoted
from kpibook.errors import NotADate

_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
# Day first, as in the UK: 03/04/2022 is 3 April. The American order is never tried.
_FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
)


def parse_date(value: object) -> date | None:
    """Return the day a cell or a field names; None for blank and NaN.

    Takes dates, "17/01/2022" (day first), "2022-01-17", "17th January 2022", "17 Jan 2022".

    Raises:
        NotADate: Anything else, an impossible date, or a year outside 1990 to 2199.

    >>> parse_date("17th January 2022")
    datetime.date(2022, 1, 17)
    """
    if value is None or value == "" or value != value:  # NaN, and pandas' NaT, differ from self
        return None
    if isinstance(value, datetime):
        return _plausible(value.date(), value)
    if isinstance(value, date):
        return _plausible(value, value)
    text = " ".join(_ORDINAL.sub("", str(value)).replace(",", " ").split())
    if not text:
        return None
    for form in _FORMS:
        try:
            return _plausible(datetime.strptime(text, form).date(), value)  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    raise _not_a_date(value)


def _plausible(day: date, value: object) -> date:
    # "%y" reads 89 as 1989 and 22 as 2022; a year this far off is a slip of the finger.
    if not 1990 <= day.year <= 2199:
        raise _not_a_date(value)
    return day


def _not_a_date(value: object) -> NotADate:
    return NotADate(
        f"{quoted(value)} is not a date.",
        code="date-unreadable",
        fix="Write it as 31/12/2021, the day first.",
    )
