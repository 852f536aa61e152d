"""Actuals, statuses and directions into a council's own workbook, in its own cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import guessed
from kpibook.errors import LayoutError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.check import LayoutCheck, check_reading, other_files
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.services.rating.rate_table import position_in
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.dated_columns import rows_in_quarter
from kpibook.sources.grids.workbooks import grids_in
from kpibook.sources.tabular import SourceTable, read_table
from kpibook.workbook import layout as own
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.council_layout import CouncilLayout, Shown
from kpibook.workbook.mapped.found import MappedReading, MappedRow, Place
from kpibook.workbook.mapped.holding import held, number_format_for
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from kpibook.workbook.mapped.showing import (
    direction_meant,
    direction_text,
    font_on,
    status_meant,
    status_text,
)
from kpibook.workbook.mapped.table_rows import as_table_row
from kpibook.workbook.protocol import CellWrite, Value
from kpibook.workbook.writer import Change
from kpibook.xlsx import Cell

_WRITABLE = (".xlsx", ".xlsm")
_TEXTS = {"commentary": own.COMMENTARY, "action": own.ACTION}


@dataclass(frozen=True, slots=True)
class MappedFilled:
    """Result of a fill of a council's own workbook.

    Attributes:
        period: The quarter.
        scheme: The scheme by which it is rated.
        checked: The measures as the layout reads them afterwards, with their ratings.
        changes: The cells that get another value or fill.
        findings: Findings on the workbook and on the actuals.
        without_actual: References of measures that still have no actual.
        saved: The result of saving the workbook.
    """

    period: Quarter
    scheme: Scheme
    checked: LayoutCheck
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    without_actual: tuple[str, ...]
    saved: Saved = field(default_factory=Saved)


def fill_mapped(
    path: Path,
    layout: CouncilLayout,
    actuals: Path | None,
    period: Quarter,
    scheme: Scheme,
    destination: Destination,
    *,
    replace_formulas: bool = False,
) -> MappedFilled:
    """Fill a council's own workbook and write it to its destination.

    Args:
        path: The workbook.
        layout: The layout of it.
        actuals: CSV or Excel file with Ref and Actual; None rates the figures that are there.
        period: The quarter: figures go into the columns that the layout gives for it.
        scheme: The rules.
        destination: The file or folder of the result, or a dry run.
        replace_formulas: Write over formulas too; else they stay, with a finding.

    Raises:
        KpibookError: A file cannot be read or written; the workbook on disk is as it was.
    """
    if path.suffix.casefold() not in _WRITABLE:
        raise LayoutError(
            "is no workbook that kpibook writes into.",
            code="layout-not-written",
            where=path.name,
            fix="Save it as .xlsx in Excel or LibreOffice, and fill that.",
        )
    on_actuals: list[Finding] = []
    source = (
        SourceTable([])
        if actuals is None
        else read_table(actuals, (own.REF, own.ACTUAL), on_actuals, own.THIS_QUARTER_TABLE)
    )
    incoming = rows_in_quarter(source.rows, source.dated, period)

    def task(book: ClosedBook) -> _Filler:
        filler = _Filler(path, book, layout, period, scheme, replace_formulas)
        filler.fill(incoming)
        return filler

    filler, saved = destination.change(path, task)
    found = findings_at(saved, path.name, (*filler.findings, *filler.checked.findings))
    return MappedFilled(
        period,
        scheme,
        filler.checked,
        tuple(filler.changes),
        (*on_actuals, *found),
        tuple(m.row.ref for m in filler.checked.measures if m.position.actual is None),
        saved,
    )


class _Filler:
    """An open workbook that is filled."""

    def __init__(
        self,
        path: Path,
        book: ClosedBook,
        layout: CouncilLayout,
        period: Quarter,
        scheme: Scheme,
        replace_formulas: bool,
    ) -> None:
        self.book, self.layout, self.period, self.scheme = book, layout, period, scheme
        self.changes: list[Change] = []
        self.findings: list[Finding] = []
        self.checked = LayoutCheck((), (), ())
        self._earlier = MappedReading()
        self._units: dict[str, CountedIn | None] = {}
        self._others = other_files(path, layout)
        self._replace_formulas = replace_formulas

    def fill(self, incoming: Sequence[Row]) -> None:
        """Write the figures and texts, then the statuses and directions that follow from them."""
        reading = self._read(self.period)
        self._earlier = self._read(self.period.previous)
        by_key = {ref_key(row.ref): row for row in reading.rows}
        for given in incoming:
            row = by_key.get(ref_key(given.text(own.REF)))
            if row is None:
                self._unknown(given, [row.ref for row in reading.rows])
            else:
                self._figures(row, given, reading)
        reading = self._read(self.period)
        file = SourceFile(self.book.name, ())
        checked = check_reading(file, self.layout, reading, self.scheme)
        for measure in checked.measures:
            self._status(measure.row, measure.rating.status, reading)
            self._direction(measure.row, measure.rating.direction, reading)
        # What is written now is no longer said to differ.
        self.checked = check_reading(file, self.layout, self._read(self.period), self.scheme)

    def _read(self, period: Quarter) -> MappedReading:
        file = SourceFile(self.book.name, grids_in(self.book.package, MOST_ROWS))
        return read_mapped(file, self.layout, period, self._others)

    def _figures(self, row: MappedRow, given: Row, reading: MappedReading) -> None:
        unit = self._unit(row)
        figure = given.figure(own.ACTUAL, unit)
        marker = given.text(own.MARKER) or figure.marker
        cell = self._writable(row, "actual")
        if figure.value is not None and marker not in MISSING_MARKERS and cell is not None:
            models = [row.cells[role] for role in ("previous", "target") if role in row.cells]
            models += [
                other.cells["actual"]
                for other in (*reading.rows, *self._earlier.rows)
                if "actual" in other.cells and self._unit(other) == unit
            ]
            value = held(figure.value, unit, cell, models)
            self._write(row, "actual", cell, value, number_format_for(value, unit, cell, models))
        elif marker and cell is not None and "marker" not in row.places:
            self._marker(row, cell, marker)
        if marker and "marker" in row.places and (at := self._writable(row, "marker")):
            self._write(row, "marker", at, marker)
        for role, heading in _TEXTS.items():
            text = given.text(heading)
            if text and (at := self._writable(row, role)):
                self._write(row, role, at, text)

    def _unit(self, row: MappedRow) -> CountedIn | None:
        key = ref_key(row.ref)
        if key not in self._units:
            ours = as_table_row(row, self.layout, self.book.name, [])
            self._units[key] = position_in(ours).counted
        return self._units[key]

    def _marker(self, row: MappedRow, cell: Cell, marker: str) -> None:
        """Write the council's own word for "not available" where it has one."""
        entries = self.layout.words.entries
        word = next((w.word for w in entries if w.role == "marker" and w.means == marker), None)
        if word is not None:
            self._write(row, "actual", cell, word)
        else:
            self._say(
                row,
                "actual",
                "layout-marker-no-word",
                f"{row.ref} has the marker {marker}, for which the layout has no word or column: "
                "nothing is written.",
                'Write under [words] marker = { "Not available" = "' + marker + '" }.',
            )

    def _status(self, row: MappedRow, status: Status, reading: MappedReading) -> None:
        at = row.table.status
        if at is None or "status" not in row.places:
            return
        before = row.shown.get("status", "")
        meant = status_meant(before, at.shown, self.layout)
        if meant is status or (not before and not status.is_rated):
            return
        if meant is not None and not meant.is_rated and not status.is_rated:
            return
        if meant is Status.MET and status is Status.EXCEEDING:
            present = self._shown(reading, "status", row)
            if Status.EXCEEDING not in {status_meant(s, at.shown, self.layout) for s in present}:
                return
        text = status_text(
            status, at.shown, self.layout, self._shown(reading, "status", row), self.scheme
        )
        if at.shown is Shown.FILL:
            self._fill(row, before, text)
        elif (text or before) and (cell := self._writable(row, "status", is_result=True)):
            self._write(row, "status", cell, text)

    def _direction(self, row: MappedRow, direction: Direction, reading: MappedReading) -> None:
        at = row.table.direction
        if at is None or "direction" not in row.places or at.shown is Shown.FILL:
            return
        before = row.shown.get("direction", "")
        if direction_meant(before, self.layout) is direction:
            return
        present = self._shown(reading, "direction", row)
        text = direction_text(direction, at.shown, self.layout, present, self.scheme)
        if text is not None and (cell := self._writable(row, "direction", is_result=True)):
            self._write(row, "direction", cell, text)

    def _fill(self, row: MappedRow, before: str, rgb: str | None) -> None:
        place = row.places["status"]
        if place.file or (rgb or "") == before:
            return
        sheet = self.book.worksheet(place.sheet)
        font = font_on(rgb, self.scheme) if rgb else None
        style = sheet.cell(place.address).style
        sheet.set_colours(place.address, rgb, font or self.book.package.looks.font(style))
        write = CellWrite(place.sheet, place.address, f"fill {rgb}" if rgb else "no fill")
        self.changes.append(Change(row.ref, "status", f"fill {before}" if before else None, write))

    def _shown(self, reading: MappedReading, role: str, row: MappedRow) -> list[str]:
        """Return what the measures of the table show, in this quarter and then in the last."""
        rows = (
            other
            for read in (reading, self._earlier)
            for other in read.rows
            if other.table is row.table
        )
        return [other.shown[role] for other in rows if role in other.shown]

    def _writable(self, row: MappedRow, role: str, *, is_result: bool = False) -> Cell | None:
        """Return the cell of a role; None if there is none, or it stays as it is."""
        place = row.places.get(role)
        if place is None:
            if not is_result:
                self._say(
                    row,
                    role,
                    "layout-no-cell",
                    f"{row.ref} has no cell for its {role} in {self.period}: not written.",
                    f"Add the column for {self.period}, or correct its heading in the layout.",
                )
            return None
        if place.file:
            self._say(
                row, role, "layout-other-file", f"the {role} of {row.ref} is in {place.file}."
            )
            return None
        cell = self.book.package.sheet(place.sheet).cell(place.address)
        if cell.formula is not None and not self._replace_formulas:
            if not is_result:
                self._say(
                    row,
                    role,
                    "layout-formula-kept",
                    f"the {role} of {row.ref} is worked out by a formula, which stays.",
                    "Give --replace-formulas to write over formulas.",
                )
            return None
        return cell

    def _write(
        self, row: MappedRow, role: str, cell: Cell, value: Value, code: str | None = None
    ) -> None:
        place = row.places[role]
        if cell.formula is None and cell.value == value and type(cell.value) is not bool:
            return
        write = CellWrite(place.sheet, place.address, value, code)
        self.book.write([write])
        is_formula = cell.formula is not None
        self.changes.append(
            Change(row.ref, role, cell.value, write, is_formula, cell.number_format)
        )

    def _say(self, row: MappedRow, role: str, code: str, what: str, fix: str = "") -> None:
        place = row.places.get(role) or Place("", "", "")
        where = Location(place.file or self.book.name, place.sheet, place.address)
        fix = fix or "Write it there by hand, or correct the layout."
        self.findings.append(Finding(code, what, where, fix, ref=row.ref))

    def _unknown(self, given: Row, refs: Sequence[str]) -> None:
        given.report(
            "ref-unknown",
            f"{given.name} is not in {self.book.name}: not used.",
            own.REF,
            f"Correct the reference. {guessed(given.text(own.REF), list(refs))}".strip(),
        )
