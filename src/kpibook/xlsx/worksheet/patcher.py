"""Patcher that splices edits into a sheet's source; bytes outside the edited cells stay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.references import MAX_ROW, Area, area
from kpibook.xlsx.cells.row_scanner import last_row_in, numbers_rise, row_at, row_starts
from kpibook.xlsx.worksheet.edits import Edits
from kpibook.xlsx.worksheet.row_patcher import RowPatcher, out_of_order
from kpibook.xlsx.xml import elements as xml


def with_dimension(head: bytes, made: Area | None) -> bytes:
    """Return the head with its ``dimension`` widened to hold the new cells."""
    tag = xml.first_tag(head, "dimension")
    if tag is None or made is None:
        return head
    try:
        stated = area(tag.get("ref"))
    except RefusedEdit:
        return head
    # Some readers, openpyxl in its read-only mode too, read no cells outside the dimension.
    wider = stated.with_cell(made.first_row, made.first_column)
    wider = wider.with_cell(made.last_row, made.last_column)
    if wider == stated:
        return head
    return (
        head[: tag.start] + xml.set_attribute(tag.source(head), "ref", str(wider)) + head[tag.end :]
    )


class Patcher:
    """Patcher of the blocks of a sheet, in order, in a single pass.

    Args:
        edits: The edits to apply.
        prefix: The sheet's namespace prefix.
        columns: Formats of columns, as first column, last column and index.
        where: The sheet, for messages.
        before: Number of the row before the first block.
    """

    def __init__(
        self,
        edits: Edits,
        prefix: bytes,
        columns: list[tuple[int, int, int]],
        where: Location,
        before: int = 0,
    ) -> None:
        self._prefix = prefix
        self._where = where
        self._rows = RowPatcher(edits, prefix, columns, where)
        self._models = set(edits.models.values())
        self._waiting = sorted(
            {*edits.cells, *edits.heights, *edits.results, *edits.looks}, reverse=True
        )
        self._row = before

    def know_model(self, row: int, tag: bytes) -> None:
        """Set the start tag of a model row that is in no block."""
        self._rows.model_tags[row] = tag

    def block(self, block: bytes) -> list[bytes]:
        """Return the pieces of a block with its edits applied.

        Raises:
            RefusedEdit: ``rows-out-of-order``, ``cells-out-of-order``.
            RefusedFile: ``rows-damaged``.
        """
        if not numbers_rise(block, self._prefix, self._row):
            raise out_of_order(None, self._where)
        last = last_row_in(block, self._prefix, self._row)
        is_edited = self._waiting and self._waiting[-1] <= last
        # An unedited block is not even searched for its rows, so a large sheet is copied at speed.
        if is_edited or self._rows.handover.waits or self._models_between(last):
            pieces = self._edited(block)
        else:
            pieces = [block]
        self._row = last
        return pieces

    def rest(self) -> list[bytes]:
        """Return the new rows that come after every row of the sheet."""
        return [self._rows.made(row) for row in self._take(None)]

    def _models_between(self, last: int) -> bool:
        return any(
            self._row < model <= last for model in self._models - self._rows.model_tags.keys()
        )

    def _take(self, until: int | None) -> Iterator[int]:
        """Yield the edited rows up to and including row `until` that are not done yet."""
        while self._waiting and (until is None or self._waiting[-1] <= until):
            yield self._waiting.pop()

    def _edited(self, block: bytes) -> list[bytes]:
        starts = row_starts(block, self._prefix, self._row)
        numbers = [number for number, _ in starts]
        models = sorted(self._models, reverse=True)
        pieces: list[bytes] = []
        position = index = 0
        while True:
            if not self._rows.handover.waits:
                index = bisect_left(numbers, self._next_of_interest(models), index)
            if index == len(starts):
                return [*pieces, block[position:]]
            number, start = starts[index]
            row = row_at(block, self._prefix, start, number - 1)
            if number in self._models:
                self._rows.model_tags[number] = block[row.start : row.open_end]
            made, edited = self._up_to(number)
            if edited or self._rows.handover.waits:
                after = (
                    self._rows.edited(block, row) if edited else self._rows.handed_on(block, row)
                )
                pieces += [block[position : row.start], made, after]
                position = row.end
            else:
                pieces += [block[position : row.start], made]
                position = row.start
            while models and models[-1] <= number:
                models.pop()
            index += 1

    def _next_of_interest(self, models: list[int]) -> int:
        """Return the number of the next edited or model row; beyond every row if there is none."""
        ahead = [rows[-1] for rows in (self._waiting, models) if rows]
        return min(ahead, default=MAX_ROW + 1)

    def _up_to(self, number: int) -> tuple[bytes, bool]:
        """Return the new rows before a row, and True if that row itself is edited."""
        made = b"".join([self._rows.made(new) for new in self._take(number - 1)])
        return made, next(self._take(number), None) is not None
