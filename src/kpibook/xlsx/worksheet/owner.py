"""Protocol of the workbook for its worksheets and tables, which may not import the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kpibook.xlsx.cells.shared_strings import SharedStrings
    from kpibook.xlsx.opc.opc_package import OpcPackage
    from kpibook.xlsx.styles.cell_formats import Styles
    from kpibook.xlsx.styles.looks import Looks


class WorksheetOwner(Protocol):
    """The workbook that owns a worksheet; `xlsx.workbook.Workbook` implements it.

    Attributes:
        epoch_1904: True if serial dates count from 1904.
        workbook_part: Name of the part that lists the sheets.
    """

    epoch_1904: bool
    workbook_part: str

    @property
    def name(self) -> str:
        """Return the file name, for messages."""

    @property
    def container(self) -> OpcPackage:
        """Return the parts."""

    @property
    def styles(self) -> Styles:
        """Return the cell formats."""

    @property
    def looks(self) -> Looks:
        """Return the colours of the cell formats."""

    @property
    def strings(self) -> SharedStrings:
        """Return the shared strings."""

    @property
    def quotes_text(self) -> bool:
        """Return True if any cell format marks its text as quoted."""

    def about_to_edit(self) -> None:
        """Refuse an edit that the workbook does not allow."""

    def note(self, text: str, *, of_run: bool = False) -> None:
        """Add a sentence for the user, or one only about the run; it is added only once."""

    def rebase(self, part: str) -> None:
        """Read a worksheet again whose part was rewritten; its pending edits stay."""

    def rebase_all(self) -> None:
        """Read every worksheet again whose part was rewritten; pending edits stay."""
