"""What a workbook tells of its sheets, and of what saving it would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpibook.package import sheetlist

if TYPE_CHECKING:
    from kpibook.package.package import Package


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet as the workbook lists it.

    Attributes:
        name: As on its tab.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        kind: ``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``.
        part: Name of its part in the package; empty when the part is missing.
        sheet_id: The number that stays with it whatever its position.
    """

    name: str
    state: str
    kind: str
    part: str
    sheet_id: int
    _book: Package

    @property
    def protected(self) -> bool:
        """Whether a worksheet is protected; reads the sheet to its end."""
        return self.kind == sheetlist.WORKSHEET and self._book.sheet(self.name).protected


@dataclass(frozen=True, slots=True)
class Changes:
    """What saving now would do.

    Attributes:
        rewritten: Names of parts whose bytes will differ.
        added: Names of parts that were not there.
        removed: Names of parts that will be gone.
        cells: Addresses of the cells edited, by sheet name.
        notes: What the person should know, in sentences.
    """

    rewritten: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    cells: dict[str, list[str]]
    notes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rewritten or self.added or self.removed)
