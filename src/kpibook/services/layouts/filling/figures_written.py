"""Figures and texts of a quarter written into a council's own cells, as those cells hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpibook.domain.measures.measure import QuarterFrom
from kpibook.domain.measures.number import MISSING_MARKERS, OK_MARKER, Figure, round_half_away
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.share import places_of, worked_out
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.services.layouts.filling.incoming import Incoming
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.services.layouts.filling.reported import REVISED
from kpibook.services.rating.rate_table import position_in
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.found import MappedReading, MappedRow, Place
from kpibook.workbook.mapped.table_rows import as_table_row
from kpibook.workbook.mapped.words.holding import first_figure, held, number_format_for
from kpibook.xlsx import Cell

_TEXTS = {"commentary": own.COMMENTARY, "action": own.ACTION}
_PARTS = {"numerator": own.NUMERATOR, "denominator": own.DENOMINATOR}


class FigureWriter:
    """Writer of the figures and texts of a file of actuals."""

    def __init__(
        self, cells: OwnCells, layout: CouncilLayout, readings: Iterable[MappedReading]
    ) -> None:
        """Take the measures of this quarter and of the last, which show how columns hold figures.

        Args:
            cells: The council's cells.
            layout: The layout.
            readings: What the layout reads in each quarter.
        """
        self._cells, self._layout = cells, layout
        self._rows = [row for reading in readings for row in reading.rows]
        self._of_ref: dict[str, Row] = {}
        self._units: dict[str, CountedIn | None] = {}

    def present(self, incoming: Incoming) -> tuple[Row, CountedIn | None]:
        """Return the figures that the measure of a row has now, and its unit."""
        return self._row(incoming.row), self._unit(incoming.row)

    def write(self, incoming: Incoming) -> None:
        """Write what a row of the file of actuals gives."""
        row, given = incoming.row, incoming.given
        unit = self._unit(row)
        figure = given.figure(own.ACTUAL, unit)
        marker = given.text(own.MARKER) or figure.marker
        is_hidden = marker in MISSING_MARKERS
        parts = {} if is_hidden else dict(self._parts(row, given))
        if figure.value is None and len(parts) == len(_PARTS) and "actual" in row.places:
            figure = self._from_parts(row, unit, parts) or figure
        if is_hidden or figure.value is None:
            if marker and "marker" not in row.places:
                self._marker(incoming, marker)
        elif not (parts and "actual" not in row.places):
            self._actual(incoming, figure, unit)
        if figure.value is not None and marker not in ("", *MISSING_MARKERS, REVISED):
            self._not_kept(row, marker)
        for role, part in parts.items():
            if cell := self._cells.writable(row, role):
                self._number(row, role, cell, part, None)
        if marker and "marker" in row.places and (at := self._cells.writable(row, "marker")):
            self._cells.write(row, "marker", at, marker)
        for role, heading in _TEXTS.items():
            text = given.text(heading)
            if text and (at := self._cells.writable(row, role)):
                self._cells.write(row, role, at, text)

    def _actual(self, incoming: Incoming, figure: Figure, unit: CountedIn | None) -> None:
        row = incoming.row
        at = None if incoming.month is None else row.month_places[incoming.month]
        if at is None and row.month_places and self._is_of_several_months(row):
            self._cells.say(
                row,
                "actual",
                "layout-no-cell",
                f"{row.ref} has a column for each month, of which its quarter is worked out: the "
                "quarter's figure has no cell and is not written.",
                "Give a row for each month in the file of actuals, with its Period.",
            )
        elif cell := self._cells.writable(row, "actual", at=at):
            self._number(row, "actual", cell, figure, unit, at)

    def _number(
        self,
        row: MappedRow,
        role: str,
        cell: Cell,
        figure: Figure,
        unit: CountedIn | None,
        at: Place | None = None,
    ) -> None:
        """Write a figure as its cell holds figures, else as those of the measure, else others."""
        if figure.value is None:
            return
        model = first_figure(self._models(row, role, unit))
        models = [] if model is None else [model]
        value = held(figure.value, unit, cell, models)
        code = number_format_for(value, unit, cell, models)
        self._cells.write(row, role, cell, value, code, at=at)

    def _models(self, row: MappedRow, role: str, unit: CountedIn | None) -> Iterator[Cell]:
        """Yield the cells that show how a figure is held: mostly the first of them tells."""
        for each in ["actual", "previous", "target"] if role == "actual" else [role]:
            if each in row.cells:
                yield row.cells[each]
        yield from (cell for three in row.months.values() for cell in three if cell is not None)
        yield from self._others(row, role, unit)

    def _others(self, row: MappedRow, role: str, unit: CountedIn | None) -> Iterator[Cell]:
        for other in self._rows:
            if role in other.cells and (ref_key(other.ref) == ref_key(row.ref)):
                yield other.cells[role]
        for other in self._rows:
            if role in other.cells and self._unit(other) == unit:
                yield other.cells[role]

    def _parts(self, row: MappedRow, given: Row) -> Iterator[tuple[str, Figure]]:
        for role, heading in _PARTS.items():
            figure = given.figure(heading)
            if figure.value is not None and role in row.places:
                yield role, figure

    def _from_parts(
        self, row: MappedRow, unit: CountedIn | None, parts: dict[str, Figure]
    ) -> Figure | None:
        top, bottom = (parts[role].value for role in _PARTS)
        value = worked_out(None if unit is None else unit.unit, top, bottom)
        if value is None:
            return None
        decimals = self._row(row).reporting_to([]).number(own.DECIMALS)
        places = places_of(None if decimals is None else int(decimals))
        return Figure(round_half_away(value, places))

    def _is_of_several_months(self, row: MappedRow) -> bool:
        way = self._row(row).reporting_to([]).choice(own.QUARTER_FROM, QuarterFrom, "")
        return way in (QuarterFrom.SUM, QuarterFrom.MEAN)

    def _marker(self, incoming: Incoming, marker: str) -> None:
        """Write the council's own word for "not available" where it has one."""
        row = incoming.row
        at = None if incoming.month is None else row.month_places[incoming.month]
        cell = self._cells.writable(row, "actual", at=at)
        if cell is None:
            return
        entries = self._layout.words.entries
        word = next((w.word for w in entries if w.role == "marker" and w.means == marker), None)
        if word is not None:
            self._cells.write(row, "actual", cell, word, at=at)
        else:
            self._cells.say(
                row,
                "actual",
                "layout-marker-no-word",
                f"{row.ref} has the marker {marker}, for which the layout has no word or column: "
                "nothing is written.",
                'Write under [words] marker = { "Not available" = "' + marker + '" }.',
            )

    def _not_kept(self, row: MappedRow, marker: str) -> None:
        """Add a finding on a marker next to a figure for which the workbook has no column."""
        if "marker" in row.places:
            return
        fix = (
            f'Settle it in the layout: [[settled]] with ref = "{row.ref}", and the code, period '
            "and figure of the finding and by, the post that says so."
            if marker == OK_MARKER
            else "Add a column for it and name it in the layout as marker, or say it in a comment."
        )
        self._cells.say(
            row,
            "actual",
            "layout-marker-no-word",
            f"{row.ref} has the marker {marker} in the file of actuals, and the workbook has no "
            "column for markers: it is not kept.",
            fix,
        )

    def _row(self, row: MappedRow) -> Row:
        key = ref_key(row.ref)
        if key not in self._of_ref:
            self._of_ref[key] = as_table_row(row, self._layout, "", [])
        return self._of_ref[key]

    def _unit(self, row: MappedRow) -> CountedIn | None:
        key = ref_key(row.ref)
        if key not in self._units:
            self._units[key] = position_in(self._row(row)).counted
        return self._units[key]
