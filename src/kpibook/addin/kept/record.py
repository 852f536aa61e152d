"""The record of what a button changed in a workbook, and its form as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, field
from datetime import datetime
from typing import Any

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

Content = float | str | bool
"""Content of a cell in the form in which Excel takes it back, as in the record of a commit."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of a table that a button changed.

    Attributes:
        table: The table's name.
        sheet: Its sheet.
        row: Number of the row in the sheet when it was changed.
        columns: Number of each column then, by heading.
        after: All its cells as the button left them, by heading.
        before: The cells that changed, as they were, by heading; empty for a new row.
        formats: Number formats from before of those whose format changed, by heading.
        is_new: True if the button added the row.
    """

    table: str
    sheet: str
    row: int
    columns: Mapping[str, int]
    after: Mapping[str, Content]
    before: Mapping[str, Content] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell outside the tables that a button changed.

    Attributes:
        sheet: Its sheet.
        address: Its address then.
        before: What it held.
        after: What the button left in it.
        number_format: Its number format from before; None if that did not change.
    """

    sheet: str
    address: str
    before: Content
    after: Content
    number_format: str | None = None


@dataclass(frozen=True, slots=True)
class ChangedSheet:
    """A sheet that a button added or replaced whole.

    Attributes:
        sheet: Its name.
        added: True if the workbook had no such sheet.
        digest: The hash of its contents as the button left them.
    """

    sheet: str
    added: bool
    digest: str


@dataclass(frozen=True, slots=True)
class ChangedColour:
    """A cell to which a button gave other colours, each as RGB; "" for no fill, or black text."""

    sheet: str
    address: str
    fill_before: str
    font_before: str
    fill_after: str
    font_after: str


Change = ChangedRow | ChangedCell | ChangedSheet | ChangedColour


@dataclass(frozen=True, slots=True)
class Record:
    """Record of the changes that a click of a button made to a workbook.

    Attributes:
        key: Name of the record among the kept ones; later records sort after earlier ones.
        button: The button's name, as the ribbon shows it.
        made: When the button was pressed.
        book: The workbook's file name.
        address: Its full name, a path or a web address; "" if it was never saved.
        ident: The hash of what stays the same when it is saved under another name.
        changes: What changed, in no order.
        taken_back: When it was taken back; None if it was not.
    """

    key: str
    button: str
    made: datetime
    book: str
    address: str
    ident: str
    changes: tuple[Change, ...] = ()
    taken_back: datetime | None = None

    @property
    def rows(self) -> list[ChangedRow]:
        """Return the rows that changed."""
        return [change for change in self.changes if isinstance(change, ChangedRow)]

    @property
    def cells(self) -> list[ChangedCell]:
        """Return the cells outside tables that changed."""
        return [change for change in self.changes if isinstance(change, ChangedCell)]

    @property
    def sheets(self) -> list[ChangedSheet]:
        """Return the sheets that were added or replaced."""
        return [change for change in self.changes if isinstance(change, ChangedSheet)]

    @property
    def colours(self) -> list[ChangedColour]:
        """Return the cells whose colours changed."""
        return [change for change in self.changes if isinstance(change, ChangedColour)]


_KINDS: dict[str, type[Change]] = {
    "row": ChangedRow,
    "cell": ChangedCell,
    "sheet": ChangedSheet,
    "colour": ChangedColour,
}
_END = {"end": True}


def as_lines(record: Record) -> Iterator[str]:
    """Yield a record as lines of JSON: the click, each change, and a line that ends it."""
    head = asdict(replace(record, changes=(), taken_back=None))
    yield _json({"click": head | {"made": record.made.isoformat()}})
    for change in record.changes:
        kind = next(name for name, kind in _KINDS.items() if isinstance(change, kind))
        yield _json({kind: asdict(change)})
    yield _json(_END)


def taken_back_line(when: datetime) -> str:
    """Return the line that says that a record was taken back."""
    return _json({"taken_back": when.isoformat()})


def read_lines(lines: Iterable[str]) -> Record | None:
    """Read a record; None if it is of another form, or was not written to its end."""
    try:
        return _read([json.loads(line) for line in lines if line.strip()])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(parts: list[dict[str, Any]]) -> Record | None:
    if _END not in parts:
        return None
    head = parts[0]["click"]
    record = Record(**{**head, "changes": (), "made": datetime.fromisoformat(head["made"])})
    changes: list[Change] = []
    taken_back = None
    for part in parts[1:]:
        ((kind, fields),) = part.items()
        if kind == "taken_back":
            taken_back = datetime.fromisoformat(fields)
        elif kind in _KINDS:
            changes.append(_KINDS[kind](**fields))
    return replace(record, changes=tuple(changes), taken_back=taken_back)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
