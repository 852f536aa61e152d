"""A workbook's own word on the results stored with its formulas, and kpibook's mark on them.

Every save of kpibook asks Excel to calculate when the workbook is next opened, as programs do that
store no results at all. The mark tells the two apart: a hidden defined name with a checksum of the
sheets, so that it ends with the next change that another program makes to any of them.
"""

from __future__ import annotations

import hashlib

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import defined_names, sheets
from kpibook.xlsx.workbook_part.defined_names import DefinedName
from kpibook.xlsx.xml import elements as xml

MARK = "_kpibook.calculated"
_TRUE, _FALSE = ("1", "true"), ("0", "false")


@dataclass(frozen=True, slots=True)
class CalculationState:
    """A workbook's own word on its stored results.

    Attributes:
        trusted: True if they are the results of the cells as stored.
        exact: True if it calculates with the values of cells, not with what they show.
    """

    trusted: bool
    exact: bool


def state_of(container: OpcPackage, workbook: str) -> CalculationState:
    """Return the state of a workbook as its parts are now.

    Args:
        container: The parts.
        workbook: Name of the part that lists the sheets.
    """
    source = sheets.source(container, workbook)
    settings = _settings(source)
    trusted = settings.get("calcCompleted") not in _FALSE
    if trusted and settings.get("fullCalcOnLoad") in _TRUE:
        mark = _mark_in(source)
        trusted = mark != "" and mark == _checksum(container, workbook)
    return CalculationState(trusted, settings.get("fullPrecision") not in _FALSE)


def set_mark(container: OpcPackage, workbook: str, *, trusted: bool) -> None:
    """Set the mark if the stored results are right in the sheets as they are now; else remove it.

    A workbook that does not ask to be calculated needs no mark. A sheet that is not held in memory
    has no checksum before it is written, and a workbook with such a sheet gets no mark.
    """
    source = sheets.source(container, workbook)
    asks = _settings(source).get("fullCalcOnLoad") in _TRUE
    checksum = _checksum(container, workbook) if trusted and asks else ""
    if _mark_in(source) == checksum:
        return
    mark = DefinedName(MARK, f'"{checksum}"', None, hidden=True)
    marked = defined_names.replaced(
        source, lambda name: name.name == MARK, [mark] if checksum else []
    )
    container.write(workbook, marked)


def _settings(source: bytes) -> dict[str, str]:
    element = xml.child(source, "calcPr")
    return element.tag.attributes if element is not None else {}


def _mark_in(source: bytes) -> str:
    texts = (name.text for name in defined_names.read(source) if name.name == MARK)
    return next(texts, "").strip('"')


def _checksum(container: OpcPackage, workbook: str) -> str:
    """Return a checksum of all sheets and shared texts; "" if a part has none yet."""
    digest = hashlib.sha256()
    for related in relationships.of(container, workbook).values():
        if related.kind in (sheets.WORKSHEET, "sharedStrings") and related.target in container:
            crc = container.crc(related.target)
            if crc is None:
                return ""
            digest.update(f"{related.target.lower()} {crc:08x}\n".encode())
    return digest.hexdigest()[:32]
