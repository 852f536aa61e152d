"""`kpibook report` on 300 measures with eight quarters each, in every format, against two scripts.

The aim is under five seconds for Word and under two for every other format. kpibook also rates,
checks, withholds small numbers and draws 300 charts. The first script writes the same rows with
openpyxl, the second a plain table with pandas. docs/speed.md keeps the figures.
"""

from __future__ import annotations

import csv
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.measure import Command, compare, report, run_once
from kpibook.outputs.report.formats import WRITERS

HERE = Path(__file__).parent
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
MEASURES = 300
QUARTERS = ("Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21", "Q4 2020/21", "Q1 2021/22",
            "Q2 2021/22")  # fmt: skip
RUNS = 5


def main() -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        book = a_book(folder)
        rows, plain = folder / "theirs.xlsx", folder / "theirs.html"
        peers = HERE / "peers"
        costs = compare(
            [
                Command(
                    "openpyxl script .xlsx",
                    (sys.executable, peers / "openpyxl_report.py", book, rows),
                    writes=rows,
                ),
                Command(
                    "pandas script .html",
                    (sys.executable, peers / "pandas_html_report.py", book, plain),
                    writes=plain,
                ),
                *(_ours(book, folder / f"ours{ending}") for ending in WRITERS),
            ],
            runs=RUNS,
        )
    print(report(f"report, {MEASURES} measures", costs, runs=RUNS))


def _ours(book: Path, output: Path) -> Command:
    argv = (KPIBOOK, "report", book, "-o", output)
    return Command(f"kpibook report {output.suffix}", argv, writes=output, accepted=(0, 1))


def a_book(folder: Path) -> Path:
    """Make the workbook: figures that rise and fall, nine priorities, a commentary each."""
    empty, book = folder / "empty.xlsx", folder / "book.xlsx"
    refs = [f"PI.{number}" for number in range(MEASURES)]
    measures = _csv(
        folder / "measures.csv",
        ("Ref", "Measure", "Unit", "Decimals", "Which way is good", "Target", "Priority"),
        ((ref, f"Measure {ref}", "percent", "1", "higher", "80%", f"Priority {number % 9}")
         for number, ref in enumerate(refs)),
    )  # fmt: skip
    history = _csv(
        folder / "history.csv",
        ("Ref", "Period", "Actual"),
        ((ref, quarter, f"{60 + (7 * number + 3 * place) % 35}.{place}%")
         for number, ref in enumerate(refs) for place, quarter in enumerate(QUARTERS)),
    )  # fmt: skip
    actuals = _csv(
        folder / "actuals.csv",
        ("Ref", "Actual", "Commentary"),
        ((ref, f"{60 + number % 40}%", "What we did and what came of it. " * 12)
         for number, ref in enumerate(refs)),
    )  # fmt: skip
    new = ("new", "--measures", measures, "--history", history, "--year", "2021/22")
    made = (KPIBOOK, *new, "--quarter", "Q3", "-o", empty)
    run_once(Command("kpibook new", made, writes=empty, accepted=(0, 1)))
    filled = (KPIBOOK, "fill", empty, "--actuals", actuals, "-o", book)
    run_once(Command("kpibook fill", filled, writes=book, accepted=(0, 1)))
    return book


def _csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


if __name__ == "__main__":
    main()
