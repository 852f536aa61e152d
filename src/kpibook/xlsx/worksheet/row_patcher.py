"""One row of a sheet, or one that is yet to be made, with its edits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.row_scanner import CellSpan, RowSpan, attributes_of, cells_in, patterns
from kpibook.xlsx.worksheet.edits import Edit, Edits
from kpibook.xlsx.worksheet.shared_formula_masters import SharedFormulaMasters
from kpibook.xlsx.xml import elements as xml

_REPLACED = (b"r", b"s", b"t", b"cm", b"vm")
_NOT_COPIED = (b"r", b"spans")


class RowPatcher:
    """Writes the edited rows of one sheet, asked for in rising order.

    Args:
        edits: What to change.
        prefix: The sheet's namespace prefix.
        columns: Style of each column that has one, as first column, last column and index.
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
        """A row without edits that may inherit a shared formula."""
        cuts = self.handover.cuts(block, row, list(cells_in(block, row, self._prefix)))
        return b"".join(_spliced(block, row.start, row.end, cuts))

    def edited(self, block: bytes, row: RowSpan) -> bytes:
        """A row of a block with its edits made.

        Raises:
            RefusedEdit: ``cells-out-of-order``.
            RefusedFile: ``rows-damaged``.
        """
        wanted = self._edits.cells.get(row.number, {})
        spans = list(cells_in(block, row, self._prefix))
        if any(a.column >= b.column for a, b in itertools.pairwise(spans)):
            raise out_of_order("cells", row.number, self._where)
        self.handover.meet(block, row, spans)
        handed = self.handover.cuts(block, row, spans)
        cuts = [cut for cut in handed if not self._within_edited(cut, spans, wanted)]
        present = {span.column: span for span in spans}
        tag = block[row.start : row.open_end]
        made = []
        for column in sorted(wanted):
            span = present.get(column)
            if span is not None:
                new = self._cell(span, row.number, wanted[column])
                cuts.append((span.start, span.end, new))
            elif wanted[column].makes:
                at = next((s.start for s in spans if s.column > column), row.inner_end)
                cuts.append((at, at, self._new_cell(row.number, column, wanted[column], tag)))
                made.append(column)
        opened = self._with_height(self._with_spans(tag, made), row.number)
        if row.empty:
            return self._opened_row(opened, b"".join(new for _, _, new in cuts))
        inner = b"".join(_spliced(block, row.open_end, row.end, sorted(cuts, key=_place)))
        return opened + inner

    def _opened_row(self, tag: bytes, inner: bytes) -> bytes:
        if not inner:
            return tag
        return xml.opened(tag) + inner + b"</" + self._prefix + b"row>"

    @staticmethod
    def _within_edited(cut: xml.Cut, spans: list[CellSpan], wanted: dict[int, Edit]) -> bool:
        return any(s.column in wanted and s.start <= cut[0] < s.end for s in spans)

    def _cell(self, span: CellSpan, row: int, edit: Edit) -> bytes:
        given = attributes_of(span.attributes)
        kept = {k: v for k, v in given.items() if k not in _REPLACED}
        style = given.get(b"s", b"") if edit.style is None else b"%d" % edit.style
        return self._cell_source(row, span.column, style, edit.kind.encode(), kept, edit.content)

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
        kept: dict[bytes, bytes],
        content: bytes,
    ) -> bytes:
        p = self._prefix
        tag = b'<%bc r="%b"' % (p, address(row, column).encode())
        if style:
            tag += b' s="%b"' % style
        if kind:
            tag += b' t="%b"' % kind
        for name, value in kept.items():
            tag += b' %b="%b"' % (name, value.replace(b'"', b"&quot;"))
        return b"%b>%b</%bc>" % (tag, content, p) if content else tag + b"/>"

    def _with_spans(self, tag: bytes, made: list[int]) -> bytes:
        found = patterns(self._prefix).spans.search(tag)
        if found is None or not made:
            return tag
        first, last = min(int(found[1]), *made), max(int(found[2]), *made)
        if (first, last) == (int(found[1]), int(found[2])):
            return tag
        return xml.set_attribute(tag, "spans", f"{first}:{last}")

    def _with_height(self, tag: bytes, number: int) -> bytes:
        """The row's tag with its new height, unless a person has chosen one."""
        points = self._edits.heights.get(number)
        if points is None or attributes_of(tag).get(b"customHeight") in (b"1", b"true"):
            return tag
        return xml.set_attribute(tag, "ht", f"{points:g}")

    def made(self, number: int) -> bytes:
        """A row that the sheet does not have; nothing when its edits fill nothing."""
        wanted = self._edits.cells.get(number, {})
        if not any(edit.makes for edit in wanted.values()) and number not in self._edits.heights:
            return b""
        tag = b'<%brow r="%d"%b>' % (self._prefix, number, self._model_attributes(number))
        tag = self._with_height(tag, number)
        cells = b"".join(
            self._new_cell(number, column, wanted[column], tag)
            for column in sorted(wanted)
            if wanted[column].makes
        )
        return b"%b%b</%brow>" % (tag, cells, self._prefix)

    def _model_attributes(self, number: int) -> bytes:
        model = self.model_tags.get(self._edits.models.get(number, 0), b"")
        return b"".join(
            b' %b="%b"' % (name, value.replace(b'"', b"&quot;"))
            for name, value in attributes_of(model).items()
            if name not in _NOT_COPIED
        )


def out_of_order(what: str, row: int | None, where: Location) -> RefusedEdit:
    """The refusal for a sheet whose ``rows`` or ``cells`` are not in order."""
    within = f" of row {row}" if row is not None else ""
    return RefusedEdit(
        f"the {what}{within} are not in order, so there is no telling where one belongs.",
        code=f"{what}-out-of-order",
        where=where,
        fix="Open the workbook in Excel and save it, which puts them in order.",
    )


def style_around(row_tag: bytes, column: int, columns: list[tuple[int, int, int]]) -> int:
    """The format a cell shows where nobody has given it one: the row's, else the column's."""
    given = attributes_of(row_tag)
    if given.get(b"customFormat") in (b"1", b"true") and given.get(b"s", b"").isdigit():
        return int(given[b"s"])
    return next((s for first, last, s in columns if first <= column <= last), 0)


def column_styles(head: bytes) -> list[tuple[int, int, int]]:
    """Style of each column that has one: first column, last column, index."""
    found = []
    for tag in xml.tags(head, "col"):
        given = tag.attributes
        numbers = [given.get(name, "") for name in ("min", "max", "style")]
        if all(re.fullmatch(r"[0-9]{1,7}", number, re.ASCII) for number in numbers):
            first, last, style = map(int, numbers)
            found.append((first, last, style))
    return found


def _spliced(block: bytes, start: int, end: int, cuts: list[xml.Cut]) -> Iterator[bytes]:
    position = start
    for first, last, new in cuts:
        yield block[position:first]
        yield new
        position = last
    yield block[position:end]


def _place(cut: xml.Cut) -> tuple[int, int]:
    return cut[0], cut[1]
