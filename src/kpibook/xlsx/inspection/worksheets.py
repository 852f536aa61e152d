"""One sheet looked through from start to end in one pass, however large."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kpibook.xlsx.cells.references import Area, column_number
from kpibook.xlsx.cells.row_scanner import cells_in, rows_in
from kpibook.xlsx.inspection.facts import SheetFacts
from kpibook.xlsx.inspection.risky_functions import Tally, may_be_risky
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part.sheets import SheetEntry
from kpibook.xlsx.worksheet.stream import SheetStream
from kpibook.xlsx.xml import elements as xml

_COUNTED = {
    "conditionalFormatting": "conditional formats",
    "dataValidation": "data validations",
    "sparkline": "sparklines",
    "mergeCell": "merged cells",
    "protectedRange": "unprotected ranges",
    "scenario": "scenarios",
    "customSheetView": "custom views",
    "picture": "background pictures",
}
"""Elements around the cells, by local name, and what people call them."""

_PAIRED = re.compile(rb":id>(\{[^}]*\})<")

_OBJECT = re.compile(rb"<(?:[\w.\-]+:)?oleObject\s[^>]*?\sshapeId=[\"'](\d+)")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What looking through one sheet found.

    Attributes:
        facts: For the list of sheets.
        features: How many of each thing there are around its cells.
    """

    facts: SheetFacts
    features: Counter[str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    filled: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    value: re.Pattern[bytes]
    error: re.Pattern[bytes]
    hidden_row: re.Pattern[bytes]


@lru_cache(maxsize=16)
def _patterns(prefix: bytes) -> _Patterns:
    p = re.escape(prefix)
    cell = b"<" + p + b"c"
    return _Patterns(
        filled=re.compile(cell + rb"\s[^>]*?\br=[\"']([A-Z]{1,3})[0-9]{1,7}[\"'](?:[^>]*[^>/])?>"),
        formula=re.compile(
            cell + rb"(\s[^>]*)>\s*<" + p + rb"f(?:\s[^>]*?)?(?:/>|>([^<]*)</" + p + rb"f\s*>)"
            rb"(.*?)</" + p + rb"c\s*>",
            re.DOTALL,
        ),
        value=re.compile(b"<" + p + rb"v(?:\s[^>]*)?>[^<\s]"),
        error=re.compile(cell + rb"\s[^>]*?\bt=[\"']e[\"']"),
        hidden_row=re.compile(b"<" + p + rb"row\s[^>]*?\bhidden=[\"'](?:1|true)[\"']"),
    )


def scan(container: OpcPackage, entry: SheetEntry, tally: Tally) -> SheetScan:
    """Look through a worksheet.

    Args:
        container: The package.
        entry: The sheet, whose part exists.
        tally: Where its risky functions are counted.
    """
    pieces = container.stream(entry.part)
    stream = SheetStream(pieces, part=entry.part, file=container.name)
    found = _Found(stream.prefix, entry.name, tally)
    for block in stream.blocks():
        found.see(block)
    around = b"<around>" + stream.head.rpartition(b"<")[0] + stream.tail
    return SheetScan(found.facts(entry, stream.head, around), _features(around))


@dataclass(slots=True)
class _Found:
    """Adds up what the blocks of a sheet hold."""

    prefix: bytes
    sheet: str
    tally: Tally
    cells: int = 0
    formulas: int = 0
    uncalculated: int = 0
    errors: int = 0
    hidden_rows: int = 0
    columns: set[int] = field(default_factory=set)
    first: int = 0
    last: int = 0
    row: int = 0

    def see(self, block: bytes) -> None:
        shapes = _patterns(self.prefix)
        self.errors += len(shapes.error.findall(block))
        self.hidden_rows += len(shapes.hidden_row.findall(block)) if b"hidden" in block else 0
        self._see_cells(block, shapes)
        if b"<" + self.prefix + b"f" in block:
            self._see_formulas(block, shapes)

    def _see_cells(self, block: bytes, shapes: _Patterns) -> None:
        closed = block.count(b"</" + self.prefix + b"c>")
        letters = shapes.filled.findall(block)
        if len(letters) != closed:
            self._see_slowly(block)
            return
        self.cells += closed
        self.columns |= {column_number(one.decode()) for one in set(letters)}
        if letters:
            rows = _row_numbers(block, self.prefix)
            self.first = self.first or next(rows)
            self.last = max(self.last, *rows, self.first)

    def _see_slowly(self, block: bytes) -> None:
        """Cells that do not say where they are, or are spelled in an unusual way."""
        for row in rows_in(block, self.prefix, self.row):
            self.row = row.number
            for cell in cells_in(block, row, self.prefix):
                if cell.inner_end > cell.inner_start:
                    self.cells += 1
                    self.columns.add(cell.column)
                    self.first = self.first or row.number
                    self.last = row.number

    def _see_formulas(self, block: bytes, shapes: _Patterns) -> None:
        for found in shapes.formula.finditer(block):
            self.formulas += 1
            if not shapes.value.search(found[3]) and not _is_blank_text(found[1], found[3]):
                self.uncalculated += 1
            if found[2] and may_be_risky(found[2]):
                formula = xml.unescape(found[2].decode("utf-8", "replace"))
                cell = xml.attributes(found[1]).get("r", "")
                self.tally.see(formula, self.sheet, cell)

    def facts(self, entry: SheetEntry, head: bytes, around: bytes) -> SheetFacts:
        """What the list of sheets says of it."""
        columns = xml.tags(head, "col")
        protection = xml.first_tag(around, "sheetProtection", prefix=self.prefix)
        used = ""
        if self.cells:
            used = str(Area(self.first, min(self.columns), self.last, max(self.columns)))
        return SheetFacts(
            entry.name,
            entry.state,
            entry.kind,
            protected=protection is not None and protection.get("sheet") in ("1", "true"),
            used=used,
            cells=self.cells,
            formulas=self.formulas,
            uncalculated=self.uncalculated,
            errors=self.errors,
            hidden_rows=self.hidden_rows,
            hidden_columns=sum(map(_hidden_columns, columns)),
        )


def _is_blank_text(attributes: bytes, after: bytes) -> bool:
    """A formula whose result is a text of no length, which is stored as an empty value."""
    return b"v" in after and re.search(rb"\bt=[\"']str[\"']", attributes) is not None


def _row_numbers(block: bytes, prefix: bytes) -> Iterator[int]:
    """Numbers of the first and the last row of a block that has a cell with content."""
    close = b"</" + prefix + b"c>"
    cell = _patterns(prefix).filled
    first = cell.search(block)
    if first is not None:
        yield _row_of(first[0])
    start = block.rfind(b"<" + prefix + b"c ", 0, block.rfind(close))
    last = cell.search(block, max(start, 0))
    if last is not None:
        yield _row_of(last[0])


def _row_of(tag: bytes) -> int:
    found = re.search(rb"\br=[\"'][A-Z]+([0-9]+)", tag)
    return int(found[1]) if found else 0


def _hidden_columns(column: xml.Tag) -> int:
    given = column.attributes
    if given.get("hidden") not in ("1", "true"):
        return 0
    first, last = given.get("min", ""), given.get("max", "")
    return int(last) - int(first) + 1 if first.isdigit() and last.isdigit() else 1


def _features(around: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    for local, kind in _COUNTED.items():
        found[kind] += sum(1 for _ in xml.tags(around, local))
    # An object stands twice as well, under the same id: for this program and for older ones.
    found["embedded objects"] = len(set(_OBJECT.findall(around)))
    found["conditional formats"] -= _told_twice(around)
    return +found


def _told_twice(around: bytes) -> int:
    """Conditional formats of later versions that also stand there for older programs."""
    plain = set(_PAIRED.findall(around))
    if not plain:
        return 0
    return sum(
        any(rule.get("id").encode() in plain for rule in _rules(around, one))
        for one in xml.elements(around, "conditionalFormatting")
    )


def _rules(around: bytes, one: xml.Element) -> Iterator[xml.Tag]:
    return xml.tags(around, "cfRule", one.inner, one.inner_end)
