"""Typed figures of a report held against the workbook's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.commentary.whole_report.typed_figures import line_verdict, row_verdicts
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2021, 3)
Q2 = Fact("the figure of Q2 2021/22", Decimal("12.01"))
FACTS = MeasureFacts(
    "PI.2249",
    "Posts",
    NOW,
    actual=Fact("the actual", Decimal("4.17")),
    previous=Q2,
    target=Fact("target", Decimal(16)),
    history={NOW.previous: Q2, Quarter(2020, 4): Fact("the figure of Q4 2020/21", Decimal(20))},
    unit=Unit.PERCENT,
)


@pytest.mark.parametrize(
    "line",
    [
        "Target \u2013 **16%**",
        "Q2 position \u2013 12.01%",
        "Quarter 3: 4.2%",
        "Previous quarter: 12%",
        "Q4: 20%",
    ],
)
def test_a_figure_agrees_at_the_decimals_it_is_typed_with(line: str) -> None:
    verdict = line_verdict(line, FACTS)
    assert verdict is not None
    assert verdict.outcome is Outcome.AGREES


@pytest.mark.parametrize(
    "line", ["Target: 15%", "Q2 position: 12.1%", "Q3 position \u2013 4.16%", "Last quarter: 4.17%"]
)
def test_another_figure_contradicts_and_the_workbooks_is_offered(line: str) -> None:
    verdict = line_verdict(line, FACTS)
    assert verdict is not None
    assert verdict.contradicts
    assert verdict.could_read.startswith(line.split(":")[0].split(" \u2013")[0])


@pytest.mark.parametrize(
    "line",
    [
        "Stat Neighbour Average - 85.4",
        "Stretch target: 20%",
        "Q1: 7%",
        "Target: met",
        "Target: 15% by March",
        "Our target is 15%.",
        "Target: 85.4.1",
    ],
)
def test_a_label_or_a_figure_that_is_not_plain_is_left_alone(line: str) -> None:
    assert line_verdict(line, FACTS) is None


def test_a_row_is_read_by_the_headings_of_its_columns() -> None:
    found = row_verdicts(
        ["Ref", "Target", "Q2", "Q3"], ["PI.2249", "16%", "12.01%", "4.71%"], FACTS
    )
    assert [verdict.contradicts for verdict in found] == [False, False, True]
