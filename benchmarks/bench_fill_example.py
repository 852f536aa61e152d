"""`kpibook fill` on the example, against a plain pandas and openpyxl script.

`kpibook fill` also checks the figures and writes the return sheet; the script does neither.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from pathlib import Path

from benchmarks import page
from benchmarks.measure import Command, compare, report, run_once

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "dudley_childrens_2021_22"
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
RUNS = 9
_IMPORTS = "import kpibook.cli.fill, kpibook.services.batch.task"
_WHAT = f"""`kpibook fill` on the example of six measures, against a script with pandas and openpyxl
that writes the same cells. kpibook also checks the figures and writes the return sheet. Medians of
{RUNS} runs in turn. {page.machine()}."""
_NOTES = """The aim, a third of the script, is not reached. Two thirds of a fill are
imports: Python and click, the standard library, XlsxWriter, which draws the return, and 400 modules
of kpibook. The rest is patterns and classes made ready at their first use, and the work itself, a
quarter. To reach a third, 0.06 s of imports would have to be left out, or kept running between
fills. One combined file of compiled code would save half of that, and is not worth its build."""


def main() -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        book, ours, theirs = (folder / f"{n}.xlsx" for n in ("book", "kpibook", "script"))
        actuals = EXAMPLE / "actuals_q3.csv"
        run_once(_new(book))
        fill = (KPIBOOK, "fill", book, "--actuals", actuals, "--period", "Q3 2021/22", "-o", ours)
        script = (sys.executable, HERE / "peers/pandas_openpyxl_fill.py", book, actuals, theirs)
        costs = compare(
            [
                Command("pandas + openpyxl script", script, writes=theirs),
                Command("kpibook fill", fill, writes=ours, accepted=(0, 1)),
                Command("kpibook fill, its imports alone", (sys.executable, "-c", _IMPORTS)),
            ],
            runs=RUNS,
        )
        run_once(Command("same cells", (sys.executable, HERE / "same_cells.py", ours, theirs)))
    print(report("fill, the example of six measures", costs, runs=RUNS))
    script_cost = next(iter(costs.values()))
    rows = [
        (name, f"{c.cpu_seconds:.2f}", f"{c.cpu_seconds / script_cost.cpu_seconds:.2f}",
         f"{c.peak_mb:.0f}")
        for name, c in costs.items()
    ]  # fmt: skip
    table = page.table(("", "CPU s", "against the script", "peak MB"), rows)
    page.rewrite("fill", "Filling the example", f"{_WHAT}\n\n{table}\n\n{_NOTES}")


def _new(book: Path) -> Command:
    measures, history = EXAMPLE / "measures.csv", EXAMPLE / "history.csv"
    period = ("--year", "2021/22", "--quarter", "Q3")
    argv = (KPIBOOK, "new", "--measures", measures, "--history", history, *period, "-o", book)
    return Command("kpibook new", argv, writes=book, accepted=(0, 1))


if __name__ == "__main__":
    main()
