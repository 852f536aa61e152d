"""Sheet of actions, put into a workbook that was made before there was any."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.councils_own import councils_own_refused
from kpibook.services.paths.output import Destination, Saved
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import needs_performance_workbook
from kpibook.workbook.template import template_bytes


@dataclass(frozen=True, slots=True)
class ActionsAdded:
    """Result of asking for the sheet of actions.

    Attributes:
        is_new: True if the sheet was put in; False if the workbook had it.
        saved: The result of saving the workbook.
    """

    is_new: bool
    saved: Saved = field(default_factory=Saved)

    @property
    def sentence(self) -> str:
        """Result in a sentence."""
        if not self.is_new:
            return f"The sheet '{layout.ACTIONS}' is there already; its rows are as they were."
        return f"The sheet '{layout.ACTIONS}' is ready to type in: a row for each action."


_FIX = 'Name the column that holds the actions in the layout: action = "...".'


def add_actions_file(path: Path, destination: Destination) -> ActionsAdded:
    """Put the sheet of actions into the workbook at `path`, and write it to `destination`.

    Raises:
        KpibookError: As `add_actions_sheet`, or a file cannot be read or written.
    """
    with councils_own_refused(path, _FIX):
        is_new, saved = destination.change(path, add_actions_sheet)
    return ActionsAdded(is_new, saved)


def add_actions_sheet(book: Book) -> bool:
    """Put the template's sheet of actions into a workbook, unless it has such a list.

    Returns:
        True if the sheet was put in.

    Raises:
        WorkbookError: ``not-a-performance-workbook``; ``actions-sheet-taken`` if a sheet of that
            name is something else.
    """
    needs_performance_workbook(book)
    if book.table(layout.ACTIONS_TABLE) is not None:
        return False
    name = layout.ACTIONS.casefold()
    if any(sheet.casefold() == name for sheet in book.sheet_names):
        raise WorkbookError(
            f"there is a sheet named '{layout.ACTIONS}' that is not kpibook's list of actions.",
            code="actions-sheet-taken",
            where=Location(book.name, layout.ACTIONS),
            fix="Rename that sheet, then run the command again.",
        )
    book.replace_sheet(layout.ACTIONS, template_bytes())
    return True
