"""Defined names as Excel on a Mac has them."""

from __future__ import annotations

from typing import Any

from tests.support.appscript.references import Keyword, Step, k
from tests.support.appscript.scripted import Elements, Scripted
from tests.support.appscript.scripted_cells import Cells
from tests.support.openpyxl_names import Name


class NamedItem(Scripted):
    """A defined name."""

    def __init__(self, steps: tuple[Step, ...], name: Name) -> None:
        super().__init__(steps)
        self._name = name

    def get_name(self) -> str:
        return self._name.name

    def get_reference_range(self) -> Cells:
        steps = (*self.steps, ("property", "reference_range"))
        return Cells(steps, self._name.refers_to_range)

    def get_properties(self) -> dict[Keyword, Any]:
        return {k.name: self._name.name, k.references: self._name.refers_to}


def named_items(steps: tuple[Step, ...], book: Any) -> Elements:
    """Return the defined names of a workbook."""
    inside = (*steps, ("element", "named_items"))
    return Elements(
        inside,
        [
            NamedItem((*inside, ("name", name)), Name(book, found))
            for name, found in book.wb.defined_names.items()
        ],
    )
