"""A council's own workbook moved on to its next quarter, in its own cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from kpibook.codes.code import Severity
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed
from kpibook.errors import LayoutError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.check import other_files
from kpibook.services.layouts.filling.csv_cells import CsvCells
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.services.layouts.filling.workbook_cells import Cells, WorkbookCells
from kpibook.services.layouts.rolling.next_columns import is_used_again, titles_of, to_be_added
from kpibook.services.layouts.which import WORKBOOKS
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.grids.files import TEXT_ENDINGS
from kpibook.workbook.mapped.council_layout import CouncilLayout, Shown
from kpibook.workbook.mapped.fit.undated import texts_left
from kpibook.workbook.mapped.found import FILL_TOO, MappedReading, MappedRow
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from kpibook.workbook.writer import Change

_FIGURES = ("actual", "numerator", "denominator", "marker")
#: Roles of a column that is used again, which are emptied.
_EMPTIED = (*_FIGURES, "commentary", "action", "status", "direction")
_NAMED = 5
_GREY = "A6A6A6"


@dataclass(frozen=True, slots=True)
class MappedRolled:
    """Result of moving a council's own workbook on to its next quarter.

    Attributes:
        closed: The quarter that ends.
        opened: The quarter that begins.
        measures: The number of measures.
        ready: Those that have a blank cell for the figure of the quarter that begins.
        moved: References of those whose figure went into the column for the quarter before.
        filled: References of those that have a figure of the quarter that begins already.
        changes: The cells that get another value.
        findings: What a person must add or look at.
        saved: The result of saving the workbook.
        in_layout: The quarter that the layout says; "" if it says none.
    """

    closed: Quarter
    opened: Quarter
    measures: int
    ready: int
    moved: tuple[str, ...]
    filled: tuple[str, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    saved: Saved = field(default_factory=Saved)
    in_layout: str = ""

    def sentences(self) -> Iterator[str]:
        """Yield what is done and what is next, in sentences."""
        yield f"{self.closed} is closed and {self.opened} begins."
        if self.moved:
            count = counted(len(self.moved), "measure")
            yield (
                f"The figures of {count} went into the column for the quarter before, and their "
                "cells are ready to type in."
            )
        others = self.measures - len(self.moved)
        if others:
            of = f"{self.ready:,} of {counted(others, 'measure')}"
            yield f"{of} {'has' if self.ready == 1 else 'have'} a blank cell for {self.opened}."
        if self.filled:
            yield f"A figure is there already for {listed(self.filled, _NAMED)}."
        if self.closed.number == 4:
            yield f"{self.opened.financial_year} begins: enter its targets."
        if self.in_layout:
            yield f'Write period = "{self.opened}" in the layout.'
        else:
            yield f'From now on give --period "{self.opened}".'


def roll_mapped(
    path: Path, layout: CouncilLayout, period: Quarter, destination: Destination
) -> MappedRolled:
    """Move a council's own workbook on to its next quarter, and write it to its destination.

    Where the next quarter has separate columns nothing is written: it is said what is there and
    what a person must add. Where "This quarter" is used again, its figures go into the column for
    the quarter before and the cells are emptied; a formula stays.

    Args:
        path: The workbook.
        layout: The layout of it.
        period: The quarter that ends.
        destination: The file or folder of the result, or a dry run.

    Raises:
        LayoutError: ``nothing-to-roll``: no measure has a figure; ``layout-roll-loses``: figures
            have no column to go to; ``layout-not-written`` for an .ods file.
        KpibookError: A file cannot be read or written; what is on disk is as it was.
    """
    if path.suffix.casefold() not in (*WORKBOOKS, *TEXT_ENDINGS):
        raise LayoutError(
            "is no workbook that kpibook writes into.",
            code="layout-not-written",
            where=path.name,
            fix="Save it as .xlsx in Excel or LibreOffice, and roll that forward.",
        )
    others = other_files(path, layout)

    def rolled(cells: Cells) -> MappedRolled:
        return _roll(OwnCells(cells, period.next), layout, period, others)

    if path.suffix.casefold() in TEXT_ENDINGS:
        lines = CsvCells(path)
        result = rolled(lines)
        saved = lines.save(destination)
    else:
        result, saved = destination.change(path, lambda book: rolled(WorkbookCells(book)))
    return MappedRolled(
        *(result.closed, result.opened, result.measures, result.ready, result.moved, result.filled),
        result.changes,
        findings_at(saved, path.name, result.findings),
        saved,
        layout.period,
    )


def _roll(
    cells: OwnCells, layout: CouncilLayout, closed: Quarter, others: Mapping[str, SourceFile]
) -> MappedRolled:
    file = cells.cells.source(MOST_ROWS)
    now = read_mapped(file, layout, closed, others)
    after = read_mapped(file, layout, closed.next, others)
    used_again = [row for row in now.rows if row.table.has_figures and is_used_again(row.table)]
    _refuse(cells, now, used_again, closed)
    for row in used_again:
        _move_on(cells, row)
    again = {ref_key(row.ref) for row in used_again}
    next_rows = [row for row in after.rows if ref_key(row.ref) not in again]
    with_cell = [row for row in next_rows if {"actual", "numerator"} & set(row.places)]
    filled = tuple(row.ref for row in with_cell if _has_figure(row))
    return MappedRolled(
        closed,
        closed.next,
        len(now.rows),
        len(with_cell) - len(filled),
        tuple(row.ref for row in used_again if _has_figure(row)),
        filled,
        tuple(cells.changes),
        (
            *(finding for finding in now.findings if finding.severity is Severity.STOP),
            *to_be_added(file.name, now, after, closed.next),
            *titles_of(file.name, now.sheets, closed),
            *texts_left(file.name, after.sheets, after.rows, closed),
            *cells.findings,
        ),
    )


def _has_figure(row: MappedRow) -> bool:
    return any(role in row.cells for role in _FIGURES)


def _refuse(
    cells: OwnCells, now: MappedReading, used_again: list[MappedRow], closed: Quarter
) -> None:
    """Refuse an empty quarter, and figures that have no cell to go to."""
    file = cells.cells.name
    if not any(_has_figure(row) for row in now.rows):
        raise LayoutError(
            f"has no figure for {closed} yet, so there is nothing to roll forward.",
            code="nothing-to-roll",
            where=file,
            why=f"Was it rolled forward from {closed.previous} already?",
            fix="Enter the figures first, or give the quarter that they are of with --period.",
        )
    lost = [row for row in used_again if _is_lost(cells, row)]
    if lost:
        place = lost[0].place_of("actual" if "actual" in lost[0].places else "numerator")
        raise LayoutError(
            f"has figures of {counted(len(lost), 'measure')} without a cell for the quarter "
            "before that can be written.",
            code="layout-roll-loses",
            where=Location(place.file or file, place.sheet, place.address),
            why="They would be lost.",
            fix='Add a column such as "Last quarter" and name it in the layout as previous; or '
            "copy the sheet and keep the copy.",
        )


def _is_lost(cells: OwnCells, row: MappedRow) -> bool:
    """Return True for figures that no cell for the quarter before can take."""
    if "actual" not in row.cells:
        return bool({"numerator", "denominator"} & set(row.cells))
    return "previous" not in row.places or cells.writable(row, "previous", is_result=True) is None


def _move_on(cells: OwnCells, row: MappedRow) -> None:
    """Put a figure into the column for the quarter before, and empty the cells of the quarter."""
    actual = row.cells.get("actual")
    if actual is not None and (at := cells.writable(row, "previous")):
        plain = at.number_format == "General" and actual.number_format != "General"
        cells.write(row, "previous", at, actual.value, actual.number_format if plain else None)
    if actual is None and "previous" in row.cells and "marker" not in row.cells:
        cells.say(
            row,
            "previous",
            "rolled-without-actual",
            f"{row.ref} had no figure for the quarter that ends, and its cell for the quarter "
            "before still has an older figure.",
            "Empty that cell, or type the figure when it is known.",
        )
    for role in _EMPTIED:
        shown = getattr(row.table, role) if role in ("status", "direction") else None
        if shown is not None and shown.shown is Shown.FILL:
            if role in row.places:
                cells.colour(row, row.shown.get(role, ""), None, "")
        elif shown is not None and shown.shown is Shown.FONT:
            if row.shown.get(role):  # the sign stays, in grey, for the next colour
                cells.colour(row, row.shown[role], _GREY, "", is_text=True)
        elif role in row.places and (at := cells.writable(row, role, is_result=shown is not None)):
            cells.write(row, role, at, None)
            if shown is not None and shown.has_fill:
                cells.colour(row, row.shown.get(FILL_TOO, ""), None, "")
