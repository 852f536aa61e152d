"""A column of fractions as a whole, and a sheet of last quarter's figures."""

from __future__ import annotations

from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.sheet import Tally, doubts_of_sheet, fraction_columns, unchanged
from kpibook.domain.measures.measure import Basis, Unit
from tests.domain.doubts.given import figures


def stopped(*measures: MeasureFigures) -> list[set[str]]:
    """Return the labels of the doubted figures of each measure."""
    return [
        {figure.label for doubt in doubts if doubt.is_stop for figure in doubt.figures}
        for doubts in doubts_of_sheet(measures)
    ]


def test_a_column_with_fractions_makes_its_other_small_values_doubtful() -> None:
    told, alone = figures("0.8", target="90", past="88"), figures("0.92")

    assert stopped(told, alone)[1] == {"actual"}
    assert stopped(figures("80", target="90", past="88"), alone)[1] == set()


def test_a_small_percentage_with_support_in_another_column_is_spared() -> None:
    small = figures("0.4", target="0.5")

    assert stopped(figures("0.8", target="90", past="88"), small)[1] == set()


def test_one_slip_among_many_small_percentages_does_not_taint_them() -> None:
    small = [figures(value) for value in ("0.2", "0.4", "0.3", "0.1")]

    assert stopped(figures("0.8", target="90", past="88"), *small)[1:] == [set()] * 4


def test_a_column_of_nothing_but_fractions_is_asked_about_as_a_whole() -> None:
    assert stopped(*(figures(value) for value in ("0.92", "0.85", "1"))) == [{"actual"}] * 3


def test_two_values_or_small_percentages_are_no_column_of_fractions() -> None:
    assert stopped(figures("0.92"), figures("0.85")) == [set(), set()]
    assert stopped(*(figures(value) for value in ("0.3", "0.5", "0.4"))) == [set()] * 3


def test_ok_spares_a_figure_in_a_column_of_fractions() -> None:
    three = [figures(value, settled=value == "1") for value in ("0.92", "0.85", "1")]

    assert stopped(*three) == [{"actual"}, {"actual"}, set()]


def test_figures_counted_elsewhere_tell_with_the_others() -> None:
    measures = [(figures(value), ()) for value in ("0.92", "0.85", "1")]

    assert fraction_columns(measures) == {"reported"}
    assert fraction_columns(measures, {"reported": Tally(figures=40)}) == frozenset()


def same(number: int, **more: object) -> list[MeasureFigures]:
    return [figures(str(50 + n), past=str(50 + n), **more) for n in range(number)]  # type: ignore[arg-type]


def test_last_quarters_figures_again_are_one_finding_with_a_count() -> None:
    [finding] = unchanged([*same(5), figures("70", past="71")])

    assert finding.code == "figures-unchanged"
    assert finding.what.startswith("5 measures of 6 have the figure of the quarter before")


def test_a_few_unchanged_figures_are_no_finding() -> None:
    few = [*same(3), figures("70", past="71"), figures("60", past="61")]
    full = [figures("100", past="100") for _ in range(6)]
    none = [figures("0", past="0", unit=Unit.COUNT) for _ in range(6)]

    for measures in (same(4), few, full, none, same(6, basis=Basis.ANNUAL)):
        assert list(unchanged(measures)) == []
