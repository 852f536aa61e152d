"""Doubts about the figures of a filled workbook, as check has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import KpibookError
from kpibook.services.layouts.open_book import behind_layout
from kpibook.services.rating.scorecard import rate_workbook
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.told_once import in_place
from kpibook.workbook.reader import read_workbook

#: Codes of doubts that need the earlier quarters: a fill by itself sees this quarter.
_BY_HISTORY = (
    *("cumulative-falls", "figure-jump", "figure-scale", "figure-sentinel", "figure-zero"),
    *("figure-negative", "numerator-above-denominator", "percent-hundredfold"),
)


def doubts_by_history(
    book: ClosedBook, path: Path, layout: CouncilLayout, period: Quarter, told: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield the doubts about figures that check has of an open workbook, if not told already.

    Args:
        book: The workbook, filled.
        path: Its file.
        layout: The layout of it.
        period: The quarter.
        told: The findings that the fill has already.
    """
    known = {(finding.code, ref_key(finding.ref)) for finding in told}
    try:
        read = read_workbook(behind_layout(book, path, layout, period))
        card = rate_workbook(read, path.parent)
    except KpibookError:  # check says why the whole cannot be read; the fill stays possible
        return
    for finding in in_place(card.findings):
        key = finding.code, ref_key(finding.ref)
        if finding.code in _BY_HISTORY and key not in known:
            yield finding
