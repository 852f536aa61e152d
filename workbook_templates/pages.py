"""The sheets that are read and not filled in: the Cover, and the Return until it is made."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from kpibook.workbook import layout
from kpibook.workbook.echoes import TEMPLATE_SETTINGS, echo_of, echoes
from kpibook.workbook.layout import FilledBy
from kpibook.workbook.sizes import look
from kpibook.workbook.sizes.look import Paint
from workbook_templates.book import Book, add_title, set_up_page

_WIDTHS = (22, 80)
_STEPS = (
    "Check the council, the directorate and the period above. They come from the sheet Settings.",
    (
        "On the sheet This quarter, fill in the pale yellow cells: the actual, where it is a share "
        "its numerator and denominator, the date it was true, then the commentary and the action."
    ),
    (
        "Where there is no figure, leave Actual empty and choose a Marker that says why. "
        "An empty cell is never read as zero."
    ),
    (
        "Save and close the workbook and run kpibook fill, or ask whoever does so in your council. "
        "It works out status, direction and variance, and makes the sheet Return."
    ),
    (
        "Read the sheet Return. If something is wrong, put it right on This quarter and run "
        "kpibook fill again: what is typed on Return itself is not kept."
    ),
    "Run kpibook return for the copy to publish. It holds the return and nothing else.",
)
_CELLS = (
    ("For you to fill in", look.CELL[FilledBy.BY_OFFICER], "The figures and words of the quarter."),
    (
        "Figure to come",
        look.MISSING,
        "An actual that is still empty, with no marker that says why.",
    ),
    (
        "From the register",
        look.CELL[FilledBy.FROM_REGISTER],
        "Kept on Measures and History, and brought to This quarter by kpibook.",
    ),
    (
        "Worked out",
        look.CELL[FilledBy.COMPUTED],
        "Status, direction and variance. Locked, since they follow from the figures.",
    ),
)
_SHEETS = {
    layout.THIS_QUARTER: "The figures of the quarter: the sheet you fill in.",
    layout.MEASURES: "The register: what is measured, in what unit, against what target.",
    layout.HISTORY: "What was reported in earlier quarters.",
    layout.RETURN: "The return of the quarter, made by kpibook.",
    layout.KEY: "What each status and direction means: the rule in words.",
    layout.SETTINGS: "Council, directorate, period and scheme.",
    layout.LISTS: "What the drop-down lists offer, with what each means.",
}


def add_cover(book: Book, sheet: Worksheet) -> None:
    """Draw the cover: the workbook's purpose, its owner, and how to use it."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    add_title(book, sheet, "Performance workbook")
    rule = book.format(top=5, top_color=look.ACCENT)
    # Sign-off writes a line here.
    sheet.set_row(1, 17)
    for column in (0, 1):
        sheet.write_blank(1, column, None, rule)
    row = _add_details(book, sheet, 2)
    row = _add_section(book, sheet, row, "How to use this workbook")
    for number, step in enumerate(_STEPS, start=1):
        row = _add_row(book, sheet, row, f"Step {number}", step)
    row = _add_section(book, sheet, row, "What the colours mean")
    for name, paint, meaning in _CELLS:
        row = _add_row(book, sheet, row, name, meaning, paint)
    row = _add_section(book, sheet, row, "Sheets")
    for name, meaning in _SHEETS.items():
        link = book.text(look.LINK, underline=1, valign="vcenter")
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name, f"Go to {name}")
        row = _add_row(book, sheet, row, "", meaning)
    set_up_page(sheet, landscape=False)
    sheet.set_tab_color(look.ACCENT)


def add_return(book: Book, sheet: Worksheet) -> None:
    """Draw a page in the place of the return, until kpibook makes it."""
    about = "kpibook makes this sheet. There is nothing to fill in here."
    add_title(book, sheet, "Return", about)
    sheet.set_column(0, 0, 100)
    sheet.write_string(
        3,
        0,
        "Fill in the sheet This quarter, save and close the workbook, and run kpibook fill. This "
        "page is then replaced, whole, by the quarterly return.",
        book.text(),
    )
    set_up_page(sheet)


def _add_details(book: Book, sheet: Worksheet, row: int) -> int:
    """Write the owner's details from the settings; return the next row."""
    texts = echoes(TEMPLATE_SETTINGS)
    for setting in layout.SETTINGS_ROWS:
        sheet.set_row(row, 20)
        sheet.write_string(row, 0, setting.label, book.format(look.QUIET, valign="vcenter"))
        value = book.text(bold=True, valign="vcenter", indent=1)
        sheet.write_formula(row, 1, echo_of(setting), value, texts[echo_of(setting)])
        row += 1
    return row


def _add_section(book: Book, sheet: Worksheet, row: int, title: str) -> int:
    """Write a heading with space above; return the next row."""
    sheet.set_row(row, 40)
    heading = book.format(
        look.TITLE, bold=True, font_size=look.SECTION_POINTS, valign="bottom", bottom=1
    )
    heading.set_bottom_color(look.RULE)
    sheet.write_string(row, 0, title, heading)
    sheet.write_blank(row, 1, None, book.format(bottom=1, bottom_color=look.RULE))
    return row + 1


def _add_row(
    book: Book, sheet: Worksheet, row: int, name: str, text: str, paint: Paint | None = None
) -> int:
    """Write a word and its explanation; return the next row."""
    if name:
        dressed = book.text if paint is None else book.cell
        named = dressed(paint or look.BODY, bold=True, valign="vcenter")
        sheet.write_string(row, 0, name, named)
    sheet.write_string(row, 1, text, book.text(valign="vcenter", indent=1))
    sheet.set_row(row, look.row_height([(text, _WIDTHS[1])]))
    return row + 1
