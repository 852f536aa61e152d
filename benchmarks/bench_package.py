"""60 cells written and the file saved: the package layer against openpyxl, pandas, excelize.

Ratios to openpyxl, from one run in turn. `KPIBOOK_BENCH_ROWS` makes the large sheet smaller.
"""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter

from benchmarks.write_cells import LIBRARIES

HERE = Path(__file__).parent
LARGE = int(os.environ.get("KPIBOOK_BENCH_ROWS", "200000"))
Costs = dict[str, dict[str, float]]


def main() -> None:
    """Print the comparison, a table for each case."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        for title, rows, sheet, runs in (
            ("60 measures, 8 sheets", 0, "Measures", 7),
            ("beside a sheet of 20,000 rows", 20_000, "Measures", 3),
            (f"beside a sheet of {LARGE:,} rows", LARGE, "Measures", 1),
            (f"into the sheet of {LARGE:,} rows", LARGE, "Large", 1),
        ):
            book = folder / f"book{rows}.xlsx"
            if not book.exists():
                build(book, rows)
            print(report(f"{title} ({book.stat().st_size / 1e6:.1f} MB)", costs(book, sheet, runs)))


def costs(book: Path, sheet: str, runs: int) -> Costs:
    """Return the median cost of each library that is installed, run in turn."""
    names = [n for n in LIBRARIES if n != "excelize" or importlib.util.find_spec("excelize")]
    found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            target = book.with_name("out.xlsx")
            argv = (sys.executable, HERE / "write_cells.py", name, book, target, sheet)
            said = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
            found[name].append(json.loads(said.splitlines()[-1]))
    return {
        name: {key: statistics.median(c[key] for c in all_of) for key in ("cpu", "mb")}
        for name, all_of in found.items()
    }


def report(title: str, found: Costs) -> str:
    """Return the table of a case."""
    base = found["openpyxl"]
    lines = [f"\n{title}", f"  {'':14}  CPU s   times cheaper  peak growth MB"]
    lines += [
        f"  {name:14} {cost['cpu']:6.3f}  {base['cpu'] / cost['cpu']:13.1f}  {cost['mb']:14.1f}"
        for name, cost in found.items()
    ]
    return "\n".join(lines)


def build(path: Path, rows: int) -> None:
    """A workbook of eight sheets, 60 measures with formats and formulas, and a large sheet."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    percent = book.add_format({"num_format": "0.0%"})
    for number in range(7):
        sheet = book.add_worksheet("Measures" if number == 0 else f"Sheet {number}")
        for row in range(6, 66):
            sheet.write_string(row, 0, f"PI.{row}")
            sheet.write_string(row, 1, "A measure of how things went, described at length")
            for column in range(2, 11):
                sheet.write_number(row, column, row / 70 + column, percent)
            sheet.write_formula(row, 11, f"=H{row + 1}-E{row + 1}", percent, 3)
    large = book.add_worksheet("Large")
    for row in range(rows):
        large.write_string(row, 0, f"PI.{row}")
        for column in range(1, 12):
            large.write_number(row, column, row * 1.37 + column)
    book.close()


if __name__ == "__main__":
    main()
