"""Commands on one workbook with many measures, against openpyxl's load and save of it.

    python -m benchmarks sizes
    KPIBOOK_BENCH_MEASURES=6000 python -m benchmarks sizes

openpyxl rates nothing and loses what it does not know; it is what a script pays before it begins.
"""

from __future__ import annotations

import csv
import random
import sys
import sysconfig
from pathlib import Path

from benchmarks import many_workbooks, page
from benchmarks.measure import Command, Cost, at_sizes

KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
ROUNDS = 2
_SCRIPT = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"


def main() -> None:
    """Print the comparison for each size, and write it into docs/speed.md."""
    for measures, least in at_sizes(_commands, ROUNDS):
        _report(measures, least)


def _commands(folder: Path, measures: int) -> list[Command]:
    many_workbooks.make_apart(folder / "made", 1, measures)
    (book,) = (folder / "made").glob("*.xlsx")
    actuals = _actuals(folder / "actuals.csv", measures)
    out = {name: folder / f"{name}.xlsx" for name in ("openpyxl", "fill", "return", "roll")}
    words = folder / "report.docx"
    return [
        Command("openpyxl, load and save", (sys.executable, "-c", _SCRIPT, book, out["openpyxl"])),
        Command("check", (KPIBOOK, "check", book), accepted=(0, 1)),
        _writing("fill", out["fill"], book, "--actuals", actuals, "--period", "Q3 2021/22"),
        _writing("return", out["return"], book),
        _writing("report", words, book),
        _writing("roll-forward", out["roll"], book),
    ]


def _writing(name: str, output: Path, *argv: str | Path) -> Command:
    return Command(name, (KPIBOOK, name, *argv, "-o", output), writes=output, accepted=(0, 1))


def _actuals(path: Path, measures: int) -> Path:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("Ref", "Actual", "Commentary"))
        for ref in range(1, measures + 1):
            sign = "%" if ref % 4 == 0 else ""
            lines.writerow((f"M.{ref}", f"{chance.uniform(20, 95):.1f}{sign}", "As expected."))
    return path


def _report(measures: int, least: dict[str, Cost]) -> None:
    base = next(iter(least.values()))
    rows = [
        (name, f"{cost.cpu_seconds:.2f}", f"{cost.cpu_seconds / base.cpu_seconds:.2f}",
         f"{cost.peak_mb:,.0f}")
        for name, cost in least.items()
    ]  # fmt: skip
    header = ("Command", "CPU s", "of openpyxl's", "Peak MB")
    text = f"""A workbook of {measures:,} measures with four earlier quarters. {page.machine()}.
{page.rounds(ROUNDS if measures <= 1000 else 1)}

{page.table(header, rows)}
"""
    print(f"a workbook of {measures:,} measures\n{page.table(header, rows)}")
    page.rewrite(f"sizes {measures}", f"One workbook of {measures:,} measures", text)


if __name__ == "__main__":
    main()
