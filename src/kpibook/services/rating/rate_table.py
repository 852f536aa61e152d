"""Rating of a plain table, without a workbook."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of_position
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.finding import Finding, one_a_word
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.number import (
    MARKERS,
    MISSING_MARKERS,
    QUALIFYING_MARKERS,
    Figure,
    stronger_marker,
    to_decimal,
)
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.council_words import NO_WORDS, CouncilWords
from kpibook.domain.rating.arithmetic import Position, Rating
from kpibook.domain.rating.in_doubt import rate_in_doubt
from kpibook.domain.rating.lacks import COLUMNS as LACKED
from kpibook.domain.rating.lacks import lacks_in_words
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted
from kpibook.errors import Location, NotANumber
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.rating.doubted import TAKE_OUT_OK, ok_used
from kpibook.services.rating.row_parts import (
    note_on_parts,
    with_actual_of_row,
    with_parts_of_row,
)
from kpibook.services.rating.table_baselines import baseline_figures
from kpibook.sources.tabular import read_table
from kpibook.workbook import layout
from kpibook.workbook.fields import Row, figure_of
from kpibook.workbook.register import (
    baselines_in,
    basis_in,
    decimals_in,
    has_ok,
    marker_in,
    tolerance_in,
    tolerance_unread,
)
from kpibook.workbook.words.relative_targets import relative_target_in
from kpibook.workbook.words.target import target_in
from kpibook.xlsx import Cell

#: Columns of the table, by the heading each is read under.
COLUMNS = {
    "ref": layout.REF,
    "measure": layout.MEASURE,
    "unit": layout.UNIT,
    "polarity": layout.POLARITY,
    "basis": layout.BASIS,
    "actual": layout.ACTUAL,
    "marker": layout.MARKER,
    "target": layout.TARGET,
    "previous": layout.PREVIOUS,
    "previous_year": layout.PREVIOUS_YEAR,
    "tolerance": layout.TOLERANCE,
    "floor": layout.FLOOR,
    "range_low": layout.LOW,
    "range_high": layout.HIGH,
    "decimals": layout.DECIMALS,
    "forecast": layout.FORECAST,
    "previous_target": layout.PREVIOUS_TARGET,
    "series": layout.SERIES,
    "numerator": layout.NUMERATOR,
    "denominator": layout.DENOMINATOR,
    "outturn_last_year": layout.LAST_OUTTURN,
    "best": layout.BEST,
    "compared_with": layout.COMPARED_WITH,
}
#: Columns added to the table.
RESULTS = ("status", "status_label", "direction", "direction_year")


@dataclass(frozen=True, slots=True)
class RatedTable:
    """Table with its ratings.

    Attributes:
        header: Columns of the input under the names of `COLUMNS`, its other columns unchanged,
            then `RESULTS`.
        rows: As text, in the order of the input.
        ratings: The ratings, row by row.
        findings: Values that could not be read.
        places: The cell of each row's actual, row by row.
        headed_in: The number of the row of the headings in a workbook; 0 for a text file.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ratings: tuple[Rating, ...]
    findings: tuple[Finding, ...]
    places: tuple[Location, ...] = ()
    headed_in: int = 0


def rate_file(
    path: Path, scheme: Scheme, *, explain: bool = False, words: CouncilWords = NO_WORDS
) -> RatedTable:
    """Rate every row of a CSV or Excel table; with `explain`, the reasons in a last column.

    All columns but ``actual`` are optional. A row without a polarity counts as neutral, and
    so is not rated, with a finding. The council's own `words` come before those of all councils.

    Raises:
        KpibookError: The file cannot be read, or has no column ``actual``.
    """
    findings: list[Finding] = []
    table = read_table(path, (layout.ACTUAL,), findings)
    rows = [row.speaking(words) for row in table.rows_to_rate]
    rated = rate_listed(rows, path.name, findings, scheme, explain=explain)
    return replace(rated, headed_in=table.headed_in)


def rate_listed(
    rows: Sequence[Row],
    file: str,
    findings: list[Finding],
    scheme: Scheme,
    *,
    explain: bool = False,
) -> RatedTable:
    """Rate rows that were read.

    Args:
        rows: The rows.
        file: The name of their file, for messages.
        findings: The list that the rows add their findings to, with those that are there.
        scheme: The rules.
        explain: Give the reasons in a last column.
    """
    headings = dict.fromkeys(heading for row in rows for heading in row.cells)
    present, passed_on = columns_out(headings)
    ratings = rate_rows(rows, [scheme], findings)[0]
    for row, rating in zip(rows, ratings, strict=True):
        report_lacks(row, rating.lacks)
    told = [*_without_repeats(file, headings, findings), *refs_twice(rows)]
    return RatedTable(
        header=(*present, *passed_on[len(present) :], *RESULTS, *(["why"] if explain else [])),
        rows=tuple(
            (
                *_fields(row, passed_on),
                *result_fields(rating, scheme),
                *([rating.why] if explain else []),
            )
            for row, rating in zip(rows, ratings, strict=True)
        ),
        ratings=tuple(ratings),
        findings=tuple(told),
        places=tuple(row.where(layout.ACTUAL) for row in rows),
    )


def columns_out(headings: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the columns of a rated table before the results.

    Args:
        headings: The headings of the table as they were read.

    Returns:
        The names of the known columns, and the headings of those and of all others that are
        passed on, in the order in which they are written.
    """
    every = list(headings)
    present = [name for name, heading in COLUMNS.items() if heading in every]
    known = [COLUMNS[name] for name in present]
    return present, [*known, *(h for h in every if h not in known and not _is_result(h))]


def report_lacks(row: Row, lacks: tuple[str, ...]) -> None:
    """Report a row with an actual and a target that the rule cannot rate."""
    if lacks:
        row.report(
            "rating-lacks",
            f"a row has an actual and a target and is not rated: {lacks_in_words(lacks)}.",
            COLUMNS.get(lacks[0], layout.ACTUAL),
            f"Add a column {' or '.join(LACKED[field] for field in lacks)} with it, or rate under "
            "another scheme."
            if set(lacks) <= set(LACKED)
            else "Rate it under another scheme.",
        )


def _without_repeats(
    file: str, headings: Collection[str], findings: Sequence[Finding]
) -> list[Finding]:
    """Return the findings with one of an absent column in place of one for every row."""
    if layout.POLARITY in headings:
        return list(findings)
    rows = [finding for finding in findings if finding.code == "polarity-missing"]
    remaining = [finding for finding in findings if finding.code != "polarity-missing"]
    if not rows:
        return remaining
    absent = Finding(
        "polarity-missing",
        f"there is no column '{layout.POLARITY}' or 'polarity', so "
        f"{counted(len(rows), 'row is', 'rows are')} not rated.",
        Location(file),
        "Add the column with higher, lower, closest, range or neutral: it is never guessed.",
    )
    return [absent, *remaining]


def refs_twice(rows: Iterable[Row]) -> list[Finding]:
    """Report a reference that is there twice, however it is written."""
    seen: dict[tuple[str, str], Row] = {}
    findings = []
    for row in rows:
        key = ref_key(row.text(layout.REF)), row.text(layout.PERIOD)
        if not key[0]:
            continue
        if key in seen:
            findings.append(
                Finding(
                    "ref-duplicate",
                    f"{row.name} is there twice, first in {_place(seen[key])}; both rows are "
                    "rated.",
                    row.where(layout.REF),
                    "Keep one row a measure.",
                    ref=row.text(layout.REF),
                )
            )
        seen.setdefault(key, row)
    return findings


def _place(row: Row) -> str:
    where = row.where(layout.REF)
    return f"line {where.line}" if where.line is not None else where.cell


def rate_rows(
    rows: Sequence[Row], schemes: Sequence[Scheme], findings: list[Finding]
) -> list[list[Rating]]:
    """Rate the rows of a table under each scheme, without the figures in doubt.

    Args:
        rows: The rows.
        schemes: The schemes.
        findings: The list that the doubts are added to.
    """
    positions = [position_in(row) for row in rows]
    pairs = list(zip(rows, positions, strict=True))
    figures = [figures_in(row, position) for row, position in pairs]
    doubts = doubts_of_sheet(figures)
    in_doubts = [
        in_doubt((*of_row, *note_on_parts(*pair, of_measure)))
        for pair, of_measure, of_row in zip(pairs, figures, doubts, strict=True)
    ]
    findings += [finding for of_row in in_doubts for finding in of_row.findings]
    findings += ok_used(figures, TAKE_OUT_OK)
    findings[:] = one_a_word(findings)
    return [
        [
            rate_in_doubt(position, scheme, of_row)
            for position, of_row in zip(positions, in_doubts, strict=True)
        ]
        for scheme in schemes
    ]


def figures_in(row: Row, position: Position) -> MeasureFigures:
    """Return the figures of a row of a plain table, each with its cell."""
    figures = with_parts_of_row(
        row,
        position,
        figures_of_position(position, row.text(layout.REF), lambda name: row.where(COLUMNS[name])),
    )
    settled = has_ok(row)
    no_tolerance = position.tolerance is None and tolerance_unread(row)
    no_unit = position.unit is None and row.has(layout.UNIT)
    if not (settled or no_tolerance or no_unit):
        return figures
    return replace(figures, settled=settled, tolerance_unread=no_tolerance, unit_unread=no_unit)


def position_in(row: Row) -> Position:
    """Read the position a row of a plain table describes."""
    counted = row.counted_in()
    polarity = row.choice(layout.POLARITY, Polarity, "polarity-unknown")
    if polarity is None and not row.has(layout.POLARITY):
        row.report(
            "polarity-missing",
            "a row has no polarity, so it is not rated.",
            layout.POLARITY,
            "Enter higher, lower, closest, range or neutral: it is never guessed.",
        )
    actual = row.figure(layout.ACTUAL, counted)
    marker = stronger_marker(marker_in(row), actual.marker)
    target = target_in(row, counted, polarity)
    basis = basis_in(row)
    compared_with = baselines_in(row)
    low, high = row.number(layout.LOW, counted), row.number(layout.HIGH, counted)
    position = Position(
        actual=actual.value if marker in ("", *QUALIFYING_MARKERS) else None,
        target=target.value,
        strict=target.strict,
        previous=_usable(row.figure(layout.PREVIOUS, counted)),
        previous_year=_usable(row.figure(layout.PREVIOUS_YEAR, counted)),
        polarity=polarity or Polarity.NEUTRAL,
        tolerance=tolerance_in(row, counted),
        low=low if low is not None or high is not None else target.low,
        high=high if low is not None or high is not None else target.high,
        decimals=decimals_in(row),
        basis=basis,
        # An unknown marker may mean confidential, so it hides the figure.
        marker=marker if marker in ("", *MARKERS) else "[x]",
        floor=row.number(layout.FLOOR, counted),
        forecast=row.number(layout.FORECAST, counted),
        previous_target=row.number(layout.PREVIOUS_TARGET, counted),
        series=row.read(layout.SERIES, read_series) or (),
        unit=None if counted is None else counted.unit,
        counted=counted,
        compared_with=compared_with or (),
        baselines=baseline_figures(row, counted, basis, understood=compared_with is not None),
    )
    if target.relative is not None:
        position = replace(position, target=relative_target_in(row, target, position))
    return with_actual_of_row(row, position)


def position_of_texts(figures: Mapping[str, str]) -> tuple[Position, list[Finding]]:
    """Read the position from texts by column name, and the findings on them."""
    findings: list[Finding] = []
    cells = {
        COLUMNS[name]: Cell(f"--{name.replace('_', '-')}", "text", text)
        for name, text in figures.items()
        if text.strip()
    }
    return position_in(Row("", "", cells, findings)), findings


def read_series(text: str) -> tuple[Decimal, ...]:
    """Read figures of earlier quarters, the oldest first, with semicolons or spaces between.

    >>> read_series("70; 71.5 73")
    (Decimal('70'), Decimal('71.5'), Decimal('73'))
    """
    figures = (to_decimal(part) for part in re.split(r"[;\s]+", text.strip()))
    return tuple(figure for figure in figures if figure is not None)


def _usable(figure: Figure) -> Decimal | None:
    """Return a figure's value; None if its marker says it is missing."""
    return None if figure.marker in MISSING_MARKERS else figure.value


def statuses_in(ratings: Iterable[Rating]) -> dict[Status, int]:
    """Return the number of ratings of each status, in the order of the statuses."""
    counts = dict.fromkeys(Status, 0)
    for rating in ratings:
        counts[rating.status] += 1
    return counts


def result_fields(rating: Rating, scheme: Scheme) -> tuple[str, str, str, str]:
    """Return the added columns: stable keys, and the scheme's word for the status."""
    return result_fields_of(rating.status, rating.direction, rating.direction_year, scheme)


def result_fields_of(
    status: Status, direction: Direction, direction_year: Direction, scheme: Scheme
) -> tuple[str, str, str, str]:
    """Return the added columns of a rating, see `result_fields`."""
    return status.value, scheme.label(status), direction.value, direction_year.value


def _is_result(heading: str) -> bool:
    """Return True for a column without a name or of a result: a table may be rated again."""
    return not heading or heading.casefold() in RESULTS


def _fields(row: Row, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the input's fields, as written; a number of a workbook as people read it."""
    return tuple(_as_text(row.cells.get(heading)) for heading in headings)


def _as_text(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    if cell.kind != "number":
        return str(cell.value)
    try:
        figure = figure_of(cell)  # 0.721 that shows 72.1% would be read again as 0.721%
    except NotANumber:
        return str(cell.value)
    if figure.value is None:
        return ""
    return f"{figure.value.normalize():f}{'%' if figure.percent_sign else ''}"
