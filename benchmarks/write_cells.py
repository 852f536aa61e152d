"""Write 60 cells into one sheet of a workbook with one library, and print the cost.

    python write_cells.py LIBRARY BOOK.xlsx OUT.xlsx SHEET

Prints the CPU seconds of opening, writing and saving, imports left out, and by how much the
peak of memory grew over what the imports had taken. Each run has a separate process.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

FIRST_ROW, ROWS, COLUMN = 7, 60, 8


def with_kpibook() -> Callable[[str, str, str], None]:
    """Write with kpibook.xlsx."""
    from kpibook.xlsx import Workbook

    def write(source: str, target: str, sheet: str) -> None:
        with Workbook.open(source) as book:
            page = book.sheet(sheet)
            for row in range(FIRST_ROW, FIRST_ROW + ROWS):
                page.set(f"H{row}", row + 0.5)
            book.save(target)

    return write


def with_openpyxl() -> Callable[[str, str, str], None]:
    """Write with openpyxl: load and save."""
    import openpyxl

    def write(source: str, target: str, sheet: str) -> None:
        book = openpyxl.load_workbook(source)
        for row in range(FIRST_ROW, FIRST_ROW + ROWS):
            book[sheet].cell(row, COLUMN, row + 0.5)
        book.save(target)

    return write


def with_pandas() -> Callable[[str, str, str], None]:
    """Write with ``ExcelWriter`` in append mode over the sheet, as answers on the web show it."""
    import shutil

    import openpyxl  # noqa: F401 pandas imports it late, which is not what is measured
    import pandas as pd

    def write(source: str, target: str, sheet: str) -> None:
        shutil.copyfile(source, target)
        values = pd.DataFrame({"H": [r + 0.5 for r in range(FIRST_ROW, FIRST_ROW + ROWS)]})
        with pd.ExcelWriter(
            target, engine="openpyxl", mode="a", if_sheet_exists="overlay"
        ) as writer:
            values.to_excel(
                writer, sheet_name=sheet, startrow=FIRST_ROW - 1, startcol=COLUMN - 1,
                header=False, index=False,
            )  # fmt: skip

    return write


def with_excelize() -> Callable[[str, str, str], None]:
    """Write with the Python binding of the Go library."""
    import excelize

    def write(source: str, target: str, sheet: str) -> None:
        book = excelize.open_file(source)
        for row in range(FIRST_ROW, FIRST_ROW + ROWS):
            book.set_cell_value(sheet, f"H{row}", row + 0.5)
        book.save_as(target)
        book.close()

    return write


LIBRARIES = {
    "kpibook": with_kpibook,
    "openpyxl": with_openpyxl,
    "pandas append": with_pandas,
    "excelize": with_excelize,
}


def main(library: str, source: str, target: str, sheet: str) -> None:
    """Write once and print the cost as JSON."""
    write = LIBRARIES[library]()
    before, start = _peak_mb(), time.process_time()
    write(source, target, sheet)
    cost = {"cpu": time.process_time() - start, "mb": _peak_mb() - before}
    assert Path(target).stat().st_size > 0
    print(json.dumps(cost))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


if __name__ == "__main__":
    main(*sys.argv[1:])
