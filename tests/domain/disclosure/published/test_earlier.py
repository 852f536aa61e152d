from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.disclosure.small_numbers import Reason, Withheld, withheld_of
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.consolidated import a_row
from tests.domain.disclosure.printed import printed_in
from tests.domain.given import Q3, a_measure


def a_count(
    actual: str, directorate: str, *, suppress: bool = True, basis: Basis = Basis.IN_PERIOD
) -> ConsolidatedRow:
    measure = replace(a_measure("PI.1", unit=Unit.COUNT, decimals=0), basis=basis)
    row = a_row("PI.1", actual, directorate=directorate, measure=measure, suppress=suppress)
    return replace(row, history=())


def by_row(rows: Iterable[ConsolidatedRow], withheld: Withheld) -> dict[str, Reason]:
    rows = list(rows)
    return {rows[n].directorate: why for (n, quarter), why in withheld.reasons.items()
            if quarter == Q3}  # fmt: skip


def test_a_total_that_is_published_is_protected_in_a_return_that_has_no_total() -> None:
    """Housing alone shows nothing small; with the published files it gives Care away."""
    rows = [a_count("7", "Housing", suppress=False)]
    files = printed_in("all.xlsx", Total=30, Care=None, Adults=19)

    assert by_row(rows, withheld_of(rows)) == {}
    assert by_row(rows, withheld_of(rows, files)) == {"Housing": Reason.SUBTRACTION}


def test_what_published_files_leave_room_for_is_published() -> None:
    rows = [a_count("7", "Housing", suppress=False)]
    files = printed_in("all.xlsx", Total=60, Care=None, Adults=19, Roads=None)

    assert by_row(rows, withheld_of(rows, files)) == {}


def test_a_file_that_names_no_council_is_of_the_council_of_the_rows() -> None:
    rows = [a_count("7", "Housing", suppress=False)]
    files = [
        replace(f, cell=replace(f.cell, measure=("", "PI1")))
        for f in printed_in("all.xlsx", Total=30, Care=None, Adults=19)
    ]

    assert by_row(rows, withheld_of(rows, files)) == {"Housing": Reason.SUBTRACTION}


def test_another_council_s_files_are_no_concern() -> None:
    rows = [a_count("7", "Housing", suppress=False)]
    files = [
        replace(f, cell=replace(f.cell, measure=("elsewhere", "PI1")))
        for f in printed_in("all.xlsx", Total=30, Care=None, Adults=19)
    ]

    assert by_row(rows, withheld_of(rows, files)) == {}


def in_quarter(quarter: Quarter, figures: Iterable[PublishedFigure]) -> list[PublishedFigure]:
    return [
        replace(f, cell=replace(f.cell, quarter=quarter), past=replace(f.past, quarter=quarter))
        for f in figures
    ]


@pytest.mark.parametrize(("now", "reason"), [("12", Reason.INCREMENT), ("15", None)])
def test_a_year_to_date_is_compared_with_that_of_a_published_file(
    now: str, reason: Reason | None
) -> None:
    """The workbook is new this quarter, so its history lacks the 9 of the quarter before."""
    rows = [a_count(now, "Care", basis=Basis.CUMULATIVE)]
    files = in_quarter(Q3.previous, printed_in("q2.xlsx", Care=9))

    assert by_row(rows, withheld_of(rows, files)).get("Care") is reason
    assert by_row(rows, withheld_of(rows)) == {}


@pytest.mark.parametrize(
    ("bases", "reasons"),
    [
        pytest.param({"Total": 200, "Adults": 150}, {"Adults": Reason.WHOLE}, id="4 of 50"),
        pytest.param({"Total": 20_000, "Adults": 15_000}, {}, id="the rounding hides the count"),
        pytest.param({}, {}, id="no bases"),
    ],
)
def test_published_shares_and_bases_act_with_a_share_that_is_published_now(
    bases: dict[str, int], reasons: dict[str, Reason]
) -> None:
    """44.5% of 200 are 89 and 56.7% of 150 are 85. The count above the line is not published."""
    measure = a_measure("PI.1", unit=Unit.PERCENT, decimals=1)
    rows = [a_row("PI.1", "56.7", directorate="Adults", measure=measure)]
    total, care = printed_in("all.xlsx", Total=1, Care=None)
    files = [
        replace(total, past=Past(Q3, Decimal("44.5")), unit=Unit.PERCENT),
        care,
        *(
            replace(f, past=Past(Q3, None, "", None, f.past.actual), unit=Unit.PERCENT)
            for f in printed_in("t.csv", **bases)
        ),
    ]

    assert by_row(rows, withheld_of(rows, files)) == reasons
