"""Commentary that is the last quarter's again."""

from __future__ import annotations

from kpibook.domain.commentary.reading.figure import Span
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.on_use.regex import regex

#: Fewest words of a commentary that is compared: "On target." may well be said twice.
FEWEST_WORDS = 4
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEARS = r"(?:20\d\d\s?[/\u2010-\u2015-]\s?(?:20)?\d\d|20\d\d|\d\d/\d\d)\b"
_DATE = regex(
    rf"\b(?:\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d\b|(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{_MONTH}|"
    rf"(?:q|qtr |quarter )[1-4]\b|(?:first|second|third|fourth|final) quarter\b|{_YEARS})"
)
_NO_WORD = regex(r"[\W_]+")


def comparable_words(text: str) -> str:
    """Return a text as it is compared: small letters, without dates, marks and spaces.

    >>> comparable_words("On track  at 31 December 2024.")
    'on track at'
    >>> comparable_words("On track at 30th September, 2024/25")
    'on track at'
    """
    words = _DATE.sub(" ", " ".join(text.casefold().split()))
    return _NO_WORD.sub(" ", words).strip()


def is_repeated(text: str, earlier: str) -> bool:
    """Return True if a text says what an earlier one said, but for dates, case and spaces."""
    if not earlier or len(text.split()) < FEWEST_WORDS:
        return False
    words = comparable_words(text)
    return words == comparable_words(earlier) and len(words.split()) >= FEWEST_WORDS


def repeated_finding(ref: str, text: str, now: Quarter, where: Location) -> Finding:
    """Return the finding on a commentary that is the last quarter's again.

    Args:
        ref: The reference of the measure.
        text: The commentary.
        now: The quarter it is for.
        where: Its cell.
    """
    quoted = Span(0, len(text)).of(text)
    return Finding(
        "commentary-repeated",
        f'{ref}: the commentary is that of {now.previous} again, but for dates: "{quoted}".',
        where,
        f"Say what is new in {now}, or that nothing is.",
        ref=ref,
    )
