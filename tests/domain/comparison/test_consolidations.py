from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.comparison.consolidations import (
    Change,
    ChangeKind,
    DataRow,
    changes_between,
    data_rows,
)
from kpibook.domain.measures.measure import Unit
from tests.domain.consolidated import a_row

ROW = DataRow("PI. 1", "Title", "Exampleton", "Housing", Unit.PERCENT, "Q3 2021/22", Decimal(90))


def test_equal_rows_have_no_changes() -> None:
    assert changes_between([ROW], [ROW]) == ()


def test_rows_are_matched_however_names_and_references_are_spelt() -> None:
    later = replace(ROW, ref="pi1", directorate="HOUSING ")

    assert changes_between([ROW], [later]) == ()


def test_a_revised_figure_has_its_old_and_its_new_value() -> None:
    later = replace(ROW, actual=Decimal("91.5"), status="Target met")

    found = changes_between([ROW], [later])

    assert found == (
        Change(ChangeKind.REVISED, later, "Actual", Decimal(90), Decimal("91.5")),
        Change(ChangeKind.REVISED, later, "Status", None, "Target met"),
    )


def test_a_blank_is_a_change_from_zero() -> None:
    earlier, later = replace(ROW, actual=Decimal(0)), replace(ROW, actual=None, marker="[x]")

    found = changes_between([earlier], [later])

    assert [(c.what, c.old, c.new) for c in found] == [
        ("Actual", Decimal(0), None),
        ("Marker", None, "[x]"),
    ]


def test_a_number_written_with_other_zeros_is_no_change() -> None:
    assert changes_between([ROW], [replace(ROW, actual=Decimal("90.000"))]) == ()


def test_new_measures_come_in_the_order_of_the_rows_and_removed_ones_last() -> None:
    other, gone = replace(ROW, ref="PI.2"), replace(ROW, ref="PI.3")

    found = changes_between([gone, ROW], [other, ROW])

    assert [(c.kind, c.row.ref, c.old, c.new) for c in found] == [
        (ChangeKind.NEW, "PI.2", None, Decimal(90)),
        (ChangeKind.REMOVED, "PI.3", Decimal(90), None),
    ]


def test_the_same_reference_of_another_directorate_is_another_measure() -> None:
    found = changes_between([ROW], [replace(ROW, directorate="Roads")])

    assert [c.kind for c in found] == [ChangeKind.NEW, ChangeKind.REMOVED]


def test_a_row_of_a_consolidation_says_what_its_data_row_says() -> None:
    row = a_row("PI.1", "90", unit=Unit.PERCENT, target="95", marker="[p]")

    (said,) = data_rows([row])

    assert said == DataRow(
        "PI.1",
        "Title of PI.1",
        "Exampleton",
        "Housing",
        Unit.PERCENT,
        "Q3 2021/22",
        Decimal(90),
        target=Decimal(95),
        status=row.status_word,
        direction=row.direction_word,
        marker="[p]",
    )


_ROWS = st.lists(
    st.builds(
        DataRow,
        st.sampled_from(["PI.1", "PI.2", "PI.3"]),
        directorate=st.sampled_from(["A", "B"]),
        actual=st.none() | st.decimals(0, 9, places=1),
    ),
    max_size=6,
    unique_by=lambda row: row.key,
)


@given(_ROWS, _ROWS)
def test_changes_turn_the_earlier_rows_into_the_later_ones(
    old: list[DataRow], new: list[DataRow]
) -> None:
    now = {row.key: row.actual for row in old}

    for change in changes_between(old, new):
        if change.kind is ChangeKind.REMOVED:
            assert now.pop(change.row.key) == change.old
        else:
            assert now.get(change.row.key) == change.old
            now[change.row.key] = change.new  # type: ignore[assignment]

    assert now == {row.key: row.actual for row in new}
