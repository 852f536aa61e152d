"""Published files read back: the figures that they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.cells import Cell
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.domain.reporting.direction_words import figure_in_cell
from kpibook.domain.wording import folded
from kpibook.errors import KpibookError, SourceError, shown_name
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.services.publish_audit.return_rows import is_return, rows_of_return
from kpibook.sources.tabular import read_rows
from kpibook.workbook import consolidated_layout as consolidated
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.reader import rows_of
from kpibook.workbook.register import decimals_in
from kpibook.xlsx import Workbook

_QUARTER_HEADING = regex(r"(?P<quarter>Q[1-4] \d{4}/\d\d)(?: position)?")
_TEXTS = (layout.COMMENTARY, layout.ACTION, layout.NOTE)
_TITLE = regex(r"(?P<directorate>.+): Quarterly Performance Return")


def figures_in(paths: Iterable[Path]) -> list[PublishedFigure]:
    """Return every figure that published files print.

    A file that names no council is taken to be of the one that the others name, if it is one. A
    file is called by its name; two of one name are called by the paths that were given.
    """
    paths = list(paths)
    same_name = Counter(path.name for path in paths)
    figures = [
        replace(figure, file=path.name if same_name[path.name] == 1 else shown_name(str(path)))
        for path in paths
        for figure in _figures_of(path)
    ]
    councils = {figure.cell.measure[0] for figure in figures} - {""}
    if len(councils) != 1:
        return figures
    council = next(iter(councils))
    return [replace(f, cell=replace(f.cell, measure=(council, f.cell.measure[1]))) for f in figures]


def _figures_of(path: Path) -> Iterator[PublishedFigure]:
    if path.suffix.casefold() == ".csv":
        yield from _tidy(path)
        return
    with ClosedBook.open(path) as book:
        if book.table(layout.THIS_QUARTER_TABLE) is not None:
            raise _not_published(path)  # its sheet Return shows what the published copy withholds
        rows = rows_of_return(book)
        directorate = book.subject or _directorate_of(path) if rows else ""
        scorecard = book.table(consolidated.SCORECARD_TABLE)
        if not rows and scorecard is not None:
            rows = rows_of(book, scorecard, [])
        is_table = not is_return(book) and scorecard is None
        council = book.author
    if is_table:
        yield from _tidy(path)
        return
    for row in rows:
        for heading in row.cells if row.has(layout.REF) else ():
            found = _QUARTER_HEADING.fullmatch(heading)
            if found is not None:
                quarter = Quarter.parse(found["quarter"])
                yield _figure(path, row, quarter, heading, directorate, council)
            elif earlier := figure_in_cell(heading, row.text(heading)):
                yield _of_direction(path, row, heading, earlier, directorate, council)


def _of_direction(
    path: Path,
    row: Row,
    heading: str,
    earlier: tuple[Quarter, str],
    directorate: str,
    council: str,
) -> PublishedFigure:
    """Return the earlier figure that a cell of directions prints: "Improved, against 55.2%"."""
    quarter, text = earlier
    percent = text.endswith("%")
    cell = replace(row.cells[heading], value=text, number_format="0%" if percent else "General")
    alone = replace(row, cells={**row.cells, heading: cell})
    return _figure(path, alone, quarter, heading, directorate, council)


def _directorate_of(path: Path) -> str:
    """Return the directorate that the title of an earlier return names; "" if it names none."""
    with Workbook.open(path) as package:
        title = str(package.sheet(package.sheet_names[0]).cell("A1").value or "")
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
    basis = row.choice(layout.BASIS, Basis, "basis-unknown") if row.has(layout.BASIS) else None
    places = decimals_in(row) if row.has(layout.DECIMALS) else None
    return PublishedFigure(
        path.name,
        ref,
        owner,
        cell,
        unit,
        past,
        text=" ".join(texts),
        basis=basis,
        decimals=places,
        title=row.text(layout.MEASURE) if row.has(layout.MEASURE) else "",
    )


def _unit(row: Row, heading: str) -> Unit:
    """Return the unit a tidy table says; else percent for a cell with a percentage's format."""
    if row.has(layout.UNIT):
        named = unit_meaning(row.text(layout.UNIT)).word
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
