"""A click on Fill, to the first write: as the add-in starts it now, and as it did before.

The line is made by the shipped VBA and started for real, on the example of six measures, with its
actuals in a CSV file. The pretended Excel is in a process of its own, as Excel is, so that what is
measured is the click's process alone; what stands there for Excel's objects is in it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.support.books import EXAMPLE, example
from tests.support.desk import SITE, shipped_modules
from tests.support.excel_elsewhere import VARIABLE
from tests.support.fake_windows import Windows, python_arguments

from benchmarks import page
from benchmarks.measure import Command, compare

ROOT = Path(__file__).parents[1]
RUNS = 5
MOST = 0.6
"""The CPU seconds that a click may take to its first write."""

_LIBRARIES = "python -c 'import xlwings, pandas'"
#: xlwings' own start, which the add-in had until it was measured.
_WITH_PANDAS = "import xlwings.utils;xlwings.utils.prepare_sys_path('false;;;;;'); "


@dataclass(frozen=True)
class Way:
    """A way to start a click.

    Attributes:
        name: What the report calls it.
        arguments: Python's arguments.
        compiled: Whether Python finds its modules compiled, as from the second click on.
    """

    name: str
    arguments: tuple[str, ...]
    compiled: bool

    def compiling(self) -> Way:
        """Return the way without -B, which keeps Python from writing what it has compiled."""
        return replace(self, arguments=tuple(a for a in self.arguments if a != "-B"))


def main() -> None:
    """Print what each way costs, the ratio to the way before, and whether it is cheap enough."""
    ways = ways_to_start()
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-click-") as name:
        caches = Path(name)
        for way in ways:
            if way.compiled:
                one_click(way.compiling(), caches)
        told: dict[str, list[Any]] = {way.name: [] for way in ways}
        for _ in range(RUNS):
            for way in ways:
                told[way.name].append(one_click(way, caches))
    print(f"a click on Fill, the example of six measures (CPU s, medians of {RUNS} runs in turn)")
    print(f"  {'':44} to xlwings  to the first write  in all  libraries")
    cost = {name: _report(name, clicks) for name, clicks in told.items()}
    now = cost[ways[0].name]
    for way in ways[2:]:
        print(f"  now against {way.name}: {now / cost[way.name]:.2f}")
    verdict = "yes" if now <= MOST else "NO"
    print(f"  at most {MOST} CPU s to the first write: {verdict} ({now:.2f})")
    calls = told[ways[0].name][-1]
    print(f"  calls to Excel: {calls['reads']} reads, {calls['writes']} writes")
    sticks = yardsticks()
    for name, seconds in sticks.items():
        print(f"  yardstick: {name:45} {seconds:6.2f}")
    _write(cost, sticks, calls)


def _write(
    cost: Mapping[str, float], sticks: Mapping[str, float], calls: Mapping[str, Any]
) -> None:
    """Write the comparison into docs/speed.md."""
    whole = sticks[_LIBRARIES]
    rows = [
        (name, f"{seconds:.2f}", f"{seconds / whole:.2f}")
        for name, seconds in {**cost, **sticks}.items()
    ]
    table = page.table(("", "CPU s", f"of {_LIBRARIES}"), rows)
    text = f"""A click on Fill, from the start of its Python to its first write in Excel, on the
example of six measures with its actuals in a CSV file. Excel is pretended, in a separate process,
to which each of the {calls["reads"]:,} reads and {calls["writes"]:,} writes crosses. Medians of
{RUNS} runs in turn. {page.machine()}.

{table}

Nothing is written before all is read, rated and drawn, so the first write is nearly the end. The
first click after an update compiles; a click before was what the add-in started until it was
measured: pandas was imported by xlwings, and nothing was compiled ahead.
"""
    page.rewrite("click", "A click on Fill", text)


def ways_to_start() -> Sequence[Way]:
    """Return the ways, the shipped start first and the earlier start last."""
    windows = Windows().install()
    windows.excel(dict(shipped_modules())).click("kpiFill")
    now = python_arguments(windows.commands[0])[1:]
    at = now.index("-c")
    before = (*now[:at], "-B", "-c", _WITH_PANDAS + now[at + 1], *now[at + 2 :])
    return (
        Way("now", tuple(now), compiled=True),
        Way("now, the first click", tuple(now), compiled=False),
        Way("before, if the installer compiled", before, compiled=True),
        Way("before, as uv installs", before, compiled=False),
    )


def one_click(way: Way, caches: Path) -> Mapping[str, Any]:
    """Return what the click's process was seen to do, on a fresh copy of the workbook."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-click-") as name:
        folder = Path(name)
        book = folder / "book.xlsx"
        book.write_bytes(example().empty.read_bytes())
        (folder / "sitecustomize.py").write_text(SITE.format("excel_elsewhere"), encoding="utf-8")
        desk = {
            "book": str(book),
            "answers": ["yes"],
            "files": {"KpiDialogs.ChooseFile": str(EXAMPLE / "actuals_q3.csv")},
            "selected": ("This quarter", "A1"),
            "fault": "",
            "gone": False,
            "told": str(folder / "told.json"),
        }
        cache = caches if way.compiled else folder / "compiled"
        environment = {
            name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
        }
        subprocess.run(
            [sys.executable, *way.arguments],
            cwd=folder,
            env={
                **environment,
                VARIABLE: json.dumps(desk),
                "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
                "PYTHONPYCACHEPREFIX": str(cache),
            },
            stderr=subprocess.DEVNULL,
            check=True,
        )
        told: dict[str, Any] = json.loads((folder / "click.json").read_text(encoding="utf-8"))
    if "first write" not in told["marks"]:
        raise RuntimeError("the click wrote nothing, so its time means nothing")
    return told


def _report(name: str, clicks: Sequence[Mapping[str, Any]]) -> float:
    """Print a line, and return the CPU seconds to the first write."""
    at = {
        mark: statistics.median(click["marks"][mark] for click in clicks)
        for mark in ("xlwings", "first write", "end")
    }
    held = ", ".join(clicks[-1]["held"]) or "none"
    print(f"  {name:44} {at['xlwings']:10.2f}  {at['first write']:18.2f}  {at['end']:6.2f}  {held}")
    return at["first write"]


def yardsticks() -> dict[str, float]:
    """Return the cost of starting Python and importing libraries alone, in CPU seconds."""
    lines = {
        "python -c pass": "pass",
        _LIBRARIES: "import xlwings, pandas",
    }
    commands = [Command(name, (sys.executable, "-c", line)) for name, line in lines.items()]
    return {name: cost.cpu_seconds for name, cost in compare(commands, runs=RUNS).items()}


if __name__ == "__main__":
    main()
