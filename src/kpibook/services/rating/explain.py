"""Explanation of a measure's status and directions, with its figures and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from kpibook.codes.code import Severity
from kpibook.domain.commentary.looks import verdicts_on
from kpibook.domain.commentary.untold import borne_out, open_statements
from kpibook.domain.finding import Finding, most_serious_first
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Frequency, Measure
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.timing.quarter_of_months import months_of
from kpibook.domain.rating.arithmetic import Position, as_read
from kpibook.domain.rating.baselines import compared_figures, directions_as_read, names_one
from kpibook.domain.rating.direction_reason import why_against
from kpibook.domain.rating.rated_measure import RatedMeasure, position_in
from kpibook.domain.rating.revised import period_of
from kpibook.domain.reporting.asked_once import ASKED_ONCE
from kpibook.domain.reporting.checks import findings_on
from kpibook.domain.reporting.direction_words import (
    DIRECTION,
    SECOND_DIRECTION,
    direction_of,
)
from kpibook.domain.reporting.quarterly_return import notes_on_target
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import guessed, listed, shortened
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.rating.check import OUT_OF_DATE, Checked, check
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import Book, Opener, TableRows
from kpibook.workbook.sizes.row_heights import row_number

#: Tables with a row for each measure.
_TABLES = (
    layout.THIS_QUARTER_TABLE,
    layout.RETURN_TABLE,
    layout.MEASURES_TABLE,
    layout.HISTORY_TABLE,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Explanation of a measure's rating.

    Attributes:
        rated: The measure, rated now from the figures; its rating has the reason for the status.
        scheme: The rules applied.
        direction: The reason for its first direction, a sentence.
        direction_year: The reason for its second direction, a sentence.
        figures: The figures it was rated from: name, figure as people read it, and its cell.
        findings: The findings on this measure.
        agrees: The words of its texts that the figures bear out.
        untold: Those that go beyond the figures, with the reason.
        file: The workbook's name; a figure of another file is shown with its own.
    """

    rated: RatedMeasure
    scheme: Scheme
    direction: str
    direction_year: str
    figures: tuple[tuple[str, str, Location], ...]
    findings: tuple[Finding, ...]
    agrees: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    file: str = ""

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the whole explanation, a heading and a text each, for a dialog or a terminal.

        A doubt is told once: among the findings, or if it is not one of them, as the reason for the
        status.
        """
        rating, measure, scheme = self.rated.rating, self.rated.measure, self.scheme
        doubt, is_listed = self.rated.doubt.reason, self._lists_the_doubt
        in_short = "A figure is in doubt, see below." if is_listed else "A figure is in doubt."
        status = in_short if is_listed and self.reason == doubt else self.reason
        direction, year = (
            in_short if reason == doubt else reason
            for reason in (self.direction, self.direction_year)
        )
        single = names_one(measure.compared_with, scheme.direction_rule)
        second = f"{scheme.label(rating.direction_year)}. {year}"
        directions = (
            (_heading(self.rated, 0), f"{scheme.label(rating.direction)}. {direction}"),
            *([] if single else [(_heading(self.rated, 1), second)]),
        )
        figures = "; ".join(
            f"{name} {figure}{_in_brackets(cell, self.file)}" for name, figure, cell in self.figures
        )
        return (
            ("Measure", f"{measure.ref} {measure.title}".strip()),
            ("Period", self.rated.reading.period.long_label),
            ("Status", f"{self.rated.status_in_words(scheme)}. {status}"),
            *(directions if self.rated.waiting is None else ()),
            *self._on_the_target,
            *self._on_the_forecast,
            ("Figures", f"{figures}."),
            ("Rule", self.rule),
            *([("Text agrees", listed(self.agrees, 8) + ".")] if self.agrees else ()),
            *([("Cannot be told", listed(self.untold, 8) + ".")] if self.untold else ()),
            *(
                (finding.severity.heading, str(finding))
                for finding in most_serious_first(self.findings)
            ),
        )

    @property
    def reason(self) -> str:
        """The reason for the status; if the target is that of another stretch, that it is so."""
        measure, rating = self.rated.measure, self.rated.rating
        target = measure.target.value
        if target is None or self.rated.target is not None or rating.status is not Status.NOT_RATED:
            return rating.why
        return (
            f"The target of {measure.written(target)} is for the year, and there is none for "
            f"{self.rated.reading.period}: {self.scheme.label(rating.status).casefold()}."
        )

    @property
    def _on_the_target(self) -> list[tuple[str, str]]:
        notes = list(notes_on_target(self.rated))
        return [("Target", " ".join(notes))] if notes else []

    @property
    def _on_the_forecast(self) -> list[tuple[str, str]]:
        forecast = self.rated.forecast
        if forecast is None:
            return []
        return [("Forecast", f"{self.scheme.label(forecast.status)}. {forecast.why}")]

    @property
    def _lists_the_doubt(self) -> bool:
        reason = self.rated.doubt.reason
        return any(f"{finding.what} " in reason for finding in self.findings)

    @property
    def rule(self) -> str:
        """The scheme's sentence on this status, and the document it comes from."""
        status = self.scheme.appearance(self.rated.rating.status)
        title, source = self.scheme.title, self.scheme.source
        return f"'{title}' says of {status.label}: {status.meaning} {source}"


def _in_brackets(cell: Location, file: str) -> str:
    """Return a figure's cell in brackets, with its file where that is another; "" for none."""
    place = str(replace(cell, file="") if cell.file == file else cell)
    return f" ({place})" if place else ""


def _heading(rated: RatedMeasure, place: int) -> str:
    """Return the heading of a direction, which names what it is against."""
    figure = rated.compared[place]
    if place and figure.kind is ComparedWith.PREVIOUS_YEAR:
        return "Since last year"
    if not place and figure.by_quarter_before:
        return DIRECTION
    return f"{SECOND_DIRECTION if place else DIRECTION} {figure.since}"


def explain_file(path: Path, ref: str, opened: Opener = ClosedBook.open) -> Explanation:
    """Explain the measure `ref` of the workbook at `path`; nothing is written.

    Args:
        path: The workbook.
        ref: As in `explain_measure`.
        opened: Opens the workbook; `open_book` opens a council's own through its layout too.

    Raises:
        KpibookError: As `explain_measure`, or the workbook cannot be read.
    """
    with opened(path) as book:
        return explain_measure(book, path.parent, ref)


def explain(book: Book, folder: Path, sheet: str, address: str) -> Explanation:
    """Explain the measure in the row of a cell, on any sheet that has a row for each measure.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        sheet: The sheet of the cell.
        address: The cell, or several ("H8:J12"): the first decides.

    Raises:
        WorkbookError: ``no-measure-selected``: the row belongs to no measure.
        KpibookError: As `explain_measure`.
    """
    ref = ref_in_row(book, sheet, address)
    if not ref:
        raise WorkbookError(
            "no measure is selected.",
            code="no-measure-selected",
            where=Location(book.name, sheet, address),
            fix=f"Select a cell in the row of a measure, on '{layout.THIS_QUARTER}', "
            f"'{layout.RETURN}', '{layout.MEASURES}' or '{layout.HISTORY}'.",
        )
    return explain_measure(book, folder, ref)


def explain_measure(book: Book, folder: Path, ref: str) -> Explanation:
    """Explain the measure with that reference, current or earlier.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        ref: Its reference, however it is written.

    Raises:
        WorkbookError: ``ref-unknown``; ``measure-without-row``: it is not reported this quarter.
        KpibookError: It is not a performance workbook, or its scheme is not known.
    """
    checked = check(book, folder)
    card = checked.scorecard
    measure = _measure(card.workbook.measures, ref, card.workbook.file)
    rated = next(
        (candidate for candidate in card.rated if candidate.measure.key == measure.key), None
    )
    if rated is None:
        raise WorkbookError(
            f"{measure.ref} has no row on '{layout.THIS_QUARTER}', so it is not rated.",
            code="measure-without-row",
            where=measure.source,
            fix="Add a row with its reference.",
        )
    position = position_in(
        rated.measure, rated.reading, card.workbook.history, card.scheme, card.workbook.years
    )
    of_measure = card.figures[card.rated.index(rated)]
    told = verdicts_on(rated, of_measure, card.scheme, card.others)
    return Explanation(
        rated=rated,
        scheme=card.scheme,
        direction=_why_direction(rated, position, card.scheme, 0),
        direction_year=_why_direction(rated, position, card.scheme, 1),
        figures=tuple(_figures(card, rated)),
        agrees=tuple(borne_out(told)),
        untold=tuple(open_statements(told, with_reason=True)),
        file=card.workbook.file,
        findings=(
            *_findings_on(measure, checked),
            *_asked_of_many(checked.findings, rated),
            *_on_the_layout(checked.findings),
        ),
    )


def _findings_on(measure: Measure, checked: Checked) -> Iterator[Finding]:
    """Return the findings on a measure, with that on its computed cells in its own words."""
    others = (finding for finding in checked.findings if finding.code != OUT_OF_DATE)
    return (f for f in (*others, *checked.out_of_date) if ref_key(f.ref) == measure.key)


def _asked_of_many(listed: Iterable[Finding], rated: RatedMeasure) -> Iterator[Finding]:
    """Yield the findings on a measure that are told in one finding on several measures."""
    merged = {finding.code for finding in listed if not finding.ref}
    for finding in findings_on(rated):
        if finding.code in ASKED_ONCE and finding.code in merged:
            yield finding


def _on_the_layout(listed: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings on a layout that no one measure has: any figure may come from there."""
    for finding in listed:
        is_serious = finding.severity is Severity.STOP or finding.code == "layout-disagrees"
        if is_serious and not finding.ref and finding.code.startswith("layout-"):
            yield finding


def _why_direction(rated: RatedMeasure, position: Position, scheme: Scheme, place: int) -> str:
    """Return the reason for a direction: a doubt, where that has left it out."""
    figure = compared_figures(position, scheme)[place]
    unaided = directions_as_read(as_read(position, scheme), scheme)[place]
    if direction_of(rated, place) is not unaided:
        return rated.doubt.reason
    if figure.by_quarter_before or figure.kind is ComparedWith.PREVIOUS_YEAR:
        figure = replace(figure, quarter=None)  # "the quarter before" says which
    return why_against(position, scheme, figure)


def _measure(measures: Mapping[str, Measure], ref: str, file: str) -> Measure:
    measure = with_aliases(measures).get(ref_key(ref))
    if measure is None:
        raise WorkbookError(
            f"there is no measure {shortened(ref)!r} in the register.",
            code="ref-unknown",
            where=file,
            fix=guessed(ref, [known_measure.ref for known_measure in measures.values()])
            or f"The sheet '{layout.MEASURES}' lists them.",
        )
    return measure


def _figures(card: Scorecard, rated: RatedMeasure) -> Iterator[tuple[str, str, Location]]:
    """Yield the figures the measure was rated from; blanks are left out, except the actual."""
    measure, reading = rated.measure, rated.reading
    row, history = card.workbook.rows[measure.key], card.workbook.history
    actual = measure.written(reading.usable, reading.marker or "none yet")
    yield "actual", actual, row.where(layout.ACTUAL)
    if rated.waiting is not None and (last := rated.waiting.last):
        place = history[measure.key, last.quarter].source
        yield f"last figure, of {last.label},", measure.written(last.value), place
    if measure.frequency is Frequency.MONTHLY:
        yield from _months(card, rated)
    target = (
        measure.target_in_words(rated.reading.period)
        or measure.written(rated.target)
        or measure.range_in_words()
    )
    if target:
        yield "target", target, measure.place(_target_field(rated))
    elif measure.target.value is not None:
        yield "target for the year", measure.written(measure.target.value), measure.place("target")
    limit, own_tolerance = card.scheme.rule.tolerance, measure.tolerance
    applies = None if limit is None else limit.for_measure(own_tolerance)
    if applies is not None:
        source = (
            measure.place("tolerance")
            if applies is own_tolerance
            else card.workbook.settings.scheme_place
        )
        yield "tolerance", measure.tolerance_in_words(applies), source or Location()
    quarter_before, last_year = reading.period.previous, reading.period.same_last_year
    for quarter, value in ((quarter_before, rated.previous), (last_year, rated.previous_year)):
        if value is not None:
            name = str(quarter)
            yield name, _past(rated, name, value), history[measure.key, quarter].source
    if reading.forecast is not None and reading.marker not in MISSING_MARKERS:
        yield "forecast", measure.written(reading.forecast), reading.place("forecast")
    listed = [str(quarter_before), str(last_year)]
    for figure in rated.compared:
        if figure.value is None or figure.short_name in listed:
            continue
        listed.append(figure.short_name)
        source = figure.reading.source if figure.reading else measure.place(_target_field(rated))
        yield figure.short_name, _past(rated, period_of(figure), figure.value), source


def _past(rated: RatedMeasure, period: str, value: Decimal) -> str:
    """Return an earlier figure as people read it, with what it was revised from."""
    before = next((each.before for each in rated.revised if each.period == period), "")
    written = rated.measure.written(value)
    return f"{written}, revised from {before}," if before else written


def _months(card: Scorecard, rated: RatedMeasure) -> Iterator[tuple[str, str, Location]]:
    measure, months = rated.measure, card.workbook.months
    for month in months_of(rated.reading.period):
        reading = months.get((measure.key, month))
        if reading is not None:
            yield str(month), measure.written(reading.usable, reading.marker), reading.source


def _target_field(rated: RatedMeasure) -> str:
    """Return the field of the register that holds the target of the quarter."""
    number, target = rated.reading.period.number, rated.measure.target
    if number in target.worked_out:
        return "target" if target.value is not None else "target_q4"
    if number in target.by_quarter:
        return f"target_q{number}"
    return "target" if target.words or rated.target is not None else "low"


def _heading_of_ref(table: TableRows) -> str:
    """Return the heading over references: a council may word that of the return, its first."""
    return table.headings[0] if table.name == layout.RETURN_TABLE else layout.REF


def ref_in_row(book: Book, sheet: str, address: str) -> str:
    """Return the reference in a cell's row, in a table of measures; "" without a reference."""
    match = re.search(r"\d+", address)
    tables = (book.table(name) for name in _TABLES)
    on_sheet = [
        candidate
        for candidate in tables
        if candidate is not None and candidate.sheet.casefold() == sheet.casefold()
    ]
    refs = (
        row[heading]
        for table in on_sheet
        for row in table.filled_rows()
        if (heading := _heading_of_ref(table)) in row
    )
    if match is None:
        return ""
    cells = [cell for cell in refs if row_number(cell.address) == int(match[0])]
    return str(cells[0].value or "") if cells else ""
