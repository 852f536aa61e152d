"""Choices of a person about a report's looks, and the files that a writer returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kpibook.on_use.dataclass import dataclass

#: Files by name, the one that was asked for first.
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Licence:
    """Licence that a report is published under.

    Attributes:
        name: Its name.
        url: Its address.
    """

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Look:
    """Choices about a report, the same for every format.

    Attributes:
        charts: True for a chart of each trend; its figures are there without it.
        licence: The licence it is published under; None if none is named.
        data_file: Name of the CSV file that goes with it; "" without such a file.
        template: The council's Word document to write into; empty for the shipped one.
        template_name: Its name, for messages.
        styles: The council's own names of the styles in it, by `STYLE_USES`.
    """

    charts: bool = True
    licence: Licence | None = None
    data_file: str = ""
    template: bytes = b""
    template_name: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)


_LICENCES = {
    "ogl": Licence(
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "cc-by": Licence(
        "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
    ),
}


def licence_named(text: str) -> Licence | None:
    """Return the licence of a short name, or at an address; None if it is neither.

    >>> licence_named("OGL").name, licence_named("mine")
    ('Open Government Licence v3.0', None)
    """
    known = _LICENCES.get(text.strip().casefold())
    if known is not None:
        return known
    address = text.strip()
    is_address = address.startswith(("https://", "http://")) and " " not in address
    return Licence(address, address) if is_address and address.isprintable() else None


def licence_names() -> list[str]:
    """Return the short names of licences."""
    return list(_LICENCES)
