"""Make a workbook live: formulas in its computed columns, with what they say stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location
from kpibook.workbook import layout
from kpibook.workbook.live import formulas_for, live_formulas, rates_itself
from kpibook.workbook.protocol import Book, CellWrite
from kpibook.workbook.reader import needed_table
from kpibook.workbook.writer import computed_values


def make_live(
    book: Book, scheme: Scheme, rated: Sequence[RatedMeasure], period: Quarter
) -> list[Finding]:
    """Put formulas into the computed columns of 'This quarter', with what they say stored.

    Args:
        book: The workbook, its rows written.
        scheme: The rules.
        rated: The measures in the order of the rows.
        period: The quarter being reported.

    Returns:
        What stays a value that `kpibook fill` has to write.

    Raises:
        SchemeError: The status cannot be told by a formula.
    """
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    formulas = live_formulas(scheme, [r.measure for r in rated], period, table.headings)
    book.calculate(table.name, formulas)
    writes = [
        CellWrite(table.sheet, cells[heading].address, "" if value is None else value, form, text)
        for one, cells in zip(rated, table.rows, strict=True)
        for heading, (value, form) in computed_values(one, scheme).items()
        if (text := formulas_for(one.measure, period, formulas).get(heading)) is not None
    ]
    book.write(writes)
    return [*_not_live(scheme, formulas), *_not_rated_by_formula(rated, period)]


def _not_live(scheme: Scheme, formulas: Mapping[str, str]) -> Iterator[Finding]:
    for heading in (layout.DIRECTION, layout.DIRECTION_YEAR):
        if heading not in formulas:
            yield Finding(
                "column-not-live",
                f"no formula can find the {heading} of '{scheme.key}', so the column holds values.",
                Location(sheet=layout.THIS_QUARTER),
                "Run `kpibook fill` when the actuals are in.",
            )


def _not_rated_by_formula(rated: Sequence[RatedMeasure], period: Quarter) -> Iterator[Finding]:
    for one in rated:
        if not rates_itself(one.measure, period):
            yield Finding(
                "target-not-live",
                f"{one.measure.ref} has a target in words, which no formula reads.",
                one.measure.place("target"),
                "Write the target as a figure, or run `kpibook fill` when the actuals are in.",
                ref=one.measure.ref,
            )
