"""Names of a baseline figure: in a sentence, behind a figure, and in a heading."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.baseline_figure import BaselineFigure

PREVIOUS, LAST_YEAR, OUTTURN, PATH, BEST = ComparedWith


@pytest.mark.parametrize(
    ("kind", "name", "short", "since"),
    [
        (PREVIOUS, "Q4 2020/21", "Q4 2020/21", "since Q4 2020/21"),
        (LAST_YEAR, "Q4 2020/21", "Q4 2020/21", "since Q4 2020/21"),
        (OUTTURN, "the outturn of 2020/21", "2020/21 outturn", "since the outturn of 2020/21"),
        (PATH, "the target path at Q4 2020/21", "target path, Q4 2020/21",
         "against the target path"),
        (BEST, "the best so far, in Q4 2020/21", "best so far, Q4 2020/21",
         "against the best so far"),
    ],
)  # fmt: skip
def test_a_figure_is_named_with_its_period(
    kind: ComparedWith, name: str, short: str, since: str
) -> None:
    figure = BaselineFigure(kind, quarter=Quarter(2020, 4))

    assert (figure.name, figure.short_name, figure.since) == (name, short, since)


@pytest.mark.parametrize("kind", ComparedWith)
def test_a_figure_of_a_plain_table_is_named_without_a_period(kind: ComparedWith) -> None:
    figure = BaselineFigure(kind)

    assert figure.name in figure.since
    assert figure.short_name in figure.name
