"""Fill a workbook: actuals in, ratings and the return sheet out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.number import QUALIFYING_MARKERS, stronger_marker
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.council_words import NO_WORDS
from kpibook.errors import Location, WorkbookError
from kpibook.files.person import signed_in
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.services.rating.scorecard import Scorecard, rate_workbook
from kpibook.services.sheets.ended_measures import remove_ended_measures
from kpibook.services.sheets.first_to_type import open_at_first_to_type
from kpibook.services.sheets.new_measures import add_new_measures
from kpibook.services.sheets.past.months_of_file import take_months, with_months_named
from kpibook.services.sheets.past.revisions_of_file import take_revisions
from kpibook.services.sheets.quarter_sheet import with_formulas_read_again, write_quarter
from kpibook.services.sheets.scheme_sheet import keep_scheme
from kpibook.services.sheets.settled_choices import settle_chosen
from kpibook.services.sheets.settled_sheet import record_ok
from kpibook.services.sheets.target_changes_sheet import record_target_changes
from kpibook.services.sign_off.sign_off_sheet import show_agreement
from kpibook.sources.dated_columns import Dated, rows_in_quarter
from kpibook.sources.quarter_checks import (
    figures_of_last_quarter,
    is_of_another_quarter,
    refuse_other_quarter,
)
from kpibook.sources.tabular import SourceTable, read_table
from kpibook.workbook import layout
from kpibook.workbook.aliases import report_unknown, with_aliases
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.register import reading_from
from kpibook.workbook.writer import Change

# Without the marker: `_remaining_marker` decides between the old marker and the new.
_FIELDS = ("actual", "numerator", "denominator", "forecast", "as_at", "commentary", "action")


@dataclass(frozen=True, slots=True)
class Filled:
    """Result of a fill.

    Attributes:
        scorecard: The workbook's measures as rated now.
        changes: The cells that get another value, in sheet order.
        findings: Findings on the workbook and on the actuals.
        without_actual: References of measures that still have no actual.
        saved: The result of saving the workbook.
    """

    scorecard: Scorecard
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    without_actual: tuple[str, ...]
    saved: Saved = field(default_factory=Saved)

    @property
    def output(self) -> Path | None:
        """The file that holds the result; None after a dry run."""
        return self.saved.output


def fill_file(
    path: Path,
    actuals: Path | None,
    period: Quarter | None,
    destination: Destination,
    *,
    trends: bool = False,
) -> Filled:
    """Fill the workbook at `path` and write it to `destination`.

    Args:
        path: The performance workbook.
        actuals: CSV or Excel file with Ref and Actual; None rates the figures typed in already.
        period: The quarter the actuals are of; None takes the workbook's period.
        destination: The file or folder of the result, or a dry run.
        trends: Make the sheet of charts; a workbook that has it gets it drawn again anyway.

    Raises:
        KpibookError: A file cannot be read or written, or the period is not the workbook's.
            The workbook on disk is then as it was.
    """
    findings: list[Finding] = []
    needed = (layout.REF, layout.ACTUAL)
    source = (
        SourceTable([])
        if actuals is None
        else read_table(actuals, needed, findings, layout.THIS_QUARTER_TABLE, names_unused=True)
    )

    def change(book: Book) -> Filled:
        filled = fill(
            book, source.rows, period, path.parent, stated=source.stated, dated=source.dated
        )
        from kpibook.services.sheets.trends_sheet import has_trends, write_trends

        if trends or has_trends(book):
            write_trends(book, filled.scorecard)
        return filled

    filled, saved = destination.change(path, change)
    # Reading the rows of the file has added to its findings, which stay about that file.
    about_book = findings_at(saved, path.name, filled.findings)
    return replace(filled, findings=(*findings, *about_book), saved=saved)


def fill(
    book: Book,
    incoming: Sequence[Row],
    period: Quarter | None,
    folder: Path,
    *,
    stated: tuple[Quarter, Location] | None = None,
    dated: Dated = MappingProxyType({}),
) -> Filled:
    """Write actuals, ratings and the return sheet into an open workbook.

    Args:
        book: The workbook.
        incoming: Rows of actuals; empty rates the figures in the workbook. Findings on rows that
            are not used are added to those that the rows were read with.
        period: The quarter they are of; None takes the workbook's.
        folder: The folder of a scheme file named in the settings.
        stated: The quarter that the file of actuals says it is of, and where it says so.
        dated: Its columns of a quarter or year, of which those of this quarter are read.

    Raises:
        WorkbookError: The workbook reports another period, or is not a performance workbook.
        SourceError: The file says that it is of another period.
    """
    today = date.today()  # noqa: DTZ011 the officer's own day
    choices = settle_chosen(book, folder, signed_in(), today)
    workbook = read_workbook(book)
    check_period(workbook, period)
    refuse_other_quarter(stated, workbook)
    incoming = rows_in_quarter(incoming, dated, workbook.settings.period)
    workbook, removed = remove_ended_measures(book, workbook)
    workbook, added = add_new_measures(book, workbook, folder)
    year = _year(period, stated)
    workbook, incoming, revised, revisions = take_revisions(book, workbook, incoming, year)
    workbook, incoming, months = take_months(book, workbook, incoming, year)
    readings, doubtful = _readings_by_measure(incoming, workbook, year)
    is_dated = any(meaning == layout.ACTUAL for meaning, _ in dated.values())
    is_stated = period is not None or stated is not None or is_dated
    asked = () if is_stated else tuple(figures_of_last_quarter(incoming, readings, workbook))
    if asked:
        readings = {}
    workbook = with_formulas_read_again(book, workbook, readings)
    scorecard = rate_workbook(workbook, folder, _merged(workbook, readings, doubtful))
    changes = write_quarter(book, scorecard, readings)
    if changes:
        open_at_first_to_type(book, scorecard)
    record_ok(book, scorecard, signed_in(), today)
    scorecard = record_target_changes(book, scorecard, today)
    show_agreement(book, scorecard)
    # Sheets are drawn with a library that is not needed for the first write in a click.
    from kpibook.services.sheets.return_sheet import write_rated_return

    written = write_rated_return(book, scorecard, folder)
    keep_scheme(book, workbook.settings, folder)
    if choices.settled:  # the lines of the sheet would be chosen for the next figure too
        from kpibook.services.rating.check import check
        from kpibook.services.sheets.findings_sheet import write_findings

        write_findings(book, check(book, folder), choices.refused)
    return Filled(
        scorecard=scorecard,
        changes=(*revised, *changes),
        findings=(
            *choices.findings,
            *written.findings,
            *asked,
            *removed,
            *added,
            *revisions,
            *months,
            *_remaining_findings(workbook, readings),
            *_formulas_lost(workbook, changes),
            *scorecard.findings,
        ),
        without_actual=tuple(
            rated.measure.ref
            for rated in scorecard.rated
            if rated.reading.actual is None and rated.waiting is None
        ),
    )


def _year(period: Quarter | None, stated: tuple[Quarter, Location] | None) -> int | None:
    """Return the financial year that a file is said to be of; None if nothing says it."""
    if period is not None:
        return period.year
    return None if stated is None else stated[0].year


def check_period(workbook: PerformanceWorkbook, period: Quarter | None) -> None:
    """Refuse actuals of another quarter than the workbook reports.

    Raises:
        WorkbookError: The periods differ.
    """
    if period is not None and period != workbook.settings.period:
        raise WorkbookError(
            f"reports {workbook.settings.period}, not {period}.",
            code="period-mismatch",
            where=workbook.file,
            fix=f'Give --period "{workbook.settings.period}", or set the period on the sheet '
            f"{layout.SETTINGS}.",
        )


def _readings_by_measure(
    incoming: Sequence[Row], workbook: PerformanceWorkbook, year: int | None
) -> tuple[dict[str, Reading], frozenset[str]]:
    """Match rows to measures by reference, and read them.

    Rows that are not used are added to the findings the rows were read with.

    Args:
        incoming: The rows.
        workbook: The contents of the workbook.
        year: The year of a period that does not say which; None if nothing says it.

    Returns:
        The readings by key, and the keys of measures with rows that differ.
    """
    by_name = with_aliases(workbook.measures)
    readings: dict[str, Reading] = {}
    doubtful: set[str] = set()
    by_month = frozenset(with_months_named(incoming, year))
    # A file of actuals is in the words of its workbook.
    words = next((row.own_words for row in workbook.rows.values()), NO_WORDS)
    for row in (row.speaking(words) for row in incoming):
        measure = by_name.get(ref_key(row.text(layout.REF)))
        if measure is None:
            report_unknown(row, by_name, workbook.file)
            continue
        if measure.has_ended(workbook.settings.period):
            _report_ended(row, measure)
            continue
        if measure.key not in workbook.rows:
            row.report(
                "actual-without-row",
                f"{row.name} is in the register and has no row on '{layout.THIS_QUARTER}': "
                "not used.",
                layout.REF,
                "Clear the cells under the table, then fill again: the row is added.",
            )
            continue
        if is_of_another_quarter(row, measure, workbook, year, by_month):
            continue
        reading = reading_from(row, workbook.settings.period, measure.read_in)
        earlier = readings.get(measure.key)
        if earlier is not None and _fields_of(earlier) != _fields_of(reading):
            doubtful.add(measure.key)
            row.report(
                "actual-duplicate",
                f"{measure.ref} has two rows that differ; neither is used.",
                layout.ACTUAL,
                "Keep the row that is right.",
            )
        readings.setdefault(measure.key, reading)
    used = {
        key: _with_marker_of(workbook.readings[key], reading)
        for key, reading in readings.items()
        if key not in doubtful
    }
    return used, frozenset(doubtful)


def _report_ended(row: Row, measure: Measure) -> None:
    row.report(
        "actual-after-last-period",
        f"{measure.ref} is reported until {measure.last_period}: not used.",
        layout.REF,
        f"Take it out of the file, or empty {layout.LAST_PERIOD} on '{layout.MEASURES}' if the "
        "measure is reported again.",
    )


def _with_marker_of(current: Reading, incoming: Reading) -> Reading:
    """Return the incoming reading; the figure that is there already keeps its [p]."""
    is_same = incoming.actual is not None and incoming.actual == current.actual
    keeps = is_same and not incoming.marker and current.marker in QUALIFYING_MARKERS
    return replace(incoming, marker=current.marker) if keeps else incoming


def _fields_of(reading: Reading) -> tuple[object, ...]:
    """Return the fields of a reading, without the cells they come from."""
    return tuple(getattr(reading, name) for name in (*_FIELDS, "marker"))


def _merged(
    workbook: PerformanceWorkbook, incoming: Mapping[str, Reading], doubtful: Iterable[str]
) -> dict[str, Reading]:
    """Put incoming fields over those in the workbook; rows that differ count as not read."""
    current = workbook.readings
    return {
        **{key: replace(current[key], unread=True) for key in doubtful},
        **{key: _overlaid(current[key], reading) for key, reading in incoming.items()},
    }


def _overlaid(current: Reading, incoming: Reading) -> Reading:
    """Put every field of `incoming` over `current`; a new actual brings its marker."""
    fields = {
        name: value for name in _FIELDS if (value := getattr(incoming, name)) not in (None, "")
    }
    marker = stronger_marker(incoming.marker, _remaining_marker(current, incoming))
    places = {**current.places, **{k: v for k, v in incoming.places.items() if k in fields}}
    is_new = "actual" in fields
    # [ok] was said of the figure there, and of no other.
    same = incoming.actual in (None, current.actual)
    return replace(
        current,
        **fields,
        marker=marker,
        places=places,
        source=incoming.source if is_new else current.source,
        unread=not is_new and (current.unread or incoming.unread),
        settled=incoming.settled or (current.settled and same),
    )


def _remaining_marker(current: Reading, incoming: Reading) -> str:
    """Return the marker that stays: a new actual ends "not available", never "confidential"."""
    ends = ("[x]", *QUALIFYING_MARKERS)
    return "" if incoming.actual is not None and current.marker in ends else current.marker


def _remaining_findings(
    workbook: PerformanceWorkbook, incoming: Mapping[str, Reading]
) -> list[Finding]:
    """Return the workbook's findings, except those on cells that are filled."""
    filled = {
        workbook.rows[key].where(layout.ACTUAL)
        for key, reading in incoming.items()
        if reading.actual is not None
    }
    return [finding for finding in workbook.findings if finding.where not in filled]


def _formulas_lost(workbook: PerformanceWorkbook, changes: Iterable[Change]) -> Iterator[Finding]:
    """Report formulas in the workbook that a value from the file replaces."""
    for change in changes:
        if change.replaces_formula:
            yield Finding(
                "formula-replaced",
                f"{change.ref}: {change.heading} was worked out by a formula, which is replaced.",
                Location(workbook.file, change.write.sheet, change.write.address),
                "Leave it out of the actuals if the formula is right.",
                ref=change.ref,
            )
