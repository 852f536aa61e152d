"""`kpibook consolidate` on many workbooks, against loops with openpyxl and with pandas.

    python -m benchmarks consolidate
    KPIBOOK_BENCH_BOOKS=1000 python -m benchmarks consolidate

The loops copy the rows of one sheet; they check, rate and trace nothing, and make no workbook. They
are run on a sample and scaled. Every program runs in a separate process, after kpibook has been
compiled; the workbooks are all different. KPIBOOK_BENCH_FOLDER names a folder with workbooks from
`python -m benchmarks.many_workbooks`, so that they are not made again.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import page
from benchmarks.many_workbooks import MEASURES, make_apart
from benchmarks.measure import Command, Cost, run_once

HERE = Path(__file__).parent
KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
#: What `make bench` takes, so that it is over in minutes.
BOOKS = int(os.environ.get("KPIBOOK_BENCH_BOOKS", "100"))
SAMPLE = min(100, BOOKS)
READY = os.environ.get("KPIBOOK_BENCH_FOLDER", "")
ROUNDS = 2


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
        """CPU milliseconds for each workbook."""
        return self.cost.cpu_seconds / self.books * 1000


def main() -> None:
    """Print the comparison, and write it into docs/speed.md."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        books = _some(folder, Path(READY) if READY else _make(folder / "returns"), BOOKS)
        quarter = _some(folder, books, BOOKS // 4)
        best: dict[str, Run] = {}
        for _ in range(ROUNDS if BOOKS <= 200 else 1):
            for run in _round(folder, books, quarter):
                kept = best.get(run.name)
                if kept is None or run.cost.cpu_seconds < kept.cost.cpu_seconds:
                    best[run.name] = run
    runs = list(best.values())
    print(f"consolidate, {BOOKS:,} workbooks of {MEASURES} measures, all different")
    for run in runs:
        _line(run)
    _report(best)


def _round(folder: Path, books: Path, quarter: Path) -> list[Run]:
    """Run every program once, one after another."""
    return [
        _loop(folder, books, "openpyxl"),
        _loop(folder, books, "pandas"),
        *([_loop(folder, books, "pandas", "calamine")] if _has_calamine() else []),
        _read_only(books),
        _kpibook(folder, quarter, BOOKS // 4, "a quarter of them", workbook=True),
        _kpibook(folder, books, BOOKS, "table alone (--data)", workbook=False),
        _kpibook(folder, books, BOOKS, "workbook and table", workbook=True),
        _kpibook(folder, books, BOOKS, "workbook and table, --jobs 2", workbook=True, jobs=2),
    ]


def _has_calamine() -> bool:
    return importlib.util.find_spec("python_calamine") is not None


def _make(books: Path) -> Path:
    cost = make_apart(books, BOOKS)
    print(f"  ({BOOKS:,} workbooks made in {cost.cpu_seconds:.0f} CPU s)")
    return books


def _some(folder: Path, books: Path, number: int) -> Path:
    """Make a folder with the first workbooks."""
    some = folder / f"first-{number}"
    some.mkdir()
    for path in sorted(books.glob("*.xlsx"))[:number]:
        try:
            os.link(path, some / path.name)
        except OSError:  # on another disk
            (some / path.name).write_bytes(path.read_bytes())
    return some


def _loop(folder: Path, books: Path, peer: str, engine: str = "") -> Run:
    out = folder / f"{peer}.csv"
    script = HERE / "peers" / f"{peer}_consolidate.py"
    argv = (sys.executable, "-W", "ignore", script, books, out, str(SAMPLE))
    argv += (engine,) if engine else ()
    name = f"{peer} loop" + (f" with {engine}" if engine else "")
    run = _timed(name, SAMPLE, Command(peer, argv, writes=out))
    _need_rows(out, SAMPLE)
    return run


def _read_only(books: Path) -> Run:
    argv = (sys.executable, "-m", "benchmarks.read_only", books, str(SAMPLE))
    return _timed("kpibook, reading alone", SAMPLE, Command("read", argv))


def _kpibook(
    folder: Path, books: Path, number: int, what: str, *, workbook: bool, jobs: int = 1
) -> Run:
    book, table = folder / "all.xlsx", folder / "all.csv"
    for path in (book, table):
        path.unlink(missing_ok=True)
    argv = (KPIBOOK, "consolidate", books, "--data", table)
    argv += ("-o", book) if workbook else ()
    argv += ("--jobs", str(jobs)) if jobs > 1 else ()
    name = f"kpibook, {what}"
    written = book if workbook else table
    run = _timed(name, number, Command(name, argv, writes=written, accepted=(0, 1)))
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


def _line(run: Run) -> None:
    workers = "jobs" in run.name
    cpu = "(workers' CPU not seen)" if workers else f"{run.cpu_each:6.1f} ms CPU each"
    print(
        f"    {run.name:40} {run.books:6,} workbooks {run.seconds:7.1f} s wall, "
        f"peak {run.cost.peak_mb:5,.0f} MB, {cpu}"
    )


def _report(best: dict[str, Run]) -> None:
    openpyxl, pandas = best["openpyxl loop"].cpu_each, best["pandas loop"].cpu_each
    rows = [
        (
            run.name,
            f"{run.books:,}",
            "" if "jobs" in run.name else f"{run.cpu_each:.1f}",
            "" if "jobs" in run.name else f"{openpyxl / run.cpu_each:.2f}",
            "" if "jobs" in run.name else f"{pandas / run.cpu_each:.2f}",
            f"{run.seconds:.1f}",
            f"{run.cost.peak_mb:,.0f}",
        )
        for run in best.values()
    ]
    header = ("Program", "Workbooks", "CPU ms each", "openpyxl loop / it", "pandas loop / it",
              "Wall s", "Peak MB")  # fmt: skip
    quarter, whole = best["kpibook, a quarter of them"], best["kpibook, workbook and table"]
    added = (whole.books - quarter.books) * MEASURES / 1000
    grows = (whole.cost.peak_mb - quarter.cost.peak_mb) / added
    text = f"""{BOOKS:,} workbooks of {MEASURES} measures with four earlier quarters each, all
different. {page.machine()}. {page.rounds(ROUNDS if BOOKS <= 200 else 1)}

{page.table(header, rows)}

From {quarter.books:,} to {whole.books:,} workbooks the memory of the whole consolidation grows by
{grows:.1f} MB for each 1,000 rows.

What the figures do not say: the loops copy one sheet as it is. They check, rate and trace nothing,
do not notice a workbook that is given twice, and make no workbook. The loops and the reading alone
are timed with their start-up on {SAMPLE:,} workbooks.
"""
    page.rewrite(f"consolidate {BOOKS}", f"Consolidating {BOOKS:,} workbooks", text)


if __name__ == "__main__":
    main()
