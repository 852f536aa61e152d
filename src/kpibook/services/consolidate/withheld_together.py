"""Decide what workbooks withhold of their returns by looking at all of them together.

A return alone cannot know that a total in another directorate's return gives its figure away.
The decision is made of plain values, so that it can be sent to another process with the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Source
from kpibook.domain.disclosure.small_numbers import Reason, Withheld, concerned, withheld_of
from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError
from kpibook.services.consolidate.contribution import book_from
from kpibook.services.consolidate.typed_rows import typed_rows
from kpibook.services.rating.check import Checked
from kpibook.services.rating.scorecard import rate_workbook
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook

#: A `Withheld` of one workbook's rows: for each row its reasons by quarter, the numbers of the
#: rows that are protected, withheld as a whole, and exposed.
Plain = Mapping[str, Any]


def withheld_together(paths: Sequence[Path]) -> dict[str, Plain]:
    """Return what each workbook withholds, by absolute path; empty if no measure asks for it.

    Where a measure asks, each workbook is read once more. Workbooks that cannot be read are left
    out: their own tasks say why.

    Args:
        paths: The workbooks that are published, and those that are only looked at.
    """
    if not any(concerned(rows) for _, rows in _rows_of(paths)):
        return {}
    rows: list[ConsolidatedRow] = []
    places: list[tuple[str, int]] = []
    for path, own in _rows_of(paths):
        rows += own
        places += [(str(path.absolute()), number) for number in range(len(own))]
    return _by_workbook(withheld_of(rows), places)


def _by_workbook(decided: Withheld, places: Sequence[tuple[str, int]]) -> dict[str, Plain]:
    """Return a decision as plain values for each workbook."""
    plain: dict[str, dict[str, list[Any]]] = {
        name: {"reasons": [], "protected": [], "whole": [], "exposed": []} for name, _ in places
    }
    for (position, quarter), reason in decided.reasons.items():
        name, number = places[position]
        plain[name]["reasons"].append([number, str(quarter), reason.name])
    rows_of = {
        "protected": decided.protected,
        "whole": decided.whole,
        "exposed": decided.exposed,
    }
    for kind, positions in rows_of.items():
        for position in sorted(positions):
            name, number = places[position]
            plain[name][kind].append(number)
    return dict(plain)


def withheld_from(plain: Plain) -> Withheld:
    """Return the decision that was made into plain values."""
    return Withheld(
        {(n, Quarter.parse(quarter)): Reason[name] for n, quarter, name in plain["reasons"]},
        frozenset(plain["protected"]),
        frozenset(plain["whole"]),
        frozenset(plain["exposed"]),
    )


def _rows_of(paths: Iterable[Path]) -> Iterator[tuple[Path, tuple[ConsolidatedRow, ...]]]:
    for path in paths:
        try:
            with ClosedBook.open(path) as book:
                scorecard = rate_workbook(read_workbook(book), path.parent)
                typed = typed_rows(book, scorecard.workbook)
                yield path, book_from(Source(book.name), Checked(scorecard, ()), typed).rows
        except KpibookError:
            continue
