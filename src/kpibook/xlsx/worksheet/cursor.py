"""Cursor of a sheet: the cell that is selected as the workbook opens, and the rows in sight."""

from __future__ import annotations

from kpibook.xlsx.cells.references import address, cell_at
from kpibook.xlsx.xml import elements as xml

#: Rows below the frozen headings that the smallest usual window shows.
_IN_SIGHT = 12


def with_cursor(head: bytes, reference: str) -> bytes:
    """Return the head of a sheet with a cell selected and in sight.

    A view that is split without frozen panes, or whose selection is damaged, stays as it is: its
    parts show what a person chose.

    Args:
        head: Source of the sheet up to its rows.
        reference: Address of the cell; "" leaves the head alone.
    """
    if not reference:
        return head
    views = [view for view in xml.elements(head, "sheetView") if not view.tag.empty]
    return xml.spliced(head, [cut for view in views for cut in _cuts(head, view, reference)])


def _cuts(head: bytes, view: xml.Element, reference: str) -> list[xml.Cut]:
    pane = xml.first_tag(head, "pane", view.inner, view.inner_end)
    if pane is not None and pane.get("state") != "frozen":
        return []
    name = "" if pane is None else pane.get("activePane")
    selections = [
        each
        for each in xml.tags(head, "selection", view.inner, view.inner_end)
        if each.get("pane") == name
    ]
    if len(selections) != 1:
        return []
    cuts = [xml.replace_tag(selections[0], head, lambda tag: _selecting(tag, reference))]
    if pane is not None and (corner := _corner(view.tag, pane, reference)):
        cuts.insert(0, xml.replace_tag(pane, head, lambda tag: _scrolled(tag, corner)))
    return cuts


def _selecting(tag: bytes, reference: str) -> bytes:
    tag = xml.set_attribute(tag, "activeCell", reference)
    tag = xml.remove_attribute(tag, "activeCellId")
    return xml.set_attribute(tag, "sqref", reference)


def _scrolled(tag: bytes, corner: str) -> bytes:
    return xml.set_attribute(tag, "topLeftCell", corner)


def _corner(view: xml.Tag, pane: xml.Tag, reference: str) -> str:
    """Return the first cell below and right of the frozen panes; "" for panes that do not tell."""
    counts = [pane.get(name) or "0" for name in ("xSplit", "ySplit")]
    if pane.get("activePane") != "bottomRight" or view.get("topLeftCell") not in ("", "A1"):
        return ""
    if not all(count.isascii() and count.isdigit() for count in counts):
        return ""
    columns, rows = map(int, counts)
    row, _ = cell_at(reference)
    return address(rows + 1 if row <= rows + _IN_SIGHT else row - 1, columns + 1)
