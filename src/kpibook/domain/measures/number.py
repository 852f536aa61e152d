"""Conversion of cells and texts to numbers: Decimal at Excel's 15 significant digits.

Excel stores binary doubles and shows 15 digits, so 0.1 + 0.2 arrives as 0.30000000000000004
and a person sees 0.3. Everything kpibook compares has been through `to_decimal`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from numbers import Real
from typing import TypeAlias

from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.marker_words import MISSING_WORDS, QUALIFYING_WORDS
from kpibook.domain.measures.vocabulary.meaning import index_of
from kpibook.domain.wording import quoted
from kpibook.errors import NotANumber
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

#: Shorthand of the Government Analysis Function for a missing figure.
MISSING_MARKERS = {"[x]": "not available", "[z]": "not applicable", "[c]": "confidential"}
#: Shorthand that qualifies a figure.
QUALIFYING_MARKERS = {
    "[b]": "break in time series",
    "[e]": "estimated",
    "[er]": "earliest revision",
    "[f]": "forecast",
    "[ns]": "not significant",
    "[s]": "significant at 0.05",
    "[ss]": "significant at 0.01",
    "[sss]": "significant at 0.001",
    "[low]": "rounds to zero but is not a true zero",
    "[p]": "provisional",
    "[r]": "revised",
    "[u]": "low reliability",
    "[w]": "none recorded in survey",
}
MARKERS = {**MISSING_MARKERS, **QUALIFYING_MARKERS}
#: Typed with a figure, or as its marker: an officer has looked at it, and it is right. It is no
#: shorthand of the return, and never printed.
OK_MARKER = "[ok]"

_MISSING_BY_WORD = index_of(MISSING_WORDS)
_QUALIFYING_BY_WORD = index_of(QUALIFYING_WORDS)
_QUALIFYING = "|".join(word for words in QUALIFYING_WORDS.values() for word in words)
_BEHIND_FIGURE = regex(
    rf"(?<=[\d%])(?:\s+({_QUALIFYING})|\s*\(({_QUALIFYING})\))$",
    re.IGNORECASE,
)
# Small counts are withheld as "<5", "1 to 4" or an asterisk: it is not the number 5.
_WITHHELD = regex(
    r"\*+|(?:<=?|\u2264|below|under|fewer than|less than)\s*(?:[2-9]|1\d|20)"
    r"|[01]\s*(?:-|\u2013|to)\s*[2-9]",
    re.IGNORECASE,
)
_TINY = regex(r"<\s*(?:1|[01]?\.\d+)\s*%?|<\s*\d+(?:\.\d+)?\s*%")
_DOTS = regex(r"[.\u2026]+|:")
_OK = regex(r"\s*\[\s*ok\s*\]\s*|^\s*ok\s*$", re.IGNORECASE)
_PLAIN = regex(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_QUICK = regex(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)(%?)")
_GROUPED = regex(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_POUND = regex(r"^([+-]?)£\s*")
_SCALED = regex(r".*\d\s*(k|m|bn?|th|thousand|million|billion)", re.IGNORECASE)

# The largest number a cell can hold; a text such as "1e400" would come out of Excel as an error.
_LARGEST = Decimal("9.99999999999999E+307")


@dataclass(frozen=True, slots=True)
class Figure:
    """Figure in a cell or a field.

    Attributes:
        value: The number; None if it is missing (blank, or a marker that says why).
        marker: Shorthand such as "[p]" or "[x]"; "" without a marker.
        percent_sign: The text carried a "%", so `value` is already in percent.
        note: The remark cleaned off, such as a trailing "+"; "" without a remark.
        settled: The text carried an "[ok]": the figure has been looked at and is right.
    """

    value: Decimal | None
    marker: str = ""
    percent_sign: bool = False
    note: str = ""
    settled: bool = False


BLANK = Figure(None)
#: Reads the digits of a text: the digits, and the whole text for messages.
DigitsReader: TypeAlias = Callable[[str, object], Decimal]


def to_decimal(value: object) -> Decimal | None:
    """Return a cell's number at Excel's 15 significant digits; None for blank and NaN.

    Text goes through `parse_figure`; a marker such as "[x]" is None as well.

    Raises:
        NotANumber: Text that is not a number, an infinity or a number too large for a cell,
            a date or a truth value.

    >>> to_decimal(0.1 + 0.2)
    Decimal('0.3')
    >>> to_decimal(float("nan")) is None
    True
    """
    return parse_figure(value).value


def parse_figure(value: object, read_digits: DigitsReader | None = None) -> Figure:
    """Read a figure as typed, imported or stored.

    `read_digits` reads the digits of a text in a unit, such as 1h 30m; None takes plain numbers.

    ======================  =======================================================
    ``None``, "", NaN       no value
    72.1, "72.1", "12.0 "   the number
    "72.1%"                 72.1, with `percent_sign`
    "1,234", "£1,234"       1234
    "(5)"                   -5, as accountants write it
    "84.9 [p]", "91.8+"     the number, with the marker or the note kept
    "-", "–", "NULL"        no value: words for nothing, see `is_nothing`
    "n/a", "..", ":"        no value, marker [x] (not available)
    "*", "<5", "low"        no value, marker [c] (confidential): withheld, not the number 5
    "[x]", "[z]", "[c]"     no value, with that marker
    "60.5 [ok]"             the number, with `settled`
    ======================  =======================================================

    Raises:
        NotANumber: "£1.2m" (the scale is ambiguous to a machine and invites a factor of a
            thousand), "six", "1,23", "(-5)" (which of its two signs is meant?), infinities,
            numbers too large for a cell, dates, True and False.
    """
    if value is None:
        return BLANK
    # True is an int in Python: without this, TRUE in a cell would be read as 1.
    if isinstance(value, bool):
        raise _not_a_number(value, "is true or false, not a figure.", "number-is-boolean")
    if isinstance(value, (int, float, Decimal)):
        return Figure(_finite(value))
    if isinstance(value, str):
        text, settled = without_ok(value)
        figure = _parse_text(text, read_digits or parse_digits)
        return replace(figure, settled=True) if settled else figure
    item = getattr(value, "item", None)  # numpy scalars, without importing numpy
    if isinstance(value, Real) and callable(item):
        return parse_figure(item())
    raise _not_a_number(value, f"is a {type(value).__name__}, not a figure.", "number-is-not")


def plain_figure(text: str) -> Figure | None:
    """Read a figure of digits, a point and a percent sign as `parse_figure` does, and much sooner.

    None for any other text, and for more digits than a figure has.

    >>> plain_figure("72.10%").value, plain_figure("1,234"), plain_figure("-0").value
    (Decimal('72.10'), None, Decimal('0'))
    """
    match = _QUICK.fullmatch(text)
    if match is None:
        return None
    return Figure(Decimal(match[1]) + 0, percent_sign=match[2] != "")


def parse_marker(words: str) -> str | None:
    """Return the shorthand a text means; None if it is unknown to kpibook, "" for blank.

    >>> parse_marker(" [P] "), parse_marker("c"), parse_marker("suppressed"), parse_marker("c*")
    ('[p]', '[c]', '[c]', None)
    """
    text = " ".join(words.casefold().split())
    if is_nothing(text):
        return ""
    # The word low is a figure withheld, and the shorthand [low] a figure that rounds to zero.
    if spoken := _marker_in_words(text):
        return spoken
    bracketed = f"[{text.strip('[]()')}]"
    return bracketed if bracketed in MARKERS else None


def without_ok(text: str) -> tuple[str, bool]:
    """Return a text without the marker [ok], and True if it had it.

    >>> without_ok("60.5 [OK]"), without_ok("[p]")
    (('60.5', True), ('[p]', False))
    """
    if "ok" not in text.casefold():  # nearly all texts
        return text, False
    rest, times = _OK.subn(" ", text)
    return (rest.strip(), True) if times else (text, False)


def stronger_marker(first_marker: str, other_marker: str) -> str:
    """Return whichever of two markers of a figure hides more.

    >>> stronger_marker("[p]", "[c]"), stronger_marker("", "[p]")
    ('[c]', '[p]')
    """
    order = ("[c]", "[z]", "[x]")
    return next(
        (marker for marker in order if marker in (first_marker, other_marker)),
        first_marker or other_marker,
    )


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Round as Excel's ROUND does: a half goes away from zero.

    >>> round_half_away(Decimal("2.5"), 0), round_half_away(Decimal("-0.25"), 1)
    (Decimal('3'), Decimal('-0.3'))
    """
    places = value.adjusted() + decimals
    if places > 26:  # further than Decimal's working precision: already whole
        return value
    if places < -1:  # less than a tenth of the last place, which may be beyond Decimal's range
        return Decimal((0, (0,), -decimals)) + 0
    unit = _unit_of(decimals)
    # Most figures are reported with their decimals.
    rounded = value if value.same_quantum(unit) else value.quantize(unit, rounding=ROUND_HALF_UP)
    return rounded + 0  # -0.04 to one place is 0.0, not -0.0


@lru_cache(maxsize=64)
def _unit_of(decimals: int) -> Decimal:
    """Return 1 in the last of these places."""
    return Decimal(1).scaleb(-decimals)


def plain(value: Decimal, decimals: int | None = None) -> str:
    """Write a number for people: grouped thousands, no exponent, `decimals` places if given.

    >>> plain(Decimal("1234.50")), plain(Decimal("72.1"), 2), plain(Decimal("1E+3"))
    ('1,234.5', '72.10', '1,000')
    """
    if decimals is not None:
        return f"{round_half_away(value, decimals):,f}"
    text = f"{value + 0:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _finite(value: float | Decimal) -> Decimal | None:
    number = Decimal(value)
    if number.is_nan():  # NaN is blank: pandas and Excel both use it for "no value"
        return None
    if number.is_infinite():
        raise _not_a_number(value, "is infinite.", "number-infinite")
    if abs(number) > _LARGEST:
        raise _not_a_number(number, "is too large for a cell.", "number-too-large")
    # + 0 turns -0 into 0.
    return Decimal(format(value, ".15g")) + 0


def _parse_text(text: str, read_digits: DigitsReader) -> Figure:
    # A zero-width space comes with text pasted from web pages, and \s does not match it.
    figure = re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()
    if is_nothing(figure):
        return BLANK
    if spoken := _marker_in_words(figure.casefold()):
        return Figure(None, spoken)
    marker = ""
    if match := re.search(r"\s*(\[[a-z]{1,4}\])$", figure, re.IGNORECASE):
        marker = match[1].lower()
        figure = figure[: match.start()]
        if marker not in MARKERS:
            raise _not_a_number(
                text, "has a marker that is not in the shorthand list.", "marker-unknown"
            )
        if not figure:
            return Figure(None, marker)
    elif match := _BEHIND_FIGURE.search(figure):
        marker = _QUALIFYING_BY_WORD[folded(match[1] or match[2])]
        figure = figure[: match.start()]
    note = ""
    if figure.endswith(("+", "*")) and len(figure) > 1:
        figure, note = figure[:-1].rstrip(), figure[-1]
    percent = figure.endswith("%")
    return Figure(read_digits(figure.removesuffix("%").rstrip(), text), marker, percent, note)


def _marker_in_words(words: str) -> str | None:
    """Return the marker that a word, a sign or a withheld small number means; else None."""
    if _DOTS.fullmatch(words):
        return "[x]"
    if _WITHHELD.fullmatch(words):
        return "[c]"
    if words.startswith("["):
        return None  # [low] is shorthand, and the word low is not
    key = folded(words)
    if len(key) == 1 and words.strip("()") != key:
        return None  # "c*" may be a [c] with a note, or anything
    return _MISSING_BY_WORD.get(key) or _QUALIFYING_BY_WORD.get(key)


def parse_digits(figure: str, original: object) -> Decimal:
    """Read the digits of a figure, without marker, note and percent sign.

    Args:
        figure: The digits, with a pound sign or in brackets at most.
        original: The whole text, for the message.

    Raises:
        NotANumber: They are no number.
    """
    negative = figure.startswith("(") and figure.endswith(")")
    digits = figure[1:-1] if negative else figure
    digits = _POUND.sub(r"\1", digits.replace("\u2212", "-").strip())
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if not _PLAIN.fullmatch(digits) or (negative and digits[0] in "+-"):
        if _SCALED.fullmatch(digits):
            raise _not_a_number(
                original,
                "is written in thousands, millions or billions.",
                "number-scaled",
                "Write the number out in full, in the measure's unit.",
            )
        if _TINY.fullmatch(digits):
            raise _not_a_number(
                original,
                "is not a number.",
                "number-unreadable",
                "Write 0 [low] for a figure that rounds to zero, or [c] for a figure withheld.",
            )
        raise _not_a_number(original, "is not a number.", "number-unreadable")
    try:
        value = _finite(Decimal(digits))
    except InvalidOperation:  # an exponent beyond what Decimal holds
        value = None
    if value is None:
        raise _not_a_number(original, "is not a number.", "number-unreadable")
    return -value if negative else value


def _not_a_number(value: object, fault: str, code: str, fix: str = "") -> NotANumber:
    return NotANumber(
        f"{quoted(value)} {fault}",
        code=code,
        fix=fix or "Enter a number, or a marker such as [x] (not available) where there is none.",
    )
