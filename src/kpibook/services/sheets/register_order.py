"""Rows of a sheet put where the register has their measures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import RefusedEdit
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.protocol import Book


def put_in_register_order(
    book: Book, by_name: Mapping[str, Measure], placed: Collection[str]
) -> RefusedEdit | None:
    """Put rows of 'This quarter' where the register has their measures.

    The other rows stay in their order, which may be the officer's.

    Args:
        book: The workbook.
        by_name: Measures by their key and their earlier keys, in the order of the register.
        placed: Keys of the measures whose rows are put into their place.

    Returns:
        The refusal if the rows stay where they are; None if they are in their place.
    """
    table = book.table(layout.THIS_QUARTER_TABLE)
    if table is None:
        return None
    filled = {
        position: _key(Row(book.name, table.sheet, cells, []), by_name)
        for position, cells in table.filled_places()
    }
    keys = [filled.get(position, "") for position in range(max(filled, default=-1) + 1)]
    register = list(dict.fromkeys(measure.key for measure in by_name.values()))
    order = places(keys, register, placed)
    fresh = [position for position, key in enumerate(keys) if key in placed]
    if order == sorted(order):
        return None
    try:
        book.order_rows(layout.THIS_QUARTER_TABLE, order, fresh)
    except RefusedEdit as refusal:
        return refusal
    return None


def places(keys: Sequence[str], register: Sequence[str], placed: Collection[str]) -> list[int]:
    """Return the order of rows in which some are behind the measure they follow in the register.

    Args:
        keys: The key of each row's measure, from the top; "" for a row of no measure.
        register: The keys in the order of the register.
        placed: Keys of the rows that change places.

    Returns:
        For each row from the top, the position (from 0) of the row that goes there.

    >>> places(["A", "C", "", "B"], ["A", "B", "C"], {"B"})
    [0, 3, 1, 2]
    """
    position = {key: number for number, key in reversed(list(enumerate(keys))) if key}
    order = [number for number, key in enumerate(keys) if key not in placed]
    for index, key in enumerate(register):
        if key not in placed or key not in position:
            continue
        before = next((k for k in reversed(register[:index]) if position.get(k) in order), None)
        if before is not None:
            at = order.index(position[before]) + 1
        else:
            at = next((n for n, row in enumerate(order) if keys[row]), 0)
        order.insert(at, position[key])
    return order


def _key(row: Row, by_name: Mapping[str, Measure]) -> str:
    measure = by_name.get(ref_key(row.text(layout.REF)))
    return "" if measure is None else measure.key
