"""An expected return: the workbook or directorate it comes from, its contact and its due day."""

from __future__ import annotations

from datetime import date

from kpibook.domain.wording import folded
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """A return that a council expects, as its list says.

    Attributes:
        workbook: Name of its file, with or without folder and ending; "" if the list names none.
        directorate: The directorate that reports; "" if the list names none.
        contact: The person to ask, as written; "" if the list names no person.
        addresses: E-mail addresses of the contact.
        due: The last day on which it is in time; None if the list does not say.
        returned_on: The day it came in, as the list says; None leaves it to the workbook.
        line: Line of the list, counted from 1.
    """

    workbook: str = ""
    directorate: str = ""
    contact: str = ""
    addresses: tuple[str, ...] = ()
    due: date | None = None
    returned_on: date | None = None
    line: int = 0

    @property
    def name(self) -> str:
        """The name people know it by: its directorate, or without that its workbook."""
        return self.directorate or self.workbook

    @property
    def key(self) -> tuple[str, str]:
        """Its identity among the returns: workbook and directorate in folded form."""
        return (
            workbook_key(self.workbook),
            "" if self.workbook else directorate_key(self.directorate),
        )


def directorate_key(name: str) -> str:
    """Return a directorate's name to compare it: "&" is "and", case and spaces do not count.

    >>> directorate_key("Adults  & Health") == directorate_key("adults and health")
    True
    """
    return folded(name.replace("&", " and ").replace("\u2019", "'"))


def workbook_key(name: str) -> str:
    r"""Return a workbook's name as names are compared: without its ending, folders with "/".

    >>> workbook_key("returns\\Housing Q3.XLSX")
    'returns/housing q3'
    """
    key = folded(name.replace("\\", "/"))
    return key.removesuffix(".xlsx").removesuffix(".xlsm")


def names_workbook(wanted: str, name: str) -> bool:
    """Return True if `wanted` is a workbook's name, with or without the folders before it.

    >>> names_workbook("Housing.xlsx", "returns/housing.xlsx")
    True
    >>> names_workbook("using", "housing.xlsx")
    False
    """
    short, whole = workbook_key(wanted), workbook_key(name)
    return bool(short) and (
        whole == short or f"/{whole}".endswith(f"/{short}") or f"/{short}".endswith(f"/{whole}")
    )
