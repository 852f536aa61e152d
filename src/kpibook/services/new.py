"""A new performance workbook from the template, a register of measures and their history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measure import Measure, Reading, Unit
from kpibook.domain.period import Quarter
from kpibook.domain.rated import RatedMeasure, rate_measure
from kpibook.domain.ref import ref_key
from kpibook.domain.scheme import Scheme
from kpibook.errors import SourceError, WorkbookError
from kpibook.services.live import make_live
from kpibook.services.return_sheet import write_return
from kpibook.services.scorecard import quarterly_return_of, scheme_of
from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout
from kpibook.workbook.aliases import report_unknown, with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.echoes import store_echoes
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format
from kpibook.workbook.heights import height_for, row_number
from kpibook.workbook.performance import Settings
from kpibook.workbook.protocol import Book, CellWrite, Value
from kpibook.workbook.reader import needed_table
from kpibook.workbook.register import history_from, measure_from
from kpibook.workbook.template import template_path
from kpibook.workbook.writer import computed_values, register_values

#: A row to be written: heading to value and number format (None keeps the column's).
NewRow = Mapping[str, tuple[Value, str | None]]


@dataclass(frozen=True, slots=True)
class Created:
    """A workbook that was made.

    Attributes:
        output: The file.
        measures: How many measures are in its register.
        history: How many earlier readings it holds.
        findings: What to put right in the files it was made from.
    """

    output: Path
    measures: int
    history: int
    findings: tuple[Finding, ...]


def new_workbook(
    measures_file: Path,
    settings: Settings,
    output: Path,
    *,
    history_file: Path | None = None,
    template: Path | None = None,
    live: bool = False,
) -> Created:
    """Make the workbook of one directorate for one quarter.

    Args:
        measures_file: The register: CSV or Excel with Ref, Measure, Unit and Which way is good.
        settings: Council, directorate, period, scheme. Without a directorate, the one all
            measures name is taken.
        output: The file to make; it must not be there yet.
        history_file: Earlier readings: Ref, Period and Actual.
        template: The council's own template; None takes the one that comes with kpibook.
        live: The computed columns hold native formulas, so that the workbook rates itself.

    Raises:
        KpibookError: A file cannot be read, `output` exists or cannot be written; the scheme's
            rule cannot be told by formulas that are asked for.
    """
    if output.exists():
        raise WorkbookError(
            "is there already, and a new workbook never replaces one.",
            code="output-exists",
            where=str(output),
            fix="Name another file, or move that one away.",
        )
    findings: list[Finding] = []
    measures = read_measures(measures_file, findings)
    history = read_history(history_file, measures, settings.period, findings)
    settings = _with_directorate(settings, measures)
    scheme = scheme_of(settings, output.parent)
    rated = tuple(
        rate_measure(measure, Reading(measure.ref, settings.period), history, scheme)
        for measure in measures.values()
    )
    with ClosedBook.open(template or template_path()) as book:
        book.check_name(output)
        _write_settings(book, settings)
        store_echoes(book, settings)
        add_rows(
            book,
            layout.MEASURES_TABLE,
            layout.MEASURES_COLUMNS,
            [_register_row(m) for m in measures.values()],
        )
        add_rows(
            book,
            layout.HISTORY_TABLE,
            layout.HISTORY_COLUMNS,
            [_history_row(measures[key], r) for (key, _), r in history.items()],
        )
        add_rows(
            book,
            layout.THIS_QUARTER_TABLE,
            layout.THIS_QUARTER_COLUMNS,
            [_quarter_row(r, scheme) for r in rated],
        )
        if live:
            findings += make_live(book, scheme, rated, settings.period)
        write_return(book, quarterly_return_of(settings, scheme, rated))
        written = book.save(output)
    return Created(written, len(measures), len(history), tuple(findings))


def read_measures(path: Path, findings: list[Finding]) -> dict[str, Measure]:
    """The measures of a register file, by key; a reference used twice is a finding.

    Raises:
        SourceError: The file has no measure at all.
    """
    needed = (layout.REF, layout.MEASURE, layout.UNIT, layout.POLARITY)
    measures: dict[str, Measure] = {}
    for row in read_rows(path, needed, findings, layout.MEASURES_TABLE):
        measure = measure_from(row)
        if not measure.key:
            row.report(
                "ref-missing",
                "a row has no reference, so it is not used.",
                layout.REF,
                "Enter its ref.",
            )
        elif measure.key in measures:
            row.report(
                "ref-duplicate",
                f"{measure.ref} is there twice; the first row is used.",
                layout.REF,
                "Keep one row a measure.",
            )
        else:
            measures[measure.key] = measure
    if not measures:
        raise SourceError("holds no measure.", code="source-empty", where=path.name)
    return measures


def read_history(
    path: Path | None, measures: Mapping[str, Measure], period: Quarter, findings: list[Finding]
) -> dict[tuple[str, Quarter], Reading]:
    """Earlier readings by measure and period; what is not used is a finding."""
    history: dict[tuple[str, Quarter], Reading] = {}
    if path is None:
        return history
    by_name = with_aliases(measures)
    needed = (layout.REF, layout.PERIOD, layout.ACTUAL)
    for row in read_rows(path, needed, findings, layout.HISTORY_TABLE):
        measure = by_name.get(ref_key(row.text(layout.REF)))
        if measure is None:
            report_unknown(row, by_name, "the register")
            continue
        reading = history_from(row, measure.unit)
        if reading is None:
            continue
        if reading.period >= period or (measure.key, reading.period) in history:
            row.report(
                "history-not-past" if reading.period >= period else "history-duplicate",
                f"{measure.ref} has a row for {reading.period} that is not used: it is "
                + (f"not before {period}." if reading.period >= period else "there twice."),
                layout.PERIOD,
                "Correct the period, or remove the row.",
            )
            continue
        history[measure.key, reading.period] = reading
    return history


def add_rows(
    book: Book, table: str, columns: tuple[layout.Column, ...], rows: Sequence[NewRow]
) -> None:
    """Put rows into a table of the template, whose first row is blank."""
    if not rows:
        return
    found = needed_table(book, table, columns)
    blank = found.rows[0]
    first = row_number(blank[layout.REF].address)
    book.write(
        [
            CellWrite(found.sheet, blank[heading].address, value, form)
            for heading, (value, form) in rows[0].items()
            if value is not None or form is not None
        ]
    )
    book.append(
        table,
        [{heading: value for heading, (value, _) in row.items()} for row in rows[1:]],
        [{heading: form for heading, (_, form) in row.items() if form} for row in rows[1:]],
    )
    texts = [{heading: value for heading, (value, _) in row.items()} for row in rows]
    book.fit_rows(found.sheet, {first + i: height_for(columns, row) for i, row in enumerate(texts)})


def _register_row(measure: Measure) -> NewRow:
    form, unit = number_format(measure), measure.unit
    target, comparator = measure.target, measure.comparator
    by_quarter = {
        heading: (excel_number(unit, target.by_quarter.get(n)), form)
        for n, heading in enumerate(layout.TARGETS_BY_QUARTER, start=1)
    }
    return {
        layout.REF: (measure.ref, None),
        layout.MEASURE: (measure.title or None, None),
        layout.DIRECTORATE: (measure.directorate or None, None),
        layout.SERVICE: (measure.service or None, None),
        layout.PRIORITY: (measure.priority or None, None),
        layout.OWNER: (measure.owner or None, None),
        # What was guessed stays blank, so that every check asks for it again.
        layout.UNIT: (None if "unit" in measure.guessed else unit.value, None),
        layout.DECIMALS: (measure.decimals, None),
        layout.POLARITY: (None if "polarity" in measure.guessed else measure.polarity.value, None),
        layout.BASIS: (measure.basis.value, None),
        layout.TARGET: (target.words or excel_number(unit, target.value), form),
        **by_quarter,
        layout.TARGET_BASIS: (target.benchmark or None, None),
        layout.TARGET_VINTAGE: (target.vintage or None, None),
        layout.TOLERANCE: (str(measure.tolerance) if measure.tolerance else None, None),
        layout.FLOOR: (excel_number(unit, measure.floor), form),
        layout.LOW: (excel_number(unit, measure.low), form),
        layout.HIGH: (excel_number(unit, measure.high), form),
        layout.COMPARATOR: (comparator.name if comparator else None, None),
        layout.COMPARATOR_VALUE: (
            excel_number(unit, comparator.value) if comparator else None,
            form,
        ),
        layout.COMPARATOR_VINTAGE: ((comparator.vintage or None) if comparator else None, None),
        layout.INTRODUCED: (_financial_year(measure.introduced), None),
        layout.ALIASES: (", ".join(measure.aliases) or None, None),
        layout.NOTE: (measure.note or None, None),
    }


def _financial_year(start: int | None) -> str | None:
    return None if start is None else Quarter(start, 1).financial_year


def _history_row(measure: Measure, reading: Reading) -> NewRow:
    return {
        layout.REF: (measure.ref, None),
        layout.PERIOD: (str(reading.period), None),
        layout.ACTUAL: (excel_number(measure.unit, reading.actual), number_format(measure)),
        layout.NUMERATOR: (excel_number(Unit.COUNT, reading.numerator), None),
        layout.DENOMINATOR: (excel_number(Unit.COUNT, reading.denominator), None),
        layout.AS_AT: (reading.as_at, DATE_FORMAT),
        layout.MARKER: (reading.marker or None, None),
    }


def _quarter_row(rated: RatedMeasure, scheme: Scheme) -> NewRow:
    """A row of 'This quarter', ready to type the actual into."""
    return {
        layout.REF: (rated.measure.ref, None),
        **register_values(rated),
        layout.ACTUAL: (None, number_format(rated.measure)),
        **computed_values(rated, scheme),
    }


def _with_directorate(settings: Settings, measures: Mapping[str, Measure]) -> Settings:
    named = {m.directorate for m in measures.values() if m.directorate}
    if settings.directorate or len(named) != 1:
        return settings
    return replace(settings, directorate=named.pop())


def _write_settings(book: Book, settings: Settings) -> None:
    values = {
        layout.COUNCIL: settings.council,
        layout.DIRECTORATE_SETTING: settings.directorate,
        layout.PERIOD_SETTING: str(settings.period),
        layout.SCHEME_SETTING: settings.scheme,
        layout.COMMITTEE: settings.committee,
    }
    writes = []
    for setting, value in values.items():
        place = book.named_cell(setting.name)
        if place is None:
            raise WorkbookError(
                f"the name '{setting.name}' is missing.", code="setting-missing", where=book.name
            )
        writes.append(CellWrite(place[0], place[1].address, value or None))
    book.write(writes)
