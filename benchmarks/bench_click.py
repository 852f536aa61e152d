"""A click on Fill: from the add-in's own command line to the first write, in parts.

The line is made by the shipped VBA and started for real, on the example of six measures, with
its actuals in a CSV file. Excel is pretended (openpyxl), so what Excel itself takes for a read or
a write is not in it; how often it is called is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.support.books import EXAMPLE, example
from tests.support.desk import shipped_modules
from tests.support.fake_windows import Windows, python_arguments

from benchmarks.measure import Command, compare

ROOT = Path(__file__).parents[1]
RUNS = 9
SITE = "from benchmarks.click_probe import sit_down\nsit_down()\n"
#: The part and the two marks it lies between; None is the start of the process.
PARTS = (
    ("Python starts", None, "start"),
    ("import xlwings, and pandas with it", "start", "import"),
    ("import kpibook's part of the add-in", "import", "ours"),
    ("find the workbook, see that it is one of ours, ask", "ready", "asked"),
    ("read the actuals and the workbook, rate, work out the changes", "asked", "first write"),
)


def main() -> None:
    """Print the parts and the yardsticks."""
    arguments = fill_arguments()
    told = [one_click(arguments) for _ in range(RUNS + 1)][1:]
    print(f"a click on Fill, the example of six measures (CPU ms, medians of {RUNS} runs)")
    total = 0.0
    for name, begin, end in PARTS:
        part = _median([_between(one, begin, end) for one in told])
        total += part
        print(f"  {name:62} {part:6.0f}")
    print(f"  {'to the first write':62} {total:6.0f}")
    rest = _median([_between(one, "first write", "end") for one in told])
    print(f"  {'write all, make the return, answer, end':62} {rest:6.0f}")
    print(f"  calls to Excel: {told[-1]['reads']:.0f} reads, {told[-1]['writes']:.0f} writes")
    for name, cost in yardsticks().items():
        print(f"  yardstick: {name:51} {cost:6.0f}")


def fill_arguments() -> list[str]:
    """Return Python's arguments at a click on Fill, as the shipped VBA makes them."""
    windows = Windows().install()
    windows.excel(dict(shipped_modules())).click("kpiFill")
    return python_arguments(windows.commands[0])[1:]


def one_click(arguments: list[str]) -> Mapping[str, float]:
    """Return the marks of a click, in seconds of CPU time, on a fresh copy of the workbook."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-click-") as name:
        folder = Path(name)
        book, told = folder / "book.xlsx", folder / "told.json"
        book.write_bytes(example().empty.read_bytes())
        (folder / "sitecustomize.py").write_text(SITE, encoding="utf-8")
        desk = {"book": str(book), "actuals": str(EXAMPLE / "actuals_q3.csv"), "told": str(told)}
        subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env={
                **os.environ,
                "CLICK_PROBE": json.dumps(desk),
                "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
            },
            check=True,
        )
        marks: dict[str, float] = json.loads(told.read_text(encoding="utf-8"))
    if "first write" not in marks:
        raise RuntimeError("the click wrote nothing, so its time means nothing")
    return marks


def yardsticks() -> dict[str, float]:
    """Return the cost of starting Python and importing libraries alone, in CPU ms."""
    lines = {
        "python -c pass": "pass",
        "python -c 'import xlwings, pandas'": "import xlwings, pandas",
    }
    commands = [Command(name, (sys.executable, "-c", line)) for name, line in lines.items()]
    return {name: cost.cpu_seconds * 1000 for name, cost in compare(commands, runs=RUNS).items()}


def _between(marks: Mapping[str, float], begin: str | None, end: str) -> float:
    return (marks[end] - (0.0 if begin is None else marks[begin])) * 1000


def _median(values: list[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    main()
