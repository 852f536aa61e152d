"""The identity of a workbook: its address, and what stays the same under another name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.kept.record import Record
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.reader import read_settings

if TYPE_CHECKING:
    from kpibook.addin.open_book.open_book import OpenBook


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of an open workbook.

    Attributes:
        name: Its file name.
        address: Its full name, a path or a web address; "" if it was never saved.
        ident: The hash of its council and directorate, which stay the same when it is saved under
            another name or moved; "" if its settings cannot be read.
    """

    name: str
    address: str
    ident: str

    def has_address_of(self, record: Record) -> bool:
        """Return True if a record was made in the workbook at this address."""
        return bool(self.address) and self.address.casefold() == record.address.casefold()

    def may_be(self, record: Record) -> bool:
        """Return True if a record may be of this workbook under an earlier name.

        Other workbooks of the same directorate have the same hash: what the cells hold decides.
        """
        return bool(self.ident) and self.ident == record.ident


def identity_of(book: OpenBook) -> Identity:
    """Return the identity of a workbook that is open in Excel."""
    cache = book.cache
    address = platform_api.full_name_of(cache.book, cache.platform)
    return Identity(book.name, address, _ident(book))


def _ident(book: OpenBook) -> str:
    try:
        settings = read_settings(book)
    except KpibookError:  # the button itself says what is wrong with them
        return ""
    names = [settings.council.strip().casefold(), settings.directorate.strip().casefold()]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()
