"""Column of a sheet of the return."""

from __future__ import annotations

from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a sheet.

    Attributes:
        heading: Its heading.
        share: Of the room that the figures leave, in comparison with other columns of text; 0 for
            a column of figures.
    """

    heading: str
    share: float = 0

    @property
    def is_figure(self) -> bool:
        """True for a column of figures, which is as wide as its widest figure."""
        return not self.share
