"""Summary sheets: counts of measures by status and direction, for directorates and priorities.

Each count is a formula over the Data table, stored with its result, and the totals row adds them
up, so that a reader can see that they agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kpibook.domain.consolidation.row_brief import RowBrief
from kpibook.domain.reporting.order import NO_PRIORITY
from kpibook.domain.reporting.quarterly_return import SHORTHAND_NO_TARGET
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.consolidated.contents import (
    NO_DIRECTORATE,
    Contents,
    Group,
    council_of,
    directorate_of,
    grouped,
    has_several_councils,
    priority_of,
    together,
)
from kpibook.outputs.consolidated.counting import (
    Criterion,
    count_formula,
    this_row,
    total_of,
)
from kpibook.outputs.consolidated.words import appearances, direction_words, words_shown
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

MEASURES = "Measures"
RATED = "Rated"
SHARE = "Target met, share of rated"
ALL = "All"
_ON_TARGET = (Status.EXCEEDING, Status.MET)


@dataclass(frozen=True, slots=True)
class _By:
    """Grouping of the measures of a summary.

    Attributes:
        table: The table's name.
        headings: The columns that name a group, as in the Data table.
        parts: Functions that return a row's name for each heading.
        unnamed: Name shown for a group without a name.
    """

    table: str
    headings: tuple[str, ...]
    parts: tuple[Callable[[RowBrief], str], ...]
    unnamed: str


def directorate_page(contents: Contents, data: Page | None = None) -> Page:
    """Return counts by directorate, and by council if there are several.

    Args:
        contents: The measures.
        data: The Data sheet, which the formulas count and the names link to; None for values only.
    """
    by = _By(sheets.SUMMARY_TABLE, (layout.DIRECTORATE,), (directorate_of,), NO_DIRECTORATE)
    if has_several_councils(contents):
        by = replace(
            by,
            headings=(sheets.COUNCIL, *by.headings),
            parts=(council_of, *by.parts),
        )
    return _page(contents, by, sheets.SUMMARY, "directorate", data)


def priority_page(contents: Contents, data: Page | None = None) -> Page:
    """Return counts by priority; see `directorate_page`."""
    by = _By(sheets.PRIORITY_TABLE, (layout.PRIORITY,), (priority_of,), NO_PRIORITY)
    return _page(contents, by, sheets.SUMMARY_BY_PRIORITY, "priority", data)


def _page(contents: Contents, by: _By, sheet: str, what: str, data: Page | None) -> Page:
    counts = _Counts(contents, by)
    rows = [counts.row(group, data) for group in counts.groups]
    totals = counts.totals() if rows else []
    live = data is not None
    lines = [
        (
            f"Each measure counts once. Rated measures are those with a status other than "
            f"{counts.unrated()}."
        ),
        f"{SHORTHAND_NO_TARGET} not applicable: no measure is rated.",
    ]
    if live:
        lines.append("Counts are formulas over the sheet Data, each stored with its result.")
        if layout.DIRECTORATE in by.headings:
            lines.append("Click a directorate to go to its rows on the sheet Data.")
    return Page(
        name=sheet,
        title=f"Status and direction by {what}, {contents.period}",
        lines=lines,
        table=by.table,
        header=counts.header,
        widths=[*(30 for _ in by.headings), *(11 for _ in counts.header[len(by.headings) :])],
        rows=rows if live else [*map(_values_only, (*rows, totals))] if rows else [],
        totals=totals if live else [],
    )


def _values_only(cells: Sequence[PageCell]) -> list[PageCell]:
    return [cell._replace(formula="", link="") for cell in cells]


class _Counts:
    """Columns of a summary and their content."""

    def __init__(self, contents: Contents, by: _By) -> None:
        self._by = by
        self.groups = grouped(contents, *by.parts)
        if by.parts == (priority_of,):  # in alphabetical order: the rows are grouped by directorate
            self.groups.sort(key=lambda group: (not group.names[0], group.names[0].casefold()))
        self._all = together(self.groups)
        self._statuses = words_shown(contents)
        self._directions = direction_words(contents.schemes)
        self._looks = appearances(contents.schemes)
        self._rated = [word for status, word in self._statuses.items() if status.is_rated]
        self._met = [word for status, word in self._statuses.items() if status in _ON_TARGET]

    @property
    def header(self) -> list[str]:
        """Return the headings, each of them different."""
        counted = [*self._statuses.values(), RATED, SHARE, *self._directions.values()]
        return [*self._by.headings, MEASURES, *counted]

    def unrated(self) -> str:
        """Return the words of the statuses outside the base of percentages."""
        return " and ".join(
            f"'{word}'" for status, word in self._statuses.items() if not status.is_rated
        )

    def row(self, group: Group, data: Page | None) -> list[PageCell]:
        """Return the names of a group and its counts."""
        link = self._link(group, data) if data is not None else ""
        names = [PageCell(name or self._by.unnamed, link=link) for name in group.names]
        criteria = self._criteria(group)
        cells = {MEASURES: _count(group.count, count_formula(criteria))}
        for meaning, word in self._meanings().items():
            column = (
                sheets.STATUS_MEANING if isinstance(meaning, Status) else sheets.DIRECTION_MEANING
            )
            formula = count_formula([*criteria, Criterion(column, meaning.value)])
            cells[word] = _count(group.meanings[meaning], formula)
        table = self._by.table
        cells[RATED] = _count(group.rated, "+".join(this_row(table, word) for word in self._rated))
        met = "+".join(this_row(table, word) for word in self._met)
        cells[SHARE] = _share(group, met, this_row(table, RATED))
        return [*names, *(cells[heading] for heading in self.header[len(names) :])]

    def totals(self) -> list[PageCell]:
        """Return the totals row."""
        table = self._by.table
        cells = {
            heading: _count(number, total_of(table, heading))
            for heading, number in self._numbers().items()
        }
        met = "+".join(total_of(table, word) for word in self._met)
        cells[SHARE] = _share(self._all, met, total_of(table, RATED))
        names = [PageCell(ALL), *(PageCell(ALL) for _ in self._by.headings[1:])]
        return [*names, *(cells[heading] for heading in self.header[len(names) :])]

    def _numbers(self) -> dict[str, int]:
        return {
            MEASURES: self._all.count,
            RATED: self._all.rated,
            **{word: self._all.meanings[meaning] for meaning, word in self._meanings().items()},
        }

    def _meanings(self) -> Mapping[Status | Direction, str]:
        meanings: dict[Status | Direction, str] = dict(self._statuses.items())
        return meanings | dict(self._directions.items())

    def _criteria(self, group: Group) -> list[Criterion]:
        return [
            Criterion(heading, name, this_row(self._by.table, heading))
            for heading, name in zip(self._by.headings, group.names, strict=True)
        ]

    def _link(self, group: Group, data: Page) -> str:
        """Return the cell of a group's first row on Data, where its directorate's rows begin."""
        if layout.DIRECTORATE not in self._by.headings:
            return ""
        return data.address(group.first, layout.DIRECTORATE)


def _count(number: int, formula: str) -> PageCell:
    return PageCell(number, "#,##0", f"{number:,}", formula=formula)


def _share(group: Group, met: str, rated: str) -> PageCell:
    base = group.rated
    on_target = sum(group.meanings[status] for status in _ON_TARGET)
    share = on_target / base if base else SHORTHAND_NO_TARGET
    shown = share if isinstance(share, str) else f"{share:.0%}"
    # Without a rated measure there is no share, which is not 0%.
    formula = f'IF({rated}=0,"{SHORTHAND_NO_TARGET}",({met or 0})/({rated}))'
    return PageCell(share, "0%", shown, formula=formula)
