"""Changes sheet: new, revised and removed values since an earlier consolidated workbook."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from kpibook.domain.comparison.consolidations import Change, ChangeKind, Changes
from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.measures.measure import Measure, Unit
from kpibook.domain.measures.units.counted_in import CountedIn, counted_in
from kpibook.domain.wording import listed
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import excel_number, number_format

_IN_UNIT = ("", layout.ACTUAL, layout.TARGET)
_COLUMNS = {
    "Change": 12,
    layout.DIRECTORATE: 24,
    layout.REF: 12,
    layout.MEASURE: 48,
    "What": 16,
    "Earlier": 22,
    "Now": 22,
}


def changes_page(consolidation: Consolidation, changes: Changes | None) -> Page:
    """Return the Changes sheet; with None it says that no earlier workbook was given."""
    items = changes.items if changes else ()
    return Page(
        name=sheets.CHANGES,
        title=f"Changes since an earlier consolidation, {consolidation.period}",
        lines=_lines(changes),
        table=sheets.CHANGES_TABLE if items else "",
        header=list(_COLUMNS),
        widths=list(_COLUMNS.values()),
        rows=Rows(items, _cells),
    )


def _lines(changes: Changes | None) -> list[str]:
    if changes is None:
        return [
            (
                "No earlier consolidated workbook was given. Name one with --since to see what is "
                "new, revised or gone."
            )
        ]
    against = f"Compared with {changes.earlier}" + (
        f", which reports {changes.period}." if changes.period else ", which has no rows."
    )
    if not changes.items:
        return [against, "Nothing has changed: the same measures, figures and statuses."]
    kinds = Counter(change.kind for change in changes.items)
    words = {
        ChangeKind.NEW: ("measure new", "measures new"),
        ChangeKind.REVISED: ("value revised", "values revised"),
        ChangeKind.REMOVED: ("measure gone", "measures gone"),
    }
    phrases = [f"{kinds[kind]:,} {word[kinds[kind] != 1]}" for kind, word in words.items()]
    return [
        f"{against} {listed(phrases)}.",
        "Of a new or a removed measure the actual is shown. A blank is a value that is not there.",
    ]


def _cells(change: Change) -> list[PageCell]:
    row = change.row
    return [
        PageCell(change.kind.value.capitalize()),
        PageCell(row.directorate),
        PageCell(row.ref),
        PageCell(row.measure),
        PageCell(change.what or "Whole measure"),
        _value(change, change.old),
        _value(change, change.new),
    ]


def _value(change: Change, value: Decimal | str | None) -> PageCell:
    if not isinstance(value, Decimal):
        return PageCell(value or "")
    counted = counted_in(change.row.unit if change.what in _IN_UNIT else None)
    counted = counted or CountedIn(Unit.COUNT)
    measure = Measure(
        change.row.ref, unit=counted.unit, unit_word=counted.word, unit_means=counted.means
    )
    number = excel_number(counted, value)
    return PageCell(0 if number is None else number, number_format(measure), measure.written(value))
