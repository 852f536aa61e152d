"""Scan of a worksheet of any size, in a single pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
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
"""Elements around the cells by local name, with the users' words for them."""

# An x14 conditional format and its old form are linked by a GUID in an id element.
_PAIRED = regex(rb":id>(\{[^}]*\})<")

_OBJECT = regex(rb"<(?:[\w.\-]+:)?oleObject\s[^>]*?\sshapeId=[\"'](\d+)")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """Result of the scan of a sheet.

    Attributes:
        facts: For the list of sheets.
        features: Counts of the features around its cells.
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
    """Scan a worksheet.

    Args:
        container: The package.
        entry: The sheet, whose part exists.
        tally: Counts of risky functions, which are added to.
    """
    pieces = container.stream(entry.part)
    stream = SheetStream(pieces, part=entry.part, file=container.name)
    counts = _BlockCounts(stream.prefix, entry.name, tally)
    for block in stream.blocks():
        counts.see(block)
    around = b"<around>" + stream.head.rpartition(b"<")[0] + stream.tail
    return SheetScan(counts.facts(entry, stream.head, around), _features(around))


@dataclass(slots=True)
class _BlockCounts:
    """Running counts over the blocks of a sheet."""

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
        # The two counts agree only if every filled cell has an address and the usual spelling.
        closed = block.count(b"</" + self.prefix + b"c>")
        letters = shapes.filled.findall(block)
        if len(letters) != closed:
            self._see_slowly(block)
            return
        self.cells += closed
        # A set of letters first: a block has thousands of cells and few columns.
        self.columns |= {
            column_number(letters_of_column.decode()) for letters_of_column in set(letters)
        }
        if letters:
            rows = _row_numbers(block, self.prefix)
            self.first = self.first or next(rows)
            self.last = max(self.last, *rows, self.first)

    def _see_slowly(self, block: bytes) -> None:
        """Count cells without an address, or in an unusual spelling."""
        for row in rows_in(block, self.prefix, self.row):
            self.row = row.number
            for cell in cells_in(block, row, self.prefix):
                if cell.inner_end > cell.inner_start:
                    self.cells += 1
                    self.columns.add(cell.column)
                    self.first = self.first or row.number
                    self.last = row.number

    def _see_formulas(self, block: bytes, shapes: _Patterns) -> None:
        for match in shapes.formula.finditer(block):
            self.formulas += 1
            if not shapes.value.search(match[3]) and not _is_blank_text(match[1], match[3]):
                self.uncalculated += 1
            if match[2] and may_be_risky(match[2]):
                formula = xml.unescape(match[2].decode("utf-8", "replace"))
                cell = xml.attributes(match[1]).get("r", "")
                self.tally.see(formula, self.sheet, cell)

    def facts(self, entry: SheetEntry, head: bytes, around: bytes) -> SheetFacts:
        """Return the facts for the list of sheets."""
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
    """Return True for a formula whose result is an empty text, stored as an empty value."""
    # Excel stores the result "" as t="str" with an empty v element, so it is calculated.
    return b"v" in after and re.search(rb"\bt=[\"']str[\"']", attributes) is not None


def _row_numbers(block: bytes, prefix: bytes) -> Iterator[int]:
    """Yield the numbers of the first and last row of a block that have a cell with content."""
    close = b"</" + prefix + b"c>"
    cell = _patterns(prefix).filled
    first = cell.search(block)
    if first is not None:
        yield _row_of(first[0])
    # Searched from the end, so that a block of a million bytes is not parsed for its last row.
    start = block.rfind(b"<" + prefix + b"c ", 0, block.rfind(close))
    last = cell.search(block, max(start, 0))
    if last is not None:
        yield _row_of(last[0])


def _row_of(tag: bytes) -> int:
    match = re.search(rb"\br=[\"'][A-Z]+([0-9]+)", tag)
    return int(match[1]) if match else 0


def _hidden_columns(column: xml.Tag) -> int:
    attributes = column.attributes
    if attributes.get("hidden") not in ("1", "true"):
        return 0
    # A col element covers a range of columns.
    first, last = attributes.get("min", ""), attributes.get("max", "")
    return int(last) - int(first) + 1 if first.isdigit() and last.isdigit() else 1


def _features(around: bytes) -> Counter[str]:
    counts: Counter[str] = Counter()
    for local, kind in _COUNTED.items():
        counts[kind] += sum(1 for _ in xml.tags(around, local))
    # An embedded object is written twice under the same id: for new and for old versions of Excel.
    counts["embedded objects"] = len(set(_OBJECT.findall(around)))
    counts["conditional formats"] -= _stored_twice(around)
    # The plus drops the kinds that were not found.
    return +counts


def _stored_twice(around: bytes) -> int:
    """Return the number of new conditional formats that are stored again for old versions."""
    plain = set(_PAIRED.findall(around))
    if not plain:
        return 0
    return sum(
        any(rule.get("id").encode() in plain for rule in _rules(around, conditional_format))
        for conditional_format in xml.elements(around, "conditionalFormatting")
    )


def _rules(around: bytes, conditional_format: xml.Element) -> Iterator[xml.Tag]:
    return xml.tags(around, "cfRule", conditional_format.inner, conditional_format.inner_end)
