"""Figures, texts, statuses and directions written into the cells of a council's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.movement import MOVEMENTS
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import LayoutError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.check import CheckedMeasure, LayoutCheck, check_reading, other_files
from kpibook.services.layouts.filling.figures_written import FigureWriter
from kpibook.services.layouts.filling.incoming import incoming_rows
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.services.layouts.filling.reported import not_replacing
from kpibook.services.layouts.filling.status_fills import colour_too, fills_in, fills_not_written
from kpibook.services.layouts.filling.texts_staying import texts_that_stay
from kpibook.services.layouts.filling.workbook_cells import Cells
from kpibook.services.layouts.sign_meaning import signs_otherwise
from kpibook.sources.bounds import MOST_ROWS
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.council_layout import CouncilLayout, Shown, TableLayout
from kpibook.workbook.mapped.found import MappedReading, MappedRow
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from kpibook.workbook.mapped.showing import (
    direction_meant,
    direction_text,
    directions_shown,
    font_on,
    status_meant,
    status_text,
)
from kpibook.workbook.writer import Change


@dataclass(frozen=True, slots=True)
class FilledCells:
    """Result of a fill of the cells of a council's file.

    Attributes:
        checked: The measures as the layout reads them afterwards, with their ratings.
        changes: The cells that get another value or fill.
        findings: Findings on the cells that stay, and on the file as it is then.
    """

    checked: LayoutCheck
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def without_actual(self) -> tuple[str, ...]:
        """References of measures that still have no actual."""
        return tuple(m.row.ref for m in self.checked.measures if m.position.actual is None)


def fill_cells(
    cells: Cells,
    path: Path,
    layout: CouncilLayout,
    incoming: Sequence[Row],
    period: Quarter,
    scheme: Scheme,
    *,
    replace_formulas: bool = False,
) -> FilledCells:
    """Write figures and texts, then the statuses and directions that follow from them.

    Args:
        cells: The cells of the file.
        path: The file, next to which those are that the layout names too.
        layout: The layout of it.
        incoming: The rows of actuals; () rates the figures that are there.
        period: The quarter.
        scheme: The rules.
        replace_formulas: Write over formulas too; else they stay, with a finding.

    Raises:
        KpibookError: A file that the layout names cannot be read.
    """
    to_write = OwnCells(cells, period, replace_formulas=replace_formulas)
    filler = _Filler(to_write, layout, period, scheme, other_files(path, layout))
    filler.fill(incoming)
    findings = (*to_write.findings, *filler.checked.findings)
    return FilledCells(filler.checked, tuple(to_write.changes), findings)


def _nothing_to_fill(reading: MappedReading) -> LayoutError:
    """Return the reason why no measure is read, as an error: nothing is written then."""
    first = min(reading.findings, key=lambda finding: finding.severity.value != "stop")
    where = first.where or ""
    return LayoutError(first.what, code=first.code, where=where, why=first.why, fix=first.fix)


class _Filler:
    """A council's file that is filled."""

    def __init__(
        self,
        cells: OwnCells,
        layout: CouncilLayout,
        period: Quarter,
        scheme: Scheme,
        others: Mapping[str, SourceFile],
    ) -> None:
        self.cells, self.layout, self.period, self.scheme = cells, layout, period, scheme
        self.checked = LayoutCheck((), (), ())
        self._earlier = self._now = MappedReading()
        self._others = others
        #: The file as it was last read, and the number of changes by then.
        self._file: tuple[int, SourceFile] | None = None
        #: What each table shows now, and its fills; by the table and what is asked of it.
        self._texts: dict[tuple[int, str], list[str]] = {}
        self._fills: dict[int, Mapping[Status, str]] = {}

    def fill(self, incoming: Sequence[Row]) -> None:
        """Write the figures and texts, then the statuses and directions that follow from them."""
        file, reading = self._read(self.period)
        if not reading.rows and reading.findings:
            raise _nothing_to_fill(reading)
        _, self._earlier = self._read(self.period.previous)
        last = check_reading(file, self.layout, self._earlier, self.scheme).measures
        is_moved = bool({*MOVEMENTS} & {*self.layout.directions.values()})
        self.cells.findings += signs_otherwise(last, self.period.previous, is_moved=is_moved)
        writer = FigureWriter(self.cells, self.layout, (reading, self._earlier))
        rows = incoming_rows(incoming, reading, self._earlier, self.period, file.name)
        for each in not_replacing(self.cells, rows, self._later, writer.present, self.period):
            writer.write(each)
        before = reading
        file, reading = self._read(self.period)
        self._now = reading
        texts_that_stay(self.cells, before, reading, self._earlier, self.period)
        checked = check_reading(file, self.layout, reading, self.scheme)
        for measure in checked.measures:
            self._status(measure)
            colour_too(self.cells, measure, self._fills_of, self.scheme)
            self._direction(measure)
        fills_not_written(self.cells, checked.measures, self._earlier, self.layout)
        # What is written now is no longer said to differ.
        self.checked = check_reading(file, self.layout, self._read(self.period)[1], self.scheme)

    def _later(self) -> list[MappedReading]:
        """Return what the layout reads in the later quarters of the year, and in the next."""
        quarters = [self.period.next]
        while quarters[-1].number not in (1, 4):
            quarters.append(quarters[-1].next)
        return [self._read(quarter)[1] for quarter in quarters]

    def _read(self, period: Quarter) -> tuple[SourceFile, MappedReading]:
        changes = len(self.cells.changes)
        if self._file is None or self._file[0] != changes:
            self._file = changes, self.cells.cells.source(MOST_ROWS)
        file = self._file[1]
        return file, read_mapped(file, self.layout, period, self._others)

    def _fills_of(self, table: TableLayout) -> Mapping[Status, str]:
        """Return the fill of each status that a table shows in words, in this quarter or the last.

        It is asked for each measure, of the cells as they were before the first is changed.
        """
        fills = self._fills.get(id(table))
        if fills is None:
            fills = fills_in((self._now, self._earlier), table, self.layout)
            self._fills[id(table)] = fills
        return fills

    def _status(self, measure: CheckedMeasure) -> None:
        row, status = measure.row, measure.rating.status
        at = row.table.status
        if at is None or "status" not in row.places:
            return
        before = row.shown.get("status", "")
        meant = status_meant(before, at.shown, self.layout)
        if meant is status:
            return
        if not before and not status.is_rated:
            self._unrated(measure, self._shown("status", row))
            return
        if meant is not None and not meant.is_rated and not status.is_rated:
            return
        if meant is Status.MET and status is Status.EXCEEDING:
            present = self._shown("status", row)
            if Status.EXCEEDING not in {status_meant(s, at.shown, self.layout) for s in present}:
                return
        present = self._shown("status", row)
        text = status_text(status, at.shown, self.layout, present, self.scheme, at.at)
        self._show(row, at.shown, before, text)

    def _unrated(self, measure: CheckedMeasure, present: Sequence[str]) -> None:
        """Show that a figure is not rated, or not available, where the council shows that."""
        row, at = measure.row, measure.row.table.status
        is_said = measure.position.actual is not None or bool(measure.position.marker)
        if at is None or not is_said:
            return
        meanings = {text: status_meant(text, at.shown, self.layout) for text in present}
        for wanted in (measure.rating.status, Status.NOT_RATED):
            for text, meant in meanings.items():
                if meant is wanted:
                    self._show(row, at.shown, "", text)
                    return

    def _show(self, row: MappedRow, how: Shown, before: str, text: str | None) -> None:
        """Write a status: a colour, or a text."""
        if how.is_colour:
            font = font_on(text, self.scheme) if text else None
            is_text = how is Shown.FONT
            if is_text and text:
                self._sign(row)
            self.cells.colour(row, before, text, font or "", is_text=is_text)
        elif (text or before) and (cell := self.cells.writable(row, "status", is_result=True)):
            self.cells.write(row, "status", cell, text)

    def _sign(self, row: MappedRow) -> None:
        """Write the sign whose colour is the status into a cell that has none yet."""
        cell = self.cells.writable(row, "status", is_result=True)
        if cell is None or not cell.is_blank:
            return
        for other in (*self._earlier.rows, *self._now.rows):
            place = other.places.get("status")
            if other.table is row.table and place and other.shown.get("status") and not place.file:
                sign = self.cells.cells.cell(place.sheet, place.address).value
                self.cells.write(row, "status", cell, str(sign))
                return

    def _direction(self, measure: CheckedMeasure) -> None:
        row, direction = measure.row, measure.rating.direction
        at = row.table.direction
        if at is None or "direction" not in row.places or at.shown.is_colour:
            return
        before = row.shown.get("direction", "")
        present = self._shown("direction", row)
        polarity = measure.position.polarity
        said = directions_shown(direction, polarity, self.layout, present)
        if direction_meant(before, self.layout) in (direction, said):
            return
        text = said and direction_text(said, at.shown, self.layout, present, self.scheme)
        # An arrow of the last quarter says nothing of a figure that is not available.
        is_stale = bool(before) and measure.position.actual is None and measure.position.marker
        if (text is not None or is_stale) and (
            cell := self.cells.writable(row, "direction", is_result=True)
        ):
            self.cells.write(row, "direction", cell, text)

    def _shown(self, role: str, row: MappedRow) -> list[str]:
        """Return what the measures of the table show, in this quarter and then in the last.

        Each text is there once, where it is first: a measure asks for the texts of all.
        """
        place = (id(row.table), role)
        if place not in self._texts:
            both = (*self._now.rows, *self._earlier.rows)
            rows = [other for other in both if other.table is row.table]
            shown = [other.shown[role] for other in rows if role in other.shown]
            self._texts[place] = list(dict.fromkeys(shown))
        return self._texts[place]
