"""Targets that are set against another figure: better than last year, 10% fewer, top quartile."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from kpibook.domain.measures.period import parse_financial_year
from kpibook.domain.measures.polarity import Polarity
from kpibook.errors import NotAPeriod
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex


class Against(Enum):
    """Figure that a target is set against; the value is its name in messages."""

    LAST_YEAR = "the same quarter last year"
    LAST_QUARTER = "the quarter before"
    TOP_QUARTILE = "the top quartile"


@dataclass(frozen=True, slots=True)
class Relative:
    """Target set against another figure.

    Attributes:
        against: The figure.
        polarity: The way its words call good; None for "better", which is the measure's way.
        strict: The figure itself is not good enough ("better than last year").
        percent: What it is to change by, in % of the figure; 0 for none. Below zero is a fall.
        points: What it is to change by, in the measure's unit; 0 for none.
        year: The financial year that the words name; None if they name none.
        turns: The change goes the measure's good way ("a 10% improvement").
    """

    against: Against
    polarity: Polarity | None = None
    strict: bool = False
    percent: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    year: int | None = None
    turns: bool = False

    def of(self, figure: Decimal, polarity: Polarity) -> Decimal:
        """Return the target that follows from the figure, for a measure of that polarity."""
        sign = -1 if self.turns and polarity is Polarity.LOWER else 1
        return figure * (100 + sign * self.percent) / 100 + sign * self.points


_YEAR = (
    r"(?:the\s+)?(?:(?:same\s+(?:quarter|period)\s+)?(?:in\s+)?(?:last|previous|prior|preceding)"
    r"\s+(?:financial\s+)?year(?:[’']s)?|(?P<year>20\d\d\s*[/-]\s*\d\d(?:\d\d)?))"
    r"(?:\s+(?:figures?|outturn|results?|performance|position|actual|baseline|level))?"
)
_QUARTER = (
    r"(?P<quarter>(?:the\s+)?(?:last|previous|prior|preceding)\s+quarter(?:[’']s)?"
    r"(?:\s+(?:figures?|results?|performance|position|actual))?)"
)
_REFERENCE = rf"(?:{_YEAR}|{_QUARTER})"
_BETTER = (
    r"(?:be\s+)?(?:better than|improve(?:ment)?(?:\s+(?:on|upon|from|against|over))?|improving on)"
)
_UP = (
    r"higher than|more than|greater than|above|over|exceed(?:ing)?|"
    r"increase(?:d)?\s+(?:on|from|against|over)|increase"
)
_DOWN = (
    r"lower than|less than|fewer than|below|under|"
    r"(?:reduce|reduction|decrease)(?:d)?\s+(?:on|from|against)|reduce|decrease"
)
_AS_GOOD = (
    r"no worse than|not worse than|at least as good as|as good as|maintain(?:\s+or\s+improve)?"
    r"(?:\s+on)?|same as|in line with|match|equal to|at or better than"
)
_FORMS = (
    (regex(rf"(?:{_AS_GOOD})\s+{_REFERENCE}", re.IGNORECASE), None, False),
    (regex(rf"at least\s+{_REFERENCE}", re.IGNORECASE), Polarity.HIGHER, False),
    (
        regex(rf"(?:at most|no (?:more|higher) than)\s+{_REFERENCE}", re.IGNORECASE),
        Polarity.LOWER,
        False,
    ),
    (regex(rf"{_BETTER}\s+{_REFERENCE}", re.IGNORECASE), None, True),
    (regex(rf"(?:{_UP})\s+{_REFERENCE}", re.IGNORECASE), Polarity.HIGHER, True),
    (regex(rf"(?:{_DOWN})\s+{_REFERENCE}", re.IGNORECASE), Polarity.LOWER, True),
)
_RISES = r"increase|rise|growth|more|higher|up|grow"
_FALLS = r"reduction|decrease|fall|cut|less|lower|fewer|reduce|down|drop"
_AMOUNT = (
    r"(?P<amount>\d+(?:\.\d+)?)\s*(?P<unit>%|per\s?cent|percent)?\s*"
    r"(?P<points>(?:percentage\s+)?points?|ppts?|pp)?"
)
_CHANGE = rf"(?:(?P<falls>{_FALLS})|(?P<rises>{_RISES})|(?P<better>improve(?:ment)?))"
_ON = rf"(?:\s+(?:on|from|against|over|than|compared\s+(?:to|with)|vs\.?|of)\s+{_REFERENCE})?"
_CHANGES = (
    regex(rf"(?:a\s+)?{_AMOUNT}\s*{_CHANGE}{_ON}", re.IGNORECASE),
    regex(rf"(?:a\s+)?{_CHANGE}(?:\s+(?:by|of))?\s+{_AMOUNT}{_ON}", re.IGNORECASE),
)
_QUARTILE = regex(
    r"(?:(?:be\s+)?(?:in|within|at|to be in|reach)\s+)?(?:the\s+)?"
    r"(?:top|upper|best|first|1st)\s+quartile(?:\s+(?:nationally|performance|performer))?",
    re.IGNORECASE,
)


def read_relative_target(text: str) -> Relative | None:
    """Read a target that is set against another figure; None for other words.

    >>> read_relative_target("Better than last year").against.name
    'LAST_YEAR'
    >>> read_relative_target("10% reduction").percent
    Decimal('-10')
    """
    line = " ".join(text.split()).rstrip(".")
    if _QUARTILE.fullmatch(line):
        return Relative(Against.TOP_QUARTILE)
    for form, polarity, strict in _FORMS:
        if match := form.fullmatch(line):
            return _against(match, Relative(Against.LAST_YEAR, polarity, strict))
    for change in _CHANGES:
        if match := change.fullmatch(line):
            return _change(match)
    return None


def _change(match: re.Match[str]) -> Relative | None:
    amount = Decimal(match["amount"])
    if not match["unit"] and not match["points"]:
        return None  # "5 fewer" may be of anything
    sign = -1 if match["falls"] else 1
    better = bool(match["better"])
    polarity = None if better else Polarity.LOWER if match["falls"] else Polarity.HIGHER
    points = bool(match["points"])
    return _against(
        match,
        Relative(
            Against.LAST_YEAR,
            polarity,
            percent=Decimal(0) if points else sign * amount,
            points=sign * amount if points else Decimal(0),
            turns=better,
        ),
    )


def _against(match: re.Match[str], relative: Relative) -> Relative:
    groups = match.groupdict()
    year = None
    if groups.get("year"):
        try:
            year = parse_financial_year(groups["year"].replace(" ", ""))
        except NotAPeriod:
            year = None
    against = Against.LAST_QUARTER if groups.get("quarter") else Against.LAST_YEAR
    return Relative(
        against,
        relative.polarity,
        relative.strict,
        relative.percent,
        relative.points,
        year,
        relative.turns,
    )
