"""Expected returns and what came in, built from domain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpibook.domain.consolidation.consolidation import SourceBook
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.returns.match import returns_of
from kpibook.domain.returns.returned import Returns

DUE = date(2022, 1, 17)


def housing(**fields: object) -> ExpectedReturn:
    """The return of Housing, due on 17 January 2022 unless the fields say otherwise."""
    values: dict[str, object] = {"directorate": "Housing", "due": DUE, "line": 2, **fields}
    return ExpectedReturn(**values)  # type: ignore[arg-type]


def returns(expected: Sequence[ExpectedReturn], *books: SourceBook) -> Returns:
    """The returns of a list, with these workbooks given."""
    return returns_of("expect.csv", expected, combine(books))
