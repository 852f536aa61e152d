from __future__ import annotations

from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.on_use.replacing import replace
from kpibook.outputs.consolidated.charts.quarters import columns_of_row, figures_of, targets_of
from kpibook.outputs.consolidated.charts.trends import last_quarters
from tests.domain.consolidated import a_row
from tests.domain.given import Q3
from tests.outputs.consolidated.given import a_past, a_varied_consolidation

QUARTERS = last_quarters(Q3)


def test_the_targets_of_the_quarters_are_those_that_applied_then() -> None:
    row = a_row("A.1", "5", target="7", past=a_past("1", "2", "3", "4", "5", "6"))
    kept = [replace(past, target=Decimal(9)) for past in row.history[1:3]]
    twice = [replace(kept[0], target=Decimal(8)), Past(Q3, Decimal(5), target=None)]
    rows = [
        *(row, replace(row, history=(*row.history[:1], *kept, *twice)), replace(row, history=())),
        *a_varied_consolidation().rows,
    ]

    for each in rows:
        assert targets_of(each, QUARTERS) == [each.target_then(quarter) for quarter in QUARTERS]


def test_a_quarter_without_a_figure_has_none_and_a_measure_of_quarters_no_turns() -> None:
    row = a_row("A.1", "5", past=a_past("1", "[c]"))

    figures, _, this, other = columns_of_row(row, QUARTERS)

    assert list(figures) == figures_of(row, QUARTERS)
    assert [past and past.actual for past in figures] == [*[None] * 5, 1, None, 5]
    assert [*this, *other] == [None] * 16
