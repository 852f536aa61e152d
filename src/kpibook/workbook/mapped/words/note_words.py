"""Words by which foot notes and totals of a sheet are told from its measures."""

from __future__ import annotations

import re

from kpibook.on_use.regex import regex

_NOTE = regex(
    r"[*\u2020\u2021\u00b9\u00b2\u00b3]|\(?(?:foot)?notes?(?!\w)|n\.?b\.?(?!\w)|sources?\s*:"
    r"|source\b.*\b(?:data|system)|(?:key|allwedd|nodyn|nodiadau)(?:\s*:|$)|\(?[a-z]\)?\s*="
    r"|data (?:is|are|as|from|source)|figures (?:are|may|in|for|from)|please note"
    r"|produced (?:by|on)|printed|prepared by|end of (?:report|table|sheet)|\u00a9",
    re.IGNORECASE,
)
_TOTAL = regex(
    r"(?:(?:grand|overall|sub)[\s-]*)?totals?(?![\w-]).*|cyfanswm|(?:overall |mean )?average|mean"
    r"|sum",
    re.IGNORECASE | re.DOTALL,
)


def is_note(text: str) -> bool:
    """Return True if a text begins as a foot note.

    >>> is_note("* HS02 is cumulative."), is_note("Key: green on target"), is_note("Notices served")
    (True, True, False)
    """
    return _NOTE.match(text) is not None


def is_total(text: str) -> bool:
    """Return True for the first text of a row of totals.

    >>> is_total("Grand total"), is_total("Total households"), is_total("Totally safe homes")
    (True, True, False)
    """
    return _TOTAL.fullmatch(text) is not None
