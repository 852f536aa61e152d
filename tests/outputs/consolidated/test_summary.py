from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.outputs.consolidated.data import data_page
from kpibook.outputs.consolidated.summary import (
    ALL,
    MEASURES,
    RATED,
    SHARE,
    directorate_page,
    priority_page,
)
from kpibook.outputs.consolidated.words import direction_words, status_words
from kpibook.outputs.page import Page
from tests.domain.consolidated import a_row, a_source_book
from tests.outputs.consolidated.given import (
    ODD,
    a_mixed_consolidation,
    a_varied_consolidation,
    cell_of,
    column_of,
    of_councils,
    with_priority,
)

BOTH = pytest.mark.parametrize("draw", [directorate_page, priority_page])


def totals(page: Page) -> dict[str, object]:
    return {h: cell.value for h, cell in zip(page.header, page.totals, strict=True)}


@BOTH
def test_the_totals_are_the_sums_of_their_columns(draw: Callable[..., Page]) -> None:
    content = a_varied_consolidation()
    page = draw(content, data_page(content))

    for heading, total in totals(page).items():
        if isinstance(total, int):
            assert total == sum(v for v in column_of(page, heading) if isinstance(v, int))
    assert totals(page)[MEASURES] == len(content.rows)


@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "a ", "", ODD]), st.sampled_from(["P", "Q", ""]),
                  st.sampled_from([None, "50", "89", "95"])),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_every_measure_is_counted_once_whatever_the_names(
    rows: list[tuple[str, str, str | None]],
) -> None:
    content = replace(
        a_varied_consolidation(),
        rows=tuple(
            replace(with_priority(a_row(f"M{n}", actual, target="90"), priority),
                    directorate=directorate)
            for n, (directorate, priority, actual) in enumerate(rows)
        ),
    )  # fmt: skip
    for draw in (directorate_page, priority_page):
        page = draw(content, data_page(content))
        statuses = status_words(content.schemes).values()
        directions = direction_words(content.schemes).values()
        for row in page.rows:
            cells = dict(zip(page.header, row, strict=True))
            assert sum(cells[word].value for word in statuses) == cells[MEASURES].value
            assert sum(cells[word].value for word in directions) == cells[MEASURES].value
        assert sum(column_of(page, MEASURES)) == totals(page)[MEASURES] == len(rows)


def test_counts_are_by_meaning_where_schemes_differ() -> None:
    content = a_mixed_consolidation()
    page = directorate_page(content, data_page(content))

    assert column_of(page, "Target met") == [1, 1]
    assert column_of(page, "Off target") == [1, 0]


def test_each_count_is_a_formula_over_the_data() -> None:
    content = a_varied_consolidation()
    page = directorate_page(content, data_page(content))

    for row in page.rows:
        for heading, cell in zip(page.header, row, strict=True):
            assert bool(cell.formula) == (heading != "Directorate")
    assert "ConsolidatedData[Status meaning]" in cell_of(page, 2, "Off target").formula


def test_a_share_is_of_rated_measures_and_says_when_there_is_none() -> None:
    content = a_varied_consolidation()
    page = directorate_page(content, data_page(content))
    names = column_of(page, "Directorate")

    assert cell_of(page, names.index("Housing"), SHARE).value == pytest.approx(2 / 3)
    assert cell_of(page, names.index("Not stated"), SHARE).value == "[z]"
    assert cell_of(page, names.index("Housing"), RATED).value == 3


def test_a_directorate_leads_to_its_first_row() -> None:
    content = a_varied_consolidation()
    data = data_page(content)
    page = directorate_page(content, data)

    assert cell_of(page, 2, "Directorate").link == data.address(3, "Directorate")


def test_councils_are_counted_apart_where_there_are_several() -> None:
    content = of_councils("Kent", "Essex", "Kent Fire")
    page = directorate_page(content, data_page(content))

    assert column_of(page, "Council") == ["Essex", "Kent", "Kent Fire"]
    assert column_of(page, MEASURES) == [1, 1, 1]


def test_priorities_are_in_alphabetical_order_and_none_comes_last() -> None:
    content = a_varied_consolidation()

    names = column_of(priority_page(content, data_page(content)), "Priority")

    assert names == ["2024", "Homes", "Safe", "Not assigned"]


def test_without_data_it_holds_values_and_its_last_row_is_the_total() -> None:
    page = directorate_page(a_varied_consolidation())

    assert {cell.formula + cell.link for row in page.rows for cell in row} == {""}
    assert not page.totals
    assert cell_of(page, -1, "Directorate").value == ALL
    assert cell_of(page, -1, MEASURES).value == 8


def test_no_measures_have_no_rows() -> None:
    empty: Consolidation = replace(a_varied_consolidation(), rows=())

    assert len(directorate_page(empty).rows) == 0
    assert not directorate_page(empty, data_page(empty)).totals


def test_a_status_of_no_scheme_has_no_column() -> None:
    content = combine([a_source_book("a.xlsx", a_row())])
    page = directorate_page(content)

    assert content.schemes[0].statuses.get(Status.EXCEEDING) is None
    assert "Exceeding target" not in page.header
    assert content.schemes[0].label(Direction.NO_CHANGE) in page.header
