"""Measures of a table with a row a measure, or a row for each area, period and measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.measures.nothing import is_nothing
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped.council_layout import Orientation, Shown, TableLayout
from kpibook.workbook.mapped.found import FILL_TOO, MappedRow, PassedOver, Place
from kpibook.workbook.mapped.grid import text_of
from kpibook.workbook.mapped.headings import joined_headings
from kpibook.workbook.mapped.sheet import Sheet as Sheet
from kpibook.workbook.mapped.words.made_refs import made_ref
from kpibook.workbook.mapped.words.note_words import is_note, is_total
from kpibook.workbook.mapped.words.patterns import matches as matches
from kpibook.xlsx import Cell

#: What a merged cell says of all the rows that it is next to.
_REACH_DOWN = ("unit", "polarity", "priority", "directorate", "service", "owner", "frequency")
_FIGURES = ("actual", "target", "numerator", "denominator", "year_target")


def rows_of(sheet: Sheet) -> Iterator[MappedRow | PassedOver]:
    """Yield each measure of a table and each row that is none, from the top."""
    section: Cell | None = None
    headings = joined_headings(sheet.grid, sheet.located.rows[-1:])
    has_stopped = False
    for number, texts in sheet.grid.lines():
        if not sheet.located.below <= number < sheet.ends:
            continue
        first = texts[min(texts)]
        if sheet.table.stops_at and matches(first, sheet.table.stops_at):
            has_stopped = True
        if has_stopped:
            yield PassedOver(sheet.name, number, "it is below the table")
            continue
        why, is_section = _no_measure(sheet, texts, headings)
        if is_section:
            section = sheet.grid.rows[number][min(texts)]
        if why:
            yield PassedOver(sheet.name, number, why)
        else:
            yield _measure(sheet, number, section)


def _no_measure(
    sheet: Sheet, texts: Mapping[int, str], headings: Mapping[int, str]
) -> tuple[str, bool]:
    """Return why a row is no measure, and True for a section row; "" for a measure."""
    columns, first = sheet.located.columns, texts[min(texts)]
    names = [columns[role] for role in ("ref", "measure") if role in columns]
    figures = [columns[role] for role in _FIGURES if role in columns]
    distinct = set(texts.values())
    if all(headings.get(column) == text for column, text in texts.items()):
        return "the headings again", False
    if any(matches(first, pattern) for pattern in sheet.table.passes_over):
        return f"it begins as {first[:40]!r}, which the layout passes over", False
    for text, column in sheet.located.where.items():
        value = texts.get(column, "")
        if not matches(value, sheet.table.where[text]):
            return f"{text} is {value[:40]!r}, not {sheet.table.where[text]!r}", False
    has_figures = any(column in texts for column in figures)
    if len(distinct) == 1 and sheet.located.sections == min(texts) and not has_figures:
        return ("a foot note", False) if is_note(first) else ("a section row", True)
    if not any(column in texts and not is_nothing(texts[column]) for column in names):
        return "it names no measure", False
    if not has_figures and (is_note(first) or len(distinct) == 1):
        return "a foot note" if is_note(first) else "a text without figures", False
    says_more = any(columns.get(role) in texts for role in ("unit", "polarity"))
    if not says_more and is_total(texts.get(names[0], "") or texts.get(names[-1], "")):
        return "a total", False
    return "", False


def _measure(sheet: Sheet, number: int, section: Cell | None) -> MappedRow:
    columns, cells = sheet.located.columns, {}
    for role, column in columns.items():
        cell = sheet.cell(number, column, reaches_down=role in _REACH_DOWN)
        if cell is not None and not cell.is_blank:
            cells[role] = cell
    if section is not None:
        cells.setdefault(sheet.table.section_role, section)
    shown = {role: _shown(sheet, role, number, columns[role]) for role in _shown_roles(columns)}
    if "status" in columns and sheet.table.status and not sheet.table.status.shown.is_colour:
        shown[FILL_TOO] = sheet.grid.colour(number, columns["status"], of_text=False)
    cells = {role: cell for role, cell in cells.items() if role not in shown}
    return MappedRow(
        ref=_ref(cells),
        cells=cells,
        places={role: sheet.place(number, column) for role, column in columns.items()},
        shown={role: text for role, text in shown.items() if text},
        table=sheet.table,
        months={
            role: tuple(sheet.cell(number, column) for column in three)
            for role, three in sheet.located.months.items()
        },
        month_places=tuple(
            sheet.place(number, column) for column in sheet.located.months.get("actual", ())
        ),
    )


def _shown_roles(columns: Mapping[str, int]) -> list[str]:
    return [role for role in ("status", "direction") if role in columns]


def _shown(sheet: Sheet, role: str, row: int, column: int) -> str:
    at = sheet.table.status if role == "status" else sheet.table.direction
    if at is not None and at.shown.is_colour:
        return sheet.grid.colour(row, column, of_text=at.shown is Shown.FONT)
    return sheet.grid.text(row, column)


def _ref(cells: Mapping[str, Cell]) -> str:
    for role in ("ref", "measure"):
        text = text_of(cells[role]) if role in cells else ""
        if text and not is_nothing(text):
            return text if role == "ref" else made_ref(text)
    return ""


def is_long(table: TableLayout) -> bool:
    """Return True if a table has a row for each period of a measure."""
    return table.orientation is Orientation.LONG


def with_cells(row: MappedRow, cells: Mapping[str, Cell], places: Mapping[str, Place]) -> MappedRow:
    """Return a measure with more cells, where it has none itself."""
    return replace(row, cells={**cells, **row.cells}, places={**places, **row.places})


def joined_with(row: MappedRow, other: MappedRow) -> MappedRow:
    """Return a measure with the cells that another table has of it, which are not written to."""
    return replace(
        row,
        cells={**other.cells, **row.cells},
        joined={role: other.place_of(role) for role in other.cells if role not in row.cells},
    )
