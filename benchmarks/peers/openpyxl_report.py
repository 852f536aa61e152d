"""The report's rows as an officer's script would write them: openpyxl reads, and writes a sheet.

A row for each measure and quarter, with the commentary in the last. It has no charts, reasons,
directions or withheld figures, and its status knows one rule.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl


def rows_of(book: Any, name: str) -> Iterator[dict[str, Any]]:
    header: list[str] = []
    for row in book[name].iter_rows(values_only=True):
        if header and row[0]:
            yield dict(zip(header, row, strict=False))
        elif str(row[0]).strip() == "Ref":
            header = [str(cell) for cell in row]


def main(book: Path, output: Path) -> None:
    read = openpyxl.load_workbook(book, read_only=True, data_only=True)
    targets = {row["Ref"]: row["Target"] for row in rows_of(read, "Measures")}
    past = defaultdict(list)
    for row in rows_of(read, "History"):
        past[row["Ref"]].append((row["Period"], row["Actual"]))
    written = openpyxl.Workbook()
    sheet = written.active
    sheet.append(["Ref", "Measure", "Quarter", "Actual", "Target", "Status", "Commentary"])
    for row in rows_of(read, "This quarter"):
        ref, title, actual, target = row["Ref"], row["Measure"], row["Actual"], targets[row["Ref"]]
        for quarter, value in past[ref]:
            sheet.append([ref, title, quarter, value, target])
        status = "Target met" if actual >= target else "Off target"
        sheet.append([ref, title, "this quarter", actual, target, status, row["Commentary"]])
    written.save(output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
