"""Live workbooks: formulas in the computed columns, with their results stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import listed
from kpibook.errors import Location
from kpibook.workbook import layout
from kpibook.workbook.live import (
    best_is_unknown,
    formulas_for,
    has_own_baseline,
    live_formulas,
)
from kpibook.workbook.protocol import Book, CellWrite
from kpibook.workbook.reader import needed_table
from kpibook.workbook.writer import computed_values


def make_live(
    book: Book, scheme: Scheme, rated: Sequence[RatedMeasure], period: Quarter
) -> list[Finding]:
    """Put formulas into the computed columns of 'This quarter', with their results stored.

    Args:
        book: The workbook, its rows written.
        scheme: The rules.
        rated: The measures in the order of the rows.
        period: The quarter being reported.

    Returns:
        Findings on cells that stay values, for `kpibook fill` to write.

    Raises:
        SchemeError: No formula can give the status.
    """
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    formulas = live_formulas(scheme, [r.measure for r in rated], period, table.headings)
    book.calculate(table.name, formulas)
    # A formula would rate the figure in doubt, so the row has values until it is settled. By a row
    # with formulas a workbook is known to be live, so they are not left out of all.
    doubted = [measure for measure in rated if measure.doubt.roles]
    if len(doubted) == len(rated):
        doubted = []
    # A formula without a result to show returns an empty text, so its stored result is "".
    writes = [
        CellWrite(table.sheet, cells[heading].address, "" if value is None else value, form, text)
        for measure, cells in zip(rated, table.rows, strict=True)
        for heading, (value, form) in computed_values(measure, scheme).items()
        if measure not in doubted
        and (text := formulas_for(measure, scheme, formulas).get(heading)) is not None
    ]
    book.write(writes)
    return [
        *_not_live(scheme, formulas, table.headings),
        *_not_rated_by_formula(scheme, rated, formulas),
    ]


def _not_live(
    scheme: Scheme, formulas: Mapping[str, str], headings: Sequence[str]
) -> Iterator[Finding]:
    for heading in (layout.DIRECTION, layout.DIRECTION_YEAR, layout.FORECAST_STATUS):
        if heading in headings and heading not in formulas:
            yield Finding(
                "column-not-live",
                f"no formula can find the {heading} of '{scheme.key}', so the column holds values.",
                Location(sheet=layout.THIS_QUARTER),
                "Run `kpibook fill` when the actuals are in.",
            )


def _baselines(rated: RatedMeasure) -> str:
    """Name what a measure is compared with, in a sentence."""
    named = [baseline.value for baseline in rated.measure.compared_with]
    return listed(named or [rated.compared[0].name])


def _not_rated_by_formula(
    scheme: Scheme, rated: Sequence[RatedMeasure], formulas: Mapping[str, str]
) -> Iterator[Finding]:
    for rated_measure in rated:
        measure = rated_measure.measure
        if has_own_baseline(rated_measure) and rated_measure.waiting is None:
            yield Finding(
                "column-not-live",
                f"{measure.ref} is compared with {_baselines(rated_measure)}, which no formula "
                "finds, so its row holds values.",
                measure.place("compared_with"),
                "Run `kpibook fill` when the actuals are in.",
                ref=measure.ref,
            )
        elif best_is_unknown(rated_measure, scheme):
            yield Finding(
                "column-not-live",
                f"{measure.ref} may be below 0, so no formula can tell whether 0 is its best "
                "figure, and its row holds values.",
                measure.source,
                "Run `kpibook fill` when the actuals are in.",
                ref=measure.ref,
            )
        elif (
            not formulas_for(rated_measure, scheme, formulas)
            and not measure.target.words
            and (measure.unit_word)
        ):
            yield Finding(
                "column-not-live",
                f"{measure.ref} is counted in '{measure.unit_word}', which the formulas do not "
                "read, so its row holds values.",
                measure.source,
                "Run `kpibook fill` when the actuals are in.",
                ref=measure.ref,
            )
        elif not formulas_for(rated_measure, scheme, formulas):
            yield Finding(
                "target-not-live",
                f"{rated_measure.measure.ref} {_not_read(rated_measure)}, which no formula reads.",
                rated_measure.measure.place("target"),
                "Write the target as a figure, or run `kpibook fill` when the actuals are in.",
                ref=rated_measure.measure.ref,
            )


def _not_read(rated: RatedMeasure) -> str:
    if rated.measure.target.words:
        return "has a target in words"
    return f"had another target for {rated.reading.period.previous}"
