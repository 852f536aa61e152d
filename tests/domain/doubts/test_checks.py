"""All checks together: a fault has one finding, and what is settled has none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.which_checks import DOUBTS
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Polarity, QuarterFrom, Unit
from kpibook.domain.measures.timing.quarter_of_months import QuarterOfMonths
from tests.domain.doubts.given import Q3, figures, looks, stops

TYPED_TWICE = figures("80")

FAULTS = [
    replace(TYPED_TWICE, figures=(replace(TYPED_TWICE.figures[0], contradicted=True),)),
    figures("0.8", target="90", past="88"),
    figures("-18", target="20", unit=Unit.COUNT),
    figures("9999", target="20", unit=Unit.COUNT),
    figures("104", target="95"),
    figures("60.5", target="60", unit=Unit.COUNT),
    figures("0", target="90", past="88"),
    figures("2500", target="240", past="250", unit=Unit.COUNT),
    figures("21", past="40", unit=Unit.COUNT, basis=Basis.CUMULATIVE),
    figures("31", past="20 10 11", unit=Unit.COUNT),
    figures("91", target="90", past="92 90", basis=Basis.CUMULATIVE),
    figures("90", as_at=Q3.previous.end),
    figures("50", numerator="5", denominator="0"),
    figures(None, numerator="120", denominator="100"),
    figures("72", numerator="81", denominator="90"),
    replace(figures("72"), from_months=(QuarterOfMonths(Q3, Decimal(71), way=QuarterFrom.LAST),)),
    figures("90", low="95", high="85", polarity=Polarity.RANGE),
    figures("88", target="90", floor="95"),
    replace(figures("88", target="90"), tolerance_unread=True),
    figures("88", target="90", tolerance="300%"),
    figures("8", target="10", tolerance="15", unit=Unit.DAYS),
    figures("5", target="80", quarters={4: "75"}, unit=Unit.COUNT, basis=Basis.CUMULATIVE),
    figures("44", target="45", past="46", comparator="451", unit=Unit.RATE_PER_10000),
    replace(figures("44"), unit=None, unit_unread=True),
]


def test_every_check_finds_its_fault_among_these() -> None:
    silent = [check.__name__ for check in DOUBTS if not any(list(check(m)) for m in FAULTS)]

    assert silent == []


def test_each_of_these_faults_has_a_single_finding_with_its_place_and_a_remedy() -> None:
    for m in FAULTS:
        [doubt] = doubts_of(m)
        assert doubt.finding.ref == "A1"
        assert doubt.finding.what.startswith("A1 ")
        assert doubt.finding.fix.endswith(".")
        assert doubt.figures


def test_a_measure_without_a_fault_has_no_doubt() -> None:
    m = figures(
        "88.1", target="90", past="87.5 86 85.2 84.9", floor="80", comparator="87", tolerance="5%",
        numerator="881", denominator="1000", as_at=Q3.end,
    )  # fmt: skip

    assert doubts_of(m) == ()


def test_only_a_stop_keeps_figures_from_use() -> None:
    stopped = in_doubt(doubts_of(figures("0.8", target="90", past="88")))
    looked_at = in_doubt(doubts_of(figures("2500", target="240", past="250", unit=Unit.COUNT)))

    assert (stopped.roles, looked_at.roles) == ({Role.ACTUAL}, frozenset())
    assert stopped.reason.startswith("In doubt: A1 is read as 0.8%")
    assert (looked_at.reason, len(looked_at.findings)) == ("", 1)


def test_an_earlier_figure_in_doubt_is_known_by_its_quarter() -> None:
    doubt = in_doubt(doubts_of(figures("80", target="85", past="82 0.9")))

    assert (doubt.roles, doubt.quarters) == ({Role.EARLIER}, {Q3.previous.previous})


def test_a_look_can_be_settled_too_and_only_under_its_own_code() -> None:
    m = figures("2500", target="240", past="250", unit=Unit.COUNT)
    for code, expected in (("figure-jump", set()), ("figure-scale", {"figure-jump"})):
        settled = frozenset({(code, Decimal(2500), Q3)})
        assert looks(replace(m, settlements=settled)) == expected


def test_what_a_marker_hides_is_neither_doubted_nor_quoted() -> None:
    m = figures("-18", target="20", unit=Unit.COUNT, numerator="-3", denominator="0")
    hidden = replace(m, figures=tuple(f for f in m.figures if not f.role.is_reported))

    assert stops(m) >= {"figure-negative"}
    assert stops(hidden) == set()


def test_what_rests_on_a_figure_in_doubt_is_not_reported_as_well() -> None:
    m = figures("88", target="0.9", past="87", tolerance="2")

    assert stops(m) == {"target-as-fraction"}
    assert looks(m) == set()


def test_a_figure_ten_times_off_is_doubted_where_another_is_in_doubt_for_something_else() -> None:
    m = figures("2500", target="240", past="250 245 60.5", unit=Unit.COUNT)

    assert (stops(m), looks(m)) == ({"count-not-whole"}, {"figure-jump"})
