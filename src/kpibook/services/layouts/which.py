"""Layout of a workbook: the one that is named, or the first of the places where one is kept.

The places, in this order: ``scorecard.layout.toml`` next to the workbook; a pattern in
``kpibook.toml``, of the workbook's folder or the nearest above it; the workbook itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.sources.config import configured_layout
from kpibook.sources.layouts.reading import layout_file_text, layout_from
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.kept_layout import kept_layout_in

ENDING = ".layout.toml"
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class LayoutText:
    """Text of a layout, and its place.

    Attributes:
        text: The text of the file.
        file: The file's name, for messages.
        place: The place in words: "next to the workbook".
    """

    text: str
    file: str
    place: str


def layout_of(path: Path, named: Path | None) -> CouncilLayout | None:
    """Return the layout of a workbook; None if there is none.

    Args:
        path: The workbook, such as scorecard.xlsx.
        named: A layout file, used in place of any other; None looks in all places.

    Returns:
        The layout. The places of others that say something else are in its `disagreeing`.

    Raises:
        LayoutError: A layout cannot be read, or has something that is not known.
        SchemeError: ``kpibook.toml`` cannot be read, or names a layout in another folder.
    """
    if named is not None:
        return layout_from(layout_file_text(named), named.name)
    found = [(text, layout_from(text.text, text.file)) for text in layout_texts(path)]
    if not found:
        return None
    (first, layout), others = found[0], found[1:]
    other_places = (
        f"{text.file}, {text.place}"
        for text, other in others
        if replace(other, source=layout.source) != layout
    )
    return replace(layout, place=first.place, disagreeing=tuple(other_places))


def layout_needed(path: Path, named: Path | None) -> CouncilLayout:
    """Return the layout of a workbook that has to have one.

    Raises:
        LayoutError: As for `layout_of`, or it has none (``layout-none``).
    """
    layout = layout_of(path, named)
    if layout is None:
        raise no_layout(path)
    return layout


def layout_texts(path: Path) -> Iterator[LayoutText]:
    """Yield the texts of the layouts of a workbook from all places, the one that counts first."""
    next_to_it = path.with_name(path.stem + ENDING)
    if _is_file(next_to_it):
        yield LayoutText(layout_file_text(next_to_it), next_to_it.name, "next to the workbook")
    configured = configured_layout(path)
    is_same = _is_file(next_to_it) and configured is not None and configured.exists()
    if configured is not None and not (is_same and configured.samefile(next_to_it)):
        text = layout_file_text(configured)
        yield LayoutText(text, configured.name, "by kpibook.toml")
    kept = kept_layout_in(path) if path.suffix.casefold() in WORKBOOKS else None
    if kept is not None:
        yield LayoutText(kept.text, kept.file, "kept in the workbook")


def no_layout(path: Path) -> LayoutError:
    """Return the error for a workbook without a layout."""
    return LayoutError(
        "has no layout: none is next to it, named by kpibook.toml or kept in it.",
        code="layout-none",
        where=path.name,
        fix="Make one with `kpibook inspect --layout`, or name one with --layout.",
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is longer than the disk allows, though the workbook's is not
        return False


def period_given(
    period: Quarter | None, path: Path, layout: CouncilLayout | None = None
) -> Quarter:
    """Return the quarter of a council's own workbook: the one given, else the layout's.

    Raises:
        LayoutError: ``layout-no-period``: neither says one.
    """
    if period is not None:
        return period
    if layout is not None and layout.period:
        return Quarter.parse(layout.period)
    raise LayoutError(
        "is read through a layout, and does not say which quarter it reports.",
        code="layout-no-period",
        where=path.name,
        fix='Give the quarter, such as --period "Q3 2024/25", or write period = "..." at the top '
        "of the layout.",
    )
