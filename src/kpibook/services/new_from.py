"""A kpibook workbook made from a council's own, with its history and this quarter's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kpibook.domain.finding import Finding, in_file, one_a_word
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import LayoutError, Location
from kpibook.on_use.replacing import replace
from kpibook.services.fill import fill
from kpibook.services.layouts.open_book import Asked, open_book
from kpibook.services.new import (
    Contents,
    Created,
    Look,
    rated_before_actuals,
    with_directorate,
    write_new,
)
from kpibook.services.paths.output import refuse_same_file
from kpibook.services.rating.scorecard import scheme_of
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.book import MappedBook
from kpibook.workbook.mapped.headings import joined_headings
from kpibook.workbook.performance import PerformanceWorkbook, Settings
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import needed_table, past_before, read_workbook, rows_of
from kpibook.workbook.words.council_words import council_words_in
from kpibook.xlsx.cells.references import cell_at

_TABLES = (layout.MEASURES_TABLE, layout.THIS_QUARTER_TABLE, layout.HISTORY_TABLE)
_NAMED = 8  # columns, or rows, in a message


def new_from_book(
    path: Path, asked: Asked, output: Path, given: Mapping[str, str], look: Look
) -> Created:
    """Make a kpibook workbook from a council's own, read through its layout.

    The new workbook has the measures, their targets, their earlier figures and those of the
    quarter, commentary among them. What is not taken over is a finding.

    Args:
        path: The council's workbook, .csv or .ods.
        asked: Its layout and its quarter.
        output: The file to make; a file that is there is kept under another name.
        given: Settings that come before the layout's: "council", "directorate", "committee",
            "scheme"; "" leaves the layout's.
        look: The form of the new workbook.

    Raises:
        LayoutError: The workbook has no layout, or is kpibook's own already (``layout-none``).
        KpibookError: A file cannot be read or written.
    """
    refuse_same_file(output, path)
    with open_book(path, asked) as book:
        if not isinstance(book, MappedBook):
            raise LayoutError(
                "has no layout through which it can be read, or was made by kpibook itself.",
                code="layout-none",
                where=path.name,
                fix="Make a layout with `kpibook inspect --layout`, and name it with --layout.",
            )
        workbook = read_workbook(book)
        measures = workbook.measures
        findings = list(workbook.findings)
        settings = _settings(workbook.settings, given, measures)
        past = past_before(book, with_aliases(measures), settings.period, []).without_contradicted()
        scheme = scheme_of(settings, output.parent)
        reported = [m for m in measures.values() if not m.has_ended(settings.period)]
        rated = rated_before_actuals(reported, settings.period, past, scheme)
        rows = _quarter(book)
        words = council_words_in(book, [])
        findings += _not_taken(book)
        contents = Contents(settings, _register(book, workbook), past, words, rated, path)
    findings[:] = one_a_word(findings)

    def with_quarter(new: ClosedBook) -> Sequence[Finding]:
        filled = fill(new, rows, settings.period, output.parent)
        return [in_file(finding, new.name, output.name) for finding in filled.findings]

    created = write_new(output, contents, look, findings, with_quarter)
    return replace(created, findings=tuple(dict.fromkeys(created.findings)))


def _settings(own: Settings, given: Mapping[str, str], measures: Mapping[str, Measure]) -> Settings:
    return with_directorate(
        replace(
            own,
            council=given.get("council") or own.council,
            directorate=given.get("directorate") or own.directorate,
            committee=given.get("committee") or own.committee,
            scheme=given.get("scheme") or own.scheme,
            scheme_place=None,
        ),
        measures,
    )


def _register(book: Book, workbook: PerformanceWorkbook) -> dict[str, tuple[Measure, Row]]:
    """Return the measures with their rows, whose cells that were not read are written as well."""
    table = needed_table(book, layout.MEASURES_TABLE, layout.MEASURES_COLUMNS)
    rows = {ref_key(row.text(layout.REF)): row for row in rows_of(book, table, [])}
    return {key: (measure, rows[key]) for key, measure in workbook.measures.items() if key in rows}


def _quarter(book: Book) -> list[Row]:
    """Return this quarter's rows, as rows of a file of actuals."""
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    return [row.reporting_to([]) for row in rows_of(book, table, [])]


def _not_taken(book: MappedBook) -> Iterator[Finding]:
    """Yield what the council's sheets hold and the new workbook does not."""
    used = {
        (place.sheet, cell_at(place.cell)[1])
        for name in _TABLES
        if (table := book.table(name)) is not None
        for places in table.places or ()
        for place in places.values()
        if place.cell
    }
    for sheet in book.reading.sheets:
        headings = joined_headings(sheet.grid, sheet.located.rows)
        filled = {
            c for n, cells in sheet.grid.rows.items() if n >= sheet.located.below for c in cells
        }
        left = [
            heading
            for column, heading in headings.items()
            if column in filled and (sheet.name, column) not in used
        ]
        if left:
            yield Finding(
                "layout-not-taken",
                f"{counted(len(left), 'column')} of the sheet "
                f"{'is' if len(left) == 1 else 'are'} not taken over: "
                f"{listed([quoted(text, 40) for text in left], _NAMED)}.",
                Location(book.name, sheet.name),
                "Statuses and arrows are worked out again. Give any other column a role in the "
                "layout and make the workbook again, or copy it by hand.",
            )
    others = [row for row in book.reading.passed_over if row.why != "a section row"]
    if others:
        named = [f"{row.sheet} {row.row}".strip() for row in others]
        yield Finding(
            "layout-not-taken",
            f"{counted(len(others), 'row')} {'is' if len(others) == 1 else 'are'} not taken "
            f"over, as no measure of the quarter: {listed(named, _NAMED)}.",
            Location(book.name),
            "`kpibook layout check` says for each row why.",
        )
