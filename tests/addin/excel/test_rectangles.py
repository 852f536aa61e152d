from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.excel.rectangles import Block, Place, addresses, blocks
from kpibook.xlsx.cells.references import areas

places = st.tuples(st.integers(1, 12), st.integers(1, 6))


def written(made: list[Block]) -> dict[Place, object]:
    """What the rectangles write; each cell must be in one alone."""
    found: dict[Place, object] = {}
    for block in made:
        for down, row in enumerate(block.rows):
            for across, value in enumerate(row):
                at = (block.area.first_row + down, block.area.first_column + across)
                assert at not in found
                found[at] = value
    return found


@given(st.dictionaries(places, st.integers()))
def test_rectangles_hold_every_cell_wanted_and_no_other(wanted: dict[Place, object]) -> None:
    assert written(blocks(wanted)) == wanted


@given(st.dictionaries(places, st.integers()), st.sets(places))
def test_only_cells_that_may_be_touched_are_written_back(
    wanted: dict[Place, object], free: set[Place]
) -> None:
    made = written(blocks(wanted, lambda at: "same" if at in free else None))

    assert {at: value for at, value in made.items() if at in wanted} == wanted
    assert {value for at, value in made.items() if at not in wanted} <= {"same"}
    assert made.keys() - wanted.keys() <= free


@given(st.dictionaries(places, st.integers()), st.sets(places))
def test_cells_written_back_never_make_more_rectangles_in_a_column(
    wanted: dict[Place, object], free: set[Place]
) -> None:
    column = {at: value for at, value in wanted.items() if at[1] == 1}

    bridged = blocks(column, lambda at: "same" if at in free else None)

    assert len(bridged) <= len(blocks(column))


def test_neighbouring_columns_with_the_same_rows_are_one_rectangle() -> None:
    wanted = {(row, column): row for row in (5, 6, 7) for column in (15, 16, 17)}

    assert [str(block.area) for block in blocks(wanted)] == ["O5:Q7"]


def test_a_value_that_must_go_alone_breaks_the_rectangle() -> None:
    wanted = {(5, 1): "a", (6, 1): "long", (7, 1): "b"}

    made = blocks(wanted, alone=lambda value: value == "long")

    assert [str(block.area) for block in made] == ["A5", "A6", "A7"]


@given(st.sets(places, min_size=1))
def test_addresses_cover_the_cells_and_nothing_else(wanted: set[Place]) -> None:
    for several in (True, False):
        covered = [
            (row, column)
            for line in addresses(wanted, several=several)
            for area in areas(line.replace(",", " "))
            for row in range(area.first_row, area.last_row + 1)
            for column in range(area.first_column, area.last_column + 1)
        ]

        assert sorted(covered) == sorted(wanted)


def test_an_address_is_never_longer_than_excel_takes() -> None:
    wanted = [(row, 8) for row in range(2, 1200, 2)]

    lines = list(addresses(wanted, several=True))

    assert max(map(len, lines)) <= 255
    assert len(lines) < len(wanted) / 20


def test_a_mac_gets_one_area_at_a_time() -> None:
    assert list(addresses([(6, 8), (7, 8), (9, 8)], several=False)) == ["H6:H7", "H9"]
