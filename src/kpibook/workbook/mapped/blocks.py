"""Measures of a sheet with a block of rows a measure: row labels, and periods across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.vocabulary.reading import polarity_meaning
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.workbook.mapped.council_layout import MEASURE_ROLES, Shown, TableLayout
from kpibook.workbook.mapped.found import FILL_TOO, MappedRow, Place
from kpibook.workbook.mapped.grid import Grid, text_of
from kpibook.workbook.mapped.headings import Located
from kpibook.workbook.mapped.periods.expression import canonical, wanted
from kpibook.workbook.mapped.periods.shifted import shifted
from kpibook.workbook.mapped.sheet import Sheet
from kpibook.workbook.mapped.words.made_refs import made_ref
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address

#: What a layout says where a role is in the text of a block and under no label.
IN_TITLE, ANYWHERE = "title", "*"
_REF = regex(
    r"(?P<ref>(?=\S*\d)[A-Za-z]{1,6}[\s./_-]?\d{1,4}[a-z]?)\s*[:\-\u2013.|]?\s+(?P<name>.+)"
)
_WAY = regex(
    r"\b(?P<way>higher|lower|bigger|smaller|high|low|uwch|is)\b(?:\s+\w+){0,2}?\s+"
    r"(?:is\s+|yn\s+)?(?:better|good|best|well)\b",
    re.IGNORECASE,
)
_SHORT_REF = regex(r"(?=\S*\d)[A-Za-z]{0,6}[\s./_-]?\d{1,4}[a-z]?")
_WELSH = {"uwch": "higher", "is": "lower"}


@dataclass(slots=True)
class Block:
    """Rows of one measure.

    Attributes:
        title: The cell that names it, above its labels; None if a label does.
        period_row: The row whose headings are the periods; None if there is none.
        labels: The row of each role.
        texts: The cells with other texts.
        at: The column of its labels.
        left: The cells to the left of its first label, which name it.
    """

    title: Cell | None = None
    period_row: int | None = None
    labels: dict[str, int] = field(default_factory=dict)
    texts: list[Cell] = field(default_factory=list)
    at: int = 0
    left: tuple[Cell, ...] = ()


def measures_of(sheet: Sheet, period: Quarter) -> Iterator[MappedRow]:
    """Yield the measure of each block of a sheet, from the top."""
    labels = labels_of(sheet.table)
    for block in blocks_in(sheet.grid, labels, sheet.table.periods, period):
        yield _measure(sheet, block, period)


def located(grid: Grid, table: TableLayout, period: Quarter) -> Located:
    """Return the labels of a table that no block of the sheet has, and its period if none has it.

    The labels have no columns: "columns" holds the column of the first of each.

    Args:
        grid: The sheet.
        table: The layout of the table.
        period: The quarter.
    """
    there = {canonical(text): column for _, texts in grid.lines() for column, text in texts.items()}
    spellings = wanted(table.periods, period).spellings if table.periods else frozenset[str]()
    columns, missing = {}, {}
    for label, roles in labels_of(table).items():
        for role in roles:
            if label in there:
                columns[role] = there[label]
            else:
                missing[role] = table.columns.get(role) or _shown_at(table, role)
    is_moving = "{" in table.periods
    if is_moving and not spellings & set(there):
        missing["period"] = table.periods
    return Located((), columns, {}, None, missing)


def _shown_at(table: TableLayout, role: str) -> str:
    shown = table.status if role == "status" else table.direction
    return "" if shown is None else shown.at


def in_other_quarters(
    sheet: Sheet, period: Quarter, roles: Sequence[str], shifts: Iterable[int]
) -> Iterator[tuple[int, MappedRow, Mapping[str, Cell]]]:
    """Yield the filled cells of each block under other quarters.

    A block whose quarters have no heading has none.

    Args:
        sheet: The sheet.
        period: The quarter that is reported.
        roles: The roles that are read.
        shifts: How many quarters earlier, or later for a number below 0.

    Yields:
        The shift, the measure as it is in the quarter that is reported, and the cells.
    """
    periods = sheet.table.periods
    spelt = {by: wanted(shifted(periods, by), period).spellings for by in shifts}
    for block in blocks_in(sheet.grid, labels_of(sheet.table), periods, period):
        if block.period_row is None:
            continue
        across = sheet.grid.rows[block.period_row]
        columns = {canonical(text_of(cell)): column for column, cell in across.items()}
        measure = _measure(sheet, block, period)
        for by, spellings in spelt.items():
            column = next((c for text, c in columns.items() if text in spellings), None)
            if column is not None:
                yield by, measure, _under(sheet.grid, block, column, roles)


def _under(grid: Grid, block: Block, column: int, roles: Sequence[str]) -> dict[str, Cell]:
    cells = {r: grid.cell(block.labels[r], column) for r in roles if r in block.labels}
    return {role: cell for role, cell in cells.items() if cell is not None and not cell.is_blank}


def labels_of(table: TableLayout) -> dict[str, list[str]]:
    """Return the roles of each label: one label may be of a figure and of its fill."""
    texts = dict(table.columns)
    for role, shown in (("status", table.status), ("direction", table.direction)):
        if shown is not None:
            texts[role] = shown.at
    labels: dict[str, list[str]] = {}
    for role, text in texts.items():
        if text not in (IN_TITLE, ANYWHERE):
            labels.setdefault(canonical(text), []).append(role)
    return labels


def blocks_in(
    grid: Grid, labels: Mapping[str, list[str]], periods: str, period: Quarter
) -> Iterator[Block]:
    """Yield the blocks of a sheet: a label that comes again begins the next."""
    spellings = wanted(periods, period).spellings if periods else frozenset[str]()
    block, pending, across = Block(), [], None
    for number, texts in grid.lines():
        column = _label_column(texts, labels)
        roles = labels.get(canonical(texts[column]))
        if roles is None:
            if any(canonical(text) in spellings for text in texts.values()):
                across = number
            else:
                pending.append(grid.rows[number][column])
            continue
        if not block.labels or any(role in block.labels for role in roles):
            if block.labels:
                # What follows a block's labels, up to the title of the next, still belongs to it.
                block.texts += pending[:-1]
                yield block
            left = tuple(grid.rows[number][c] for c in texts if c < column)
            title = pending[-1] if pending and not left else None
            block = Block(title=title, at=column, left=left)
        elif pending:
            block.texts += pending
        pending = []
        block.period_row = across
        block.labels |= dict.fromkeys(roles, number)
    if block.labels:
        block.texts += pending
        yield block


def _label_column(texts: Mapping[int, str], labels: Mapping[str, list[str]]) -> int:
    """Return the column of a row's label: the first, or one behind the names of a measure."""
    first = min(texts)
    if canonical(texts[first]) in labels:
        return first
    behind = (c for c, text in texts.items() if canonical(text) in labels and c < max(texts))
    return next(behind, first)


def _measure(sheet: Sheet, block: Block, period: Quarter) -> MappedRow:
    grid = sheet.grid
    cells: dict[str, Cell] = {}
    places: dict[str, Place] = {}
    shown: dict[str, str] = {}
    for role, row in block.labels.items():
        # What a measure is, is next to its label, whatever period is above.
        periods = "" if role in MEASURE_ROLES else sheet.table.periods
        column = _column(grid, periods, block, row, period)
        if column is None:
            continue
        places[role] = Place(sheet.file, sheet.name, address(row, column))
        cell = grid.cell(row, column)
        at = sheet.table.status if role == "status" else sheet.table.direction
        if role in ("status", "direction") and at is not None:
            colour = grid.colour(row, column, of_text=at.shown is Shown.FONT)
            text = colour if at.shown.is_colour else grid.text(row, column)
            shown |= {role: text} if text else {}
            if role == "status" and not at.shown.is_colour:
                fill = grid.colour(row, column, of_text=False)
                shown |= {FILL_TOO: fill} if fill else {}
        elif cell is not None and not cell.is_blank:
            cells[role] = cell
    previous = _previous(sheet, block, period)
    if previous is not None:
        cells.setdefault("previous", previous)
    cells = {**_of_title(block), **_of_left(block), **cells}
    if sheet.table.columns.get("polarity") == ANYWHERE and "polarity" not in cells:
        cells |= _polarity(block)
    return MappedRow(_ref(cells), cells, places, shown, sheet.table)


def _column(grid: Grid, periods: str, block: Block, row: int, period: Quarter) -> int | None:
    label = block.at if block.at in grid.rows[row] else min(grid.rows[row])
    if periods and block.period_row is not None:
        spellings = wanted(periods, period).spellings
        across = grid.rows[block.period_row]
        fitting = [c for c, cell in across.items() if canonical(text_of(cell)) in spellings]
        if fitting and (len(grid.rows[row]) > 2 or fitting[0] in grid.rows[row]):
            return fitting[0]
        only = [c for c in grid.rows[row] if c > label]
        # A block's unit is there once, next to its label, and not under a period.
        return (
            only[0] if len(only) == 1 and only[0] not in across else fitting[0] if fitting else None
        )
    right = [column for column in grid.rows[row] if column > label]
    return right[0] if right else label + 1


def _previous(sheet: Sheet, block: Block, period: Quarter) -> Cell | None:
    row = block.labels.get("actual")
    if row is None or block.period_row is None or period.number == 1:
        return None
    column = _column(sheet.grid, sheet.table.periods, block, row, period.previous)
    return None if column is None else sheet.grid.cell(row, column)


def _of_title(block: Block) -> dict[str, Cell]:
    """Return the reference and the name that a block's title says: "PL1 Appeals allowed"."""
    if block.title is None:
        return {}
    text, where = text_of(block.title), block.title.address
    if match := _REF.fullmatch(text):
        return {
            "ref": Cell(where, "text", match["ref"]),
            "measure": Cell(where, "text", match["name"]),
        }
    return {"measure": Cell(where, "text", text)}


def _of_left(block: Block) -> dict[str, Cell]:
    """Return what the cells to the left of a block's labels say: reference, name, way, unit."""
    cells: dict[str, Cell] = {}
    for cell in sorted(block.left, key=lambda cell: -len(text_of(cell))):
        text = text_of(cell)
        if "measure" not in cells and not _SHORT_REF.fullmatch(text):
            cells["measure"] = cell
        elif _SHORT_REF.fullmatch(text):
            cells.setdefault("ref", cell)
        elif polarity_meaning(text).word:
            cells.setdefault("polarity", cell)
        elif unit_meaning(text).word:
            cells.setdefault("unit", cell)
    return cells


def _polarity(block: Block) -> dict[str, Cell]:
    for cell in (*block.texts, *([block.title] if block.title else [])):
        if match := _WAY.search(text_of(cell)):
            word = match["way"].casefold()
            return {"polarity": Cell(cell.address, "text", _WELSH.get(word, word))}
    return {}


def _ref(cells: Mapping[str, Cell]) -> str:
    for role in ("ref", "measure"):
        if role in cells:
            text = text_of(cells[role])
            return text if role == "ref" else made_ref(text)
    return ""
