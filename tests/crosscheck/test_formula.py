"""The compiled formulas, worked out by LibreOffice, say what the scalar rules say.

Each case is a row of figures with four formulas: under ``make test`` some 10,000 results are
compared, under ``make crosscheck`` more than 80,000 of over 20,000 cases.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kpibook.domain.measures.number import to_decimal
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import built_in, load_scheme
from kpibook.workbook import layout
from tests.crosscheck.cases import cases
from tests.crosscheck.feature_schemes import feature_schemes
from tests.crosscheck.sheets import Given, Rated, rated_by_libreoffice

pytestmark = pytest.mark.slow

IN_FULL = os.environ.get("KPIBOOK_CROSSCHECK", "") == "full"
#: All cases together; and as many as go into one workbook, so that none takes too long.
TOTAL, IN_ONE = (21_000, 3_000) if IN_FULL else (2_400, 2_400)
_SHOWN = 5


def every_scheme() -> list[Scheme]:
    return [*(load_scheme(key) for key in built_in()), *feature_schemes()]


def workbooks() -> Iterator[list[Given]]:
    """What goes into each workbook: of every scheme some cases, in both kinds of formula."""
    schemes = every_scheme()
    for seed in range(TOTAL // IN_ONE):
        each = -(-IN_ONE // (2 * len(schemes)))
        yield [
            Given(scheme, list(cases(scheme, each, 2 * seed + structured)), bool(structured))
            for scheme in schemes
            for structured in (0, 1)
        ]


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Rated, Rating]]:
    """Every case as the formulas and as the scalar rules rate it."""
    found = []
    for number, several in enumerate(workbooks()):
        folder = tmp_path_factory.mktemp(f"crosscheck{number}")
        for one in rated_by_libreoffice(several, folder):
            position = one.case.position(has_range=one.has_range, has_strict=one.given.structured)
            found.append((one, rate(position, _with_usual_baselines(one.given.scheme))))
    return found


def _with_usual_baselines(scheme: Scheme) -> Scheme:
    """The scheme with the two baselines a formula is given; a workbook chooses which it gets."""
    return replace(scheme, direction_rule=replace(scheme.direction_rule, compared_with=()))


def _words(rating: Rating, scheme: Scheme) -> dict[str, object]:
    return {
        layout.STATUS: scheme.label(rating.status),
        layout.DIRECTION: scheme.label(rating.direction),
        layout.DIRECTION_YEAR: scheme.label(rating.direction_year),
    }


def _told(one: Rated, rating: Rating) -> str:
    scheme, cells = one.given.scheme, one.case.cells
    held = {heading: value for heading, value in cells.items() if value is not None}
    return f"{scheme.key}: said {dict(one.said)}, not {rating} of {held}"


def test_formulas_agree_with_the_scalar_cell_for_cell(rated: list[tuple[Rated, Rating]]) -> None:
    differ = [
        _told(one, rating)
        for one, rating in rated
        for heading, word in _words(rating, one.given.scheme).items()
        if one.said[heading] != word
    ]

    assert len(rated) >= TOTAL
    assert not differ, f"{len(differ)} differ:\n" + "\n".join(differ[:_SHOWN])


def test_the_variance_agrees_at_fifteen_digits(rated: list[tuple[Rated, Rating]]) -> None:
    differ = [
        _told(one, rating)
        for one, rating in rated
        if not _same_number(one.said[layout.VARIANCE], rating, stated=_is_stated(one))
    ]

    assert not differ, f"{len(differ)} differ:\n" + "\n".join(differ[:_SHOWN])


def _is_stated(one: Rated) -> bool:
    """Whether the measure says to how many decimals its figures are."""
    full = one.given.scheme.rounding.value == "full"
    return one.case.cells[layout.DECIMALS] is not None and not full


def _same_number(said: object, rating: Rating, *, stated: bool) -> bool:
    if rating.variance is None or not isinstance(said, float):
        return said == "" and rating.variance is None
    if stated:
        return to_decimal(said) == to_decimal(rating.variance)
    # As they come, two figures of fifteen digits leave fewer in their difference.
    return said == pytest.approx(float(rating.variance), rel=1e-9, abs=1e-9)


def test_the_cases_reach_every_status_and_direction(rated: list[tuple[Rated, Rating]]) -> None:
    seen = Counter(outcome for _, rating in rated for outcome in (rating.status, rating.direction))

    # A rule never says that a measure is not due: its frequency does.
    assert {*Status, *Direction} - {Status.NOT_DUE} <= set(seen)
    assert min(seen.values()) >= len(rated) // 100


def test_the_cases_lie_exactly_on_the_boundaries(rated: list[tuple[Rated, Rating]]) -> None:
    on_target = sum(rating.variance == 0 for _, rating in rated)
    at_tolerance = sum("no more than" in rating.why for _, rating in rated)

    assert on_target >= len(rated) // 10
    assert at_tolerance >= len(rated) // 20
