"""A fill script of a performance officer who knows pandas.

    python pandas_openpyxl_fill.py BOOK.xlsx ACTUALS.csv OUT.xlsx

Writes the same cells of 'This quarter' as `kpibook fill` does, for the `standard` scheme and
the kinds of measure the example has. It makes no return, checks nothing, and takes the refs,
the numbers and the workbook's safety on trust.
"""

import sys

import pandas as pd
from openpyxl import load_workbook

TOLERANCE = 0.05
PER_CENT = "percent"


def number(text, unit):
    """Return 72.1% as Excel holds it (0.721); other units as they are."""
    value = float(str(text).rstrip("%"))
    return round(value / 100, 10) if unit == PER_CENT else value


def status(actual, target, polarity):
    if polarity == "neutral" or target is None:
        return "Not rated"
    shortfall = target - actual if polarity == "higher" else actual - target
    if shortfall <= 0:
        return "Target met"
    return "Within tolerance" if shortfall <= TOLERANCE * target else "Off target"


def direction(actual, before, polarity):
    if before is None:
        return "No history"
    if actual == before:
        return "No change"
    if polarity == "neutral":
        return "Increased" if actual > before else "Decreased"
    return "Improved" if (actual > before) == (polarity == "higher") else "Declined"


def against(actual, comparator, unit, polarity):
    if comparator is None:
        return None
    points = round((actual - comparator) * (100 if unit == PER_CENT else 1), 1)
    better = {"higher": "Better", "lower": "Worse", "neutral": "Higher"}[polarity]
    worse = {"higher": "Worse", "lower": "Better", "neutral": "Lower"}[polarity]
    words = " points" if unit == PER_CENT else ""
    return f"{better if points > 0 else worse} by {abs(points):.1f}{words}"


def columns_by_heading(sheet):
    """Return the header row's number, and the column of each heading."""
    for row in sheet.iter_rows():
        if any(cell.value == "Ref" for cell in row):
            return row[0].row, {cell.value: cell.column for cell in row if cell.value}
    raise SystemExit(f"no heading 'Ref' on {sheet.title}")


def rows_by_ref(sheet, header, columns):
    refs = {}
    for row in range(header + 1, sheet.max_row + 1):
        ref = sheet.cell(row, columns["Ref"]).value
        if ref:
            refs[str(ref).replace(" ", "")] = row
    return refs


def main(book, actuals, out):
    figures = pd.read_csv(actuals, dtype=str)
    figures["Ref"] = figures["Ref"].str.replace(" ", "")
    figures["As at"] = pd.to_datetime(figures["As at"], dayfirst=True)

    workbook = load_workbook(book)
    sheet = workbook["This quarter"]
    header, columns = columns_by_heading(sheet)
    rows = rows_by_ref(sheet, header, columns)
    register = workbook["Measures"]
    register_header, register_columns = columns_by_heading(register)
    register_rows = rows_by_ref(register, register_header, register_columns)

    for figure in figures.to_dict("records"):
        row = rows[figure["Ref"]]

        def held(heading, row=row):
            return sheet.cell(row, columns[heading]).value

        def write(heading, value, row=row):
            sheet.cell(row, columns[heading]).value = value

        unit, polarity = held("Unit"), held("Which way is good")
        target = held("Target")
        actual = number(figure["Actual"], unit)
        comparator = register.cell(
            register_rows[figure["Ref"]], register_columns["Comparator value"]
        ).value

        write("Actual", actual)
        for heading in ("Numerator", "Denominator"):
            if pd.notna(figure[heading]):
                write(heading, float(figure[heading]))
        if pd.notna(figure["As at"]):
            write("As at", figure["As at"].to_pydatetime())
        for heading in ("Marker", "Commentary", "Action"):
            if pd.notna(figure[heading]):
                write(heading, figure[heading])
        write("Status", status(actual, target, polarity))
        write("Direction", direction(actual, held("Previous quarter"), polarity))
        write(
            "Direction since last year",
            direction(actual, held("Same quarter last year"), polarity),
        )
        if target is not None:
            write("Variance", round((actual - target) * (100 if unit == PER_CENT else 1), 10))
        write("Against comparator", against(actual, comparator, unit, polarity))

    workbook.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
