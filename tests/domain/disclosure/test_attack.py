from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.attack import Left, attack
from kpibook.domain.disclosure.cells import Cell, Figure
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.disclosure.printed import cell
from tests.domain.given import Q3

Q1, Q2 = Quarter(2021, 1), Quarter(2021, 2)


def counts(
    ref: str, basis: Basis, owner: str = "care", **quarters: int | None
) -> dict[Cell, Figure]:
    """Counts of one directorate by quarter of 2021/22; None is withheld."""
    figures = {}
    for name, count in quarters.items():
        quarter = Quarter(2021, int(name[1:]))
        past = Past(quarter, None, "[c]") if count is None else Past(quarter, Decimal(count))
        figures[cell(owner, quarter, ref)] = Figure((0, quarter), Unit.COUNT, past, basis)
    return figures


def share(actual: str | None, above: int | None = None, below: int | None = None) -> Figure:
    numbers = [None if n is None else Decimal(n) for n in (actual, above, below)]
    past = Past(Q3, numbers[0], "" if actual else "[c]", numbers[1], numbers[2])
    return Figure((0, Q3), Unit.PERCENT, past, Basis.IN_PERIOD)


def left_of(printed: Mapping[Cell, Figure]) -> dict[Cell, tuple[str, tuple[str, ...]]]:
    return {c: (left.kind, left.values) for c, left in attack(printed, {}).items()}


def test_a_year_to_date_lies_between_those_around_it() -> None:
    printed = counts("PI1", Basis.CUMULATIVE, q1=9, q2=None, q3=10)

    assert left_of(printed) == {cell("care", Q2): ("actual", ("9", "10"))}
    assert left_of(counts("PI1", Basis.IN_PERIOD, q1=9, q2=None, q3=10)) == {}
    assert left_of(counts("PI1", Basis.CUMULATIVE, q1=9, q2=None, q3=11)) == {}


def test_a_quarter_s_own_count_is_the_difference_of_two_years_to_date() -> None:
    printed = {
        **counts("PI1", Basis.CUMULATIVE, q1=9, q2=21, q3=24),
        **counts("PI9", Basis.IN_PERIOD, q1=9, q2=12, q3=None),
    }

    assert attack(printed, {}) == {
        cell("care", Q3, "PI9"): Left(
            "actual", ("3",), frozenset({("exampleton", "PI1"), ("exampleton", "PI9")})
        )
    }


def test_measures_that_are_no_versions_are_not_subtracted() -> None:
    printed = {
        **counts("PI1", Basis.CUMULATIVE, q1=9, q2=21, q3=24),
        **counts("PI9", Basis.IN_PERIOD, q1=9, q2=13, q3=None),
    }

    assert left_of(printed) == {}


def test_a_denominator_less_a_numerator_gives_the_rest_of_a_total_away() -> None:
    """Of 100 and of 60, 90 and 54 were in time, so 4 of the others were not: 36 of 40."""
    printed = {
        cell("total"): share("90", below=100),
        cell("adults"): share("90", below=60),
        cell("care"): share(None, below=40),
    }

    assert left_of(printed) == {cell("care"): ("actual", ("90",))}


def test_a_count_that_is_worked_out_gives_another_one() -> None:
    """The base of Care follows from the total, and its share from that."""
    printed = {
        cell("total"): share("44.5", below=200),
        cell("adults"): share("56.7", below=150),
        cell("care"): share(None),
    }

    assert left_of(printed) == {cell("care"): ("actual", ("8.0",))}


def test_a_rounded_share_of_a_large_base_gives_no_count_away() -> None:
    printed = {
        cell("total"): share("44.5", below=20_000),
        cell("adults"): share("56.7", below=15_000),
        cell("care"): share(None, below=5_000),
    }

    assert left_of(printed) == {}


def test_a_share_at_full_precision_gives_what_the_rounded_share_hides() -> None:
    printed = {
        cell("total"): share("44.505", below=20_000),
        cell("adults"): share("59.32", below=15_000),
        cell("care"): share(None, below=5_000),
    }

    assert left_of(printed) == {cell("care"): ("actual", ("0.060",))}  # 3 of 5,000


def test_of_a_share_only_a_count_that_may_be_small_is_of_interest() -> None:
    small = {
        cell("total"): share("90", below=100),
        cell("adults"): share(None, below=96),
        cell("care"): share(None),
    }
    large = {
        cell("total"): share("90", below=10_000),
        cell("adults"): share(None, below=8_000),
        cell("care"): share(None),
    }

    assert left_of(small) == {cell("care"): ("denominator", ("4",))}
    assert left_of(large) == {}


def test_a_total_that_contradicts_its_parts_is_not_believed() -> None:
    printed = {
        **counts("PI1", Basis.IN_PERIOD, "total", q3=20),
        **counts("PI1", Basis.IN_PERIOD, "adults", q3=19),
        **counts("PI1", Basis.IN_PERIOD, "roads", q3=7),
        **counts("PI1", Basis.IN_PERIOD, "care", q3=None),
    }

    assert left_of(printed) == {}
