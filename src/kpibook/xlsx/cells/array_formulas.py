"""Array formulas and what-if data tables: a formula whose result fills an area of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import Area, area_or_none
from kpibook.xlsx.cells.row_scanner import attributes_of, patterns
from kpibook.xlsx.xml import elements as xml


@dataclass(frozen=True, slots=True)
class ArrayFormula:
    """A formula that only the first cell of its area holds.

    Attributes:
        area: The cells that its result fills; an array formula may have a single cell.
        text: Its text without ``=``; a what-if data table has none.
        is_data_table: True for a what-if data table.
        inputs: Addresses of a data table's input cells that still exist: one or two.
    """

    area: Area
    text: str
    is_data_table: bool
    inputs: tuple[str, ...] = ()


def array_formulas(block: bytes, prefix: bytes) -> Iterator[ArrayFormula]:
    """Yield the array formulas of a block of rows; a formula whose area is damaged is left out.

    Args:
        block: Source of rows.
        prefix: Namespace prefix of the sheet's elements, colon included, or empty.
    """
    if b"array" not in block and b"dataTable" not in block:
        return
    for match in patterns(prefix).formula.finditer(block):
        attributes = attributes_of(match[1])
        kind = attributes.get(b"t")
        if kind not in (b"array", b"dataTable"):
            continue
        reach = area_or_none(attributes.get(b"ref", b"").decode("ascii", "replace"))
        if reach is not None:
            text = xml.unescape((match[2] or b"").decode("utf-8", "replace"))
            yield ArrayFormula(reach, text, kind == b"dataTable", input_cells(attributes))


def input_cells(attributes: Mapping[bytes, bytes]) -> tuple[str, ...]:
    """Return the addresses of a data table's input cells; a deleted one keeps no meaning.

    Args:
        attributes: Of the ``f`` element.
    """
    names = ((b"r1", b"del1"), (b"r2", b"del2"))
    return tuple(
        attributes[cell].decode("ascii", "replace")
        for cell, deleted in names
        if attributes.get(cell) and attributes.get(deleted) not in (b"1", b"true")
    )
