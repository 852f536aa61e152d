"""A column of 10,000 measures: one array formula against a formula in each row.

Both go through xlwings' own `call_udf` and conversion, with only pywin32 a stub. What a stub cannot
cost is the way to Excel and back: instead, the questions that xlwings and kpibook ask of Excel's
ranges are counted, each of them a round trip between two processes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from tests.support.com_cells import Sheet
from tests.support.pywin32 import WindowsSide, windows_side

ROWS = 10_000
RUNS = 3
# The columns of the sheet: actual, target, which way is good.
_ACTUAL, _TARGET, _POLARITY = 1, 2, 3


def main() -> None:
    """Print the comparison."""
    with windows_side() as excel:
        print(
            f"KPI_STATUS of {ROWS:,} rows, as xlwings calls it (CPU seconds, least of {RUNS} runs)"
        )
        array = _line("one array formula", lambda sheet: as_array(excel, sheet))
        cells = _line("a formula in each row", lambda sheet: cell_by_cell(excel, sheet), runs=1)
        same = array[1] == cells[1]
    print(f"  one array formula takes 1/{cells[0] / array[0]:,.0f} of the time", end="; ")
    print("the answers are the same" if same else "the answers DIFFER")


def measures(rows: int) -> Sheet:
    """Make a column of percentages with their targets, as in a workbook's cells."""
    chance = random.Random(1)
    values = [
        [
            round(chance.uniform(0.05, 1), 3),
            round(chance.uniform(0.05, 1), 3),
            chance.choice(("higher", "lower")),
        ]
        for _ in range(rows)
    ]
    return Sheet(values, [["0.0%", "0.0%", "General"]] * rows)


def as_array(excel: WindowsSide, sheet: Sheet) -> list[Any]:
    """Calculate =KPI_STATUS(A1:A10000, B1:B10000, C1:C10000)."""
    columns = (sheet.column(number) for number in (_ACTUAL, _TARGET, _POLARITY))
    return [answer for [answer] in excel.call("KPI_STATUS", *columns)]


def cell_by_cell(excel: WindowsSide, sheet: Sheet) -> list[Any]:
    """Calculate =KPI_STATUS(A1, B1, C1), filled down."""
    return [
        excel.call(
            "KPI_STATUS", *(sheet.Cells(row, column) for column in (_ACTUAL, _TARGET, _POLARITY))
        )
        for row in range(1, len(sheet.rows) + 1)
    ]


def _line(
    name: str, work: Callable[[Sheet], list[Any]], runs: int = RUNS
) -> tuple[float, list[Any]]:
    found: list[float] = []
    for _ in range(runs):
        sheet = measures(ROWS)
        start = time.process_time()
        answers = work(sheet)
        found.append(time.process_time() - start)
    asked = sum(sheet.asked.values())
    print(f"  {name:40} {min(found):7.3f} s {ROWS / min(found):>10,.0f} rows/s", end="")
    print(f"   {asked:>9,} questions to Excel")
    return min(found), answers


if __name__ == "__main__":
    main()
