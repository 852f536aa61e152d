"""Columns of several periods: which of them are of the quarter, and which of earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.proposal.heading_words import roles_of_heading, words_without_periods
from kpibook.services.layouts.proposal.roles import fit
from kpibook.services.layouts.proposal.values import Column, Guess, Sure
from kpibook.workbook.mapped.periods.expression import generalised, moved
from kpibook.workbook.mapped.periods.period_words import mentions_in

#: The year of a quarter of which nothing says the year.
UNKNOWN_YEAR = 2000
_QUARTERLY = ("actual", "target", "status", "commentary", "action", "direction", "numerator",
              "denominator")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A column of a period.

    Attributes:
        role: What it holds.
        column: The column.
        quarter: The number of the quarter; None for a month or a year.
        month: The month from April; None for a quarter or a year.
        year: The year that its heading names; None if it names none.
    """

    role: str
    column: Column
    quarter: int | None
    month: int | None
    year: int | None


def dated_columns(columns: Sequence[Column]) -> list[Dated]:
    """Return the columns whose headings name a period, and what they hold."""
    found = []
    for column in columns:
        mentions = list(mentions_in(column.heading))
        if not mentions or (role := _role(column)) is None:
            continue
        kinds = {mention.kind: mention for mention in mentions}
        quarter, month, year = kinds.get("quarter"), kinds.get("month"), kinds.get("year")
        named = year.number if year else None
        for mention in (quarter, month):
            named = mention.year if named is None and mention is not None else named
        found.append(
            Dated(
                role,
                column,
                quarter.number if quarter else None,
                month.number if month and not quarter else None,
                named,
            )
        )
    return found


def _role(column: Column) -> str | None:
    roles = roles_of_heading(column.heading)
    fitting = [role for role in roles if fit(role, column) > 0]
    return min(fitting, key=lambda role: roles[role], default=None)


def quarter_shown(dated: Sequence[Dated], stated: Quarter | None, years: Sequence[int]) -> Quarter:
    """Return the quarter that a table is looked at in: the last that has figures.

    Args:
        dated: Its columns of periods.
        stated: The quarter that a title names; None if none does.
        years: Years that titles, sheet and file name; empty if none do.
    """
    filled = [d for d in dated if d.role in ("actual", "numerator") and d.column.filled]
    named = [d.year for d in filled if d.year is not None]
    base = stated.year if stated else max([*years, *_years_of_quarters(dated)], default=0)
    base = base or UNKNOWN_YEAR
    latest = max(
        (
            Quarter(d.year if d.year is not None else base, _number(d))
            for d in filled
            if d.quarter or d.month
        ),
        default=None,
    )
    if stated is not None:
        return stated
    if latest is not None:
        return latest
    return Quarter(max(named), 4) if named else Quarter(base, 4)


def _years_of_quarters(dated: Sequence[Dated]) -> Iterator[int]:
    """Yield the years that quarters without one may be of: the year after an outturn's too."""
    has_bare = any((d.quarter or d.month) and d.year is None for d in dated)
    for each in dated:
        if each.year is None:
            continue
        is_outturn = each.role == "actual" and not (each.quarter or each.month)
        yield each.year + (has_bare and is_outturn)


def _number(dated: Dated) -> int:
    return dated.quarter or ((dated.month or 1) + 2) // 3


def by_period(dated: Sequence[Dated], now: Quarter) -> Iterator[Guess]:
    """Yield the roles of columns of periods, seen from a quarter."""
    for role in _QUARTERLY:
        of_role = [d for d in dated if d.role == role]
        this = _in_quarter(of_role, now)
        if this is None:
            yield from _of_years(role, of_role, now)
            continue
        yield _guess(role, this, now, "this quarter's")
        if role == "actual":
            before = _in_quarter(of_role, moved(now, -1), needs_year=now.number == 1)
            if before is None and now.number == 1:
                # Seen from Q2, for the quarters to come.
                yield from _pattern_before(of_role, now)
            elif before is not None:
                yield _guess("previous", before, now, "the quarter before")
            last = _in_quarter(of_role, moved(now, -4), needs_year=True)
            if last is not None:
                yield _guess("previous_year", last, now, "the same quarter last year")
            yield from _outturn(of_role, now)
        elif role == "target":
            yearly = next((d for d in of_role if _is_of_year(d, now.year)), None)
            if yearly is not None:
                yield _guess("year_target", yearly, now, "the year's target")


def _pattern_before(of_role: Sequence[Dated], now: Quarter) -> Iterator[Guess]:
    later = _in_quarter(of_role, now.next)
    first = _in_quarter(of_role, now)
    if later is not None and first is not None:
        guess = _guess("previous", first, now.next, "the quarter before")
        yield replace(guess, column=first.column)


def _in_quarter(
    dated: Sequence[Dated], quarter: Quarter, *, needs_year: bool = False
) -> Dated | None:
    """Return the column of a quarter, else of its last month; None if there is none."""
    for by_month in (False, True):
        number = quarter.number * 3 if by_month else quarter.number
        fitting = [
            d
            for d in dated
            if (d.month if by_month else d.quarter) == number
            and (d.year == quarter.year or (d.year is None and not needs_year))
        ]
        if fitting:
            return next((d for d in fitting if d.year is not None), fitting[0])
    return None


def _is_of_year(dated: Dated, year: int) -> bool:
    return dated.quarter is None and dated.month is None and dated.year == year


def _of_years(role: str, of_role: Sequence[Dated], now: Quarter) -> Iterator[Guess]:
    """Yield columns of whole years, where a role has none of quarters."""
    if any(d.quarter or d.month for d in of_role):
        return
    this = next((d for d in of_role if _is_of_year(d, now.year)), None)
    before = next((d for d in of_role if _is_of_year(d, now.year - 1)), None)
    if this is not None:
        yield _guess(role, this, now, "this year's")
    if role == "actual" and before is not None:
        if this is not None:
            yield _guess("previous", before, now, "the year before")
        yield _guess("previous_year_outturn", before, now, "the year before")


def _outturn(of_role: Sequence[Dated], now: Quarter) -> Iterator[Guess]:
    before = next((d for d in of_role if _is_of_year(d, now.year - 1)), None)
    if before is not None:
        yield _guess("previous_year_outturn", before, now, "last year's outturn")


def _guess(role: str, dated: Dated, now: Quarter, which: str) -> Guess:
    at = generalised(dated.column.heading, now)
    words = words_without_periods(dated.column.heading)
    sure = Sure.SURE if words else Sure.LIKELY
    return Guess(role, dated.column, at, f"the heading says so; it is {which}", sure)
