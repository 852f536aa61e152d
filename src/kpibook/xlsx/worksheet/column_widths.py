"""Column widths in the head of a sheet: columns made wider, never narrower."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.xml import elements as xml

_NUMBER = regex(r"[0-9]{1,7}", re.ASCII)
_USUAL = 8.43  # characters; Excel's width of a column that no part of the file sets


@dataclass(frozen=True, slots=True)
class _Columns:
    """Neighbouring columns of one width, and the tag that sets it."""

    first: int
    last: int
    tag: bytes

    def of(self, first: int, last: int, width: float | None = None) -> list[_Columns]:
        """Return a part of the columns, with a new width if there is one; empty for no columns."""
        if first > last:
            return []
        tag = self.tag
        for name, value in (("min", first), ("max", last)):
            tag = xml.set_attribute(tag, name, str(value))
        if width is not None:
            tag = xml.set_attribute(tag, "width", f"{width:g}")
            tag = xml.set_attribute(tag, "customWidth", "1")
        return [_Columns(first, last, tag)]


def with_widths(head: bytes, at_least: Mapping[int, float], prefix: bytes) -> bytes:
    """Return the head of a sheet with columns made at least so wide.

    Hidden columns stay as they are, and so does a head whose columns overlap.

    Args:
        head: Source of the sheet up to its rows.
        at_least: Least widths in characters of the usual font, by column from 1.
        prefix: Namespace prefix of the sheet's elements, colon included, or empty.
    """
    usual = _usual_width(head)
    present = _present(head)
    if present is None:
        return head
    columns = present
    for number, width in sorted(at_least.items()):
        columns = _widened(columns, number, width, usual, prefix)
    return head if columns == present else _with_columns(head, columns, prefix)


def _usual_width(head: bytes) -> float:
    tag = xml.first_tag(head, "sheetFormatPr")
    return _width(tag.get("defaultColWidth"), _USUAL) if tag else _USUAL


def _width(text: str, usual: float) -> float:
    try:
        return float(text)
    except ValueError:
        return usual


def _present(head: bytes) -> list[_Columns] | None:
    """Return the columns whose width is set, in order; None if they overlap or are damaged."""
    columns: list[_Columns] = []
    for tag in xml.tags(head, "col"):
        first, last = tag.get("min"), tag.get("max")
        if not (_NUMBER.fullmatch(first) and _NUMBER.fullmatch(last) and tag.empty):
            return None
        columns.append(_Columns(int(first), int(last), tag.source(head)))
    ends = [end for each in columns for end in (each.first, each.last)]
    in_order = ends == sorted(ends) and len({each.first for each in columns}) == len(columns)
    return columns if in_order else None


def _widened(
    columns: list[_Columns], number: int, width: float, usual: float, prefix: bytes
) -> list[_Columns]:
    at = next((i for i, each in enumerate(columns) if each.last >= number), len(columns))
    if at == len(columns) or columns[at].first > number:
        if usual >= width:
            return columns
        made = _Columns(number, number, b"<%bcol/>" % prefix).of(number, number, width)
        return [*columns[:at], *made, *columns[at:]]
    around = columns[at]
    attributes = xml.tag_at(around.tag, 0).attributes
    is_hidden = attributes.get("hidden", "0") in ("1", "true")
    if is_hidden or _width(attributes.get("width", ""), usual) >= width:
        return columns
    parts = [
        *around.of(around.first, number - 1),
        *around.of(number, number, width),
        *around.of(number + 1, around.last),
    ]
    return [*columns[:at], *parts, *columns[at + 1 :]]


def _with_columns(head: bytes, columns: list[_Columns], prefix: bytes) -> bytes:
    source = b"".join(each.tag for each in columns)
    element = xml.first_element(head, "cols")
    if element is None:
        rows = xml.first_tag(head, "sheetData")
        at = len(head) if rows is None else rows.start
        return head[:at] + b"<%bcols>%b</%bcols>" % (prefix, source, prefix) + head[at:]
    name = element.tag.name
    return head[: element.start] + b"<%b>%b</%b>" % (name, source, name) + head[element.end :]
