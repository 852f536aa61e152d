"""Layout of a workbook: the one that is named, or the one that lies next to it."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.sources.layouts.reading import read_layout
from kpibook.workbook.mapped.council_layout import CouncilLayout

ENDING = ".layout.toml"


def layout_of(path: Path, named: Path | None) -> CouncilLayout | None:
    """Return the layout of a workbook; None if there is none.

    Args:
        path: The workbook, such as scorecard.xlsx.
        named: A layout file; None takes scorecard.layout.toml next to the workbook, if it is there.

    Raises:
        LayoutError: The layout cannot be read, or has something that is not known.
    """
    if named is not None:
        return read_layout(named)
    next_to_it = path.with_name(path.stem + ENDING)
    try:
        is_there = next_to_it.is_file()
    except OSError:  # its name is longer than the disk allows, though the workbook's is not
        is_there = False
    return read_layout(next_to_it) if is_there else None


def period_given(period: Quarter | None, path: Path) -> Quarter:
    """Return the quarter that was given for a council's own workbook.

    Raises:
        LayoutError: ``layout-no-period``: none was given.
    """
    if period is None:
        raise LayoutError(
            "is read through a layout, and does not say which quarter it reports.",
            code="layout-no-period",
            where=path.name,
            fix='Give the quarter, such as --period "Q3 2024/25".',
        )
    return period
