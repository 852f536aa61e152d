"""Layout checked against the workbook: what it reads, and the statuses in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position, Rating
from kpibook.domain.rating.movement import COMPARED, directions_agree
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import LayoutError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.services.rating.rate_table import position_in, rate_rows, report_lacks
from kpibook.services.rating.shown_directions import direction_findings
from kpibook.services.rating.shown_statuses import agree, differs, no_meaning
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.grids.files import source_file
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.found import MappedReading, MappedRow, PassedOver, Place
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from kpibook.workbook.mapped.showing import shown_direction, status_meant
from kpibook.workbook.mapped.table_rows import as_table_row
from kpibook.workbook.protocol import ShownDirection, ShownStatus

_NOWHERE = Place("", "", "")


@dataclass(frozen=True, slots=True)
class CheckedMeasure:
    """A measure as the layout reads it, and rated.

    Attributes:
        row: The measure.
        position: Its figures.
        rating: Its rating.
        in_file: The status in the file; None if there is none, or its meaning is not known.
        differs: The status in the file is another than the one worked out.
        direction_in_file: The direction in the file; None if it shows none.
    """

    row: MappedRow
    position: Position
    rating: Rating
    in_file: Status | None
    differs: bool
    direction_in_file: ShownDirection | None = None

    @property
    def compares_directions(self) -> bool:
        """True if the file shows a direction that is understood, and its figures give one."""
        shown = self.direction_in_file
        is_known = shown is not None and shown.direction in COMPARED
        return is_known and self.rating.direction in COMPARED

    @property
    def _direction_meant(self) -> str | None:
        shown = self.direction_in_file
        return shown.direction.value if shown is not None and shown.direction else None

    def direction_agrees(self, shown: Direction) -> bool:
        """Return True if a file that shows a direction may mean the one that the figures give."""
        return directions_agree(shown, self.rating.direction, self.position.polarity)

    def as_dict(self) -> dict[str, object]:
        """Return it for ``--json``: figures in the measure's unit, 72.1 for 72.1%."""
        places = self.row.places
        place = places.get("actual") or places.get("numerator", _NOWHERE)
        position = self.position
        return {
            "ref": self.row.ref,
            "measure": self.row.title,
            "unit": position.unit.value if position.unit else None,
            "polarity": position.polarity.value if position.polarity else None,
            "target": _number(position.target),
            "actual": _number(position.actual),
            "previous": _number(position.previous),
            "status_in_file": self.in_file.value if self.in_file else None,
            "status": self.rating.status.value,
            "sheet": place.sheet or None,
            "cell": place.address or None,
            "shown_in_file": self.row.shown.get("status"),
            "direction": self.rating.direction.value,
            "direction_in_file": self._direction_meant,
            "marker": position.marker or None,
        }


@dataclass(frozen=True, slots=True)
class LayoutCheck:
    """Everything that a check of a layout says.

    Attributes:
        measures: The measures.
        passed_over: The rows that are none.
        findings: What does not fit, statuses that differ among it.
    """

    measures: tuple[CheckedMeasure, ...]
    passed_over: tuple[PassedOver, ...]
    findings: tuple[Finding, ...]

    @property
    def compared(self) -> int:
        """The number of measures of which the file has a status that is understood."""
        return sum(measure.in_file is not None for measure in self.measures)

    @property
    def agreeing(self) -> int:
        """The number of those whose status is the one worked out."""
        return sum(m.in_file is not None and not m.differs for m in self.measures)

    @property
    def directions_compared(self) -> int:
        """The number of measures with a direction in the file and another that is worked out."""
        return sum(measure.compares_directions for measure in self.measures)

    @property
    def directions_agreeing(self) -> int:
        """The number of those whose direction is the one worked out."""
        return sum(
            measure.compares_directions and measure.direction_agrees(shown.direction)
            for measure in self.measures
            if (shown := measure.direction_in_file) is not None and shown.direction is not None
        )

    def as_dict(self) -> dict[str, object]:
        """Return the check for ``--json``."""
        return {
            "measures": [measure.as_dict() for measure in self.measures],
            "passed_over": [
                {"sheet": row.sheet or None, "row": row.row, "why": row.why}
                for row in self.passed_over
            ],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def check_layout(path: Path, layout: CouncilLayout, period: Quarter, scheme: Scheme) -> LayoutCheck:
    """Read a workbook through a layout and hold its statuses against those worked out.

    Args:
        path: The workbook, .csv or .ods.
        layout: The layout of it.
        period: The quarter.
        scheme: The rules.

    Raises:
        KpibookError: A file cannot be read.
    """
    book = source_file(path, MOST_ROWS)
    reading = read_mapped(book, layout, period, other_files(path, layout))
    return check_reading(book, layout, reading, scheme)


def other_files(path: Path, layout: CouncilLayout) -> dict[str, SourceFile]:
    """Read the other files that a layout names, from the workbook's folder.

    Raises:
        LayoutError: ``layout-file-missing``: one is not there. Without it the measures would be
            rated against other targets, or none.
        KpibookError: One cannot be read.
    """
    names = files_named(layout)
    missing = [name for name in names if not path.with_name(name).is_file()]
    if missing:
        raise LayoutError(
            f"is read with {listed([quoted(name, 60) for name in missing])}, which the layout "
            "names and which is not in its folder.",
            code="layout-file-missing",
            where=path.name,
            why="What it says of the measures, such as their targets, would be left out.",
            fix="Put it next to the workbook, or correct file = in the layout.",
        )
    return {name: source_file(path.with_name(name), MOST_ROWS) for name in names}


def files_named(layout: CouncilLayout) -> list[str]:
    """Return the names of the other files that a layout takes tables from."""
    return list(dict.fromkeys(table.file for table in layout.tables if table.file))


def check_reading(
    book: SourceFile, layout: CouncilLayout, reading: MappedReading, scheme: Scheme
) -> LayoutCheck:
    """Rate what was read, and compare each status in the file."""
    findings = list(reading.findings)
    rows = [as_table_row(row, layout, book.name, findings, reading.period) for row in reading.rows]
    ratings = rate_rows(rows, [scheme], findings)[0]
    measures = []
    for mapped, row, rating in zip(reading.rows, rows, ratings, strict=True):
        report_lacks(row, rating.lacks)
        position = position_in(row.reporting_to([]))
        in_file = status_in_file(mapped, layout)
        differs = in_file is not None and not agree(in_file, rating.status)
        direction = shown_direction(mapped, layout, book.name)
        measure = CheckedMeasure(mapped, position, rating, in_file, differs, direction)
        measures.append(measure)
        findings += _on_status(measure, book.name)
        if measure.direction_in_file is not None:
            findings += direction_findings(
                mapped.ref, measure.direction_in_file, rating.direction, position.polarity
            )
    unread = [finding for finding in findings if finding.code != "polarity-missing"]
    missing = [finding for finding in findings if finding.code == "polarity-missing"]
    if len(missing) > 1:
        missing = [_no_polarity(missing, book.name)]
    return LayoutCheck(tuple(measures), tuple(reading.passed_over), (*missing, *unread))


def status_in_file(row: MappedRow, layout: CouncilLayout) -> Status | None:
    """Return the status that a row shows; None if it shows none, or its meaning is not known."""
    at = row.table.status
    return None if at is None else status_meant(row.shown.get("status", ""), at.shown, layout)


def _on_status(measure: CheckedMeasure, file: str) -> Iterator[Finding]:
    row, shown = measure.row, measure.row.shown.get("status", "")
    place = row.places.get("status", _NOWHERE)
    where = Location(place.file or file, place.sheet, place.address)
    if measure.differs:
        in_cell = ShownStatus(measure.in_file, shown, where)
        yield differs(row.ref, in_cell, measure.rating.status, measure.rating.why)
    elif shown and measure.in_file is None:
        yield no_meaning(row.ref, shown, where)


def _no_polarity(missing: Sequence[Finding], file: str) -> Finding:
    return Finding(
        "polarity-missing",
        f"it is not known which way is good for {counted(len(missing), 'measure')}, which are not "
        "rated.",
        Location(file, missing[0].where.sheet) if missing[0].where else Location(file),
        "Say it in the layout: polarity under [measure.REF], or the column that says it.",
    )


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
