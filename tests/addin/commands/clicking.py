"""A click in a pretended Excel, in this process: the command itself, its questions scripted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from kpibook.addin.clicks import answer_to
from kpibook.addin.commands.answer import Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import Dialogs
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from tests.support.openpyxl_engine import Excel, Flavour
from tests.support.running import run

#: Answer of a window: the same each time, one after the other, or from a function.
Window = str | list[str] | Callable[..., str]


@dataclass
class System:
    """The system whose Excel a button is pressed in, for the test that runs."""

    flavour: Flavour = "windows"


system = System()


def only_on(*flavours: Flavour) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test only where Excel can do what it is about; others run on each system."""

    def marked(test: Callable[..., None]) -> Callable[..., None]:
        vars(test)["systems"] = flavours
        return test

    return marked


@dataclass
class Desk:
    """A workbook open in a pretended Excel, and the officer before it.

    Attributes:
        excel: What was asked and said, and how often Excel was called.
        click: What a command is given.
        path: The workbook's file, which no click may change.
    """

    excel: Excel
    click: Click
    path: Path

    def press(self, name: str, *answers: str, **files: Window) -> Answer:
        """Press a button; answer its messages, and its windows by their VBA name.

        A list answers the same window several times, in turn; a function is the window itself.
        """
        self.excel.answers[:] = answers
        macros = {f"KpiDialogs.{window}": _returning(said) for window, said in files.items()}
        self.excel.macros = macros
        return answer_to(name, self.click)

    def select(self, sheet: str, address: str) -> None:
        """Bring a sheet to the front and select cells of it."""
        self.click.book.show(sheet, address)

    @property
    def in_front(self) -> tuple[str, str] | None:
        """The sheet the officer sees and the first cell selected."""
        return self.click.book.selected()

    @property
    def model(self) -> Any:
        """The pretended workbook itself, whose state a test sets."""
        return self.excel.model(self.click.book._book)

    @property
    def wb(self) -> openpyxl.Workbook:
        """The workbook behind the pretended Excel."""
        return self.excel.workbook(self.click.book._book)

    def saved(self) -> Path:
        """The workbook as it would be if the officer saved it now under another name."""
        memory = io.BytesIO()
        self.wb.save(memory)
        copy = self.path.with_name(f"saved {self.path.name}")
        copy.write_bytes(memory.getvalue())
        return copy


def desk(path: Path, *, cloud: bool = False) -> Desk:
    """The workbook at `path` opened in Excel, with 'This quarter'!H8 selected."""
    excel = Excel(system.flavour)
    book = excel.open(path, cloud=cloud)
    run(book.app)
    opened = Desk(excel, Click(OpenBook(book, excel.platform), Dialogs(book.app)), path)
    if layout.THIS_QUARTER in opened.click.book.sheet_names:
        opened.select(layout.THIS_QUARTER, "H8")
    excel.forget_calls()
    return opened


def values(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """Everything a sheet says."""
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def in_table(path: Path, name: str) -> set[object]:
    """Every value of a table, read as we read workbooks."""
    with ClosedBook.open(path) as book:
        table = book.table(name)
    assert table is not None, f"{path.name} has no table {name}"
    return {cell.value for row in table.rows for cell in row.values()}


def _returning(said: Window) -> Callable[..., str]:
    if callable(said):
        return said
    if isinstance(said, str):
        return lambda *_: said
    in_turn = iter(said)
    return lambda *_: next(in_turn)
