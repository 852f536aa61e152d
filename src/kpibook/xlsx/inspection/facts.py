"""What is in a workbook, as plain values: for the person who has to trust it, and for JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One sheet.

    Attributes:
        name: As on its tab.
        state: ``visible``, ``hidden`` or ``veryHidden`` (which Excel's menus do not show).
        kind: ``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``.
        protected: Protected against changes, with or without a password.
        used: The range that holds every cell with content; empty when there is none.
        cells: Cells with content.
        formulas: Cells with a formula.
        uncalculated: Formulas without a stored result: not calculated yet, read as blank by
            programs that do not calculate.
        errors: Cells whose value is an error such as #DIV/0!.
        hidden_rows: Rows that do not show, by hand or by a filter.
        hidden_columns: Columns that do not show.
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
    """One table: its name, sheet and range, its columns, and what fills it from outside."""

    name: str
    sheet: str
    ref: str
    headings: tuple[str, ...]
    fed_by: str = ""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """One defined name.

    Attributes:
        name: As defined.
        means: What it stands for.
        sheet: The sheet it belongs to; empty when it belongs to the workbook.
        hidden: Not shown in the Name Manager.
        broken: It stands for cells that are gone.
    """

    name: str
    means: str
    sheet: str = ""
    hidden: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that not every program keeps: how often, and on which sheets if on any."""

    kind: str
    count: int
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Something outside the file that it refers to.

    Attributes:
        kind: ``workbook``, ``web page or file``, ``DDE``, ``linked picture``, ``connection`` ...
        target: Where to, without any user name and password; for a connection its name.
        count: How many times.
        sheets: On which sheets, where it is on one.
    """

    kind: str
    target: str
    count: int
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Macros:
    """Programs in the workbook.

    Attributes:
        vba: There is a VBA project.
        signed: It is signed; whether the signature is to be trusted is for Excel to say.
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
        place: Sheet, or ``defined names``.
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
    """What is in a workbook.

    Attributes:
        file: Its name.
        kind: The ending of files of its kind: ``.xlsx``, ``.xlsm`` ...
        parts: Number of parts in the package.
        size: Bytes of all parts, uncompressed.
        written_by: The program that says it wrote the file; empty when none does.
        strict: It is in the strict dialect of the format.
        epoch_1904: Its dates count from 1904.
        structure_locked: Sheets cannot be added or removed in Excel.
        signed: It carries a digital signature.
        sheets: Its sheets, in order.
        tables: Its tables.
        names: Its defined names.
        features: What not every program keeps.
        links: What it refers to outside.
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
        """The same as dictionaries, lists, text, numbers and booleans only."""
        return _plain(asdict(self))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
