"""Targets written in words: "fewer than 85", ">= 90%", "above the neighbour average"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kpibook.domain.measures.measure import Polarity, comparator_name
from kpibook.domain.measures.number import parse_figure
from kpibook.errors import NotANumber

_LOWER_STRICT = r"<|less than|fewer than|under|below|lower than"
_LOWER = r"<=|≤|=<|at most|no more than|not more than|up to|maximum(?: of)?"
_HIGHER_STRICT = r">|more than|over|above|higher than|greater than"
_HIGHER = r">=|≥|=>|at least|no less than|no fewer than|not less than|minimum(?: of)?"
_WAYS = (
    (_LOWER, Polarity.LOWER, False),
    (_HIGHER, Polarity.HIGHER, False),
    (_LOWER_STRICT, Polarity.LOWER, True),
    (_HIGHER_STRICT, Polarity.HIGHER, True),
)


@dataclass(frozen=True, slots=True)
class WordedTarget:
    """Target read from words.

    Attributes:
        polarity: The direction the words call good.
        strict: The value itself is not good enough ("fewer than").
        value: The figure; None when it is a comparator's.
        comparator: The comparator whose value is the target; "" when `value` is given.
    """

    polarity: Polarity
    strict: bool
    value: Decimal | None = None
    comparator: str = ""


def read_worded_target(text: str) -> WordedTarget | None:
    """Read a target in words; None if its form is not understood.

    >>> read_worded_target("fewer than 85").value, read_worded_target(">= 90%").strict
    (Decimal('85'), False)
    >>> read_worded_target("Additional 800") is None
    True
    """
    text_on_line = " ".join(text.split())
    # The order decides: "no more than" and "<=" must be tried before "more than" and "<".
    for words, polarity, strict in _WAYS:
        match = re.match(rf"(?:{words})\s*(.+)$", text_on_line, re.IGNORECASE)
        if match:
            return _worded_target(match[1], polarity, strict)
    return None


def _worded_target(amount: str, polarity: Polarity, strict: bool) -> WordedTarget | None:
    try:
        value = parse_figure(amount).value
    except NotANumber:
        name = re.sub(r"^the\s+|\s+average$", "", amount, flags=re.IGNORECASE)
        canonical = comparator_name(name)
        unknown = canonical.casefold() == name.casefold() and name.casefold() not in _COMPARATORS
        return None if unknown else WordedTarget(polarity, strict, comparator=canonical)
    return None if value is None else WordedTarget(polarity, strict, value)


_COMPARATORS = {"statistical neighbours", "england", "region", "cipfa nearest neighbours"}
