"""Workbooks opened to be read: kpibook's own, and councils' own through their layouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout as own
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.consolidated_layout import DATA_TABLE
from kpibook.workbook.protocol import Book, OpenedBook

if TYPE_CHECKING:  # a workbook of kpibook's own needs nothing of layouts
    from kpibook.domain.rules.scheme import Scheme
    from kpibook.workbook.mapped.book import MappedFile
    from kpibook.workbook.mapped.council_layout import CouncilLayout

_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Asked:
    """Layout and quarter that a command names for councils' own workbooks.

    They are plain values, to be sent to other processes.

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


def behind_layout(
    book: ClosedBook, path: Path, layout: CouncilLayout, period: Quarter, scheme: str = ""
) -> Book:
    """Return an open workbook, with what was written into it, as if it were kpibook's own.

    Args:
        book: The workbook; it is closed by the caller.
        path: Its file.
        layout: The layout of it.
        period: The quarter.
        scheme: The scheme's name; "" takes the one that the layout or ``kpibook.toml`` says.
    """
    from dataclasses import replace

    from kpibook.services.layouts.check import other_files
    from kpibook.workbook.mapped.book import MappedBook

    file = replace(_file(path, book), close=lambda: None)
    settings = _settings(replace(layout, scheme=scheme or layout.scheme), path.parent)
    return MappedBook(file, layout, period, settings, other_files(path, layout))


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


def scheme_for(layout: CouncilLayout, folder: Path, given: str | None) -> Scheme:
    """Return the scheme under which a council's own workbook is rated.

    Args:
        layout: The layout, which may name one.
        folder: The workbook's folder, where ``kpibook.toml`` and the scheme's file may be.
        given: The scheme on the command line; None if there is none.

    Raises:
        SchemeError: There is no such scheme.
    """
    from kpibook.sources.config import configured_scheme
    from kpibook.sources.schemes import load_scheme, scheme_in_folder

    if given:
        return load_scheme(given)
    return scheme_in_folder(layout.scheme or configured_scheme(folder), folder)


def _settings(layout: CouncilLayout, folder: Path) -> dict[str, str]:
    """Return kpibook's settings, by name: what the layout says and the workbook does not."""
    from kpibook.sources.config import configured_scheme

    return {
        own.COUNCIL.name: layout.council,
        own.DIRECTORATE_SETTING.name: layout.directorate,
        own.COMMITTEE.name: layout.committee,
        own.SCHEME_SETTING.name: layout.scheme or configured_scheme(folder),
    }
