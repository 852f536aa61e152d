"""Defined names of the pretended Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes

from tests.support.openpyxl_places import Refused
from tests.support.openpyxl_ranges import Range

if TYPE_CHECKING:
    from tests.support.openpyxl_engine import Book


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self.book = book

    def _found(self, key: str) -> DefinedName | None:
        names = self.book.wb.defined_names.items()
        return next((one for name, one in names if name.casefold() == key.casefold()), None)

    def contains(self, key: str) -> bool:
        self.book.excel.read("name there")
        return self._found(key) is not None

    def __call__(self, key: str) -> Name:
        self.book.excel.read("name")
        found = self._found(key)
        if found is None:
            raise Refused(f"no name {key!r}")
        return Name(self.book, found)

    def __len__(self) -> int:
        return len(self.book.wb.defined_names)


class Name(base_classes.Name):
    def __init__(self, book: Book, one: DefinedName) -> None:
        self.book, self.one = book, one

    @property
    def name(self) -> str:
        return self.one.name

    @property
    def refers_to(self) -> str:
        self.book.excel.read("refers_to")
        return f"={self.one.attr_text}"

    @property
    def refers_to_range(self) -> Range:
        self.book.excel.read("refers_to_range")
        (title, address), *_ = self.one.destinations
        return self.book.sheet_of(self.book.wb[title]).range(address)
