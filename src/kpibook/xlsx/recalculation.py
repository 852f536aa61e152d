"""Recalculation after an edit: a stored result that the edit made stale must not be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpibook.on_use.regex import regex
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets
from kpibook.xlsx.worksheet.edits import Edits
from kpibook.xlsx.xml import elements as xml

_MOST_SEARCHED = 2 * 1024 * 1024
"""Bytes of sheets that are searched for a formula; a larger workbook is assumed to hold one."""
_FORMULA = regex(rb"<(?:[\w.\-]+:)?f[\s/>]")
_CHAIN_CELL = regex(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3}[0-9]{1,7})[\"']")


def settle(container: OpcPackage, workbook: str, edits: Sequence[Edits]) -> bool:
    """Update the calculation chain and the recalculation flag after the edits of the sheets.

    Returns:
        True if the workbook will be calculated in full when it is next opened.
    """
    if not any(edit.cells for edit in edits):
        return False
    # Asked for by a workbook with a chain alone: there may be thousands of cells.
    drop_chain_of(container, workbook, (a for edit in edits for a in edit.without_formula()))
    if not may_hold_formulas(container, workbook):
        return False
    recalculate_on_load(container, workbook)
    return True


def may_hold_formulas(container: OpcPackage, workbook: str) -> bool:
    """Return False only if it is certain that no sheet holds a formula."""
    if relationships.target_of(container, workbook, "calcChain") is not None:
        return True
    parts = [entry.part for entry in sheets.entries(container, workbook) if entry.part]
    if sum(container.size(part) for part in parts) > _MOST_SEARCHED:
        return True
    return any(_FORMULA.search(container.read(part)) for part in parts)


def recalculate_on_load(container: OpcPackage, workbook: str) -> None:
    """Have the workbook calculated in full when it is next opened in a spreadsheet program.

    The results stored with the formulas stay: a reader that does not calculate, such as a preview,
    would otherwise show blanks for figures that the edit did not touch.
    """
    source = sheets.source(container, workbook)
    present = xml.child(source, "calcPr")
    if present is None:
        workbook_tag = xml.root(source, part=workbook, file=container.name)
        # No Excel has calcId 0, so no Excel takes the stored results for its own.
        fragment = b'<%bcalcPr calcId="0" fullCalcOnLoad="1"/>' % workbook_tag.prefix
        cut = xml.insert_child(source, fragment, "calcPr", sheets.ORDER, part=workbook)
    elif present.tag.get("fullCalcOnLoad") in ("1", "true"):
        return
    else:
        tag = xml.set_attribute(present.tag.source(source), "fullCalcOnLoad", "1")
        cut = (present.tag.start, present.tag.end, tag)
    container.write(workbook, xml.spliced(source, [cut]))


def drop_chain_of(container: OpcPackage, workbook: str, addresses: Iterable[str]) -> None:
    """Drop the calculation chain if it lists a cell of `addresses`, which no longer hold formulas.

    Excel reports a workbook as damaged if its chain names a cell without a formula; it builds a
    missing chain again. Sheets are not compared, since writers number them differently there.
    """
    chain = relationships.target_of(container, workbook, "calcChain")
    if chain is None:
        return
    without_formula = set(addresses)
    source = xml.clean(container.read(chain), part=chain, file=container.name)
    chained = {address.decode().upper() for address in _CHAIN_CELL.findall(source)}
    if without_formula & chained:
        drop_chain(container, workbook)


def drop_chain(container: OpcPackage, workbook: str) -> None:
    """Remove the calculation chain from the package, with its relationship and content type."""
    for related in list(relationships.of(container, workbook).values()):
        if related.kind != "calcChain":
            continue
        relationships.remove(container, workbook, related.id)
        content_types.remove_override(container, related.target)
        container.remove(related.target)
