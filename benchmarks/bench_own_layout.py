"""Commands on a council's own workbook, through its layout, against openpyxl's load and save of it.

    python -m benchmarks own_layout
    KPIBOOK_BENCH_MEASURES=6000 python -m benchmarks own_layout

The workbook is the scorecard of examples/own_workbook with more rows: two merged rows of headings,
priorities as rows between the measures, statuses by fill and directions as arrows. Every measure
gets a figure and a commentary. openpyxl loses what it does not know, and finds no cell by itself.
"""

from __future__ import annotations

import csv
import random
import runpy
import subprocess
import sys
import sysconfig
from pathlib import Path

from benchmarks import page
from benchmarks.measure import Command, Cost, at_sizes

KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
EXAMPLE = Path(__file__).parents[1] / "examples" / "own_workbook" / "build.py"
ROUNDS = 2
PERIOD, EARLIER = "Q3 2024/25", "Q2 2024/25"
_SECTION = 50
_MAKE = (
    "from benchmarks.bench_own_layout import *; a_scorecard(Path(sys.argv[1]), int(sys.argv[2]))"
)
_SCRIPT = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"


def main() -> None:
    """Print the comparison for each size, and write it into docs/speed.md."""
    for measures, least in at_sizes(_commands, ROUNDS):
        _report(measures, least)


def a_scorecard(path: Path, measures: int) -> None:
    """Write a council's scorecard with that many measures."""
    build = runpy.run_path(str(EXAMPLE))
    chance = random.Random(1)
    sections: dict[str, list[tuple[object, ...]]] = {}
    for number in range(measures):
        rows = sections.setdefault(f"Priority {number // _SECTION + 1}", [])
        outturn, target, first, second = (round(chance.uniform(0.2, 0.95), 3) for _ in range(4))
        fills = [build["GREEN"] if each >= target else build["RED"] for each in (first, second)]
        title = f"Measure {number} of those that the council reports"
        figures = (outturn, target, first, second)
        rows.append((f"M{number}", title, "High", "%", *figures, "0.0%", *fills))
    # The function looks its rows up in its own module.
    build["scorecard"].__globals__["SECTIONS"] = sections
    build["scorecard"](path)


def _commands(folder: Path, measures: int) -> list[Command]:
    book, toml = folder / "scorecard.xlsx", folder / "scorecard.layout.toml"
    # In another process: what this holds would count as its children's peak.
    subprocess.run((sys.executable, "-c", _MAKE, book, str(measures)), check=True)
    actuals = folder / "actuals.csv"
    chance = random.Random(2)
    with actuals.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("Ref", "Actual", "Commentary"))
        for number in range(measures):
            lines.writerow((f"M{number}", f"{chance.uniform(20, 95):.1f}%", "As expected."))
    propose = (KPIBOOK, "inspect", book, "--layout", "-o", toml)
    subprocess.run(propose, check=True, capture_output=True)
    ours = ("--layout", toml, "--period")
    out = {name: folder / f"{name}.xlsx" for name in ("openpyxl", "fill")}
    report = folder / "report.docx"
    return [
        Command("openpyxl, load and save", (sys.executable, "-c", _SCRIPT, book, out["openpyxl"])),
        Command("fill", (KPIBOOK, "fill", book, "--actuals", actuals, *ours, PERIOD,
                         "-o", out["fill"]), writes=out["fill"], accepted=(0, 1)),
        Command("check", (KPIBOOK, "check", book, *ours, EARLIER), accepted=(0, 1)),
        Command("report", (KPIBOOK, "report", book, *ours, EARLIER, "-o", report),
                writes=report, accepted=(0, 1)),
        Command("layout check", (KPIBOOK, "layout", "check", toml, book, "--period", EARLIER),
                accepted=(0, 1)),
        Command("inspect --layout", (*propose[:-1], folder / "again.toml"),
                writes=folder / "again.toml", accepted=(0, 1)),
    ]  # fmt: skip


def _report(measures: int, least: dict[str, Cost]) -> None:
    base = next(iter(least.values())).cpu_seconds
    rows = [
        (name, f"{cost.cpu_seconds:.2f}", f"{cost.cpu_seconds / base:.2f}", f"{cost.peak_mb:,.0f}")
        for name, cost in least.items()
    ]
    header = ("Command", "CPU s", "of openpyxl's", "Peak MB")
    text = f"""The scorecard of `examples/own_workbook` with {measures:,} measures, read and filled
through its layout. {page.machine()}. {page.rounds(ROUNDS if measures <= 1000 else 1)}

{page.table(header, rows)}
"""
    print(f"a council's own workbook of {measures:,} measures\n{page.table(header, rows)}")
    page.rewrite(f"own layout {measures}", f"A council's own {measures:,} measures", text)


if __name__ == "__main__":
    main()
