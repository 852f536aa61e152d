"""Figures that a direction of travel may be taken against, in the words of the register."""

from __future__ import annotations

import re
from enum import Enum

from kpibook.domain.wording import listed, nearest, quoted
from kpibook.errors import SchemeError

#: Most baselines a measure or a scheme names.
MOST = 2


class ComparedWith(Enum):
    """Figure that a direction of travel is taken against."""

    PREVIOUS = "previous period"
    PREVIOUS_YEAR = "same period last year"
    OUTTURN = "last year's outturn"
    TARGET_PATH = "target path"
    BEST = "best so far"


#: Their names in a sentence.
NAMES = {
    ComparedWith.PREVIOUS: "the quarter before",
    ComparedWith.PREVIOUS_YEAR: "the same quarter last year",
    ComparedWith.OUTTURN: "last year's outturn",
    ComparedWith.TARGET_PATH: "the target path",
    ComparedWith.BEST: "the best so far",
}
#: Other words for each. "Last year" is not among them: it can mean two of them.
_OTHER_WORDS = {
    ComparedWith.PREVIOUS: (
        "previous", "last period", "period before", "prior period", "preceding period",
        "period on period", "short term", "short term trend",
    ),
    ComparedWith.PREVIOUS_YEAR: (
        "same period of last year", "same time last year", "same period previous year",
        "same period a year ago", "previous year same period", "same period in previous year",
        "same period in the previous year", "year on year", "long term", "long term trend",
    ),
    ComparedWith.OUTTURN: (
        "outturn", "last years outturn", "last year outturn", "previous years outturn",
        "previous year outturn", "outturn of last year", "outturn last year", "year end outturn",
        "last years year end", "previous year end", "last year end", "year end of last year",
    ),
    ComparedWith.TARGET_PATH: (
        "target", "path", "profile", "target profile", "path to target", "trajectory",
        "target trajectory", "profiled target",
    ),
    ComparedWith.BEST: (
        "best", "best ever", "best yet", "best figure", "best figure so far", "best to date",
        "personal best", "best on record",
    ),
}  # fmt: skip
_AMBIGUOUS = ("last year", "previous year", "year before", "prior year", "a year ago")
_BY_WORD = {
    word: baseline
    for baseline, others in _OTHER_WORDS.items()
    for word in (re.sub(r"['\u2019]", "", baseline.value), *others)
}


def read_compared_with(text: str) -> tuple[ComparedWith, ...]:
    """Read one or two baselines; empty for a blank.

    Capitals, spaces, hyphens and apostrophes do not matter, nor do "quarter", "month" or "term"
    for "period". Two are separated by a comma, a semicolon or "and".

    Raises:
        SchemeError: ``compared-with-unknown``: a word is no baseline, or could be two of them, or
            there are more than two.

    >>> read_compared_with("Last Year's Outturn, previous quarter")
    (<ComparedWith.OUTTURN: "last year's outturn">, <ComparedWith.PREVIOUS: 'previous period'>)
    """
    names = [name.strip() for name in re.split(r"[,;\n]|\band\b|&", text) if name.strip()]
    baselines = tuple(dict.fromkeys(_baseline(name) for name in names))
    if len(baselines) > MOST:
        raise SchemeError(
            f"there are {len(baselines)} figures to compare with: "
            f"{listed([baseline.value for baseline in baselines])}.",
            code="compared-with-unknown",
            fix="Keep one or two of them.",
        )
    return baselines


def _baseline(name: str) -> ComparedWith:
    word = re.sub(r"['\u2019]", "", name.casefold())
    word = " ".join(re.sub(r"[-\u2010-\u2014_]", " ", word).split()).rstrip(".")
    word = re.sub(r"^(?:compared )?(?:with |to |against |since |the )+", "", word)
    word = re.sub(r"(?<!short )(?<!long )\b(?:quarter|qtr|month|term)\b", "period", word)
    if word in _AMBIGUOUS:
        choices = (ComparedWith.PREVIOUS_YEAR, ComparedWith.OUTTURN)
        raise SchemeError(
            f"{quoted(name)} may be the {choices[0].value}, or {choices[1].value}.",
            code="compared-with-unknown",
            fix=f'Write "{choices[0].value}" or "{choices[1].value}".',
        )
    if word not in _BY_WORD:
        raise SchemeError(
            f"{quoted(name)} is nothing a figure can be compared with.",
            code="compared-with-unknown",
            fix=nearest(name, [baseline.value for baseline in ComparedWith]),
        )
    return _BY_WORD[word]
