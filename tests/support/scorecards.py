"""A council's own workbook with invented figures, and its layout: what kpibook never made."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

PERIOD = "Q3 2024/25"
GREEN, AMBER, RED = "#92D050", "#FFC000", "#FF5050"
LAYOUT = """
council = "Westmarch Borough Council"
directorate = "Place"
[[table]]
sheet = "Score*"
heading_rows = [3, 4]
sections = "A"
stops_at = "Key:*"
ref = "Ref"
measure = "Indicator"
target = "{quarter} / Target"
actual = "{quarter} / Actual"
previous = "{quarter-1} / Actual"
previous_year_outturn = "{year-1} Outturn"
status = { at = "{quarter} / Actual", as = "fill" }
direction = { at = "Trend", as = "symbol" }
commentary = "{quarter} Comments"
[[table]]
sheet = "Register"
heading_rows = [1]
ref = "Code"
unit = "Counted in"
polarity = "Good is"
owner = "Lead"
tolerance = "Allowed"
[words]
polarity = { High = "higher", Low = "lower" }
unit = { "%" = "percent", Number = "count" }
marker = { "Not yet" = "[x]" }
no_target = ["Monitor"]
"""
#: Measures: reference, name, outturn, a target and an actual a quarter, number format, fill.
_MEASURES = (
    *(("EN1", "Waste recycled", 0.44, (0.45, 0.461, 0.45, 0.462, 0.45, 0.42), "0.0%", RED),),
    *(("EN2", "Bins missed", 60, (50, 44, 50, 49, 50, 48), "0", GREEN),),
    *(("EN3", "Fines paid", 40, (10, 9, 20, 21, 30, "Not yet"), "0", ""),),
    *(
        (
            "EN4",
            "Visitors to parks",
            900,
            ("Monitor", 210, "Monitor", 250, "Monitor", 240),
            "0",
            "",
        ),
    ),
)
_REGISTER = (
    ("Code", "Counted in", "Good is", "Lead", "Allowed"),
    ("EN1", "%", "High", "Head of Waste", "1%"),
    ("EN2", "Number", "Low", "Head of Waste", ""),
    ("EN3", "Number", "High", "Head of Streets", ""),
    ("EN4", "Number", "High", "Head of Parks", ""),
)


def council_desk(folder: Path, *, layout: str = LAYOUT) -> Path:
    """Write scorecard.xlsx and scorecard.layout.toml into a folder; return the workbook."""
    path = folder / "scorecard.xlsx"
    with xlsxwriter.Workbook(path) as book:
        _scores(book, book.add_worksheet("Score 24-25"))
        register = book.add_worksheet("Register")
        for number, row in enumerate(_REGISTER):
            register.write_row(number, 0, row)
        book.add_worksheet("Notes").insert_textbox("B2", "Kept as it is")
    if layout:
        (folder / "scorecard.layout.toml").write_text(layout, encoding="utf-8")
    return path


def _scores(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write("A1", "Scorecard 2024/25")
    sheet.write_row("A3", ["Ref", "Indicator", "2023/24 Outturn"])
    for at, quarter in enumerate(("Q1", "Q2", "Q3", "Q4")):
        sheet.merge_range(2, 3 + 2 * at, 2, 4 + 2 * at, quarter)
        sheet.write_row(3, 3 + 2 * at, ["Target", "Actual"])
    sheet.write_row("L3", ["Trend", "Q3 Comments"])
    sheet.write("A5", "Clean streets")
    for number, (ref, name, outturn, figures, code, fill) in enumerate(_MEASURES, 5):
        plain = book.add_format({"num_format": code, "border": 1})
        looks = {"num_format": code, "border": 1, **({"bg_color": fill} if fill else {})}
        sheet.write_row(number, 0, [ref, name])
        sheet.write(number, 2, outturn, plain)
        for column, figure in enumerate(figures, 3):
            sheet.write(number, column, figure, book.add_format(looks) if column == 8 else plain)
        sheet.write(number, 9, figures[4], plain)
        sheet.write_blank(number, 10, None, plain)
    sheet.write("L6", "\u25bc")
    sheet.write("M6", "Garden waste fell in a dry autumn.")
    sheet.write("A11", "Key: green is on target")
