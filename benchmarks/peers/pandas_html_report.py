"""The report as an officer's script would make it: pandas reads the sheets and writes tables.

It has no charts, reasons, directions or withheld figures, and its status knows one rule.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def table(book: Path, sheet: str) -> pd.DataFrame:
    cells = pd.read_excel(book, sheet_name=sheet, header=None)
    top = next(n for n, first in enumerate(cells[0]) if str(first).strip() == "Ref")
    found = cells.iloc[top + 1 :].copy()
    found.columns = cells.iloc[top]
    return found[found["Ref"].notna()]


def main(book: Path, output: Path) -> None:
    measures, quarter, history = (table(book, s) for s in ("Measures", "This quarter", "History"))
    target = measures.set_index("Ref")["Target"]
    past = history.pivot_table(index="Ref", columns="Period", values="Actual", aggfunc="first")
    rows = quarter[["Ref", "Measure", "Actual", "Commentary"]].set_index("Ref").join(past)
    rows["Target"] = target
    actual, aim = (pd.to_numeric(rows[name], errors="coerce") for name in ("Actual", "Target"))
    rows["Status"] = (actual >= aim).map({True: "Target met", False: "Off target"})
    output.write_text(rows.to_html(na_rep="[x]"), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
