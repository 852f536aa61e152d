"""Rows that say what another row says too: one measure reported twice, one reference used twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kpibook.domain.consolidation.row_digest import RowDigest
from kpibook.domain.consolidation.workbook_refusals import Refusal
from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed, shortened

_MOST_NAMED = 5


def reported_twice(rows: Iterable[RowDigest]) -> list[tuple[RowDigest, Refusal]]:
    """The rows that another workbook reports as well and that are not used, in the order given.

    Args:
        rows: By workbook and in its order. Rows whose reference nobody else in the council has
            may be left out.
    """
    given = list(rows)
    by_measure: defaultdict[tuple[str, str, str], list[RowDigest]] = defaultdict(list)
    for row in given:
        by_measure[row.council, row.directorate, row.key].append(row)
    refused: dict[tuple[str, int], Refusal] = {}
    for same in by_measure.values():
        if len(same) > 1:
            alike = len({row.says for row in same}) == 1
            for row in same[1:] if alike else same:
                refused[row.place] = _twice(row, same, alike=alike)
    return [(row, refused[row.place]) for row in given if row.place in refused]


def shared_references(rows: Iterable[RowDigest]) -> Iterator[Finding]:
    """References that several directorates of one council use, a finding for each use.

    Args:
        rows: As in `reported_twice`, without the rows that it refuses.
    """
    by_ref: defaultdict[tuple[str, str], list[RowDigest]] = defaultdict(list)
    for row in rows:
        by_ref[row.council, row.key].append(row)
    for sharing in by_ref.values():
        names = [row.known_as for row in sharing]
        for place, row in enumerate(sharing if len(sharing) > 1 else ()):
            others = names[:place] + names[place + 1 :]
            yield Finding(
                "consolidate-same-ref",
                f"{shortened(row.ref)} is also a reference of "
                f"{listed(others, _MOST_NAMED)}: both measures are kept.",
                row.where,
                "Nothing, if they are different measures; else report it in one workbook.",
                ref=row.ref,
            )


def _twice(row: RowDigest, rows: Sequence[RowDigest], *, alike: bool) -> Refusal:
    others = [other.source for other in rows if other is not row]
    beside = f"{shortened(row.ref)} is also reported in {listed(others, _MOST_NAMED)}"
    if alike:
        why = f"{beside}, which says the same: counted once."
        return Refusal("consolidate-same-measure", why, "Report it in one workbook.")
    return Refusal(
        "consolidate-same-measure",
        f"{beside}, which does not say the same: none of them is used.",
        "Report it in one workbook, or give each its own directorate on the sheet Settings.",
    )
