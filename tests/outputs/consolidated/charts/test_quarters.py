from __future__ import annotations

from decimal import Decimal

from kpibook.on_use.replacing import replace
from kpibook.outputs.consolidated.charts.quarters import columns_of_row, figures_of
from kpibook.outputs.consolidated.charts.trends import last_quarters
from tests.domain.consolidated import a_row
from tests.domain.given import Q3
from tests.outputs.consolidated.given import a_past

QUARTERS = last_quarters(Q3)


def test_the_targets_of_the_quarters_are_those_that_applied_then() -> None:
    row = a_row("A.1", "5", target="7", past=a_past("1", "2", "3", "4", "5", "6"))
    kept = replace(row.history[1], target=Decimal(9))
    twice = replace(kept, target=Decimal(8))

    _, targets, *_ = columns_of_row(replace(row, history=(kept, twice)), QUARTERS)

    at = QUARTERS.index(kept.quarter)
    # The history's own; otherwise that of the register, which is this year's.
    assert targets[at] == 9
    assert targets[-3:] == [7, 7, 7]
    assert not any(target for n, target in enumerate(targets[:-3]) if n != at)


def test_a_quarter_without_a_figure_has_none_and_a_measure_of_quarters_no_turns() -> None:
    row = a_row("A.1", "5", past=a_past("1", "[c]"))

    figures, _, this, other = columns_of_row(row, QUARTERS)

    assert list(figures) == figures_of(row, QUARTERS)
    assert [past and past.actual for past in figures] == [*[None] * 5, 1, None, 5]
    assert [*this, *other] == [None] * 16
