"""Number formats: the built-in formats, and a test for formats that show a date."""

from __future__ import annotations

import re

from kpibook.on_use.regex import regex

FIRST_OWN = 164
"""Ids below this are built in; a workbook's own formats start here."""

GENERAL = "General"

BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}

# Excel shows these in the form of the user's region. Only formats that are the same everywhere are
# matched by code, so that "dd/mm/yyyy" is "dd/mm/yyyy" on every computer.
_REGIONAL = {5, 6, 7, 8, 14, 22, 37, 38, 39, 40, 41, 42, 43, 44}
BUILT_IN_BY_CODE = {code: number for number, code in BUILT_IN.items() if number not in _REGIONAL}

_LONGEST = 1024
"""No program writes a longer format; without a bound, a code full of brackets takes for ever."""

# Built-in ids that have a meaning in East Asian versions of Excel only, where they show dates.
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}

_LITERAL = regex(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_DATE_LETTER = regex(r"[dmyhs]", re.IGNORECASE)


def is_date_code(code: str) -> bool:
    """Return True if a number format shows a number as a date or a time of day.

    >>> [is_date_code(code) for code in ("dd/mm/yyyy", "[h]:mm", "0.0%", '#,##0 "days"', "[Red]0")]
    [True, True, False, False, False]
    """
    # Letters in quotes, after a backslash, or in brackets such as [Red] are no date codes; [h] is.
    first = _LITERAL.sub("", code[:_LONGEST]).split(";")[0]
    if first.strip().lower() in ("general", "standard"):
        return False
    return _DATE_LETTER.search(first) is not None


def built_in_code(number: int) -> str:
    """Return a code that shows what a built-in id shows; General for an id without a meaning.

    >>> built_in_code(10), built_in_code(27), built_in_code(99)
    ('0.00%', 'mm-dd-yy', 'General')
    """
    return BUILT_IN.get(number, BUILT_IN[14] if number in _EAST_ASIAN_DATES else GENERAL)


def is_date_id(number: int) -> bool | None:
    """Return True if a built-in id shows a date; None if the id is not built in."""
    if number in _EAST_ASIAN_DATES:
        return True
    code = BUILT_IN.get(number)
    return None if code is None else is_date_code(code)
