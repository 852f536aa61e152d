"""The sheets that people type into: This quarter, Actions, Measures and History."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import load_scheme
from kpibook.workbook import layout
from kpibook.workbook.echoes import TEMPLATE_SETTINGS, echo_of, echoes
from kpibook.workbook.layout import Column, FilledBy
from kpibook.workbook.sizes import look
from workbook_templates.book import Book, add_title, set_up_page
from workbook_templates.validations import NUMBER_FORMATS, RIGHT_ALIGNED, validation

_GROUPS = {
    FilledBy.FROM_REGISTER: "From the register and the history",
    FilledBy.BY_OFFICER: "For you to fill in",
    FilledBy.COMPUTED: "Worked out by kpibook",
}
# A direction is good or bad news as a status is; the others are neither.
_NEWS = {Direction.IMPROVED: Status.MET, Direction.DECLINED: Status.OFF}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table to be built.

    Attributes:
        name: Its name in Excel.
        columns: Its columns, from A.
        header: Row of its header, counted from 0.
        prepared_rows: Rows that validations and conditional formats reach over, so that they
            hold however the table grows.
        breaks: Headings that begin another page when printed, and columns that do not fit a page
            go on the next; None for a table that fits one.
        kept_elsewhere: It is not the officer's to fill in, so it has the colours of the register.
    """

    name: str
    columns: tuple[Column, ...]
    header: int
    prepared_rows: int
    breaks: tuple[str, ...] | None = None
    kept_elsewhere: bool = False

    @property
    def first(self) -> int:
        return self.header + 1

    @property
    def last(self) -> int:
        return self.header + self.prepared_rows

    def filled(self, column: Column) -> FilledBy:
        """Whose colours a column has."""
        return FilledBy.FROM_REGISTER if self.kept_elsewhere else column.filled

    def at(self, heading: str) -> int:
        return layout.headings(self.columns).index(heading)


#: Figures, words and results each begin a page in print.
_PAGES = (layout.AS_AT, layout.STATUS)
_THIS_QUARTER = _Table(layout.THIS_QUARTER_TABLE, layout.TEMPLATE_QUARTER_COLUMNS, 4, 500, _PAGES)
_WITH_FORECAST = replace(_THIS_QUARTER, columns=layout.FORECAST_QUARTER_COLUMNS)
_ACTIONS = _Table(layout.ACTIONS_TABLE, layout.ACTION_COLUMNS, 3, 500)
_MEASURES = _Table(layout.MEASURES_TABLE, layout.REGISTER_COLUMNS, 3, 500, (), True)
_HISTORY = _Table(layout.HISTORY_TABLE, layout.TEMPLATE_HISTORY_COLUMNS, 3, 10_000, None, True)


def add_this_quarter(book: Book, sheet: Worksheet, *, forecast: bool = False) -> None:
    """Draw the officer's sheet: only the cells to fill in are unlocked, without a password.

    Args:
        book: The workbook.
        sheet: The sheet.
        forecast: There is a column for the year's forecast as well.
    """
    table = _WITH_FORECAST if forecast else _THIS_QUARTER
    add_title(book, sheet, "This quarter")
    formula = echo_of(layout.PERIOD_SETTING)
    words = echoes(TEMPLATE_SETTINGS)[formula]
    sheet.write_formula(1, 0, formula, book.format(bold=True), words)
    # Behind the title, which is on each page in print, and so far left that a page takes it whole.
    for row, hint in enumerate(_WHAT_TO_DO, start=1):
        sheet.write_string(row, table.at(layout.UNIT), hint, book.format(look.QUIET))
    _add_group_words(book, sheet, table)
    _add_data_table(book, sheet, table, header_height=46)
    _mark_missing_actuals(book, sheet, table)
    _colour_results(book, sheet, table, load_scheme())
    # Each page across has the measures' names.
    sheet.repeat_columns(0, table.at(layout.MEASURE))
    first = table.first, table.at(layout.ACTUAL)
    sheet.set_selection(*first, *first)
    # Whole columns, so that it holds the rows that are added: last quarter's words are not printed.
    sheet.print_area(0, 0, _LAST_ROW, table.at(layout.SAID_LAST_QUARTER) - 1)
    allowed = ("format_columns", "format_rows", "sort", "autofilter")
    sheet.protect(options=dict.fromkeys(allowed, True))
    sheet.set_tab_color(look.HEADER[FilledBy.BY_OFFICER].fill)


def add_actions(book: Book, sheet: Worksheet) -> None:
    """Draw the list of actions, a row for each."""
    add_title(
        book,
        sheet,
        "Actions",
        "What is being done, by which post and by when: one row for each action on a measure or "
        "of a service.",
    )
    _add_data_table(book, sheet, _ACTIONS, header_height=22)
    sheet.set_tab_color(look.HEADER[FilledBy.BY_OFFICER].fill)


def add_measures(book: Book, sheet: Worksheet) -> None:
    """Draw the register, a row for each measure."""
    add_title(book, sheet, "Measures", "The register: one row for each measure the council tracks.")
    _add_data_table(book, sheet, _MEASURES, header_height=32)
    sheet.repeat_columns(0, _MEASURES.at(layout.MEASURE))
    sheet.set_tab_color(look.ACCENT)


def add_history(book: Book, sheet: Worksheet) -> None:
    """Draw the history, a row for each measure and earlier quarter."""
    add_title(
        book,
        sheet,
        "History",
        "What was reported earlier: one row for each measure and period.",
    )
    _add_data_table(book, sheet, _HISTORY, header_height=22)
    sheet.set_tab_color(look.ACCENT)


_LAST_ROW = 1_048_575  # of a sheet, from 0
_WHAT_TO_DO = (
    "Fill in the pale yellow cells, then save, close and run kpibook fill.",
    "A darker yellow cell is a figure still to come.",
)


def _add_group_words(book: Book, sheet: Worksheet, table: _Table) -> None:
    """Write above the header who fills the columns: in words, as colour alone is not accessible."""
    written: set[FilledBy] = set()
    sheet.set_row(table.header - 1, 20)
    for at, column in enumerate(table.columns):
        # Again where a page of the print begins.
        is_known = column.filled in written and column.heading not in _PAGES
        words = "" if is_known else _GROUPS[column.filled]
        written.add(column.filled)
        band = book.format(look.HEADER[column.filled], bold=True, valign="vcenter", indent=1)
        sheet.write(table.header - 1, at, words, band)


def _add_data_table(book: Book, sheet: Worksheet, table: _Table, *, header_height: int) -> None:
    """Write the table with a blank row, validations, frozen panes and print set-up."""
    headers = [
        {"header": column.heading, "header_format": _header_format(book, table, column)}
        for column in table.columns
    ]
    corner = (table.header, 0, table.first, len(table.columns) - 1)
    sheet.add_table(*corner, {"name": table.name, "style": None, "columns": headers})
    sheet.set_row(table.header, header_height)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_blank(table.first, at, None, _cell_format(book, table, column))
        if column.help:
            rule = validation(column, xl_rowcol_to_cell(table.first, at))
            sheet.data_validation(table.first, at, table.last, at, rule)
    sheet.freeze_panes(table.first, 2)
    set_up_page(sheet, breaks=None if table.breaks is None else [table.at(h) for h in table.breaks])
    sheet.repeat_rows(table.header)


def _header_format(book: Book, table: _Table, column: Column) -> Format:
    align = {"align": "right"} if column.holds in RIGHT_ALIGNED else {}
    return book.header(look.HEADER[table.filled(column)], font_size=look.TABLE_POINTS, **align)


def _cell_format(book: Book, table: _Table, column: Column) -> Format:
    typed = column.filled is FilledBy.BY_OFFICER
    properties: dict[str, int | str] = {"font_size": look.TABLE_POINTS, "locked": not typed}
    if column.holds in RIGHT_ALIGNED:
        properties["align"] = "right"
    if typed and column.holds in NUMBER_FORMATS:
        properties["num_format"] = NUMBER_FORMATS[column.holds]
    return book.cell(look.CELL[table.filled(column)], **properties)


def _mark_missing_actuals(book: Book, sheet: Worksheet, table: _Table) -> None:
    """Mark a missing actual that has no marker to say why."""
    ref, actual, marker = (
        xl_rowcol_to_cell(table.first, table.at(heading), col_abs=True)
        for heading in (layout.REF, layout.ACTUAL, layout.MARKER)
    )
    missing = {
        "type": "formula",
        "criteria": f'=AND({ref}<>"",ISBLANK({actual}),{marker}="")',
        "format": book.workbook.add_format({"bg_color": look.MISSING.fill}),
    }
    at = table.at(layout.ACTUAL)
    sheet.conditional_format(table.first, at, table.last, at, missing)


def _colour_results(book: Book, sheet: Worksheet, table: _Table, scheme: Scheme) -> None:
    """Give each of the scheme's words its symbol and colours; the word itself is in the cell."""
    for status, appearance in scheme.statuses.items():
        fill = {"bg_color": scheme.appearance(status).fill, "bold": True}
        paint = {**fill, "font_color": appearance.colour}
        for heading in (layout.STATUS, layout.FORECAST_STATUS):
            if heading in layout.headings(table.columns):
                _colour(book, sheet, table, heading, appearance.label, appearance.symbol, paint)
    for direction, appearance in scheme.directions.items():
        news = scheme.appearance(_NEWS.get(direction, Status.NOT_RATED)).colour
        for heading in (layout.DIRECTION, layout.DIRECTION_YEAR):
            paint = {"font_color": news}
            _colour(book, sheet, table, heading, appearance.label, appearance.symbol, paint)


def _colour(
    book: Book,
    sheet: Worksheet,
    table: _Table,
    heading: str,
    label: str,
    symbol: str,
    paint: dict[str, object],
) -> None:
    # The symbol comes from the number format, so the cell holds the word and nothing else.
    shown = {"num_format": f'"{symbol} "@'} if symbol else {}
    at = table.at(heading)
    rule = {
        "type": "cell",
        "criteria": "==",
        "value": f'"{label}"',
        "format": book.workbook.add_format({**paint, **shown}),
    }
    sheet.conditional_format(table.first, at, table.last, at, rule)
