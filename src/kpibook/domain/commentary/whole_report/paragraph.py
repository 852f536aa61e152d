"""Paragraphs of a typed report, with their places."""

from __future__ import annotations

from dataclasses import field

from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph of a report, or a row of a table in it.

    Attributes:
        text: Its text; the cells of a row joined by tabs.
        where: The file and the line or the paragraph.
        is_heading: True if the report's own style says that it is a heading.
        cells: The texts of a table's row; empty for a paragraph.
        table: Number of the table that a row is in, from 1; 0 for a paragraph.
    """

    text: str
    where: Location = field(default_factory=Location)
    is_heading: bool = False
    cells: tuple[str, ...] = ()
    table: int = 0
