"""Audit of published files: which withheld figures they give away together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.consolidation.workbook_refusals import folded
from kpibook.domain.disclosure.audit import Narrowed, PublishedFigure, audit, texts_that_tell
from kpibook.domain.disclosure.cells import CONFIDENTIAL, Cell, Earlier
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import listed, shortened
from kpibook.errors import KpibookError, Location, SourceError
from kpibook.sources.tabular import read_rows
from kpibook.workbook import consolidated_layout as consolidated
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.reader import rows_of
from kpibook.xlsx import Workbook

_QUARTER_HEADING = re.compile(r"(?P<quarter>Q[1-4] \d{4}/\d\d)(?: position)?")
_TEXTS = (layout.COMMENTARY, layout.ACTION, layout.NOTE)
_TITLE = re.compile(r"(?P<directorate>.+): Quarterly Performance Return")


def audit_files(paths: Sequence[Path]) -> tuple[Finding, ...]:
    """Return a finding for each withheld figure that the files give away, and each text that may.

    Args:
        paths: Returns and consolidations for publication, and tidy tables, of any quarters.

    Raises:
        KpibookError: A file cannot be read, or is none of these (``audit-not-published``).
    """
    figures = figures_in(paths)
    return (
        *(_finding(narrowed) for narrowed in audit(figures)),
        *(_text_finding(figure) for figure in texts_that_tell(figures)),
    )


def figures_in(paths: Iterable[Path]) -> list[PublishedFigure]:
    """Return every figure that published files print.

    A file that names no council is taken to be of the one that the others name, if it is one.
    """
    figures = [figure for path in paths for figure in _figures_of(path)]
    councils = {figure.cell.measure[0] for figure in figures} - {""}
    if len(councils) != 1:
        return figures
    council = next(iter(councils))
    return [replace(f, cell=replace(f.cell, measure=(council, f.cell.measure[1]))) for f in figures]


def earlier_from(paths: Sequence[Path]) -> tuple[set[Earlier], set[Earlier]]:
    """Return the figures that published files show, and those that they withhold.

    A figure that one file shows and another withholds is shown.
    """
    figures = figures_in(paths)
    every = {_earlier(f) for f in figures if f.past.marker == CONFIDENTIAL}
    shown = {_earlier(f) for f in figures if f.past.actual is not None}
    return shown, every - shown


def _earlier(figure: PublishedFigure) -> Earlier:
    cell = figure.cell
    return cell.measure, str(cell.owner), cell.quarter


def _figures_of(path: Path) -> Iterator[PublishedFigure]:
    if path.suffix.casefold() == ".csv":
        yield from _tidy(path)
        return
    with ClosedBook.open(path) as book:
        table = book.table(layout.RETURN_TABLE) or book.table(consolidated.SCORECARD_TABLE)
        rows = [] if table is None else rows_of(book, table, [])
        council = book.author
    if table is None:
        yield from _tidy(path)
        return
    directorate = _directorate_of(path) if table.name == layout.RETURN_TABLE else ""
    for row in rows:
        for heading in row.cells if row.has(layout.REF) else ():
            found = _QUARTER_HEADING.fullmatch(heading)
            if found is not None:
                quarter = Quarter.parse(found["quarter"])
                yield _figure(path, row, quarter, heading, directorate, council)


def _directorate_of(path: Path) -> str:
    """Return the directorate that the title of a return names; "" if it names none."""
    with Workbook.open(path) as package:
        title = str(package.sheet(layout.RETURN).cell("A1").value or "")
    found = _TITLE.match(title)
    return found["directorate"] if found else ""


def _tidy(path: Path) -> Iterator[PublishedFigure]:
    """Yield the figures of a tidy table, a row each."""
    needed = (layout.REF, layout.PERIOD, layout.ACTUAL, layout.MARKER)
    try:
        rows = read_rows(path, needed, [])
    except SourceError as error:
        raise _not_published(path) from error
    for row in rows:
        if row.text(layout.PERIOD):
            yield _figure(path, row, Quarter.parse(row.text(layout.PERIOD)), layout.ACTUAL, "")


def _figure(
    path: Path, row: Row, quarter: Quarter, heading: str, directorate: str, council: str = ""
) -> PublishedFigure:
    ref = row.text(layout.REF)
    owner = row.text(layout.DIRECTORATE) if row.has(layout.DIRECTORATE) else directorate
    if row.has(consolidated.COUNCIL):
        council = row.text(consolidated.COUNCIL)
    figure = row.figure(heading)
    text = row.text(heading)
    marker = text if text in MARKERS else figure.marker
    if row.has(layout.MARKER) and row.text(layout.MARKER):
        marker = row.text(layout.MARKER)
    unit = _unit(row, heading)
    counts = [
        row.number(name, Unit.COUNT) if row.has(name) else None
        for name in (layout.NUMERATOR, layout.DENOMINATOR)
    ]
    cell = Cell((folded(council), ref_key(ref)), folded(owner), quarter)
    past = Past(quarter, figure.value, marker, *counts)
    texts = [row.text(name) for name in _TEXTS if row.has(name)]
    return PublishedFigure(path.name, ref, owner, cell, unit, past, " ".join(texts))


def _unit(row: Row, heading: str) -> Unit:
    """Return the unit a tidy table says; else percent for a cell with a percentage's format."""
    if row.has(layout.UNIT):
        named = row.text(layout.UNIT).casefold()
        return next((unit for unit in Unit if unit.value == named), Unit.SCORE)
    shown = row.cells[heading]
    return Unit.PERCENT if "%" in shown.number_format else Unit.COUNT


def _not_published(path: Path) -> KpibookError:
    return SourceError(
        "is not a file that kpibook publishes.",
        code="audit-not-published",
        where=path.name,
        fix="Give copies of the return, consolidations made with --publish, or tidy tables (.csv).",
    )


def _finding(narrowed: Narrowed) -> Finding:
    figure = narrowed.figure
    name = f"{shortened(figure.ref)} of {figure.directorate or figure.file}"
    certain = len(narrowed.values) == 1
    code = "withheld-figure-recoverable" if certain else "withheld-figure-narrowed"
    values = narrowed.values[0] if certain else " or ".join(narrowed.values)
    return Finding(
        code,
        f"{name} for {figure.past.quarter} is withheld and is {values}, as "
        f"{listed(narrowed.files, 6)} say together.",
        Location(figure.file),
        "Withhold another figure of the same measure and quarter, or withdraw one of the files.",
        ref=figure.ref,
    )


def _text_finding(figure: PublishedFigure) -> Finding:
    return Finding(
        "withheld-figure-in-text",
        f"{shortened(figure.ref)} of {figure.directorate or figure.file} has a text that states "
        "figures, and a figure of that measure is withheld.",
        Location(figure.file),
        "Word it without figures and publish the file again.",
        ref=figure.ref,
    )
