"""`kpibook rate` on a CSV of a million rows, against pandas with np.select; writes docs/speed.md.

The script reads the table with pandas, works out status and direction with np.select and writes it.
kpibook also checks each figure, finds a reference that is there twice, and decides ties exactly.
The way before, every row by the reference, is what ``--explain`` still takes: it is run on a
sample and scaled.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import page
from benchmarks.measure import Command, Cost, run_once

HERE = Path(__file__).parent
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
ROWS = int(os.environ.get("KPIBOOK_BENCH_ROWS", "1000000"))
SAMPLE = ROWS // 50
#: One row in so many has a figure in doubt, in the second table.
DOUBTED = 200
RUNS = 3
_SCRIPT, _REFERENCE = "pandas and np.select", "kpibook rate, every row by the reference"


@dataclass(frozen=True, slots=True)
class _Program:
    command: Command
    rows: int


def main() -> None:
    """Print the comparison, and write it into docs/speed.md."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        table, small = _table(folder, ROWS), _table(folder, ROWS // 10)
        doubted, sample = _table(folder, ROWS, DOUBTED), _table(folder, SAMPLE)
        out = folder / "out.csv"
        script = (sys.executable, HERE / "peers/pandas_select_rate.py", table, out)
        programs = [
            _Program(Command(_SCRIPT, script, writes=out), ROWS),
            _rate("kpibook rate", table, out, ROWS),
            _rate(f"kpibook rate, {ROWS // 10:,} rows", small, out, ROWS // 10),
            _rate(f"kpibook rate, a row in {DOUBTED} in doubt", doubted, out, ROWS),
            _rate(_REFERENCE, sample, out, SAMPLE, "--explain"),
        ]
        costs = _least(programs)
    _show(programs, costs)


def _table(folder: Path, rows: int, doubted: int = 0) -> Path:
    path = folder / f"{rows}-{doubted}.csv"
    arguments = (path, str(rows), *([str(doubted)] if doubted else []))
    run_once(Command("many rows", (sys.executable, "-m", "benchmarks.many_rows", *arguments)))
    return path


def _rate(name: str, table: Path, out: Path, rows: int, *options: str) -> _Program:
    argv = (KPIBOOK, "rate", table, "-o", out, *options)
    return _Program(Command(name, argv, writes=out, accepted=(0, 1)), rows)


def _least(programs: list[_Program]) -> dict[str, Cost]:
    """Return the least cost of each program, over rounds in which each runs once."""
    costs: dict[str, Cost] = {}
    for _ in range(RUNS):
        for program in programs:
            name, cost = program.command.name, run_once(program.command)
            least = costs.get(name)
            if least is None or cost.cpu_seconds < least.cpu_seconds:
                costs[name] = cost
    return costs


def _show(programs: list[_Program], costs: dict[str, Cost]) -> None:
    script = costs[_SCRIPT].cpu_seconds / ROWS
    rows = []
    for program in programs:
        cost = costs[program.command.name]
        each = cost.cpu_seconds / program.rows
        shown = (f"{cost.cpu_seconds:.2f}", f"{each * 1e6:.1f}", f"{each / script:.2f}")
        rows.append((program.command.name, f"{program.rows:,}", *shown, f"{cost.peak_mb:,.0f}"))
    header = ("", "rows", "CPU s", "µs a row", "against the script", "peak MB")
    table = page.table(header, rows)
    print(table)
    page.rewrite("rate", "Rating a long table", f"{_WHAT}\n\n{table}\n\n{_NOTES}")


_WHAT = f"""`kpibook rate TABLE.csv -o RATED.csv` on {ROWS:,} rows of percentages, against a
script with `read_csv`, `np.select` and `to_csv`. The whole process counts: start, reading, rating,
writing. {page.rounds(RUNS)} {page.machine()}."""
_NOTES = f"""The last line is the way that every row took before, on {SAMPLE:,} rows: a table of
more than 100,000 rows was refused. A row with a finding, a figure in doubt or a reason
(`--explain`) still takes it, so a table with many of them takes longer. The memory does not grow
with the rows but for the findings: what tells a reference that is there twice is put aside on disk.
The script rounds nothing, so a tie such as 80.75 against 95% of 85 is a matter of luck in it; it
checks nothing, and cannot read a marker or a percent sign."""


if __name__ == "__main__":
    main()
