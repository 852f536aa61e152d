"""Formulas after an edit: nobody may read a figure that no longer follows from the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.worksheet.edits import Edits
from kpibook.xlsx.xml import elements as xml

_LOOKED_INTO = 2 * 1024 * 1024
"""Bytes of sheets that are searched for a formula; in a larger workbook one is taken for granted,
because reading sheets that nobody edits would make a small edit cost what the largest sheet costs.
"""
_FORMULA = re.compile(rb"<(?:[\w.\-]+:)?f[\s/>]")
_CHAIN_CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3}[0-9]{1,7})[\"']")


def settle(container: OpcPackage, workbook: str, edits: Sequence[Edits]) -> bool:
    """See to the formulas of a workbook once the edits of its sheets are in the container.

    Returns:
        Whether the workbook will be calculated in full when it is next opened.
    """
    if not any(one.cells for one in edits):
        return False
    drop_chain_of(container, workbook, {place for one in edits for place in one.without_formula()})
    if not may_hold_formulas(container, workbook):
        return False
    recalculate_on_load(container, workbook)
    return True


def may_hold_formulas(container: OpcPackage, workbook: str) -> bool:
    """False only when it is certain that no sheet holds a formula."""
    if relationships.target_of(container, workbook, "calcChain") is not None:
        return True
    parts = [entry.part for entry in sheets.entries(container, workbook) if entry.part]
    if sum(container.size(part) for part in parts) > _LOOKED_INTO:
        return True
    return any(_FORMULA.search(container.read(part)) for part in parts)


def recalculate_on_load(container: OpcPackage, workbook: str) -> None:
    """Have the workbook calculated in full when it is next opened in a spreadsheet program.

    The results stored beside formulas stay: a reader that does not calculate, such as a preview,
    would otherwise show blanks for figures that the edit did not touch.
    """
    source = sheets.source(container, workbook)
    present = xml.child(source, "calcPr")
    if present is None:
        above = xml.root(source, part=workbook, file=container.name)
        fragment = b'<%bcalcPr calcId="0" fullCalcOnLoad="1"/>' % above.prefix
        cut = xml.insert_child(source, fragment, "calcPr", sheets.ORDER, part=workbook)
    elif present.tag.get("fullCalcOnLoad") in ("1", "true"):
        return
    else:
        tag = xml.set_attribute(present.tag.source(source), "fullCalcOnLoad", "1")
        cut = (present.tag.start, present.tag.end, tag)
    container.write(workbook, xml.spliced(source, [cut]))


def drop_chain_of(container: OpcPackage, workbook: str, addresses: Iterable[str]) -> None:
    """Drop the calculation chain if it lists one of these cells, which hold no formula any more.

    Excel makes the chain anew, and takes a workbook for damaged whose chain names a cell without
    a formula. Sheets are not told apart, since writers number them differently there.
    """
    chain = relationships.target_of(container, workbook, "calcChain")
    if chain is None:
        return
    gone = set(addresses)
    source = xml.clean(container.read(chain), part=chain, file=container.name)
    listed = {found.decode().upper() for found in _CHAIN_CELL.findall(source)}
    if gone & listed:
        drop_chain(container, workbook)


def drop_chain(container: OpcPackage, workbook: str) -> None:
    """Take the calculation chain out of the package, with everything that mentions it."""
    for related in list(relationships.of(container, workbook).values()):
        if related.kind != "calcChain":
            continue
        relationships.remove(container, workbook, related.id)
        content_types.remove_override(container, related.target)
        container.remove(related.target)
