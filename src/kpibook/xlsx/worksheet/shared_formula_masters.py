"""Masters of shared formulas: when a master is overwritten, the next cell becomes the master."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.on_use.replacing import replace
from kpibook.xlsx.cells.references import Area, area_or_none
from kpibook.xlsx.cells.row_scanner import CellSpan, RowSpan, attributes_of, patterns
from kpibook.xlsx.cells.shared_formulas import Master
from kpibook.xlsx.worksheet.edits import Edit
from kpibook.xlsx.xml import elements as xml


class SharedFormulaMasters:
    """Masters of shared formulas that edits overwrite, until another cell has become master.

    Args:
        prefix: The sheet's namespace prefix.
        edits: Every edit of the sheet by row and column; a cell that loses its formula too
            cannot become master.
    """

    def __init__(self, prefix: bytes, edits: Mapping[int, Mapping[int, Edit]]) -> None:
        self._prefix = prefix
        self._edits = edits
        self._orphans: dict[bytes, Master] = {}

    @property
    def waits(self) -> bool:
        """Return True while a shared formula is without its text."""
        return bool(self._orphans)

    def meet(self, block: bytes, row: RowSpan, spans: list[CellSpan]) -> None:
        """Note the shared formulas whose text the edits of this row overwrite."""
        for span in spans:
            if not self._loses_content(row.number, span.column):
                continue
            match = patterns(self._prefix).formula.search(block, span.inner_start, span.inner_end)
            if match is None or not match[2]:
                continue
            attributes = attributes_of(match[1])
            if attributes.get(b"t") == b"shared" and b"si" in attributes:
                reach = _reach(attributes.get(b"ref", b""), row.number, span.column)
                text = xml.unescape(match[2].decode("utf-8", "replace"))
                self._orphans[attributes[b"si"]] = Master(text, row.number, span.column, reach)

    def cuts(self, block: bytes, row: RowSpan, spans: list[CellSpan]) -> list[xml.Cut]:
        """Return the cuts that make cells of this row masters in place of overwritten masters."""
        if not self._orphans:
            return []
        self._forget_passed(row.number)
        made: list[xml.Cut] = []
        for span in spans:
            if self._loses_content(row.number, span.column):
                continue
            match = patterns(self._prefix).formula.search(block, span.inner_start, span.inner_end)
            attributes = attributes_of(match[1]) if match is not None else {}
            master = self._orphans.get(attributes.get(b"si", b""))
            if match is None or master is None or attributes.get(b"t") != b"shared" or match[2]:
                continue
            # The cells after this cell find their text here, by the same si.
            del self._orphans[attributes[b"si"]]
            new = self._new_master(master, attributes[b"si"], row.number, span.column)
            made.append((match.start(), match.end(), new))
        return made

    def _new_master(self, master: Master, index: bytes, row: int, column: int) -> bytes:
        """Return the ``f`` element of the new master; its range begins at its own row."""
        # The cells share the formula by `si`; the text has to be that of the new master's own cell.
        reach = replace(master.area, first_row=row)
        if reach.last_row == row or reach.columns == 1:
            reach = replace(reach, first_column=column)
        text = xml.escape(master.at(row, column))
        p = self._prefix
        return b'<%bf t="shared" ref="%b" si="%b">%b</%bf>' % (
            p, str(reach).encode(), index, text, p,
        )  # fmt: skip

    def _forget_passed(self, row: int) -> None:
        unneeded = [index for index, m in self._orphans.items() if m.area.last_row < row]
        for index in unneeded:
            del self._orphans[index]

    def _loses_content(self, row: int, column: int) -> bool:
        return column in self._edits.get(row, {})


def _reach(ref: bytes, row: int, column: int) -> Area:
    reach = area_or_none(ref.decode("ascii", "replace")) or Area(row, column, row, column)
    return reach.with_cell(row, column)
