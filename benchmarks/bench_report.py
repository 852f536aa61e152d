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

from benchmarks import page
from benchmarks.measure import Command, Cost, compiled, run_once
from kpibook.outputs.report.formats import WRITERS

HERE = Path(__file__).parent
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
MEASURES = 300
QUARTERS = ("Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21", "Q4 2020/21", "Q1 2021/22",
            "Q2 2021/22")  # fmt: skip
RUNS = 3
_ROWS, _TABLE = "openpyxl script, the rows as .xlsx", "pandas script, a table as .html"
_WITH = {".docx": " with 300 charts", ".pdf": " with 300 charts", ".html": " with 300 charts"}


def main() -> None:
    """Print the comparison, and write it into docs/speed.md."""
    print(compiled())
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        book = a_book(folder)
        rows, plain = folder / "theirs.xlsx", folder / "theirs.html"
        peers = HERE / "peers"
        costs = _least(
            [
                Command(
                    _ROWS,
                    (sys.executable, peers / "openpyxl_report.py", book, rows),
                    writes=rows,
                ),
                Command(
                    _TABLE,
                    (sys.executable, peers / "pandas_html_report.py", book, plain),
                    writes=plain,
                ),
                *(_ours(book, folder / f"ours{ending}") for ending in WRITERS),
            ]
        )
    _show(costs)


def _least(commands: list[Command]) -> dict[str, Cost]:
    """Return the least cost of each command, over rounds in which each runs once."""
    rounds = [{each.name: run_once(each) for each in commands} for _ in range(RUNS)]
    return {
        each.name: min((costs[each.name] for costs in rounds), key=lambda cost: cost.cpu_seconds)
        for each in commands
    }


def _show(costs: dict[str, Cost]) -> None:
    base = costs[_ROWS].cpu_seconds
    rows = [
        (name, f"{cost.cpu_seconds:.2f}", f"{cost.cpu_seconds / base:.2f}", f"{cost.peak_mb:,.0f}")
        for name, cost in costs.items()
    ]
    table = page.table(("", "CPU s", "to openpyxl", "peak MB"), rows)
    print(table)
    page.rewrite("report", "The committee report", f"{_WHAT}\n\n{table}\n\n{_NOTES}")


def _ours(book: Path, output: Path) -> Command:
    argv = (KPIBOOK, "report", book, "-o", output)
    name = f"kpibook report, {output.suffix}{_WITH.get(output.suffix, '')}"
    return Command(name, argv, writes=output, accepted=(0, 1))


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


_WHAT = f"""`python -m benchmarks report`: a workbook of {MEASURES} measures with eight quarters
each, nine priorities and a commentary of 400 letters on every measure, from the file on disk to the
file on disk. The scripts write the same rows, or a plain table, without charts, reasons, directions
or withheld figures. The aim is five seconds for Word and two for every other format.
{page.rounds(RUNS)} {page.machine()}."""
_NOTES = """Where the PDF's time went when it took 1.9 s: 0.2 s to start, 0.65 s to read, check and
rate the workbook, 0.1 s for the report's texts, 0.1 s for the places of the charts' lines and
letters, 0.75 s for typst. No part of typst's is large: left out in turn, the charts
take 0.15 s, the table of the 194 measures that need attention 0.14 s, the tables of
figures 0.1 s, the commentaries 0.07 s, links 0.03 s. Charts as pictures in SVG took
0.35 s, and a curve for each line and dot as long."""


if __name__ == "__main__":
    main()
