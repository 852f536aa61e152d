"""Fill a workbook: actuals in, ratings and the return sheet out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.number import QUALIFYING_MARKERS, stronger_marker
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.reporting.checks import run_checks
from kpibook.errors import Location, WorkbookError
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.services.rating.scorecard import Scorecard, rate_workbook
from kpibook.services.sheets.quarter_sheet import write_quarter
from kpibook.services.sheets.return_sheet import write_return
from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout
from kpibook.workbook.aliases import report_unknown, with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.register import reading_from
from kpibook.workbook.writer import Change

_FIELDS = ("actual", "numerator", "denominator", "as_at", "commentary", "action")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a fill did.

    Attributes:
        scorecard: The workbook's measures as rated now.
        changes: The cells that are given another value, in sheet order.
        findings: What to put right, in the workbook and in the actuals.
        without_actual: References of measures that still have no actual.
        saved: What became of the workbook.
        notes: What a person should know of how it was written.
    """

    scorecard: Scorecard
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    without_actual: tuple[str, ...]
    saved: Saved = field(default_factory=Saved)
    notes: tuple[str, ...] = ()

    @property
    def output(self) -> Path | None:
        """The file that holds the result; None after a dry run."""
        return self.saved.output


def fill_file(
    path: Path, actuals: Path | None, period: Quarter | None, destination: Destination
) -> Filled:
    """Fill the workbook at `path` and write it to `destination`.

    Args:
        path: The performance workbook.
        actuals: CSV or Excel file with Ref and Actual; None rates what is typed in already.
        period: The quarter the actuals are of; None takes the workbook's word for it.
        destination: Where the result goes, or that nothing is written.

    Raises:
        KpibookError: A file cannot be read or written, or the period is not the workbook's.
            The workbook on disk is then as it was.
    """
    found: list[Finding] = []
    needed = (layout.REF, layout.ACTUAL)
    incoming = (
        read_rows(actuals, needed, found, layout.THIS_QUARTER_TABLE) if actuals is not None else []
    )
    target = destination.output_for(path)
    with destination.hold(path), ClosedBook.open(path) as book:
        if target is not None:
            book.check_name(target)
        filled = fill(book, incoming, period, path.parent, found)
        notes = tuple(book.notes())
        saved = destination.save(book, target)
    said_already = saved.output is not None and not saved.rewritten
    return replace(
        filled,
        findings=(*found, *findings_at(saved, path.name, filled.findings[len(found) :])),
        saved=saved,
        notes=() if said_already else notes,
    )


def fill(
    book: Book,
    incoming: Sequence[Row],
    period: Quarter | None,
    folder: Path,
    found: Iterable[Finding] = (),
) -> Filled:
    """Write actuals, ratings and the return sheet into an open workbook.

    Args:
        book: The workbook.
        incoming: Rows of actuals; empty rates what the workbook holds.
        period: The quarter they are of; None takes the workbook's.
        folder: Where a scheme file named in the settings is looked for.
        found: Findings of reading `incoming`, reported first.

    Raises:
        WorkbookError: The workbook reports another period, or is not a performance workbook.
    """
    workbook = read_workbook(book)
    check_period(workbook, period)
    readings = _matched(incoming, workbook)
    scorecard = rate_workbook(workbook, folder, _merged(workbook, readings))
    changes = write_quarter(book, scorecard, readings)
    write_return(book, scorecard.quarterly_return)
    return Filled(
        scorecard=scorecard,
        changes=changes,
        findings=(
            *found,
            *_still_true(workbook, readings),
            *_formulas_lost(workbook, changes),
            *run_checks(scorecard.rated),
        ),
        without_actual=tuple(r.measure.ref for r in scorecard.rated if r.reading.actual is None),
    )


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


def _matched(incoming: Sequence[Row], workbook: PerformanceWorkbook) -> dict[str, Reading]:
    """Readings by measure, from rows matched by reference.

    What is not used is reported to the findings the rows were read with.
    """
    by_name = with_aliases(workbook.measures)
    readings: dict[str, Reading] = {}
    doubtful: set[str] = set()
    for row in incoming:
        measure = by_name.get(ref_key(row.text(layout.REF)))
        if measure is None:
            report_unknown(row, by_name, workbook.file)
            continue
        if measure.key not in workbook.rows:
            row.report(
                "actual-without-row",
                f"{row.name} is in the register and has no row on '{layout.THIS_QUARTER}': "
                "not used.",
                layout.REF,
                "Add the row, then fill again.",
            )
            continue
        if _is_of_another_quarter(row, measure, workbook.settings.period):
            continue
        reading = reading_from(row, workbook.settings.period, measure.unit)
        before = readings.get(measure.key)
        if before is not None and _said(before) != _said(reading):
            doubtful.add(measure.key)
            row.report(
                "actual-duplicate",
                f"{measure.ref} has two rows that differ; neither is used.",
                layout.ACTUAL,
                "Keep the row that is right.",
            )
        readings.setdefault(measure.key, reading)
    return {key: reading for key, reading in readings.items() if key not in doubtful}


def _is_of_another_quarter(row: Row, measure: Measure, period: Quarter) -> bool:
    """Whether the row's own Period is not the workbook's; then it is reported and not used."""
    if not row.has(layout.PERIOD):
        return False
    said = row.read(layout.PERIOD, Quarter.parse)
    if said == period:
        return False
    if said is not None:
        row.report(
            "period-mismatch",
            f"{measure.ref} has an actual for {said}, and the workbook reports {period}: not used.",
            layout.PERIOD,
            "Correct the period, or put earlier figures into the history.",
        )
    return True


def _said(reading: Reading) -> tuple[object, ...]:
    """What a reading says, wherever it was read."""
    return tuple(getattr(reading, name) for name in (*_FIELDS, "marker"))


def _merged(workbook: PerformanceWorkbook, incoming: Mapping[str, Reading]) -> dict[str, Reading]:
    """What will stand in the workbook: incoming fields over those already there."""
    return {key: _over(workbook.readings[key], reading) for key, reading in incoming.items()}


def _over(standing: Reading, incoming: Reading) -> Reading:
    """`standing` with every field that `incoming` gives; a new actual brings its own marker."""
    given = {
        name: value for name in _FIELDS if (value := getattr(incoming, name)) not in (None, "")
    }
    marker = stronger_marker(incoming.marker, _kept_marker(standing, incoming))
    places = {**standing.places, **{k: v for k, v in incoming.places.items() if k in given}}
    source = incoming.source if "actual" in given else standing.source
    return replace(standing, **given, marker=marker, places=places, source=source)


def _kept_marker(standing: Reading, incoming: Reading) -> str:
    """The marker that goes on standing: a new actual ends "not available", never "confidential"."""
    ends = ("[x]", *QUALIFYING_MARKERS)
    return "" if incoming.actual is not None and standing.marker in ends else standing.marker


def _still_true(workbook: PerformanceWorkbook, incoming: Mapping[str, Reading]) -> list[Finding]:
    """The workbook's findings, without those on cells that are being filled."""
    filled = {
        workbook.rows[key].where(layout.ACTUAL)
        for key, reading in incoming.items()
        if reading.actual is not None
    }
    return [finding for finding in workbook.findings if finding.where not in filled]


def _formulas_lost(workbook: PerformanceWorkbook, changes: Iterable[Change]) -> Iterator[Finding]:
    """Formulas in the workbook that a value from the file takes the place of."""
    for change in changes:
        if change.replaces_formula:
            yield Finding(
                "formula-replaced",
                f"{change.ref}: {change.heading} was worked out by a formula, which is replaced.",
                Location(workbook.file, change.write.sheet, change.write.address),
                "Leave it out of the actuals if the formula is right.",
                ref=change.ref,
            )
