"""Duplicate rows: a measure reported twice, and a reference used twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kpibook.domain.consolidation.row_digest import RowDigest
from kpibook.domain.consolidation.workbook_refusals import Refusal
from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed, shortened

_MOST_NAMED = 5


def reported_twice(rows: Iterable[RowDigest]) -> list[tuple[RowDigest, Refusal]]:
    """Find the rows that another workbook reports as well and that are not used, in order.

    Args:
        rows: By workbook and in its order. Rows whose reference is unique in their council
            may be left out.
    """
    digests = list(rows)
    by_measure: defaultdict[tuple[str, str, str], list[RowDigest]] = defaultdict(list)
    for row in digests:
        by_measure[row.council, row.directorate, row.key].append(row)
    refused: dict[tuple[str, int], Refusal] = {}
    for duplicates in by_measure.values():
        if len(duplicates) > 1:
            agree = len({row.says for row in duplicates}) == 1
            # Rows that agree can stand for each other; between rows that differ a person decides.
            for row in duplicates[1:] if agree else duplicates:
                refused[row.place] = _refusal(row, duplicates, agree=agree)
    return [(row, refused[row.place]) for row in digests if row.place in refused]


def shared_references(rows: Iterable[RowDigest]) -> Iterator[Finding]:
    """Report references that several directorates of a council use, with a finding per use.

    Args:
        rows: As in `reported_twice`, without the rows that it refuses.
    """
    by_ref: defaultdict[tuple[str, str], list[RowDigest]] = defaultdict(list)
    for row in rows:
        by_ref[row.council, row.key].append(row)
    for sharing in by_ref.values():
        names = [row.known_as for row in sharing]
        for position, row in enumerate(sharing if len(sharing) > 1 else ()):
            other_names = names[:position] + names[position + 1 :]
            yield Finding(
                "consolidate-same-ref",
                f"{shortened(row.ref)} is also a reference of "
                f"{listed(other_names, _MOST_NAMED)}: both measures are kept.",
                row.where,
                "Nothing, if they are different measures; else report it in one workbook.",
                ref=row.ref,
            )


def _refusal(row: RowDigest, rows: Sequence[RowDigest], *, agree: bool) -> Refusal:
    other_workbooks = [duplicate.source for duplicate in rows if duplicate is not row]
    start = f"{shortened(row.ref)} is also reported in {listed(other_workbooks, _MOST_NAMED)}"
    if agree:
        why = f"{start}, which says the same: counted once."
        return Refusal("consolidate-same-measure", why, "Report it in one workbook.")
    return Refusal(
        "consolidate-measures-differ",
        f"{start}, which does not say the same: none of them is used.",
        "Report it in one workbook, or give each its own directorate on the sheet Settings.",
    )
