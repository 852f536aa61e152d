"""How the cost grows with measures, quarters of history and workbooks: a table and a picture.

    python -m benchmarks growth
    KPIBOOK_BENCH_GROWTH=10000 KPIBOOK_BENCH_FOLDER=FOLDER python -m benchmarks growth

The largest number of workbooks is 1,000 unless KPIBOOK_BENCH_GROWTH says another, and the measures
are 60, 600 and 6,000 unless KPIBOOK_BENCH_MEASURES does; KPIBOOK_BENCH_ROUNDS says how often a
command on less than 1,000 measures is run. The folder holds
as many from `python -m benchmarks.many_workbooks FOLDER BOOKS 12`; without it they are made. They
are small, so that 10,000 are over in minutes. Only the table of a consolidation is written
(`--data`), whose memory has to stay the same.
"""

from __future__ import annotations

import os
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import many_workbooks, page
from benchmarks.growth_picture import Line, Panel, picture
from benchmarks.measure import Command, Cost, run_once

KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "growth.svg"
MEASURES = tuple(
    int(number) for number in os.environ.get("KPIBOOK_BENCH_MEASURES", "60,600,6000").split(",")
)
QUARTERS = (4, 12, 40)
#: Measures of the workbooks whose history grows, and of those of which there are many.
OF_HISTORY, OF_MANY = 300, 12
HISTORY = f"quarters of history, {OF_HISTORY} measures"
MOST_BOOKS = int(os.environ.get("KPIBOOK_BENCH_GROWTH", "1000"))
BOOKS = tuple(
    sorted({number for number in (100, 1000, 10_000) if number < MOST_BOOKS} | {MOST_BOOKS})
)
READY = os.environ.get("KPIBOOK_BENCH_FOLDER", "")
ROUNDS = int(os.environ.get("KPIBOOK_BENCH_ROUNDS", "2"))
_ROUNDS_IN_WORDS = (
    page.rounds(1)
    if ROUNDS == 1
    else f"Up to 999 measures the least of {ROUNDS} runs, otherwise one run."
)


@dataclass(frozen=True, slots=True)
class Point:
    """The cost of a command at a size."""

    command: str
    size: int
    cost: Cost


def main() -> None:
    """Print the table, and write it and the picture into docs."""
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        measures = [point for number in MEASURES for point in _of_book(folder, number, 4)]
        history = [
            Point(point.command, quarters, point.cost)
            for quarters in QUARTERS
            for point in _of_book(folder, OF_HISTORY, quarters)
        ]
        books = _of_books(folder)
    kinds = (
        ("measures of a workbook", measures),
        (HISTORY, history),
        (f"workbooks of {OF_MANY} measures", books),
    )
    panels = [Panel(name, _lines(points)) for name, points in kinds]
    PICTURE.write_text(picture(panels), encoding="utf-8")
    _report(kinds)


def _of_book(folder: Path, measures: int, quarters: int) -> list[Point]:
    """Return the cost of check and fill on a workbook."""
    made = folder / f"{measures}-{quarters}"
    many_workbooks.make_apart(made, 1, measures, quarters)
    (book,) = made.glob("*.xlsx")
    out = folder / "filled.xlsx"
    commands = (
        Command("check", (KPIBOOK, "check", book), accepted=(0, 1)),
        Command("fill", (KPIBOOK, "fill", book, "-o", out), writes=out, accepted=(0, 1)),
    )
    return [
        Point(command.name, measures, _least(command, ROUNDS if measures < 1000 else 1))
        for command in commands
    ]


def _least(command: Command, rounds: int) -> Cost:
    return min((run_once(command) for _ in range(rounds)), key=lambda cost: cost.cpu_seconds)


def _of_books(folder: Path) -> list[Point]:
    """Return the cost of a consolidation's table for each number of workbooks."""
    books = Path(READY) if READY else folder / "books"
    if not READY:
        many_workbooks.make_apart(books, BOOKS[-1], OF_MANY)
    paths = sorted(books.glob("*.xlsx"))
    points = []
    for number in BOOKS:
        some = folder / f"first-{number}"
        some.mkdir()
        for path in paths[:number]:
            (some / path.name).symlink_to(path.resolve())
        table = folder / "table.csv"
        argv = (KPIBOOK, "consolidate", some, "--data", table)
        command = Command("--data", argv, writes=table, accepted=(0, 1))
        points.append(Point("consolidate --data", number, run_once(command)))
        with table.open(encoding="utf-8") as lines:
            if sum(1 for _ in lines) != number * OF_MANY + 1:
                raise RuntimeError("the table has not a row for each measure")
    return points


def _lines(points: list[Point]) -> list[Line]:
    commands = dict.fromkeys(point.command for point in points)
    return [
        Line(name, [(p.size, p.cost.cpu_seconds) for p in points if p.command == name])
        for name in commands
    ]


def _size(point: Point) -> int:
    return point.size


def _report(kinds: tuple[tuple[str, list[Point]], ...]) -> None:
    rows = [
        (
            point.command,
            f"{point.size:,} {name}",
            f"{point.cost.cpu_seconds:.2f}",
            "" if name == HISTORY else f"{point.cost.cpu_seconds / point.size * 1000:.1f}",
            f"{point.cost.peak_mb:,.0f}",
        )
        for name, points in kinds
        for point in sorted(points, key=lambda point: (point.command, point.size))
    ]
    first, last = (min(kinds[-1][1], key=_size), max(kinds[-1][1], key=_size))
    added = (last.cost.peak_mb - first.cost.peak_mb) / (last.size - first.size) * 1000
    table = page.table(("Command", "Of", "CPU s", "ms for each", "Peak MB"), rows)
    print(table)
    text = f"""![CPU seconds against measures, quarters of history and workbooks, on scales of
powers of ten. At the left, where start-up weighs most, lines are flatter.](pictures/growth.svg)

{table}

{page.machine()}. {_ROUNDS_IN_WORDS} A fill rates what is there, draws
the return and writes the workbook; each measure has a commentary. Start-up, about 0.2 s, is in
every figure. From {first.size:,} to {last.size:,} workbooks the memory grows by {added:.0f} KB for
each.
"""
    page.rewrite("growth", "How the cost grows", text)


if __name__ == "__main__":
    main()
