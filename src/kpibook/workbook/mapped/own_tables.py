"""Tables of a performance workbook, made from what a layout reads in a council's own workbook.

Each cell is the council's own and keeps its place, so that a finding names the council's sheet
and cell. What the layout answers itself has the layout's file as its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Year
from kpibook.domain.measures.measure import Frequency
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import Location, NotANumber
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row, figure_of
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.earlier import EarlierFigure
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.long_rows import is_of_year
from kpibook.workbook.mapped.periods.quarter_months import with_quarter_of_months
from kpibook.workbook.mapped.periods.shifted import names_year
from kpibook.workbook.mapped.place import Place
from kpibook.workbook.mapped.showing import shown_direction, status_meant
from kpibook.workbook.mapped.table_rows import (
    HEADINGS,
    cells_under_headings,
    words_of,
    year_target_of,
)
from kpibook.workbook.protocol import ShownDirection, ShownStatus, TableRows
from kpibook.workbook.words.council_words import heading_of
from kpibook.xlsx import Cell

_ROLES = {heading: role for role, heading in HEADINGS.items()}
_REGISTER = tuple(column.heading for column in own.REGISTER_COLUMNS)
_QUARTER = tuple(column.heading for column in own.FORECAST_QUARTER_COLUMNS)
_HISTORY = (*own.headings(own.TEMPLATE_HISTORY_COLUMNS), own.COMMENTARY, own.ACTION)
#: Columns of the quarter that are read from the council's cells; no status is, see `shown`.
_TYPED = (own.REF, own.MEASURE, *own.OFFICERS_COLUMNS)

#: Columns that say how a quarter is worked out from its months.
_HOW = (own.QUARTER_FROM, own.UNIT, own.DECIMALS)

_Cells = dict[str, Cell]
_Places = dict[str, Location]


class OwnTables:
    """Maker of the tables of a workbook.

    Args:
        file: The workbook's name.
        layout: The layout of it.
        period: The quarter that is reported.
    """

    def __init__(self, file: str, layout: CouncilLayout, period: Quarter) -> None:
        self._file, self._layout, self._period = file, layout, period

    def register(
        self, rows: Iterable[MappedRow], figures: Iterable[EarlierFigure] = ()
    ) -> TableRows:
        """Return the register: a row a measure, with the targets of the year's quarters.

        Args:
            rows: The measures.
            figures: Figures of other quarters, whose targets of the same year it has too.
        """
        targets: dict[str, list[EarlierFigure]] = {}
        for figure in figures:
            in_year = isinstance(figure.period, Quarter) and figure.period.year == self._period.year
            if in_year and "target" in figure.cells:
                targets.setdefault(ref_key(figure.ref), []).append(figure)
        made = (self._registered(row, targets.get(ref_key(row.ref), ())) for row in rows)
        return self._table(own.MEASURES_TABLE, _REGISTER, made)

    def quarter(self, rows: Iterable[MappedRow], findings: Iterable[Finding]) -> TableRows:
        """Return the quarter's figures and texts; the findings are those on the layout."""
        listed = list(rows)
        table = self._table(own.THIS_QUARTER_TABLE, _QUARTER, map(self._reported, listed))
        return replace(
            table,
            findings=tuple(findings),
            statuses=dict(self._statuses(listed)),
            directions=dict(self._directions(listed)),
        )

    def _statuses(self, rows: Iterable[MappedRow]) -> Iterator[tuple[str, ShownStatus]]:
        for row in rows:
            shown, at = row.shown.get("status", ""), row.table.status
            if shown and at is not None:
                meant = status_meant(shown, at.shown, self._layout)
                where = self._location(row.place_of("status"))
                yield ref_key(row.ref), ShownStatus(meant, shown, where)

    def _directions(self, rows: Iterable[MappedRow]) -> Iterator[tuple[str, ShownDirection]]:
        for row in rows:
            if shown := shown_direction(row, self._layout, self._file):
                yield ref_key(row.ref), shown

    def history(
        self, figures: Iterable[EarlierFigure], rows: Iterable[MappedRow] = ()
    ) -> TableRows:
        """Return the history: a row for each measure and earlier period.

        Args:
            figures: The figures.
            rows: The measures, which say how a quarter is worked out from its months.
        """
        measures = {ref_key(row.ref): row for row in rows}
        made = (self._earlier(figure, measures.get(ref_key(figure.ref))) for figure in figures)
        return self._table(own.HISTORY_TABLE, _HISTORY, made)

    def settled(self) -> TableRows:
        """Return the figures in doubt that the layout says are right."""
        headings = own.headings(own.SETTLED_COLUMNS)
        rows = [
            {
                **{
                    heading: _said(text)
                    for heading, text in (
                        (own.REF, each.ref),
                        (own.PERIOD, each.period),
                        (own.SETTLED_CODE, each.code),
                        (own.SETTLED_FIGURE, each.figure),
                        (own.SETTLED_BY, each.by),
                    )
                },
                **({own.SETTLED_ON: Cell("", "date", _at_midnight(each.on))} if each.on else {}),
            }
            for each in self._layout.settled
        ]
        where = Location(self._layout.source or self._file)
        places = [{"": where} for _ in rows]
        return TableRows(own.SETTLED_TABLE, "", tuple(headings), rows, places=places)

    def words(self) -> TableRows:
        """Return the council's words for units, polarities, markers and "no target"."""
        headings = (own.WORD, own.USED_FOR, own.MEANS)
        texts = [(w.word, heading_of(w.role), w.means) for w in words_of(self._layout).entries]
        rows = [{h: Cell("", "text", t) for h, t in zip(headings, each, strict=True)}
                for each in texts]  # fmt: skip
        return TableRows(own.COUNCIL_WORDS_TABLE, "", headings, rows)

    def _table(
        self, name: str, headings: tuple[str, ...], rows: Iterable[tuple[_Cells, _Places]]
    ) -> TableRows:
        made = list(rows)
        sheet = made[0][1][""].sheet if made else ""
        return TableRows(
            *(name, sheet, headings, [cells for cells, _ in made]),
            places=[places for _, places in made],
        )

    def _registered(
        self, row: MappedRow, others: Iterable[EarlierFigure]
    ) -> tuple[_Cells, _Places]:
        cells = cells_under_headings(row, self._layout)
        target = cells.pop(own.TARGET, None)
        places = self._places(row, cells)
        if target is not None:
            role = "target" if "target" in row.cells else "year_target"
            heading = self._target_heading(role, target)
            if heading == own.TARGET or heading not in cells:  # else the layout says it
                cells[heading] = target
                places[heading] = self._where(row, role, target)
            year_target = year_target_of(row, self._layout)
            if heading != own.TARGET and year_target is not None:
                cells[own.TARGET] = year_target
                places[own.TARGET] = self._where(row, "year_target", year_target)
        for figure in others if "target" in row.cells else ():
            heading = _quarter_heading(figure.period)
            if heading and heading not in cells and _is_figure(figure.cells["target"]):
                cells[heading] = figure.cells["target"]
                places[heading] = self._location(figure.places["target"])
        cells |= dict(self._added(row, cells))
        return {h: cell for h, cell in cells.items() if h in _REGISTER}, places

    def _target_heading(self, role: str, target: Cell) -> str:
        """Return the column of a target: the quarter's, unless it is the year's or in words."""
        is_of_quarter = role == "target" and _is_figure(target)
        return _quarter_heading(self._period) if is_of_quarter else own.TARGET

    def _added(self, row: MappedRow, cells: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
        """Yield what follows from the layout itself, in cells without an address."""
        actual = row.table.columns.get("actual", "")
        is_annual = is_of_year(row) or names_year(actual)
        if is_annual and own.FREQUENCY not in cells:
            yield own.FREQUENCY, _said(Frequency.ANNUAL.value)
        # The columns of the quarter hold the targets of its year.
        yield own.TARGET_YEAR, _said(str(Year(self._period.year)))
        comparator = row.table.columns.get("comparator", "{")
        if own.COMPARATOR_VALUE in cells and "{" not in comparator:
            yield own.COMPARATOR, _said(comparator)

    def _reported(self, row: MappedRow) -> tuple[_Cells, _Places]:
        every = cells_under_headings(row, self._layout)
        cells = {h: every[h] for h in _TYPED if h in every}
        # Every figure has a cell, be it blank: that is where it would be typed.
        cells.setdefault(own.ACTUAL, Cell(row.place_of("actual").address, "blank", None))
        return cells, self._places(row, cells)

    def _earlier(self, figure: EarlierFigure, measure: MappedRow | None) -> tuple[_Cells, _Places]:
        cells = {HEADINGS[role]: cell for role, cell in figure.cells.items()}
        if measure is not None and figure.months:
            said = cells_under_headings(replace(measure, months={}), self._layout)
            how = {h: said[h] for h in _HOW if h in said}
            row = Row("", "", {**how, **cells}, [], own_words=words_of(self._layout))
            worked_out = with_quarter_of_months(row, figure.months).cells
            cells = {h: cell for h, cell in worked_out.items() if h not in how}
        first = next(iter(figure.places.values()))
        cells[own.REF] = Cell(first.address, "text", figure.ref)
        cells[own.PERIOD] = Cell(first.address, "text", str(figure.period))
        places = {HEADINGS[role]: self._location(place) for role, place in figure.places.items()}
        return cells, {"": self._location(first), **places}

    def _places(self, row: MappedRow, cells: Mapping[str, Cell]) -> _Places:
        places = {h: self._where(row, _ROLES[h], cell) for h, cell in cells.items() if h in _ROLES}
        named_by = "ref" if "ref" in row.cells else "measure"
        places[own.REF] = self._location(row.place_of(named_by))
        places[own.ACTUAL] = self._location(row.place_of("actual"))
        return {**places, "": self._location(row.place_of(named_by))}

    def _where(self, row: MappedRow, role: str, cell: Cell) -> Location:
        if not cell.address:
            return Location(self._layout.source or self._file)
        return self._location(row.place_of(role))

    def _location(self, place: Place) -> Location:
        return Location(place.file or self._file, place.sheet, place.address)


def _at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 a day has no zone


def _said(text: str) -> Cell:
    return Cell("", "text", text)


def _quarter_heading(period: Quarter | Year) -> str:
    """Return the register's column for the target of a quarter; "" for a year."""
    if isinstance(period, Year):
        return ""
    return own.TARGETS_BY_QUARTER[period.number - 1]


def _is_figure(cell: Cell) -> bool:
    try:
        return figure_of(cell).value is not None
    except NotANumber:
        return False
