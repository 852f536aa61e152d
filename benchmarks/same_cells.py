"""A comparison of two filled workbooks' cells: a race between unequal tasks proves nothing.

    python same_cells.py ONE.xlsx OTHER.xlsx

Prints each cell of 'This quarter' that differs and ends with 1 if there is one. It runs in a
separate process, so that openpyxl is not in the memory of the process that measures.
"""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl


def cells(path: Path) -> dict[str, object]:
    """Return the values of 'This quarter' by address, numbers at ten decimals."""
    sheet = openpyxl.load_workbook(path, data_only=False)["This quarter"]
    return {
        cell.coordinate: round(float(cell.value), 10)
        if isinstance(cell.value, int | float)
        else cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def main(one: str, other: str) -> int:
    """Print the differences; 1 if there are any, 0 if not."""
    left, right = cells(Path(one)), cells(Path(other))
    different = sorted(a for a in left.keys() | right.keys() if left.get(a) != right.get(a))
    for address in different:
        print(f"{address}: {left.get(address)!r} / {right.get(address)!r}", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
