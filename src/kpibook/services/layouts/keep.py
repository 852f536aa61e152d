"""Layout that is confirmed, copied into its workbook: it goes wherever the workbook is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.errors import LayoutError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.check import files_named, other_files
from kpibook.services.layouts.which import WORKBOOKS, LayoutText, layout_texts, no_layout
from kpibook.services.paths.output import Destination, Saved
from kpibook.sources.layouts.reading import layout_file_text, layout_from
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.kept_layout import KeptLayout, keep_layout, kept_layout


@dataclass(frozen=True, slots=True)
class LayoutKept:
    """Result of copying a layout into a workbook.

    Attributes:
        had_one: True if the workbook kept a layout before.
        saved: The result of saving it.
        needs: The names of the files that the layout names and that are not in the workbook.
    """

    had_one: bool
    saved: Saved
    needs: tuple[str, ...] = ()


def keep_in_workbook(path: Path, file: Path, destination: Destination) -> LayoutKept:
    """Copy a layout file into a workbook, in the place of the layout that it keeps.

    Args:
        path: The workbook.
        file: The layout file; one that cannot be used is not copied.
        destination: The place of the result.

    Raises:
        LayoutError: The layout is not valid, a file that it names is not there
            (``layout-file-missing``), or the file is no workbook (``layout-not-written``).
        KpibookError: The workbook cannot be read or written.
    """
    refuse_other_files(path)
    text = layout_file_text(file)
    layout = layout_from(text, file.name)
    other_files(path, layout)

    def task(book: ClosedBook) -> bool:
        present = kept_layout(book.package.container)
        if present is None or present.text != text.replace("\r\n", "\n"):
            keep_layout(book.package, KeptLayout(file.name, text))
        return present is not None

    had_one, saved = destination.change(path, task)
    return LayoutKept(had_one, saved, tuple(_needs(path, layout)))


def _needs(path: Path, layout: CouncilLayout) -> Iterator[str]:
    """Yield the files next to a workbook without which its layout is not complete."""
    yield from files_named(layout)
    if layout.scheme and path.with_name(layout.scheme).is_file():
        yield layout.scheme


def refuse_other_files(path: Path) -> None:
    """Refuse a file that is no workbook that kpibook writes into.

    Raises:
        LayoutError: ``layout-not-written``.
    """
    if path.suffix.casefold() not in WORKBOOKS:
        raise LayoutError(
            "is no workbook that kpibook writes into.",
            code="layout-not-written",
            where=path.name,
            fix="Save it as .xlsx in Excel or LibreOffice.",
        )


def layout_shown(path: Path) -> LayoutText:
    """Return the layout that is used for a workbook, as its text.

    Raises:
        LayoutError: ``layout-none``.
    """
    first = next(iter(layout_texts(path)), None)
    if first is None:
        raise no_layout(path)
    return first
