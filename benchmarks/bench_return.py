"""`kpibook return` on 300 measures with eight quarters each, against openpyxl.

openpyxl only loads the same workbook and saves it. kpibook reads it, rates, withholds small
numbers, and draws the published copy: every sheet with heights and widths worked out from its text.
It took 1.8 times the CPU of openpyxl in November 2026; the single table that it wrote before, of a
third of the size, took 1.1 times.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from pathlib import Path

from benchmarks.bench_report import MEASURES, a_book
from benchmarks.measure import Command, compare, report

HERE = Path(__file__).parent
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
RUNS = 5


def main() -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        book = a_book(folder)
        published, saved = folder / "return.xlsx", folder / "saved.xlsx"
        script = (sys.executable, HERE / "peers/openpyxl_load_save.py", book, saved)
        ours = (KPIBOOK, "return", book, "-o", published)
        costs = compare(
            [
                Command("openpyxl, load and save", script, writes=saved),
                Command("kpibook return", ours, writes=published, accepted=(0, 1)),
            ],
            runs=RUNS,
        )
    print(report(f"return, {MEASURES} measures", costs, runs=RUNS))


if __name__ == "__main__":
    main()
