"""New performance workbooks from the template, a register of measures and their history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.months import actual_from_months, not_worked_out
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.finding import Finding, one_a_word
from kpibook.domain.measures.measure import Measure, Polarity, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.timing.quarter_of_months import with_actual_from_months
from kpibook.domain.measures.vocabulary.council_words import NO_WORDS, CouncilWords
from kpibook.domain.rating.lacks import COLUMNS, FLOOR, TOLERANCE, WORDS
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.reporting.checks import run_register_checks
from kpibook.domain.reporting.without_earlier import will_lack_earlier
from kpibook.domain.rules.rule import Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location, SourceError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.paths.output import if_kept, kept_as, refuse_same_file
from kpibook.services.rating.scorecard import quarterly_return_of, scheme_of
from kpibook.services.sheets.live_formulas import make_live
from kpibook.services.sheets.return_sheet import write_return
from kpibook.services.sheets.scheme_sheet import keep_scheme
from kpibook.sources.history_rows import read_history_rows
from kpibook.sources.tabular import read_table
from kpibook.workbook import layout
from kpibook.workbook.aliases import key_of, report_unknown, with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.column import Column
from kpibook.workbook.echoes import store_echoes
from kpibook.workbook.fields import Row
from kpibook.workbook.new_rows import add_rows, history_row, quarter_row, register_row, unread_cells
from kpibook.workbook.past.history import Past, PastRow, read_past
from kpibook.workbook.performance import Settings
from kpibook.workbook.protocol import Book, CellWrite
from kpibook.workbook.reader import (
    needed_table,
    needs_performance_workbook,
    setting_cell,
)
from kpibook.workbook.register import history_from, measure_from
from kpibook.workbook.template import template_path
from kpibook.workbook.words.council_words import write_council_words
from kpibook.workbook.words.relative_targets import with_relative_targets


@dataclass(frozen=True, slots=True)
class Created:
    """Workbook that was made.

    Attributes:
        output: The file.
        measures: Number of measures in its register.
        history: Number of earlier readings in it.
        findings: Findings on the files it was made from.
        kept: The file that was there before, under its new name; None if no file was there.
        period: The quarter it is of.
    """

    output: Path
    measures: int
    history: int
    findings: tuple[Finding, ...]
    kept: Path | None
    period: Quarter


def new_workbook(
    measures_file: Path,
    settings: Settings,
    output: Path,
    *,
    history_file: Path | None = None,
    template: Path | None = None,
    live: bool = False,
    forecast: bool = False,
    words: CouncilWords = NO_WORDS,
) -> Created:
    """Make the workbook of a directorate for a quarter.

    Args:
        measures_file: The register: CSV or Excel with Ref, Measure, Unit and Which way is good.
        settings: Council, directorate, period, scheme. Without a directorate, the one all
            measures name is taken.
        output: The file to make; a file that is there is kept under another name.
        history_file: Earlier readings: Ref, Period and Actual.
        template: The council's template; None takes the template that comes with kpibook.
        words: The council's own words, which the workbook keeps on its sheet Lists.
        live: The computed columns hold native formulas, so that the workbook rates itself.
        forecast: There are columns for the year's forecast and its status, as there are for a
            scheme that rates the forecast.

    Raises:
        KpibookError: A file cannot be read, `output` is one of them or cannot be written; the
            scheme's rule cannot be expressed by formulas that are asked for.
    """
    findings: list[Finding] = []
    register = read_register(measures_file, findings, settings.period, words)
    measures = {key: measure for key, (measure, _) in register.items()}
    past = read_history(history_file, measures, settings.period, findings, words)
    in_words = with_relative_targets(measures, settings.period, past.quarters, findings)
    findings[:] = one_a_word(findings)
    for source in (measures_file, history_file, template):
        if source is not None:
            refuse_same_file(output, source)
    settings = with_directorate(settings, measures)
    scheme = scheme_of(settings, output.parent)
    reported = [m for m in in_words.values() if not m.has_ended(settings.period)]
    rated = rated_before_actuals(reported, settings.period, past, scheme)
    findings += run_register_checks(rated)
    findings += _of_months(rated, past)
    findings += _what_the_scheme_takes(scheme, reported, measures_file)
    findings += will_lack_earlier(rated, scheme, Location((history_file or measures_file).name))
    contents = Contents(settings, register, past, words, rated, measures_file)
    look = Look(template, live, forecast)
    return write_new(output, contents, look, findings)


@dataclass(frozen=True, slots=True)
class Contents:
    """Contents of a new workbook.

    Attributes:
        settings: Its settings.
        register: The measures with the rows they were read from, by key.
        past: Their earlier readings.
        words: The council's own words.
        rated: The measures that are reported in the quarter, rated.
        source: The file that the measures come from, for messages.
    """

    settings: Settings
    register: Mapping[str, tuple[Measure, Row]]
    past: Past
    words: CouncilWords
    rated: Sequence[RatedMeasure]
    source: Path


@dataclass(frozen=True, slots=True)
class Look:
    """Form of a new workbook.

    Attributes:
        template: The council's template; None takes the one that comes with kpibook.
        live: The computed columns hold native formulas.
        forecast: There are columns for the year's forecast.
    """

    template: Path | None = None
    live: bool = False
    forecast: bool = False


def _no_more(book: ClosedBook) -> Sequence[Finding]:
    del book
    return ()


def write_new(
    output: Path,
    contents: Contents,
    look: Look,
    findings: list[Finding],
    finish: Callable[[ClosedBook], Sequence[Finding]] = _no_more,
) -> Created:
    """Write a new workbook with its register, its history and a row for each measure.

    Args:
        output: The file; one that is there is kept under another name.
        contents: What goes into it.
        look: Its form.
        findings: The findings so far; more are added.
        finish: Function that writes more into the workbook before it is saved.

    Raises:
        KpibookError: The template cannot be used, or the file cannot be written.
    """
    settings, past = contents.settings, contents.past
    scheme = scheme_of(settings, output.parent)
    forecast = look.forecast or scheme.rule.rates is Rates.FORECAST
    with ClosedBook.open(look.template or template_path(forecast=forecast)) as book:
        book.check_name(output)
        needs_performance_workbook(book)
        _write_settings(book, settings)
        store_echoes(book, settings)
        findings += write_council_words(book, contents.words)
        findings += _add_register(book, contents.register.values(), contents.source)
        add_rows(
            book,
            layout.HISTORY_TABLE,
            layout.HISTORY_COLUMNS,
            [history_row(each.measure, each.reading) for each in past.rows],
        )
        add_rows(
            book,
            layout.THIS_QUARTER_TABLE,
            layout.THIS_QUARTER_COLUMNS,
            [quarter_row(r, scheme) for r in contents.rated],
        )
        if look.live:
            findings += make_live(book, scheme, contents.rated, settings.period)
        quarterly = quarterly_return_of(settings, scheme, contents.rated)
        write_return(book, quarterly, past.quarters, output.parent)
        keep_scheme(book, settings, output.parent)
        findings += finish(book)
        earlier_file = kept_as(output)
        saved = book.save(output, backup=earlier_file or False)
    number = len(contents.register)
    kept = if_kept(earlier_file)
    return Created(saved, number, len(past.rows), tuple(findings), kept, settings.period)


def rated_before_actuals(
    measures: Collection[Measure], period: Quarter, past: Past, scheme: Scheme
) -> tuple[RatedMeasure, ...]:
    """Rate measures without the figures of register and history that are in doubt.

    Their readings are blank, unless the months of the quarter are there already.
    """
    readings = [
        with_actual_from_months(measure, Reading(measure.ref, period), past.months)
        for measure in measures
    ]
    figures = [
        figures_of(measure, reading, past.quarters, months=past.months)
        for measure, reading in zip(measures, readings, strict=True)
    ]
    return tuple(
        rate_measure(measure, reading, past.quarters, scheme, in_doubt(doubts), past.years)
        for measure, reading, doubts in zip(
            measures, readings, doubts_of_sheet(figures), strict=True
        )
    )


def _of_months(rated: Iterable[RatedMeasure], past: Past) -> Iterator[Finding]:
    """Report quarters that their months gave already, and what others still lack."""
    for each in rated:
        measure, reading = each.measure, each.reading
        if reading.actual is not None:
            figures = figures_of(measure, reading, past.quarters, months=past.months)
            yield actual_from_months(figures).finding
        for doubt in not_worked_out(measure, reading, past.months):
            yield doubt.finding


def read_register(
    path: Path,
    findings: list[Finding],
    period: Quarter | None = None,
    words: CouncilWords = NO_WORDS,
) -> dict[str, tuple[Measure, Row]]:
    """Read the measures of a register file with their rows, by key; one used twice is a finding.

    Args:
        path: The file.
        findings: List to which findings are added.
        period: The quarter of the new workbook: of targets of several years those of its year are
            read. None reads targets without a year only.
        words: The council's own words.

    Raises:
        SourceError: The file has no measure at all.
    """
    needed = (layout.REF, layout.MEASURE, layout.UNIT, layout.POLARITY)
    measures: dict[str, tuple[Measure, Row]] = {}
    table = read_table(
        path, needed, findings, layout.MEASURES_TABLE, names_unused=True, period=period
    )
    for row in (row.speaking(words) for row in table.rows):
        if not key_of(row):
            continue
        measure = measure_from(row)
        if measure.key in measures:
            row.report(
                "ref-duplicate",
                f"{measure.ref} is there twice; the first row is used.",
                layout.REF,
                "Keep one row a measure.",
            )
        else:
            measures[measure.key] = measure, row
    if not measures:
        raise SourceError("holds no measure.", code="source-empty", where=path.name)
    return measures


def read_history(
    path: Path | None,
    measures: Mapping[str, Measure],
    period: Quarter,
    findings: list[Finding],
    words: CouncilWords = NO_WORDS,
) -> Past:
    """Read earlier readings by measure and period; a row that is not used is a finding."""
    if path is None:
        return Past()
    by_name = with_aliases(measures)
    rows: list[PastRow] = []
    for row in (r.speaking(words) for r in read_history_rows(path, findings, period)):
        measure = by_name.get(ref_key(row.text(layout.REF)))
        if measure is None:
            report_unknown(row, by_name, "the register")
        elif (reading := history_from(row, measure.read_in)) is not None:
            rows.append(PastRow(row, measure, reading))
    past = read_past(rows, period)
    for each in past.not_past:
        each.row.report(
            "history-not-past",
            f"{each.measure.ref} has a row for {each.reading.covers or each.reading.period} that "
            f"is not used: it is not before {period}.",
            layout.PERIOD,
            "Correct the period, or remove the row.",
        )
    return past.without_contradicted()


def _add_register(
    book: Book, register: Collection[tuple[Measure, Row]], file: Path
) -> list[Finding]:
    """Put the measures into the register; a measure's column it does not have is a finding."""
    measures = [measure for measure, _ in register]
    table, needed = layout.MEASURES_TABLE, layout.MEASURES_COLUMNS
    headings = needed_table(book, table, needed).headings
    columns = [c for c in layout.REGISTER_COLUMNS if c.heading in headings]
    add_rows(
        book,
        table,
        needed,
        [
            {**register_row(measure, columns), **unread_cells(row, columns)}
            for measure, row in register
        ],
    )
    missing_columns = [c for c in layout.ADDED_COLUMNS if c.heading not in headings]
    return [
        finding for column in missing_columns for finding in _missing_column(column, measures, file)
    ]


def _missing_column(column: Column, measures: Collection[Measure], file: Path) -> Iterator[Finding]:
    """Report a column that measures fill and the template's register does not have."""
    refs = [m.ref for m in measures if column.write is not None and column.write(m)]
    if not refs:
        return
    add = f"Type '{column.heading}' next to the last heading of '{layout.MEASURES}' in the new "
    if column is layout.SUPPRESS_COLUMN:
        yield Finding(
            "suppress-column-missing",
            f"{counted(len(refs), 'measure asks', 'measures ask')} for small numbers to be "
            f"suppressed, and the template's register has no column '{column.heading}'.",
            Location(file.name),
            f"{add}workbook, and Yes in the rows of {listed(refs, 8)}.",
            "Until then their counts of 1 to 5 are published as they are.",
        )
        return
    yield Finding(
        "register-column-missing",
        f"{counted(len(refs), 'measure has', 'measures have')} something under "
        f"'{column.heading}', and the template's register has no such column.",
        Location(file.name),
        f"{add}workbook, and fill it in for {listed(refs, 8)}.",
        "Until then the new workbook does not say it.",
    )


def _what_the_scheme_takes(
    scheme: Scheme, measures: Collection[Measure], file: Path
) -> Iterator[Finding]:
    """Report measures with a target that lack what the scheme takes from each, a column at a time.

    A forecast is given with each quarter's figure and is asked for then.
    """
    for field in (need for need in scheme.rule.needs if need in (TOLERANCE, FLOOR)):
        refs = [
            measure.ref
            for measure in measures
            if measure.target.value is not None
            and measure.polarity is not Polarity.NEUTRAL
            and getattr(measure, field) is None
        ]
        if refs:
            yield Finding(
                "scheme-takes",
                f"the scheme '{scheme.key}' takes {WORDS[field]} from each measure, and "
                f"{counted(len(refs), 'measure gives', 'measures give')} none: {listed(refs, 8)}.",
                Location(file.name),
                f"Fill in the column '{COLUMNS[field]}' of '{layout.MEASURES}', or choose another "
                "scheme.",
                "A figure that misses its target cannot be rated without it.",
            )


def with_directorate(settings: Settings, measures: Mapping[str, Measure]) -> Settings:
    """Return settings with the directorate that all measures name, if they name no other."""
    directorates = {m.directorate for m in measures.values() if m.directorate}
    if settings.directorate or len(directorates) != 1:
        return settings
    return replace(settings, directorate=directorates.pop())


def _write_settings(book: Book, settings: Settings) -> None:
    values = {
        layout.COUNCIL: settings.council,
        layout.DIRECTORATE_SETTING: settings.directorate,
        layout.PERIOD_SETTING: str(settings.period),
        layout.SCHEME_SETTING: settings.scheme,
        layout.COMMITTEE: settings.committee,
    }
    cells = {setting: setting_cell(book, setting) for setting in values}
    book.write(
        [
            CellWrite(sheet, cell.address, values[setting] or None)
            for setting, (sheet, cell) in cells.items()
        ]
    )
