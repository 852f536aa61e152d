"""The Analysis Function's checklist for published spreadsheets, item by item, as tests of a file.

Each item has a check, which names what is wrong, and a way to spoil a good workbook, which
shows that the check would notice.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.domain.rules.colour_contrast import contrast

BLACK, WHITE = "#000000", "#FFFFFF"


@dataclass(frozen=True)
class Published:
    """A published workbook, as openpyxl sees it and as the parts of its package."""

    book: Workbook
    parts: dict[str, bytes]

    @classmethod
    def read(cls, path: Path) -> Published:
        """The workbook at `path`."""
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        return cls(openpyxl.load_workbook(path), parts)

    @property
    def tables(self) -> Iterator[tuple[Worksheet, Table]]:
        """Every table with its sheet."""
        for sheet in self.book:
            for table in sheet.tables.values():
                yield sheet, table

    @property
    def text_cells(self) -> Iterator[Cell]:
        """Every cell that holds anything."""
        for sheet in self.book:
            for row in sheet.iter_rows():
                yield from (cell for cell in row if cell.value is not None)

    @property
    def table_cells(self) -> Iterator[Cell]:
        """Every cell of a table, its header included."""
        for sheet, table in self.tables:
            for row in sheet[table.ref]:
                yield from row

    @property
    def sheet_xml(self) -> Iterator[tuple[str, bytes]]:
        """The part of each sheet."""
        for name, data in self.parts.items():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                yield name, data


@dataclass(frozen=True)
class Rule:
    """One item of the checklist.

    Attributes:
        item: As the checklist words it.
        check: What is wrong with a published workbook.
        spoil: Does to a workbook what the item forbids.
    """

    item: str
    check: Callable[[Published], Iterator[str]]
    spoil: Callable[[Workbook], object]


def at(cell: Cell) -> str:
    """A cell's place, for messages."""
    return f"'{cell.parent.title}'!{cell.coordinate}"


def colours(cell: Cell) -> tuple[str, str]:
    """Text and background of a cell, "#RRGGBB"."""
    font, fill = cell.font.color, cell.fill
    text = f"#{font.rgb[-6:]}" if font is not None and font.type == "rgb" else BLACK
    ground = f"#{fill.fgColor.rgb[-6:]}" if fill.fill_type == "solid" else WHITE
    return text, ground


def every_block_is_a_table(published: Published) -> Iterator[str]:
    for sheet in published.book:
        if not sheet.tables:
            yield f"{sheet.title} has no table"


def tables_have_meaningful_names(published: Published) -> Iterator[str]:
    for _, table in published.tables:
        if re.fullmatch(r"(?i)table[\d_]*", table.displayName):
            yield table.displayName


def no_merged_cells(published: Published) -> Iterator[str]:
    for sheet in published.book:
        yield from (f"{sheet.title} {found}" for found in sheet.merged_cells.ranges)


def no_blank_rows_or_columns(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        cells = sheet[table.ref]
        for line in (*cells, *zip(*cells, strict=True)):
            if all(cell.value in (None, "") for cell in line):
                yield f"blank at {at(line[0])}"


def one_header_row_of_unique_names(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        header = [cell.value for cell in sheet[table.ref][0]]
        if table.headerRowCount != 1 or not all(header) or len(set(header)) != len(header):
            yield f"{table.displayName}: {header}"
        if header != table.column_names:
            yield f"{table.displayName} does not say what its cells say"


def text_is_wrapped(published: Published) -> Iterator[str]:
    yield from (at(cell) for cell in published.table_cells if not cell.alignment.wrap_text)


def no_filters_and_no_freeze_panes(published: Published) -> Iterator[str]:
    for sheet in published.book:
        if sheet.freeze_panes or sheet.auto_filter.ref:
            yield sheet.title
    yield from (table.displayName for _, table in published.tables if table.autoFilter)


def no_blank_cells(published: Published) -> Iterator[str]:
    yield from (at(cell) for cell in published.table_cells if cell.value in (None, ""))


def nothing_is_hidden(published: Published) -> Iterator[str]:
    for sheet in published.book:
        lines = (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        if sheet.sheet_state != "visible" or any(line.hidden for line in lines):
            yield sheet.title


def columns_have_a_width(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        first, _, last, _ = range_boundaries(table.ref)
        for column in range(first, last + 1):
            letter = openpyxl.utils.get_column_letter(column)
            width = sheet.column_dimensions[letter].width
            if not (sheet.column_dimensions[letter].customWidth and 8 <= width <= 120):
                yield f"{sheet.title} column {letter}: {width}"


def notes_are_not_symbols(published: Published) -> Iterator[str]:
    for cell in published.text_cells:
        if re.search(r"[*†‡§¹²³⁴-⁹]", str(cell.value)) or cell.font.vertAlign:
            yield at(cell)


def notes_say_note(published: Published) -> Iterator[str]:
    for cell in published.text_cells:
        if re.search(r"(?i)footnote|\[\d+\]|\(note", str(cell.value)):
            yield at(cell)


def notes_stand_in_a_column_of_their_own(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        header, *rows = sheet[table.ref]
        for row in rows:
            for heading, cell in zip(header, row, strict=True):
                if "[note" in str(cell.value) and heading.value != "Notes":
                    yield at(cell)


def notes_are_on_a_notes_sheet(published: Published) -> Iterator[str]:
    pointed = {
        found for c in published.text_cells for found in re.findall(r"\[(note \d+)\]", str(c.value))
    }
    if pointed and "Notes" not in published.book.sheetnames:
        yield "no sheet Notes"
    elif pointed:
        explained = {cell.value for cell in published.book["Notes"]["A"]}
        yield from sorted(pointed - explained)


def links_are_descriptive(published: Published) -> Iterator[str]:
    for cell in published.text_cells:
        if re.search(r"https?://|www\.", str(cell.value)):
            yield at(cell)


def sans_serif_at_least_12_points_upright(published: Published) -> Iterator[str]:
    for cell in published.text_cells:
        font, turned = cell.font, cell.alignment.textRotation
        if font.name != "Arial" or font.sz < 12 or font.italic or turned:
            yield f"{at(cell)}: {font.name} {font.sz}"


def titles_are_headings(published: Published) -> Iterator[str]:
    for sheet in published.book:
        title = sheet["A1"]
        if not title.value or title.style != "Heading 1":
            yield f"{at(title)}: {title.value!r} in style {title.style}"
        yield from (
            f"{at(cell)} is a heading too"
            for row in sheet.iter_rows(min_row=2)
            for cell in row
            if cell.style == "Heading 1"
        )


def no_cell_is_a_symbol_alone(published: Published) -> Iterator[str]:
    for cell in published.text_cells:
        if not any(letter.isalnum() for letter in str(cell.value)):
            yield f"{at(cell)}: {cell.value}"


def no_headers_footers_or_floating_boxes(published: Published) -> Iterator[str]:
    for name, data in published.sheet_xml:
        if re.search(rb"<(headerFooter|drawing|legacyDrawing|controls|oleObjects)\b", data):
            yield name


def no_visual_dividers(published: Published) -> Iterator[str]:
    for sheet in published.book:
        for row, dimension in sheet.row_dimensions.items():
            if dimension.height is not None and dimension.height < 10:
                yield f"{sheet.title} row {row} is a line"


def a_fill_always_has_a_word_on_it(published: Published) -> Iterator[str]:
    for sheet in published.book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fill_type is not None and not re.search("[A-Za-z]", str(cell.value)):
                    yield at(cell)


def colour_never_stands_for_a_word(published: Published) -> Iterator[str]:
    """A status is in words, and one colour never goes with two words of one column."""
    for sheet, table in published.tables:
        for column in zip(*sheet[table.ref][1:], strict=True):
            words: dict[str, set[object]] = {}
            for cell in column:
                if colours(cell)[1] != WHITE:
                    words.setdefault(colours(cell)[1], set()).add(cell.value)
            for fill, said in words.items():
                if not all(isinstance(word, str) for word in said):
                    yield f"{sheet.title} {fill}: {said}"


def contrast_is_enough(published: Published) -> Iterator[str]:
    for cell in published.text_cells:
        if contrast(*colours(cell)) < 4.5:
            yield f"{at(cell)}: {colours(cell)}"


def no_images(published: Published) -> Iterator[str]:
    pictured = ("xl/media/", "xl/drawings/")
    yield from (name for name in published.parts if name.startswith(pictured))


def no_macros(published: Published) -> Iterator[str]:
    yield from (name for name in published.parts if name.endswith(".bin"))
    if b"macroEnabled" in published.parts["[Content_Types].xml"]:
        yield "content type"


def sheets_have_names_of_their_own(published: Published) -> Iterator[str]:
    yield from (n for n in published.book.sheetnames if re.fullmatch(r"Sheet\d*", n))


def no_blank_sheets(published: Published) -> Iterator[str]:
    for sheet in published.book:
        if sheet.dimensions == "A1:A1":
            yield sheet.title


def column_a_explains_the_sheet_and_its_shorthand(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        top = range_boundaries(table.ref)[1]
        above = " ".join(str(cell.value) for cell in sheet["A"][1 : top - 1])
        used = {
            cell.value
            for row in sheet[table.ref]
            for cell in row
            if re.fullmatch(r"\[[a-z]+\]", str(cell.value))
        }
        yield from (f"{sheet.title}: {mark} is not explained" for mark in used if mark not in above)
        if any(cell.value for row in sheet.iter_rows(max_row=top - 1, min_col=2) for cell in row):
            yield f"{sheet.title}: text beside column A above the table"


def tables_start_in_column_a(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        if not table.ref.startswith("A"):
            yield f"{sheet.title}: {table.ref}"


def nothing_is_below_a_table(published: Published) -> Iterator[str]:
    for sheet, table in published.tables:
        if sheet.max_row != range_boundaries(table.ref)[3]:
            yield f"{sheet.title}: row {sheet.max_row} below {table.ref}"


def one_table_a_sheet(published: Published) -> Iterator[str]:
    yield from (sheet.title for sheet in published.book if len(sheet.tables) > 1)


def title_author_and_language_are_set(published: Published) -> Iterator[str]:
    about = published.book.properties
    for name in ("title", "creator", "language"):
        if not getattr(about, name):
            yield f"no {name}"
    if about.language != "en-GB":
        yield f"language {about.language}"


def the_cursor_is_in_a1_of_the_first_sheet(published: Published) -> Iterator[str]:
    book = published.book
    if book.active is not book.worksheets[0]:
        yield f"{book.active.title} is open"
    for sheet in book:
        view = sheet.sheet_view
        if view.topLeftCell not in (None, "A1") or view.selection[0].activeCell not in (None, "A1"):
            yield sheet.title


def _return(book: Workbook) -> Worksheet:
    return next(sheet for sheet in book if "ReturnPriority1" in sheet.tables)


def _top(book: Workbook) -> int:
    (table,) = _return(book).tables.values()
    return range_boundaries(table.ref)[1]


def _first(book: Workbook, column: int = 1) -> Cell:
    return _return(book).cell(_top(book) + 1, column)


def _set(cell: Cell, **changes: object) -> None:
    for name, value in changes.items():
        setattr(cell, name, value)


def _rename_table(book: Workbook) -> None:
    sheet = _return(book)
    table = sheet.tables.pop("ReturnPriority1")
    table.displayName = table.name = "Table1"
    sheet.add_table(table)


def _heading_twice(book: Workbook) -> None:
    (table,) = _return(book).tables.values()
    _return(book).cell(_top(book), 2).value = table.tableColumns[1].name = "Ref"


def _blank_row(book: Workbook) -> None:
    for cell in _return(book)[_top(book) + 1]:
        cell.value = None


def _footer(book: Workbook) -> None:
    _return(book).oddFooter.left.text = "OFFICIAL"


def _move_table(book: Workbook) -> None:
    (table,) = _return(book).tables.values()
    _, top, _, last = range_boundaries(table.ref)
    table.ref = f"B{top}:L{last}"
    table.tableColumns = table.tableColumns[1:]


def _second_table(book: Workbook) -> None:
    sheet = book["Key"]
    sheet["F1"], sheet["F2"] = "Word", "x"
    extra = Table(id=99, displayName="Second", ref="F1:F2")
    extra.tableColumns = [TableColumn(id=1, name="Word")]
    sheet.add_table(extra)


RULES = (
    Rule(
        "Mark up tables (Excel table object)",
        every_block_is_a_table,
        lambda book: _return(book).tables.clear(),
    ),
    Rule("Give tables meaningful names", tables_have_meaningful_names, _rename_table),
    Rule(
        "Remove merged cells, split cells and nested tables",
        no_merged_cells,
        lambda book: _return(book).merge_cells("A1:C1"),
    ),
    Rule("Remove blank rows and columns within tables", no_blank_rows_or_columns, _blank_row),
    Rule(
        "All tables should have one tagged header row (unique non-empty names)",
        one_header_row_of_unique_names,
        _heading_twice,
    ),
    Rule(
        "Wrap text within cells",
        text_is_wrapped,
        lambda book: _set(_first(book), alignment=Alignment(wrap_text=False)),
    ),
    Rule(
        "Avoid adding filters and freeze panes",
        no_filters_and_no_freeze_panes,
        lambda book: _set(_return(book), freeze_panes="A9"),
    ),
    Rule(
        "Only leave cells with no data empty in certain circumstances "
        "(explain; use shorthand when more than one reason)",
        no_blank_cells,
        lambda book: _set(_first(book), value=None),
    ),
    Rule(
        "Avoid hiding rows or columns",
        nothing_is_hidden,
        lambda book: _set(_return(book).row_dimensions[9], hidden=True),
    ),
    Rule(
        "Columns should be a sensible width",
        columns_have_a_width,
        lambda book: _set(_return(book).column_dimensions["B"], width=2),
    ),
    Rule(
        "Do not use symbols or superscript to signpost to notes",
        notes_are_not_symbols,
        lambda book: _set(_first(book), value="72.1%*"),
    ),
    Rule(
        "Use the word 'note' when referring to footnotes",
        notes_say_note,
        lambda book: _set(_first(book), value="see footnote"),
    ),
    Rule(
        "Avoid putting note markers in specific cells",
        notes_stand_in_a_column_of_their_own,
        lambda book: _set(_first(book), value="72.1 [note 1]"),
    ),
    Rule(
        "Put note text in a notes table on a notes worksheet",
        notes_are_on_a_notes_sheet,
        lambda book: book.remove(book["Notes"]),
    ),
    Rule(
        "Links must be accessible (descriptive text)",
        links_are_descriptive,
        lambda book: _set(_first(book), value="https://example.org/report"),
    ),
    Rule(
        "Format text to make it accessible (sans serif 12 point; no italics; horizontal)",
        sans_serif_at_least_12_points_upright,
        lambda book: _set(_first(book), font=Font(name="Arial", sz=8)),
    ),
    Rule(
        "All worksheets should have descriptive titles properly tagged and formatted "
        "(A1 Heading 1)",
        titles_are_headings,
        lambda book: _set(book["Key"]["A1"], style="Normal"),
    ),
    Rule(
        "Avoid using symbols in general",
        no_cell_is_a_symbol_alone,
        lambda book: _set(_first(book), value="▲"),
    ),
    Rule(
        "Do not use headers and footers, floating text boxes or floating toolbars",
        no_headers_footers_or_floating_boxes,
        _footer,
    ),
    Rule(
        "Do not use visual devices to divide data regions",
        no_visual_dividers,
        lambda book: _set(_return(book).row_dimensions[9], height=3),
    ),
    Rule(
        "Do not use a background fill",
        a_fill_always_has_a_word_on_it,
        lambda book: _set(_first(book), value=1, fill=PatternFill("solid", fgColor="FFFFEBC2")),
    ),
    Rule(
        "Do not use colour as the only way to convey a message",
        colour_never_stands_for_a_word,
        lambda book: _set(_first(book), value=1, fill=PatternFill("solid", fgColor="FFFBDADD")),
    ),
    Rule(
        "When using colour for emphasis check the contrast",
        contrast_is_enough,
        lambda book: _set(_first(book), font=Font(name="Arial", sz=12, color="FFCCCCCC")),
    ),
    Rule(
        "Avoid images in spreadsheets",
        no_images,
        lambda book: _return(book).add_chart(BarChart(), "A1"),
    ),
    Rule(
        "Give worksheets unique names or numbers",
        sheets_have_names_of_their_own,
        lambda book: _set(_return(book), title="Sheet1"),
    ),
    Rule("Remove blank worksheets", no_blank_sheets, lambda book: book.create_sheet("Blank")),
    Rule(
        "Use cells in column A wisely",
        column_a_explains_the_sheet_and_its_shorthand,
        lambda book: _set(_first(book), value="[u]"),
    ),
    Rule("Position tables against the left-hand edge", tables_start_in_column_a, _move_table),
    Rule(
        "Avoid putting content below a table",
        nothing_is_below_a_table,
        lambda book: _return(book).append(["Source: the council"]),
    ),
    Rule("Avoid worksheets with multiple tables", one_table_a_sheet, _second_table),
    Rule(
        "Add document information (title and language)",
        title_author_and_language_are_set,
        lambda book: _set(book.properties, language=None),
    ),
    Rule(
        "Ensure the cursor is in cell A1 of the first worksheet when saving",
        the_cursor_is_in_a1_of_the_first_sheet,
        lambda book: _set(book, active=1),
    ),
)

#: Items that only a person or the file's ending can answer; macros are checked on the parts.
FOR_PEOPLE = (
    "All written content needs to meet the accessibility guidelines",
    "Run a spelling and grammar check",
    "Use the accessibility checker",
)
