"""More workbooks of shapes that councils use, with invented measures and figures."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tests.services.layouts.shapes import Rows, _saved, _sheet

GREEN, AMBER, RED = "00B050", "FFC000", "C00000"


def sheet_a_directorate(folder: Path) -> Path:
    """A sheet a directorate with the same headings, a cover before them, totals between."""
    book = Workbook()
    _sheet(book, "Cover", [["Performance report"], ["Quarter 3 2024/25"], ["Adults, Place"]])
    head = ["PI no.", "Description of indicator", "Better if", "Q3 target", "Q3 result", "RAG"]
    sheets: Mapping[str, Rows] = {
        "Adults": [
            ["AD1", "Carers assessed within a month", "Higher", 80, 84, "Green"],
            ["AD2", "Delayed discharges in the quarter", "Lower", 12, 19, "Red"],
            ["Total", None, None, 92, 103, None],
            ["Source: case management system"],
        ],
        "Place": [
            ["PL1", "Planning appeals dismissed", "Higher", 65, 63, "Amber"],
            ["PL2", "Enforcement cases over a year old", "Lower", 20, 18, "Green"],
        ],
    }
    for name, rows in sheets.items():
        _sheet(book, name, [[f"{name} directorate"], [], head, *rows])
    return _saved(book, folder / "Performance 2024-25.xlsx")


def sheet_a_quarter(folder: Path) -> Path:
    """A sheet a quarter, each with its target and actual, no references."""
    book = Workbook()
    head = ["Measure", "Unit", "Good performance", "Target", "Actual", "Comments"]
    for number, figures in ((1, (91, 40)), (2, (94, 43)), (3, (96, 37))):
        rows: Rows = [
            [f"Leisure scorecard, quarter {number} 2024/25"],
            head,
            ["Members who renewed", "%", "High is good", 95, figures[0], "Steady"],
            ["Pool sessions cancelled", "Number", "Low is good", 41, figures[1], None],
        ]
        _sheet(book, f"Q{number}", rows)
    return _saved(book, folder / "leisure.xlsx")


def quarters_stacked(folder: Path) -> Path:
    """The quarters of a year below each other on one sheet, each under its title."""
    book = Workbook()
    rows: list[list[object]] = [["Waste service 2024/25"], []]
    for number, (first, second) in ((1, (44, 31)), (2, (46, 28)), (3, (43, 35))):
        rows += [
            [f"Quarter {number}"],
            ["Ref", "Indicator", "Polarity", "Target", "Actual", "RAG"],
            ["WS1", "Waste recycled or composted", "High", 45, first, "G" if first > 45 else "A"],
            ["WS2", "Missed bins reported", "Low", 30, second, "G" if second < 30 else "R"],
            [],
        ]
    _sheet(book, "Waste", rows)
    return _saved(book, folder / "stacked.xlsx")


def colour_of_text(folder: Path) -> Path:
    """A status by the colour of a Wingdings circle, and arrows in Wingdings."""
    book = Workbook()
    rows = [
        ["Ref", "Measure", "Polarity", "Target", "Q3 2024/25", "Status", "Trend"],
        ["K1", "Kennels inspected in time", "High", 90, 93, "l", "\u00e9"],
        ["K2", "Stray dogs not collected", "Low", 8, 11, "l", "\u00ea"],
        ["K3", "Noise complaints closed", "High", 75, 74, "l", "\u00e8"],
    ]
    sheet = _sheet(book, "Scorecard", rows)
    for row, colour in ((2, GREEN), (3, RED), (4, AMBER)):
        sheet.cell(row, 6).font = Font(name="Wingdings", color=f"FF{colour}")
        sheet.cell(row, 7).font = Font(name="Wingdings")
    return _saved(book, folder / "wingdings.xlsx")


def faces(folder: Path) -> Path:
    """A status by a face in Wingdings: J, K and L."""
    book = Workbook()
    rows = [
        ["Ref", "Measure", "Polarity", "Target", "Actual", "Face"],
        ["F1", "Food premises rated good", "High", 90, 93, "J"],
        ["F2", "Samples that failed", "Low", 8, 11, "L"],
        ["F3", "Inspections carried out", "High", 75, 74, "K"],
    ]
    sheet = _sheet(book, "Q2 2024-25", rows)
    for row in (2, 3, 4):
        sheet.cell(row, 6).font = Font(name="Wingdings")
    return _saved(book, folder / "faces.xlsx")


def transposed(folder: Path) -> Path:
    """A column a measure: row labels for what it is, its target and its figure."""
    book = Workbook()
    rows: Rows = [
        ["Ref", "T1", "T2", "T3"],
        ["Measure", "Trains on time", "Trains cancelled", "Seats for each passenger"],
        ["Good is", "High", "Low", "High"],
        ["Target", 90, 5, 1.2],
        ["Q2 2024/25", 88, 4, 1.3],
        ["Q3 2024/25", 91, 7, 1.1],
        ["RAG", "Green", "Red", "Red"],
    ]
    _sheet(book, "Rail", rows)
    return _saved(book, folder / "transposed.xlsx")


def area_columns(folder: Path) -> Path:
    """An area a column of figures: the council's own and England's next to it."""
    path = folder / "westmarch.csv"
    rows = [
        ["Indicator ID", "Indicator", "Polarity", "Period", "Westmarch", "South West", "England"],
        ["101", "Pupils in good schools", "High", "2023/24", "88.1", "86.0", "87.2"],
        ["102", "Permanent exclusions", "Low", "2023/24", "0.12", "0.10", "0.11"],
        ["103", "Young people not in work", "Low", "2023/24", "4.1", "5.2", "5.5"],
    ]
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def side_table(folder: Path) -> Path:
    """Figures on a sheet, and basis and tolerance of each measure in a table on another."""
    book = Workbook()
    figures = [
        ["Westmarch housing, Q3 2024/25"],
        ["Indicator", "Target", "Actual", "RAG"],
        ["Repairs finished in time", 95, 91, "Amber"],
        ["Homes empty over a month", 30, 33, "Red"],
    ]
    side = [
        ["Indicator", "Polarity", "Tolerance", "Basis"],
        ["Repairs finished in time", "Higher", 5, "Cumulative"],
        ["Homes empty over a month", "Lower", 1, "Quarterly"],
    ]
    _sheet(book, "Figures", figures)
    _sheet(book, "About the indicators", side)
    return _saved(book, folder / "side.xlsx")


def semicolons(folder: Path) -> Path:
    """A CSV with semicolons, a title above the headings, and a total below."""
    path = folder / "q1_2024-25.csv"
    path.write_text(
        "Culture scorecard;;;;;\n;;;;;\n"
        "No;KPI;Desired direction;Q1 Target;Q1 Actual;Status\n"
        "M1;Visits to the museum;Increase;1,200;1,310;On target\n"
        "M2;Cost of a visit;Decrease;\u00a34.50;\u00a34.90;Off target\n"
        "Total;;;;;\n",
        encoding="cp1252",
    )
    return path


def traffic_lights(folder: Path) -> Path:
    """A fill on the figure itself, three heading rows, and a section for each aim."""
    book = Workbook()
    rows: Rows = [
        ["Council plan 2024/25"],
        ["Code", "Measure of success", "Aim to", "2024/25", None, None, None],
        [None, None, None, "Quarter 1", None, "Quarter 2", None],
        [None, None, None, "Target", "Result", "Target", "Result"],
        ["Aim 1: thriving towns"],
        ["TT1", "Shops that are let", "Maximise", 92, 90, 92, 93],
        ["TT2", "Graffiti reports", "Minimise", 40, 35, 40, 52],
        ["Aim 2: healthy lives"],
        ["HL1", "Adults who are active", "Maximise", 65, 66, 65, 64],
    ]
    sheet = _sheet(book, "Plan", rows)
    for area in ("D2:G2", "D3:E3", "F3:G3", "A5:G5", "A8:G8"):
        sheet.merge_cells(area)
    for cell, colour in (("E6", AMBER), ("G6", GREEN), ("E7", GREEN), ("G7", RED)):
        sheet[cell].fill = PatternFill("solid", fgColor=colour)
    for cell, colour in (("E9", GREEN), ("G9", AMBER)):
        sheet[cell].fill = PatternFill("solid", fgColor=colour)
    return _saved(book, folder / "plan.xlsx")


def rag_next_to_each_quarter(folder: Path) -> Path:
    """Quarters as spans of months, each with its RAG under the same heading next to it."""
    book = Workbook()
    head = ["KPI", "Description", "Polarity", "Target 24/25"]
    for span in ("Apr-Jun 2024", "Jul-Sep 2024", "Oct-Dec 2024", "Jan-Mar 2025"):
        head += [span, "RAG"]
    rows: Rows = [
        ["Corporate indicators"],
        head,
        ["K1", "Invoices paid in 30 days", "Bigger is better", "95%", "96%", "G", "94%", "A"],
        ["K2", "Sickness days for each post", "Smaller is better", 8, 7.1, "G", 9.6, "R"],
    ]
    _sheet(book, "KPIs", rows)
    return _saved(book, folder / "spans.xlsx")


def quarters_without_a_year(folder: Path) -> Path:
    """Last year's outturn, this year's target and bare quarters; names begin with their unit."""
    book = Workbook()
    rows: Rows = [
        ["No.", "Performance measure", "2023/24 outturn", "2024/25 target", "Q1", "Q2", "Status"],
        [1, "% of food businesses rated 3 or above", 91, 92, 90, 94, "On target"],
        [2, "Number of complaints that were upheld", 20, 18, 4, 30, "Off target"],
    ]
    _sheet(book, "Summary", rows)
    return _saved(book, folder / "bare.xlsx")


def sheet_a_month(folder: Path) -> Path:
    """A sheet a month."""
    book = Workbook()
    for month, figure in (("Oct 24", 88), ("Nov 24", 91), ("Dec 24", 93)):
        status = "Green" if figure >= 90 else "Amber"
        rows: Rows = [
            ["Indicator", "Target", "Actual", "RAG"],
            ["Calls answered in time", 90, figure, status],
        ]
        _sheet(book, month, rows)
    return _saved(book, folder / "calls.xlsx")


def three_rows_a_measure(folder: Path) -> Path:
    """Three rows a measure, labelled behind its reference, name and way; quarters across."""
    book = Workbook()
    rows: Rows = [
        ["Ref", "Measure", "Polarity", None, "Q1", "Q2", "Q3", "Q4"],
        ["A1", "Visits to the two museums", "High", "Target", 100, 200, 300, 400],
        [None, None, None, "Actual", 110, 190, 320, None],
        [None, None, None, "RAG", "G", "A", "G", None],
        ["A2", "Cost for each visit", "Low", "Target", 5, 5, 5, 5],
        [None, None, None, "Actual", 4.8, 5.1, 6, None],
        [None, None, None, "RAG", "G", "A", "R", None],
    ]
    sheet = _sheet(book, "2024-25", rows)
    for column in "ABC":
        sheet.merge_cells(f"{column}2:{column}4")
        sheet.merge_cells(f"{column}5:{column}7")
    return _saved(book, folder / "museums.xlsx")


def counts_and_a_percentage(folder: Path) -> Path:
    """Numerator, denominator and their percentage, with ticks and crosses; no unit, no way."""
    book = Workbook()
    rows: Rows = [
        ["Service", "PI", "Numerator", "Denominator", "%", "Target %", "Status"],
        ["Care", "Assessments in time", 45, 50, 90, 85, "\u2713"],
        ["Care", "Reviews in time", 30, 50, 60, 80, "\u2717"],
    ]
    _sheet(book, "Q3 2024-25", rows)
    return _saved(book, folder / "counts.xlsx")


def statuses_in_sentences(folder: Path) -> Path:
    """A title with the months of the quarter, figures as text, statuses and ways in words."""
    book = Workbook()
    rows: Rows = [
        ["Council Plan performance \u2013 Quarter 2 (July \u2013 September 2024)"],
        [],
        ["Outcome", "Measure", "YTD Target", "Q2 Performance", "Q1 Performance", "Status", "DoT"],
        ["Safe", "Cases closed in time", "90%", "93%", "91%", "Meeting target", "Getting better"],
        ["Safe", "Visits carried out", "100", "81", "92", "Not meeting target", "Getting worse"],
    ]
    _sheet(book, "Report", rows)
    return _saved(book, folder / "sentences.xlsx")


MORE: Mapping[str, Callable[[Path], Path]] = {
    shape.__name__: shape
    for shape in (
        sheet_a_directorate,
        sheet_a_quarter,
        quarters_stacked,
        colour_of_text,
        faces,
        transposed,
        area_columns,
        side_table,
        semicolons,
        traffic_lights,
        rag_next_to_each_quarter,
        quarters_without_a_year,
        sheet_a_month,
        three_rows_a_measure,
        counts_and_a_percentage,
        statuses_in_sentences,
    )
}
