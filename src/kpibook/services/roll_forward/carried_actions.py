"""Actions carried forward: open actions stay, and what was done or dropped is closed."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.actions.action import Action
from kpibook.domain.wording import counted
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, CellWrite


@dataclass(frozen=True, slots=True)
class CarriedActions:
    """Actions of a quarter that ends.

    Attributes:
        carried: Number of open actions, which the next quarter has too.
        closed: Number of actions done or dropped, which no later return has.
        writes: The quarters that are entered into the list of actions.
    """

    carried: int = 0
    closed: int = 0
    writes: tuple[CellWrite, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Yield a sentence on the actions; none without actions."""
        if not self.carried and not self.closed:
            return
        closed = f"; {self.closed:,} done or dropped {_be(self.closed)} closed"
        yield (
            f"{counted(self.carried, 'open action')} {_be(self.carried)} carried forward"
            f"{closed if self.closed else ''}."
        )


def carried_actions(book: Book, workbook: PerformanceWorkbook) -> CarriedActions:
    """Return what becomes of the actions when the quarter ends; nothing is written.

    No row is deleted. An action that is done or dropped gets the quarter with which it was closed,
    and an action without a first quarter gets this one.

    Args:
        book: The workbook.
        workbook: Its contents.
    """
    reported = workbook.reported_actions
    is_open = [action.state.is_open for action in reported]
    return CarriedActions(
        carried=sum(is_open),
        closed=len(is_open) - sum(is_open),
        writes=tuple(_writes(book, workbook, reported)),
    )


def _writes(
    book: Book, workbook: PerformanceWorkbook, reported: tuple[Action, ...]
) -> Iterator[CellWrite]:
    table = book.table(layout.ACTIONS_TABLE)
    if table is None or layout.ACTION not in table.headings:
        return
    quarter = str(workbook.settings.period)
    by_cell = {action.source.cell: action for action in reported}
    for cells in table.filled_rows():
        action = by_cell.get(cells[layout.ACTION].address)
        if action is None:
            continue
        entered = [layout.SINCE, *([] if action.state.is_open else [layout.CLOSED])]
        for heading in entered:
            cell = cells.get(heading)
            if cell is not None and cell.is_blank:
                yield CellWrite(table.sheet, cell.address, quarter)


def _be(number: int) -> str:
    return "is" if number == 1 else "are"
