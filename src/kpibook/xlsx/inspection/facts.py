"""Facts about a workbook, as plain values: for the person who has to trust it, and for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Facts about a sheet.

    Attributes:
        name: As on its tab.
        state: ``visible``, ``hidden`` or ``veryHidden`` (which Excel's menus do not show).
        kind: ``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``.
        protected: Protected against changes, with or without a password.
        used: The range of all cells with content; empty if no cell has content.
        cells: Cells with content.
        formulas: Cells with a formula.
        uncalculated: Formulas without a stored result: not calculated yet, read as blank by
            programs that do not calculate.
        errors: Cells whose value is an error such as #DIV/0!.
        hidden_rows: Rows hidden by hand or by a filter.
        hidden_columns: Hidden columns.
    """

    name: str
    state: str
    kind: str
    protected: bool = False
    used: str = ""
    cells: int = 0
    formulas: int = 0
    uncalculated: int = 0
    errors: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(frozen=True, slots=True)
class TableFacts:
    """Facts about a table: name, sheet, range, columns, and its source outside the workbook."""

    name: str
    sheet: str
    ref: str
    headings: tuple[str, ...]
    fed_by: str = ""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """Facts about a defined name.

    Attributes:
        name: As defined.
        means: Its formula, with ``=``.
        sheet: The sheet it belongs to; empty for a name of the workbook.
        hidden: Not shown in the Name Manager.
        broken: True if its cells were deleted.
    """

    name: str
    means: str
    sheet: str = ""
    hidden: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature that some programs lose: its count, and the sheets it is on."""

    kind: str
    count: int
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to something outside the file.

    Attributes:
        kind: ``workbook``, ``web page or file``, ``DDE``, ``linked picture``, ``connection`` ...
        target: Its target, without user name and password; for a connection its name.
        count: Number of references.
        sheets: The sheets it is on; empty if it is on no sheet.
    """

    kind: str
    target: str
    count: int
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Macros:
    """Programs in the workbook.

    Attributes:
        vba: True if there is a VBA project.
        signed: True if it is signed; Excel decides if the signature can be trusted.
        sheets: Names of Excel 4 macro sheets.
        automatic: Names that run something when the workbook is opened or closed.
    """

    vba: bool = False
    signed: bool = False
    sheets: tuple[str, ...] = ()
    automatic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskyFunction:
    """A function that reaches outside the workbook or hides what a formula depends on.

    Attributes:
        function: Its name.
        why: What it can do, in a few words.
        place: Name of the sheet, or ``defined names``.
        count: Formulas that use it there.
        cells: Addresses of the first few.
    """

    function: str
    why: str
    place: str
    count: int
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """Facts about a workbook.

    Attributes:
        file: Its name.
        kind: The ending of files of its kind: ``.xlsx``, ``.xlsm`` ...
        parts: Number of parts in the package.
        size: Bytes of all parts, uncompressed.
        written_by: The program that wrote the file by its properties; empty if they name none.
        strict: True for the strict form of the format.
        epoch_1904: True if its dates count from 1904.
        structure_locked: True if sheets cannot be added or removed in Excel.
        signed: True if it has a digital signature.
        sheets: Its sheets, in order.
        tables: Its tables.
        names: Its defined names.
        features: Features that some programs lose.
        links: References to something outside the file.
        macros: Programs in it.
        risky: Functions to look at.
        properties: Document properties that are filled in, by name; never their values.
    """

    file: str
    kind: str
    parts: int
    size: int
    written_by: str
    strict: bool
    epoch_1904: bool
    structure_locked: bool
    signed: bool
    sheets: tuple[SheetFacts, ...]
    tables: tuple[TableFacts, ...]
    names: tuple[NameFacts, ...]
    features: tuple[Feature, ...]
    links: tuple[Link, ...]
    macros: Macros
    risky: tuple[RiskyFunction, ...]
    properties: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the facts as dictionaries, lists, text, numbers and booleans only."""
        return _plain(asdict(self))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
