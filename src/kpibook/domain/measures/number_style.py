"""The way a file writes numbers as text: 1,234.5 or 1.234,5; a file has a single way."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from kpibook.domain.wording import quoted
from kpibook.errors import NotANumber
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex


class NumberStyle(Enum):
    """Meaning of a comma and a point between digits."""

    POINT = "a point before the decimals, as in the UK"
    COMMA = "a comma before the decimals"
    UNKNOWN = "cannot be told"


# A sign, brackets, a pound, a percent sign and a marker may stand round the digits.
_FIGURE = regex(r"(?P<before>[(+\-\u2212]?\s*£?\s*)(?P<digits>\d[\d.,]*)(?P<behind>[^\d]*)")
_EITHER = regex(r"[1-9]\d{0,2}[.,]\d{3}")
_COMMA = regex(r"\d+,\d+|[1-9]\d{0,2}(\.\d{3})+,\d+|[1-9]\d{0,2}(\.\d{3}){2,}")
_POINT = regex(r"\d*\.\d+|[1-9]\d{0,2}(,\d{3})+\.\d+|[1-9]\d{0,2}(,\d{3}){2,}")


def style_of(texts: Iterable[str], *, comma_is_usual: bool = False) -> NumberStyle:
    """Return the way a file writes its figures, from those that can be read in one way only.

    Args:
        texts: The fields of its columns of figures.
        comma_is_usual: Its fields are separated by semicolons, as where the comma is decimal.

    Returns:
        POINT for a file without a sign of the other way, COMMA for a file with semicolons that
        has signs of that way only; else UNKNOWN.

    >>> style_of(["92,4", "1.018"], comma_is_usual=True).name, style_of(["92.4", "1,018"]).name
    ('COMMA', 'POINT')
    """
    signs = StyleSigns()
    signs.add(texts)
    return signs.style(comma_is_usual=comma_is_usual)


@dataclass(slots=True)
class StyleSigns:
    """Signs of how a file writes its figures, gathered from its texts.

    Attributes:
        comma: A figure can be read with a comma before its decimals only.
        point: A figure can be read with a point before its decimals only.
    """

    comma: bool = False
    point: bool = False

    def add(self, texts: Iterable[str]) -> None:
        """Look for the signs in some texts."""
        digits = [match["digits"] for text in texts if (match := _FIGURE.fullmatch(text.strip()))]
        certain = [number for number in digits if not _EITHER.fullmatch(number)]
        self.comma = self.comma or any(_COMMA.fullmatch(number) for number in certain)
        self.point = self.point or any(_POINT.fullmatch(number) for number in certain)

    def style(self, *, comma_is_usual: bool) -> NumberStyle:
        """Return the way the file writes its figures, see `style_of`."""
        if comma_is_usual and not self.point:
            return NumberStyle.COMMA if self.comma else NumberStyle.UNKNOWN
        # In a file from the UK 1,23 is a slip of the finger: it stays unreadable.
        return NumberStyle.UNKNOWN if self.comma else NumberStyle.POINT


def in_style(text: str, style: NumberStyle) -> str:
    """Return a figure written with a decimal point; any other text as it is.

    Raises:
        NotANumber: ``number-ambiguous``: the file's way does not say whether 1.018 is about one or
            about a thousand.

    >>> in_style("92,4%", NumberStyle.COMMA), in_style("1.234,5", NumberStyle.COMMA)
    ('92.4%', '1234.5')
    """
    match = _FIGURE.fullmatch(text.strip())
    if style is NumberStyle.POINT or match is None:
        return text
    digits = match["digits"]
    # Where commas are decimal, a group of three may still come from someone who types as at home.
    if _EITHER.fullmatch(digits):
        raise _ambiguous(text, digits)
    if style is NumberStyle.COMMA and _COMMA.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    return f"{match['before']}{digits}{match['behind']}"


def kept_ambiguous(text: str, style: NumberStyle) -> str:
    """Return a text as it is; a figure that can be read in two ways in its file, as both.

    Elsewhere it could be read in one way only, and it would not be asked about again.

    >>> kept_ambiguous("1.200", NumberStyle.COMMA), kept_ambiguous("1.200", NumberStyle.POINT)
    ('1.200 or 1,200', '1.200')
    """
    try:
        in_style(text, style)
    except NotANumber:
        match = _FIGURE.fullmatch(text.strip())
        parts, whole = _both(match["digits"]) if match else ("", "")
        return f"{parts} or {int(whole):,}" if match else text
    return text


def _both(digits: str) -> tuple[str, str]:
    """Return digits with a point before the decimals, and as a whole number."""
    return digits.replace(",", "."), digits.replace(",", "").replace(".", "")


def _ambiguous(text: str, digits: str) -> NotANumber:
    parts, whole = _both(digits)
    return NotANumber(
        f"{quoted(text)} can be read as {parts} or as {int(whole):,}.",
        code="number-ambiguous",
        fix=f"Write {parts}0 or {whole}, whichever is meant.",
        why="The file does not say which: it has figures with a decimal comma, or semicolons.",
    )
