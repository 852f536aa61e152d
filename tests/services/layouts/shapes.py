"""Workbooks of shapes that councils use, with invented measures and figures."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[object]]


def _sheet(book: Workbook, name: str, rows: Rows, first: int = 1) -> Worksheet:
    sheet = book.create_sheet(name)
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    return sheet


def _saved(book: Workbook, path: Path) -> Path:
    if "Sheet" in book.sheetnames:
        del book["Sheet"]
    book.save(path)
    return path


def months_across(folder: Path) -> Path:
    """A column a month of the year, and none of a quarter."""
    book = Workbook()
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    rows: list[list[object]] = [
        ["Monthly performance 2024/25"],
        [],
        ["Ref", "Measure", "Unit", "Polarity", "Target", *months],
        ["LI1", "Library visits in person", "Number", "High", 900, *range(870, 960, 10)],
        ["LI2", "Loans of books renewed", "%", "High", 60, *[61, 62, 58, 59, 60, 61, 63, 64, 55]],
        ["LI3", "Overdue stock not returned", "Number", "Low", 40, *range(30, 48, 2)],
    ]
    _sheet(book, "Libraries 24-25", rows)
    return _saved(book, folder / "months.xlsx")


def years_over_quarters(folder: Path) -> Path:
    """Two heading rows: merged years over quarters."""
    book = Workbook()
    rows = [
        ["Code", "Indicator", "Good to be", "Unit", "Target", "2023/24", *[None] * 3, "2024/25"],
        [*[None] * 5, "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4"],
        ["P01", "Applications decided in time", "High", "%", 80, *[81, 79, 82, 83, 84, 85, 78]],
        ["P02", "Days to register an application", "Low", "Days", 5, *[6, 5, 5, 4, 5, 4, 4.5]],
    ]
    sheet = _sheet(book, "KPIs", rows)
    sheet.merge_cells("F1:I1")
    sheet.merge_cells("J1:M1")
    return _saved(book, folder / "years.xlsx")


def letters_and_texts(folder: Path) -> Path:
    """RAG as letters, figures in text, targets in words."""
    path = folder / "letters.csv"
    rows = [
        ["PI Ref", "PI Title", "High or low is good", "Current Target", "Latest result", "RAG"],
        ["T1", "Trees planted on verges", "High", "85%", "82.3%", "A"],
        ["T2", "Potholes mended within a day", "High", "90.0%", "71.0%", "R"],
        ["T3", "Streets with litter", "Low", "5%", "4.1%", "G"],
        ["T4", "Visitors to the park", "High", "no target", "12,450", ""],
    ]
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def register_and_figures(folder: Path) -> Path:
    """A register on a sheet and figures on another, joined by code."""
    book = Workbook()
    register = [
        ["KPI code", "KPI name", "Unit of measure", "Polarity", "Lead officer"],
        ["A1", "Council tax collected", "%", "Higher is better", "Head of Revenues"],
        ["A2", "Days to process a claim", "Days", "Lower is better", "Head of Benefits"],
        ["A3", "Business rates collected", "%", "Higher is better", "Head of Revenues"],
    ]
    figures = [
        ["KPI code", "Q1 Target", "Q1 Actual", "Q2 Target", "Q2 Actual"],
        ["A1", 29, 28.8, 56, 56.4],
        ["A2", 20, 22, 20, 18],
        ["A3", 30, 31, 57, 52],
    ]
    _sheet(book, "Register", register)
    _sheet(book, "Figures 2024-25", figures)
    return _saved(book, folder / "joined.xlsx")


def long_with_providers(folder: Path) -> Path:
    """A row for each provider, quarter and measure."""
    path = folder / "long.csv"
    head = ["Provider", "Quarter", "Indicator ref", "Indicator", "Unit", "Target", "Actual"]
    rows: list[list[object]] = [head]
    for at, provider in enumerate(("Westmarch Leisure", "Northby Trust")):
        for number in (1, 2, 3):
            quarter = f"Q{number} 2024/25"
            rows.append(
                [provider, quarter, "L1", "Swims by under-16s", "Number", 500, 480 + number + at]
            )
            rows.append([provider, quarter, "L2", "Members who stayed", "%", 70, 71 + number + at])
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def blocks_down(folder: Path) -> Path:
    """A block a measure down one sheet, each with labels for its name too."""
    book = Workbook()
    rows: list[list[object]] = [["Housing monitoring"]]
    for ref, name, way, figures in (
        ("H1", "Repairs done first time", "High", [90, 91, 88, 92]),
        ("H2", "Days a home is empty", "Low", [25, 27, 24, 22]),
    ):
        rows += [
            [],
            ["Ref", ref],
            ["Measure", name],
            ["Good is", way],
            [None, "Q1", "Q2", "Q3"],
            ["Target", *[figures[0]] * 3],
            ["Actual", *figures[1:]],
        ]
    _sheet(book, "Housing", rows)
    return _saved(book, folder / "blocks.xlsx")


def numerators(folder: Path) -> Path:
    """Numerator and denominator in place of the value."""
    book = Workbook()
    rows = [
        ["Ref", "Performance indicator", "Unit", "Polarity", "Target", "Numerator", "Denominator"],
        ["N1", "Assessments done in time", "%", "High", 85, 120, 150],
        ["N2", "Children seen within a week", "%", "High", 90, 57, 60],
    ]
    _sheet(book, "Q3 2024-25", rows)
    return _saved(book, folder / "numerators.xlsx")


def two_tables(folder: Path) -> Path:
    """Two tables on one sheet, with other headings."""
    book = Workbook()
    rows: list[list[object]] = [
        ["Place directorate, Quarter 2 2024/25"],
        ["Ref", "Measure", "Polarity", "Target", "Actual", "RAG"],
        ["R1", "Gullies cleaned in the year", "High", 70, 75, "Green"],
        ["R2", "Street lights out of order", "Low", 20, 26, "Red"],
        [],
        ["People directorate"],
        ["Code", "Indicator", "Good is", "Plan", "Result", "Status"],
        ["S1", "Carers offered a break", "High", 60, 62, "Green"],
        ["S2", "Falls in care homes", "Low", 30, 28, "Green"],
    ]
    _sheet(book, "Scorecard", rows)
    return _saved(book, folder / "two.xlsx")


def headings_at_nine(folder: Path) -> Path:
    """Headings on row 9, below a title block, with a total and foot notes."""
    book = Workbook()
    above = [["Environment scorecard"], ["Prepared for the committee"], ["Quarter 3 2024/25"]]
    _sheet(book, "Scorecard", above)
    rows: list[list[object]] = [
        ["Ref", "Measure", "Unit", "Polarity", "Target", "Actual", "Previous quarter", "Status"],
        ["E1", "Waste sent to landfill", "Tonnes", "Low", 400, 380, 410, "On target"],
        ["E2", "Fly-tips cleared in a day", "%", "High", 95, 90, 96, "Off target"],
        ["Total", None, None, None, 495, 470, 506],
        [],
        ["* E2 is of weekdays only"],
    ]
    sheet = book["Scorecard"]
    for number, row in enumerate(rows, 9):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    return _saved(book, folder / "nine.xlsx")


def welsh(folder: Path) -> Path:
    """Welsh headings."""
    book = Workbook()
    rows = [
        ["Cyfeirnod", "Mesur", "Uned", "Cyfeiriad da", "Targed", "Gwirioneddol", "Sylwadau"],
        ["C1", "Gwastraff a ailgylchwyd", "%", "High", 65, 66.2, "Da iawn"],
        ["C2", "Dyddiau i osod cartref", "Days", "Low", 28, 31, "Araf"],
    ]
    _sheet(book, "Chwarter 3", rows)
    return _saved(book, folder / "cymraeg.xlsx")


def status_cells_by_fill(folder: Path) -> Path:
    """A status column of coloured cells without a word."""
    book = Workbook()
    rows = [
        ["Ref", "Measure", "Polarity", "Target", "This quarter", "Last quarter", "RAG"],
        ["W1", "Wheelchair ramps inspected", "High", 50, 52, 49, None],
        ["W2", "Complaints received in writing", "Low", 10, 19, 12, None],
    ]
    sheet = _sheet(book, "Q2", rows)
    for row, colour in ((2, "00B050"), (3, "C00000")):
        sheet.cell(row, 7).fill = PatternFill("solid", fgColor=colour)
    return _saved(book, folder / "fills.xlsx")


SHAPES: Mapping[str, Callable[[Path], Path]] = {
    shape.__name__: shape
    for shape in (
        months_across,
        years_over_quarters,
        letters_and_texts,
        register_and_figures,
        long_with_providers,
        blocks_down,
        numerators,
        two_tables,
        headings_at_nine,
        welsh,
        status_cells_by_fill,
    )
}
