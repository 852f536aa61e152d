"""Build the two workbooks of this example: ``python build.py [FOLDER]``. All figures are invented.

``scorecard.xlsx`` is the scorecard of an invented council as such councils keep them: headings in
two merged rows, a row for each priority, statuses by fill alone, arrows, a foot note.
``house_style.xlsx`` is kpibook's own template behind the council's cover, for ``kpibook new
--template``.
"""

from __future__ import annotations

import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Font, PatternFill

from kpibook.workbook.template import template_path

GREEN, AMBER, RED, GREY = "#92D050", "#FFC000", "#FF5050", "#D9D9D9"
TITLE = "Westmarch Borough Council: corporate scorecard 2024/25"
NOTE = "Key: green on target, amber within 5% of target, red off target, grey no target"
#: Reference, name, way, unit, last year's outturn, target, Q1, Q2, format, fills of Q1 and Q2.
SECTIONS = {
    "Priority 1: Clean and green": [
        ("EN01", "Household waste recycled", "High", "%",
         0.447, 0.46, 0.471, 0.468, "0.0%", GREEN, GREEN),
        ("EN02", "Missed bins per 100,000 collections", "Low", "Number",
         58, 50, 47, 52, "0", GREEN, AMBER),
        ("EN03", "Fly-tips cleared within a day", "High", "%",
         0.93, 0.95, 0.96, 0.88, "0.0%", GREEN, RED),
    ],
    "Priority 2: Homes for all": [
        ("HS01", "Days to re-let a council home", "Low", "Days",
         31.4, 28, 32.5, 29, "0.0", RED, AMBER),
        ("HS02", "Households in temporary homes", "Low", "Number",
         88, "Monitor", 91, 95, "0", GREY, GREY),
    ],
    "Priority 3: A council that works": [
        ("CS01", "Calls answered within a minute", "High", "%",
         0.79, 0.8, "Not available", 0.784, "0.0%", GREY, AMBER),
    ],
}  # fmt: skip


def scorecard(path: Path) -> None:
    """Write the council's scorecard, with Q3 and Q4 still to come."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2024, 10, 14, tzinfo=UTC), "author": "Westmarch"})
        sheet = book.add_worksheet("Scorecard 24-25")
        bold = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
        title = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({**bold, "bg_color": "#1F4E78", "font_color": "#FFFFFF"})
        band = book.add_format({**bold, "bg_color": "#DDEBF7"})
        text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        looks: dict[tuple[str, str], object] = {}

        def look(code: str, fill: str = "") -> object:
            colour = {"bg_color": fill} if fill else {}
            form = {"border": 1, "num_format": code, "valign": "top", **colour}
            return looks.setdefault((code, fill), book.add_format(form))

        sheet.write("A1", TITLE, title)
        sheet.write("A2", "Reported to Cabinet each quarter")
        for column, words in enumerate(
            ("Ref", "Performance indicator", "Good is", "Unit", "2023/24 Outturn", "2024/25 Target")
        ):
            sheet.merge_range(3, column, 4, column, words, head)
        for number in range(1, 5):
            left = 4 + 2 * number
            sheet.merge_range(3, left, 3, left + 1, f"Q{number}", head)
            sheet.write_row(4, left, ("Target", "Actual"), head)
        sheet.merge_range("O4:O5", "DoT", head)
        sheet.merge_range("P4:P5", "Comments", head)
        row = 5
        for section, measures in SECTIONS.items():
            sheet.merge_range(row, 0, row, 15, section, band)
            row += 1
            for ref, name, way, unit, outturn, target, q1, q2, code, fill1, fill2 in measures:
                sheet.write_row(row, 0, (ref, name, way, unit), text)
                sheet.write(row, 4, outturn, look(code))
                for column in (5, 6, 8, 10, 12):
                    sheet.write(row, column, target, look(code))
                sheet.write(row, 7, q1, look(code, fill1))
                sheet.write(row, 9, q2, look(code, fill2))
                sheet.write_blank(row, 11, None, look(code))
                sheet.write_blank(row, 13, None, look(code))
                before = outturn if isinstance(q1, str) else q1
                is_better = (q2 > before) == (way == "High")
                sheet.write(row, 14, "\u25b2" if is_better else "\u25bc", text)
                sheet.write_blank(row, 15, None, text)
                row += 1
        sheet.write(row + 1, 0, NOTE)
        sheet.set_column("A:A", 8)
        sheet.set_column("B:B", 34)
        sheet.set_column("C:N", 10)
        sheet.set_column("P:P", 44)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(5, 2)
        notes = book.add_worksheet("Definitions")
        notes.write("A1", "What each indicator counts is in the council's data quality policy.")


def house_style(path: Path) -> None:
    """Write the council's template: its own cover, fonts and colours around kpibook's tables."""
    with warnings.catch_warnings():  # its print area is not known there
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(template_path())
    cover = book.create_sheet("Westmarch", 0)
    cover["A1"] = "Westmarch Borough Council"
    cover["A1"].font = Font(name="Georgia", size=24, bold=True, color="FF1F4E78")
    cover["A3"] = "Directorates: type your figures on 'This quarter' by the tenth of the month."
    cover["A4"] = "Questions: the performance team, extension 4401"
    for row in range(1, 6):
        cover.cell(row, 1).fill = PatternFill("solid", fgColor="FFDDEBF7")
    cover.column_dimensions["A"].width = 90
    for sheet in book.worksheets[1:]:
        sheet.sheet_properties.tabColor = "FF1F4E78"
    book.active = 0
    book.save(path)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    scorecard(folder / "scorecard.xlsx")
    house_style(folder / "house_style.xlsx")
