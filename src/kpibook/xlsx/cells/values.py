"""Cell values, to and from their form in a sheet."""

from __future__ import annotations

import datetime as dt
import math
import numbers
import re
from decimal import Decimal
from typing import Any

from kpibook.errors import Location, RefusedEdit, whole_characters
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.serial_dates import serial_from
from kpibook.xlsx.xml.elements import escape

# Both limits count UTF-16 code units, as Excel does.
MAX_TEXT = 32_767
MAX_FORMULA = 8_192
# XML cannot hold these characters, so Excel writes them as _x0007_ and the like. A text that looks
# like such an escape has its underscore escaped.
_TO_ESCAPE = regex("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = regex(r"_(?=x[0-9A-Fa-f]{4}_)")
_NUMBER = regex(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_INTEGER = regex(r"-?[0-9]{1,15}", re.ASCII)
_HALF = regex("[\ud800-\udfff]")
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value, distinct from a text that looks like an error value.

    >>> str(CellError("#N/A"))
    '#N/A'
    """

    code: str

    def __str__(self) -> str:
        return self.code


WRITABLE_ERRORS = frozenset({"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"})
"""Newer error values such as #SPILL! need further parts of the workbook, and are not written."""

CellValue = int | float | Decimal | str | bool | dt.date | dt.datetime | dt.time | CellError | None
"""Values that can be written into a cell. None clears it and keeps its style."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A value as a cell stores it: the ``t`` attribute (empty for a number) and the content.

    Attributes:
        date: True when the value is a date or time and needs a format that shows it as one.
        quoted: True for a text that Excel would read as a formula if a person typed it.
    """

    kind: str
    content: bytes
    date: bool = False
    quoted: bool = False


def stored(value: Any, prefix: bytes, *, epoch_1904: bool, where: Location) -> Stored:
    """Return a value as a cell stores it; text as an inline string, never as a formula.

    Args:
        value: See `CellValue`; numbers of numpy and timestamps of pandas are accepted too.
        prefix: Namespace prefix of the sheet's elements, colon included, or empty.
        epoch_1904: The workbook counts days from 1904.
        where: Cell, for messages.

    Raises:
        RefusedEdit: ``value-type``, ``value-not-finite``, ``number-too-precise``,
            ``text-too-long``, ``text-not-unicode``, ``date-out-of-range``, ``date-time-zone``,
            ``error-value-unknown``.
    """
    value = _plain(value)
    if value is None:
        return Stored("", b"")
    if isinstance(value, str):
        return _stored_text(value, prefix, where)
    kind, content, date = _scalar(value, epoch_1904=epoch_1904, where=where)
    return Stored(kind, b"<%bv>%b</%bv>" % (prefix, content, prefix), date=date)


def stored_result(value: Any, prefix: bytes, *, epoch_1904: bool, where: Location) -> Stored:
    """Return a formula's cached result as stored after its ``f`` element; None: not calculated."""
    value = _plain(value)
    if value is None:
        return Stored("", b"")
    if isinstance(value, str):
        content = b"<%bv>%b</%bv>" % (prefix, text_content(value, where), prefix)
        return Stored("str", content)
    kind, content, date = _scalar(value, epoch_1904=epoch_1904, where=where)
    return Stored(kind, b"<%bv>%b</%bv>" % (prefix, content, prefix), date=date)


def formula_content(formula: str, where: Location) -> bytes:
    """Return a formula as the content of an ``f`` element, without its leading ``=``.

    Raises:
        RefusedEdit: ``formula-empty``, ``formula-too-long``, ``text-not-unicode``.
    """
    text = formula.removeprefix("=").strip()
    if not text:
        raise RefusedEdit("the formula is empty.", code="formula-empty", where=where)
    if _utf16_length(text) > MAX_FORMULA:
        raise RefusedEdit(
            f"the formula is longer than the {MAX_FORMULA:,} characters Excel allows.",
            code="formula-too-long",
            where=where,
        )
    if _CONTROL.search(text):
        raise _not_unicode("formula", where)
    return _escaped(text, "formula", where)


def text_content(text: str, where: Location) -> bytes:
    """Return text as the content of a ``t`` or ``v`` element."""
    if _utf16_length(text) > MAX_TEXT:
        raise RefusedEdit(
            f"the text is longer than the {MAX_TEXT:,} characters a cell can hold.",
            code="text-too-long",
            where=where,
            fix="Shorten it, or split it over several cells.",
        )
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return _escaped(text, "text", where)


def text_from(stored_text: str) -> str:
    r"""Return the text in the content of a ``t`` or ``v`` element, its escapes resolved.

    Two escapes that are the halves of one character give that character; a half without its
    other half, as a text cut in the middle of an emoji leaves, gives the replacement character.

    >>> text_from("a_x000D_b_x005F_x000D_")
    'a\rb_x000D_'
    """
    if "_x" not in stored_text:
        return stored_text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored_text)
    return whole_characters(text) if _HALF.search(text) else text


def number_from(text: str) -> int | float | None:
    """Return the number in a ``v`` element; None if Excel would not read it as a number.

    >>> number_from("12"), number_from(" 1.50 "), number_from("1_000"), number_from("NaN")
    (12, 1.5, None, None)
    """
    text = text.strip()
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _plain(value: Any) -> Any:
    """Return a numpy scalar as Python's own value; every other value unchanged."""
    if type(value).__module__ == "numpy" and hasattr(value, "item"):
        return value.item()
    return value


def _scalar(value: Any, *, epoch_1904: bool, where: Location) -> tuple[str, bytes, bool]:
    """Return the ``t`` attribute, the ``v`` content, and True if the value is a date."""
    # Before the numbers: in Python True is an integer.
    if isinstance(value, bool):
        return "b", b"1" if value else b"0", False
    if isinstance(value, CellError):
        return "e", _error_content(value, where), False
    if isinstance(value, dt.date | dt.time):
        if value != value:
            raise _not_finite(where)
        return "", _float(serial_from(value, epoch_1904=epoch_1904, where=where), where), True
    if isinstance(value, Decimal):
        return "", _decimal(value, where), False
    if isinstance(value, numbers.Integral):
        return "", _integer(int(value), where), False
    if isinstance(value, numbers.Real):
        return "", _float(float(value), where), False
    raise RefusedEdit(
        f"a value of type {type(value).__name__} cannot be written into a cell.",
        code="value-type",
        where=where,
        fix="Give a number, text, True or False, a date, an error value such as #N/A, or nothing.",
    )


def _float(value: float, where: Location) -> bytes:
    if not math.isfinite(value):
        raise _not_finite(where)
    # Excel stores 5.0 as 5; from 1E+15 on it keeps 15 digits only.
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value)).encode()
    return repr(value).encode()


def _integer(value: int, where: Location) -> bytes:
    if abs(value) >= 10**15 and (abs(value) > 10**300 or int(Decimal(f"{value:.15g}")) != value):
        raise RefusedEdit(
            "the number has more than the 15 digits that Excel keeps.",
            code="number-too-precise",
            where=where,
            fix="Write it as text if it is a code, or round it.",
        )
    return str(value).encode()


def _decimal(value: Decimal, where: Location) -> bytes:
    if not value.is_finite():
        raise _not_finite(where)
    return _float(float(format(value, ".15g")), where)


def _error_content(value: CellError, where: Location) -> bytes:
    if value.code not in WRITABLE_ERRORS:
        raise RefusedEdit(
            f"{value.code[:20]!r} is not an error value that can be written.",
            code="error-value-unknown",
            where=where,
            fix=f"Use one of {', '.join(sorted(WRITABLE_ERRORS))}.",
        )
    return value.code.encode()


def _stored_text(value: str, prefix: bytes, where: Location) -> Stored:
    content = text_content(value, where)
    # Without this attribute Excel drops the white space at both ends.
    keep = b' xml:space="preserve"' if value != value.strip() or "\n" in value else b""
    inner = b"<%bis><%bt%b>%b</%bt></%bis>" % (prefix, prefix, keep, content, prefix, prefix)
    # With the format's quotePrefix Excel keeps such a text as text when a person edits the cell.
    return Stored("inlineStr", inner, quoted=value.startswith(("=", "+", "-", "@")))


def _utf16_length(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def _escaped(text: str, what: str, where: Location) -> bytes:
    try:
        return escape(text)
    except UnicodeEncodeError as error:
        raise _not_unicode(what, where) from error


def _not_unicode(what: str, where: Location) -> RefusedEdit:
    return RefusedEdit(
        f"the {what} holds half a character or a control character that no cell can store.",
        code="text-not-unicode",
        where=where,
        fix="Read it again from its source in the right encoding.",
    )


def _not_finite(where: Location) -> RefusedEdit:
    return RefusedEdit(
        "a cell cannot hold infinity or 'not a number'.",
        code="value-not-finite",
        where=where,
        fix="Leave the cell blank, or write an error value such as #N/A.",
    )
