"""The worksheet function KPI_TARGET_MET_SHARE: the share of measures that met their target."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kpibook.addin.worksheet_functions.arguments import Argument, as_argument
from kpibook.addin.worksheet_functions.schemes import scheme_named
from kpibook.domain.reporting.summary import Summary
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import nearest, quoted
from kpibook.errors import FunctionError
from kpibook.xlsx import CellError

_MET = (Status.EXCEEDING, Status.MET)


def share_met(statuses: Any, scheme: Any = None) -> Any:
    """Return the share of the rated measures that met or exceeded their target, from 0 to 1.

    It is the percentage that the return prints, to the same decimals; "" where every cell is blank.

    Args:
        statuses: Cells with words of the scheme, or with the keys that ``kpibook rate`` writes.
        scheme: The scheme of the words; None is `standard`.

    Raises:
        KpibookError: A word is not in the scheme, or no measure is rated.
    """
    words, named = as_argument(statuses), as_argument(scheme)
    _check(words, named)
    meanings = _meanings(scheme_named(named.value(0, 0)))
    rows, columns = words.shape
    values = [words.value(row, column) for row in range(rows) for column in range(columns)]
    tally = Counter(_status(value, meanings) for value in values if value is not None)
    if not tally:
        return ""
    counts = {status: tally[status] for status in Status}
    shares = Summary(tally.total(), counts, {}, {}).shares().percentages
    if not shares:
        raise FunctionError(
            "none of the measures is rated, so there is no share.",
            code="share-of-none",
            where="statuses",
        )
    return float(sum(shares.get(status, 0) for status in _MET)) / 100


def _check(words: Argument, named: Argument) -> None:
    if named.shape != (1, 1):
        raise FunctionError(
            "a share is of statuses under one scheme.",
            code="scheme-several",
            where="scheme",
            fix="Give one cell.",
        )
    if not words.is_whole:
        raise FunctionError(
            "the cells are in several ranges.",
            code="ranges-several",
            where="statuses",
            fix="Give one range.",
        )


def _meanings(scheme: Scheme) -> dict[str, set[Status]]:
    """Return the statuses behind each word of a scheme, and behind each key."""
    # A scheme may use a word for several statuses, hence the sets.
    words: dict[str, set[Status]] = {}
    for status, look in scheme.statuses.items():
        words.setdefault(_word(look.label), set()).add(status)
    return {status.value: {status} for status in Status} | words


def _status(value: Any, meanings: dict[str, set[Status]]) -> Status:
    if isinstance(value, CellError):
        raise FunctionError(
            f"a cell shows {value}.",
            code="formula-error",
            where="statuses",
            fix="Put the formula right.",
        )
    meant = meanings.get(_word(str(value)), set())
    # A word for both not rated and not reported is no problem: neither counts in a share.
    if not meant or (len(meant) > 1 and any(status.is_rated for status in meant)):
        what = "has several meanings" if meant else "is not one"
        keys = {status.value for status in Status}
        words = [word for word in meanings if word not in keys]
        raise FunctionError(
            f"{quoted(value)} {what} of the scheme's words.",
            code="status-unknown",
            where="statuses",
            fix=nearest(_word(str(value)), words),
        )
    return next(iter(meant))


def _word(text: str) -> str:
    return " ".join(text.casefold().split())
