"""Locations of the cells that a row's fields were read from, worked out when they are asked for.

A workbook of 60 measures has two thousand; a finding asks for a few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from kpibook.errors import Location


class Placed(Protocol):
    """Row that knows where its cells are."""

    def where(self, heading: str = "") -> Location:
        """Return the location of a cell."""


class Places(Mapping[str, Location]):
    """Locations by field name; equal to the dictionary of them, which is what is pickled.

    Args:
        row: The row.
        headings: The headings of its fields, by field name.
    """

    __slots__ = ("_headings", "_row")

    def __init__(self, row: Placed, headings: Mapping[str, str]) -> None:
        self._row, self._headings = row, headings

    def __getitem__(self, field: str) -> Location:
        return self._row.where(self._headings[field])

    def __contains__(self, field: object) -> bool:
        return field in self._headings

    def __iter__(self) -> Iterator[str]:
        return iter(self._headings)

    def __len__(self) -> int:
        return len(self._headings)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)
