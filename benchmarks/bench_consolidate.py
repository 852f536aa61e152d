"""`kpibook consolidate` on many workbooks, against loops with openpyxl and with pandas.

    python -m benchmarks consolidate
    KPIBOOK_BENCH_BOOKS=2000 python -m benchmarks consolidate

The loops copy the rows of one sheet; they check, rate and trace nothing, and make no workbook. They
are run on a sample and scaled. Every program runs in a separate process.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.many_workbooks import MEASURES
from benchmarks.measure import Command, Cost, run_once

HERE = Path(__file__).parent
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
#: What `make bench` takes, so that it is over in minutes; the issue's own size is 2,000.
BOOKS = int(os.environ.get("KPIBOOK_BENCH_BOOKS", "200"))
SAMPLE = min(100, BOOKS)
NATIONAL = 100_000
_SHEET_ROWS = 1_048_575


@dataclass(frozen=True, slots=True)
class Run:
    """The time and memory of a run.

    Attributes:
        name: What the report calls it.
        books: How many workbooks it took.
        seconds: From beginning to end.
        cost: CPU of the process, without that of workers it leaves to end by themselves, and the
            memory of the largest.
    """

    name: str
    books: int
    seconds: float
    cost: Cost

    @property
    def cpu_each(self) -> float:
        """CPU seconds for each workbook."""
        return self.cost.cpu_seconds / self.books


def main() -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        books = folder / "returns"
        _make(books)
        loops = [_loop(folder, books, peer) for peer in ("openpyxl", "pandas")]
        quarter = _kpibook(folder, _some(folder, books, BOOKS // 4), BOOKS // 4, 1)
        whole = [_kpibook(folder, books, BOOKS, jobs) for jobs in _jobs()]
    print(f"consolidate, {BOOKS:,} workbooks of {MEASURES} measures (one run each)")
    print("  loops, on a sample, CPU scaled to all workbooks:")
    for run in loops:
        _line(run)
    print("  kpibook: checked, rated, every figure traced, workbook and table written:")
    for run in (quarter, *whole):
        _line(run, cpu=run.name.endswith("1 job"))
    _extrapolate(quarter, whole)


def _make(books: Path) -> None:
    made = Command("many workbooks", (sys.executable, "-m", "benchmarks.many_workbooks", books,
                                      str(BOOKS)))  # fmt: skip
    cost = run_once(made)
    print(f"  ({BOOKS:,} workbooks made in {cost.cpu_seconds:.0f} CPU s)")


def _some(folder: Path, books: Path, number: int) -> Path:
    """Make a folder with the first workbooks."""
    some = folder / "some"
    some.mkdir()
    for path in sorted(books.iterdir())[:number]:
        os.link(path, some / path.name)
    return some


def _loop(folder: Path, books: Path, peer: str) -> Run:
    out = folder / f"{peer}.csv"
    script = HERE / "peers" / f"{peer}_consolidate.py"
    argv = (sys.executable, "-W", "ignore", script, books, out, str(SAMPLE))
    run = _timed(f"{peer} loop", SAMPLE, Command(peer, argv, writes=out))
    _need_rows(out, SAMPLE)
    return run


def _kpibook(folder: Path, books: Path, number: int, jobs: int) -> Run:
    book, table = folder / f"all-{jobs}.xlsx", folder / f"all-{jobs}.csv"
    for path in (book, table):
        path.unlink(missing_ok=True)
    argv = (KPIBOOK, "consolidate", books, "-o", book, "--data", table)
    argv += ("--jobs", str(jobs)) if jobs > 1 else ()
    name = f"kpibook, {jobs} {'job' if jobs == 1 else 'jobs'}"
    run = _timed(name, number, Command(name, argv, writes=book, accepted=(0, 1)))
    _need_rows(table, number)
    return run


def _timed(name: str, books: int, command: Command) -> Run:
    before = time.perf_counter()
    cost = run_once(command)
    return Run(name, books, time.perf_counter() - before, cost)


def _need_rows(table: Path, books: int) -> None:
    """A loop that lost rows is not faster."""
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = sum(1 for row in csv.reader(lines) if row[0] not in ("Ref", "Source"))
    if rows != books * MEASURES:
        raise RuntimeError(f"{table.name} has {rows:,} rows of {books * MEASURES:,}")


def _jobs() -> tuple[int, ...]:
    """Return 1, and 2 if the command has --jobs."""
    said = subprocess.run(
        [KPIBOOK, "consolidate", "--help"], capture_output=True, text=True, check=True
    )
    return (1, 2) if "--jobs" in said.stdout else (1,)


def _line(run: Run, *, cpu: bool = True) -> None:
    said = f"{run.cost.cpu_seconds:7.1f} CPU s ({run.cpu_each * 1000:.0f} ms each)"
    if run.books < BOOKS:
        said += f", {run.cpu_each * BOOKS:,.0f} s scaled"
    print(
        f"    {run.name:16} {run.books:6,} workbooks {run.seconds:7.1f} s, "
        f"{run.books / run.seconds:4.1f} a second, peak {run.cost.peak_mb:5,.0f} MB"
        + (f" {said}" if cpu else "  (CPU of the workers is not seen from outside)")
    )


def _extrapolate(quarter: Run, whole: list[Run]) -> None:
    one, fastest = whole[0], min(whole, key=lambda run: run.seconds)
    added = one.books - quarter.books
    each = (one.cost.cpu_seconds - quarter.cost.cpu_seconds) / added
    memory = (one.cost.peak_mb - quarter.cost.peak_mb) / added
    hours = NATIONAL * each / 3600
    at_once = _SHEET_ROWS // MEASURES
    peak = quarter.cost.peak_mb + memory * (at_once - quarter.books)
    for line in (
        (
            f"from {quarter.books:,} to {one.books:,} workbooks, each one more costs "
            f"{each * 1000:.0f} ms CPU and {memory:.2f} MB"
        ),
        (
            f"{NATIONAL:,} workbooks, if that stays so: {hours:.1f} hours of one core, "
            f"{hours * fastest.seconds / one.seconds:.1f} with {fastest.name.split(', ')[1]}"
        ),
        (
            f"in {-(-NATIONAL // at_once)} consolidations of up to {at_once:,} workbooks and "
            f"{peak:,.0f} MB, for {NATIONAL * MEASURES:,} rows are more than an Excel sheet holds"
        ),
        f"assumed: {MEASURES} measures each, a local disk, cost that grows with the workbooks, as",
        "many cores free as jobs; memory is that of the process which writes the workbook",
    ):
        print(f"  {line}")


if __name__ == "__main__":
    main()
