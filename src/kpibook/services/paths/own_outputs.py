"""Files that kpibook writes for readers, told from the workbooks of officers."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import KpibookError
from kpibook.outputs.return_sheets import priority
from kpibook.workbook import consolidated_layout as consolidated
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.xlsx.opc.opc_package import OpcPackage

_FOR_READERS = (
    layout.RETURN_TABLE,  # of returns that earlier versions published
    f"{priority.TABLE}1",
    consolidated.DATA_TABLE,
    consolidated.SCORECARD_TABLE,
)
_QUARTER_SHEET = f'"{layout.THIS_QUARTER}"'.encode()


def is_for_readers(path: Path) -> bool:
    """Return True for a published return or a consolidation; False for what cannot be opened.

    An officer's workbook has a sheet with the quarter's figures, whatever else is in it.
    """
    try:
        # Reading the tables takes as long as half of a check, and most files are workbooks.
        with OpcPackage.open(path) as package:
            if _QUARTER_SHEET in package.read("xl/workbook.xml"):
                return False
        with ClosedBook.open(path) as book:
            if book.table(layout.THIS_QUARTER_TABLE) is not None:
                return False
            return any(book.table(name) is not None for name in _FOR_READERS)
    except (KpibookError, OSError):
        return False
