"""Patcher of a row: an existing row with its edits, or a new row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.row_scanner import (
    CellSpan,
    RowSpan,
    attributes_of,
    cells_in,
    patterns,
    usual_styles,
)
from kpibook.xlsx.cells.values import Stored
from kpibook.xlsx.worksheet.edits import Edit, Edits
from kpibook.xlsx.worksheet.shared_formula_masters import SharedFormulaMasters
from kpibook.xlsx.xml import elements as xml

# cm and vm point at metadata of the old content (a dynamic array, a linked data type).
_REPLACED = (b"r", b"s", b"t", b"cm", b"vm")
# A new row has its own number, and its own cells decide its spans.
_NOT_COPIED = (b"r", b"spans")


class RowPatcher:
    """Patcher of the edited rows of a sheet, which must be asked for in rising order.

    Args:
        edits: The edits to apply.
        prefix: The sheet's namespace prefix.
        columns: Formats of columns, as first column, last column and index.
        where: The sheet, for messages.
    """

    def __init__(
        self,
        edits: Edits,
        prefix: bytes,
        columns: list[tuple[int, int, int]],
        where: Location,
    ) -> None:
        self._edits = edits
        self._prefix = prefix
        self._columns = columns
        self._where = where
        self.model_tags: dict[int, bytes] = {}
        self.handover = SharedFormulaMasters(prefix, edits.cells)

    def handed_on(self, block: bytes, row: RowSpan) -> bytes:
        """Return a row without edits that may become master of a shared formula."""
        cuts = self.handover.cuts(block, row, list(cells_in(block, row, self._prefix)))
        return b"".join(_spliced(block, row.start, row.end, cuts))

    def edited(self, block: bytes, row: RowSpan) -> bytes:
        """Return a row of a block with its edits applied.

        Raises:
            RefusedEdit: ``cells-out-of-order``.
            RefusedFile: ``rows-damaged``.
        """
        if (usual := self._usual_edited(block, row)) is not None:
            return usual
        edits = self._edits.in_row(row.number)
        spans = list(cells_in(block, row, self._prefix))
        if any(a.column >= b.column for a, b in itertools.pairwise(spans)):
            raise out_of_order(row.number, self._where)
        self.handover.meet(block, row, spans)
        master_cuts = self.handover.cuts(block, row, spans)
        cuts = [cut for cut in master_cuts if not self._within_edited(cut, spans, edits)]
        present = {span.column: span for span in spans}
        for column, result in self._edits.results.get(row.number, {}).items():
            if column in present and column not in edits:
                cuts += self._result_cuts(block, present[column], result)
        for column, style in self._edits.looks.get(row.number, {}).items():
            if column in present and column not in edits:
                cuts = self._with_look(block, present[column], style, cuts)
        tag = block[row.start : row.open_end]
        made = []
        for column in sorted(edits):
            span = present.get(column)
            if span is not None:
                new = self._cell(span, row.number, edits[column])
                cuts.append((span.start, span.end, new))
            elif edits[column].makes:
                position = next((s.start for s in spans if s.column > column), row.inner_end)
                cuts.append(
                    (position, position, self._new_cell(row.number, column, edits[column], tag))
                )
                made.append(column)
        opened = self._with_height(self._with_spans(tag, made), row.number)
        if row.empty:
            return self._opened_row(opened, b"".join(new for _, _, new in cuts))
        inner = b"".join(_spliced(block, row.open_end, row.end, sorted(cuts, key=_span)))
        return opened + inner

    def _usual_edited(self, block: bytes, row: RowSpan) -> bytes | None:
        """Return a row with its edits in one pass; None where `edited` has to look at each cell."""
        number, p = row.number, self._prefix
        edits = self._edits.cells.get(number, {})
        if number in self._edits.results or number in self._edits.looks or self.handover.waits:
            return None
        if block.find(b"<%bf" % p, row.open_end, row.inner_end) >= 0:
            return None
        styles = usual_styles(block, row, p)
        if styles is None or not edits.keys() <= styles.keys():
            return None
        close, position = b"</%bc>" % p, row.open_end
        pieces = [self._with_height(block[row.start : row.open_end], number)]
        for column, edit in sorted(edits.items()):
            mark = b'<%bc r="%b"' % (p, address(number, column).encode())
            start = block.index(mark, position)
            inner = block.index(b">", start) + 1
            is_empty = block[inner - 2 : inner] == b"/>"
            end = inner if is_empty else block.index(close, inner) + len(close)
            style = styles[column] if edit.style is None else b"%d" % edit.style
            new = self._cell_source(number, column, style, edit.kind.encode(), {}, edit.content)
            pieces += [block[position:start], new]
            position = end
        return b"".join([*pieces, block[position : row.end]])

    def _opened_row(self, tag: bytes, inner: bytes) -> bytes:
        if not inner:
            return tag
        return xml.opened(tag) + inner + b"</" + self._prefix + b"row>"

    @staticmethod
    def _within_edited(cut: xml.Cut, spans: list[CellSpan], edits: dict[int, Edit]) -> bool:
        return any(s.column in edits and s.start <= cut[0] < s.end for s in spans)

    def _result_cuts(self, block: bytes, span: CellSpan, result: Stored) -> Iterator[xml.Cut]:
        """Yield the cuts that change the result of a cell's formula, and nothing else."""
        shapes, end = patterns(self._prefix), span.inner_end
        tag = block[span.start : span.inner_start]
        kind = attributes_of(span.attributes).get(b"t", b"").decode("ascii", "replace")
        if kind != result.kind:
            untyped = xml.remove_attribute(tag, "t")
            typed = xml.set_attribute(untyped, "t", result.kind) if result.kind else untyped
            yield span.start, span.inner_start, typed
        value = shapes.value.search(block, span.inner_start, end)
        if value is not None:
            yield value.start(), value.end(), result.content
            return
        formula = shapes.formula.search(block, span.inner_start, end)
        if formula is not None and result.content:
            yield formula.end(), formula.end(), result.content

    @staticmethod
    def _with_look(block: bytes, span: CellSpan, style: int, cuts: list[xml.Cut]) -> list[xml.Cut]:
        """Return the cuts with one that gives a cell another format and nothing else."""
        # The cell's tag may be cut already, for another kind of result.
        at = next((cut for cut in cuts if cut[0] == span.start and cut[1] > cut[0]), None)
        if at is None:
            end = block.index(b">", span.start) + 1
            at = (span.start, end, block[span.start : end])
        tag = xml.set_attribute(at[2], "s", str(style))
        return [*(cut for cut in cuts if cut[:2] != at[:2]), (at[0], at[1], tag)]

    def _cell(self, span: CellSpan, row: int, edit: Edit) -> bytes:
        attributes = attributes_of(span.attributes)
        unchanged = {k: v for k, v in attributes.items() if k not in _REPLACED}
        style = attributes.get(b"s", b"") if edit.style is None else b"%d" % edit.style
        return self._cell_source(
            row, span.column, style, edit.kind.encode(), unchanged, edit.content
        )

    def _new_cell(self, row: int, column: int, edit: Edit, row_tag: bytes) -> bytes:
        style = edit.style
        if style is None:
            style = style_around(row_tag, column, self._columns)
        written = b"%d" % style if style else b""
        return self._cell_source(row, column, written, edit.kind.encode(), {}, edit.content)

    def _cell_source(
        self,
        row: int,
        column: int,
        style: bytes,
        kind: bytes,
        unchanged: dict[bytes, bytes],
        content: bytes,
    ) -> bytes:
        p = self._prefix
        tag = b'<%bc r="%b"' % (p, address(row, column).encode())
        if style:
            tag += b' s="%b"' % style
        if kind:
            tag += b' t="%b"' % kind
        for name, value in unchanged.items():
            tag += b' %b="%b"' % (name, value.replace(b'"', b"&quot;"))
        return b"%b>%b</%bc>" % (tag, content, p) if content else tag + b"/>"

    def _with_spans(self, tag: bytes, made: list[int]) -> bytes:
        match = patterns(self._prefix).spans.search(tag)
        if match is None or not made:
            return tag
        # `spans` is a hint for readers; a cell outside it would be missed by a reader that trusts
        # it.
        first, last = min(int(match[1]), *made), max(int(match[2]), *made)
        if (first, last) == (int(match[1]), int(match[2])):
            return tag
        return xml.set_attribute(tag, "spans", f"{first}:{last}")

    def _with_height(self, tag: bytes, number: int) -> bytes:
        """Return the row's tag with its new height, unless a person has set its height."""
        points = self._edits.heights.get(number)
        if points is None or attributes_of(tag).get(b"customHeight") in (b"1", b"true"):
            return tag
        return xml.set_attribute(tag, "ht", f"{points:g}")

    def made(self, number: int) -> bytes:
        """Return a new row; empty if its edits fill no cell."""
        edits = self._edits.in_row(number)
        if not any(edit.makes for edit in edits.values()) and number not in self._edits.heights:
            return b""
        tag = b'<%brow r="%d"%b>' % (self._prefix, number, self._model_attributes(number))
        tag = self._with_height(tag, number)
        cells = b"".join(
            self._new_cell(number, column, edits[column], tag)
            for column in sorted(edits)
            if edits[column].makes
        )
        return b"%b%b</%brow>" % (tag, cells, self._prefix)

    def _model_attributes(self, number: int) -> bytes:
        model = self.model_tags.get(self._edits.models.get(number, 0), b"")
        return b"".join(
            b' %b="%b"' % (name, value.replace(b'"', b"&quot;"))
            for name, value in attributes_of(model).items()
            if name not in _NOT_COPIED
        )


def out_of_order(row: int | None, where: Location) -> RefusedEdit:
    """Return the refusal for a sheet whose rows, or the cells of whose `row`, are not in order."""
    what = "rows" if row is None else f"cells of row {row}"
    return RefusedEdit(
        f"the {what} are not in order, so there is no telling where one belongs.",
        code="rows-out-of-order" if row is None else "cells-out-of-order",
        where=where,
        fix="Open the workbook in Excel and save it, which puts them in order.",
    )


def style_around(row_tag: bytes, column: int, columns: list[tuple[int, int, int]]) -> int:
    """Return the format that a cell without its own format shows: the row's, else the column's."""
    attributes = attributes_of(row_tag)
    # Excel ignores a row's format unless customFormat is set.
    if attributes.get(b"customFormat") in (b"1", b"true") and attributes.get(b"s", b"").isdigit():
        return int(attributes[b"s"])
    return next((s for first, last, s in columns if first <= column <= last), 0)


@lru_cache(maxsize=8)  # a blank cell asks for its column's, and a sheet has many of them
def column_styles(head: bytes) -> list[tuple[int, int, int]]:
    """Return the formats of columns: first column, last column, index."""
    styles = []
    for tag in xml.tags(head, "col"):
        attributes = tag.attributes
        numbers = [attributes.get(name, "") for name in ("min", "max", "style")]
        if all(re.fullmatch(r"[0-9]{1,7}", number, re.ASCII) for number in numbers):
            first, last, style = map(int, numbers)
            styles.append((first, last, style))
    return styles


def _spliced(block: bytes, start: int, end: int, cuts: list[xml.Cut]) -> Iterator[bytes]:
    position = start
    for first, last, new in cuts:
        yield block[position:first]
        yield new
        position = last
    yield block[position:end]


def _span(cut: xml.Cut) -> tuple[int, int]:
    return cut[0], cut[1]
