"""Workbooks opened to be read: kpibook's own, and councils' own through their layouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout as own
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.consolidated_layout import DATA_TABLE
from kpibook.workbook.protocol import OpenedBook

if TYPE_CHECKING:  # a workbook of kpibook's own needs nothing of layouts
    from kpibook.workbook.mapped.book import MappedFile
    from kpibook.workbook.mapped.council_layout import CouncilLayout

_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command says of councils' own workbooks; plain values, for other processes.

    Attributes:
        layout: The layout file; None takes the one that is found for the workbook.
        period: The quarter; None takes the one that the layout says.
    """

    layout: Path | None = None
    period: Quarter | None = None

    def open(self, path: Path) -> OpenedBook:
        """Open the workbook at `path`, as `open_book` does."""
        return open_book(path, self)


NOTHING_ASKED = Asked()


def open_book(path: Path, asked: Asked = NOTHING_ASKED) -> OpenedBook:
    """Open a workbook to be read.

    A workbook that kpibook made is opened as such, whatever layouts there are. Any other is
    read through its layout; without one it is opened as it is.

    Args:
        path: The workbook; a council's own may be .csv or .ods too.
        asked: What the command says of councils' own workbooks.

    Raises:
        KpibookError: It, or its layout, cannot be read; or it has a layout and its quarter is not
            said (``layout-no-period``).
    """
    if path.suffix.casefold() in _WORKBOOKS:
        book = ClosedBook.open(path)
        try:
            if _is_kpibooks(book):
                return book
            mapped = _mapped(path, asked, book)
        except BaseException:
            book.package.close()
            raise
        return book if mapped is None else mapped
    mapped = _mapped(path, asked, None)
    return ClosedBook.open(path) if mapped is None else mapped


def _is_kpibooks(book: ClosedBook) -> bool:
    return (
        book.named_cell(own.PERIOD_SETTING.name) is not None
        or book.table(own.THIS_QUARTER_TABLE) is not None
        or book.table(DATA_TABLE) is not None
    )


def _mapped(path: Path, asked: Asked, book: ClosedBook | None) -> OpenedBook | None:
    """Return the workbook behind its layout; None if it has none."""
    from kpibook.services.layouts.check import other_files
    from kpibook.services.layouts.which import layout_of, period_given
    from kpibook.workbook.mapped.book import MappedBook

    layout = layout_of(path, asked.layout)
    if layout is None:
        return None
    period = period_given(asked.period, path, layout)
    others = other_files(path, layout)
    return MappedBook(_file(path, book), layout, period, _settings(layout, path.parent), others)


def _file(path: Path, book: ClosedBook | None) -> MappedFile:
    from kpibook.sources.bounds import MOST_ROWS
    from kpibook.sources.grids.files import source_file
    from kpibook.sources.grids.workbooks import grids_in
    from kpibook.workbook.mapped.book import MappedFile
    from kpibook.workbook.mapped.reading import SourceFile

    if book is None:
        return MappedFile(source_file(path, MOST_ROWS))
    grids = grids_in(book.package, MOST_ROWS)
    return MappedFile(
        SourceFile(path.name, grids), book.saved_at, book.check_unchanged, book.package.close
    )


def _settings(layout: CouncilLayout, folder: Path) -> dict[str, str]:
    """Return kpibook's settings, by name: what the layout says and the workbook does not."""
    from kpibook.sources.config import configured_scheme

    return {
        own.COUNCIL.name: layout.council,
        own.DIRECTORATE_SETTING.name: layout.directorate,
        own.COMMITTEE.name: layout.committee,
        own.SCHEME_SETTING.name: layout.scheme or configured_scheme(folder),
    }
