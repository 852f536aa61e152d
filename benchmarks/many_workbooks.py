"""Many directorates' workbooks: a few made in full, the others copies that say whose they are.

    python -m benchmarks.many_workbooks FOLDER BOOKS

A copy has another council on Settings, so no two are equal or versions of one return. Each has
`MEASURES` measures with the history of four quarters, a target, commentary and the return sheet.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import Settings
from kpibook.workbook.protocol import CellWrite

MEASURES = 60
DISTINCT = 4
PERIOD = Quarter(2021, 3)
_UNITS = ("percent", "count", "days", "rate per 1,000")


def main(folder: Path, books: int) -> None:
    """Make `books` workbooks in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    originals = [_original(folder, number) for number in range(min(DISTINCT, books))]
    for number in range(len(originals), books):
        _copy(originals[number % DISTINCT], folder / f"{number:06}.xlsx", f"Council {number}")


def _original(folder: Path, number: int) -> Path:
    chance = random.Random(number)
    rows = [_row(chance, ref) for ref in range(1, MEASURES + 1)]
    register = ("Ref", "Measure", "Priority", "Unit", "Decimals", "Which way is good", "Target")
    measures = _csv(folder / "measures.csv", register, rows)
    history = _csv(folder / "history.csv", ("Ref", "Period", "Actual"), _history(chance, rows))
    actuals = _csv(folder / "actuals.csv", ("Ref", "Actual", "Commentary"), rows)
    empty, path = folder / "empty.xlsx", folder / f"{number:06}.xlsx"
    settings = Settings(PERIOD, f"Council {number}", "Housing")
    new_workbook(measures, settings, empty, history_file=history)
    fill_file(empty, actuals, PERIOD, Destination(file=path))
    for scratch in (measures, history, actuals, empty):
        scratch.unlink()
    return path


def _row(chance: random.Random, ref: int) -> dict[str, str]:
    unit = _UNITS[ref % len(_UNITS)]
    figures = (f"{chance.uniform(20, 95):.1f}" for _ in range(2))
    actual, target = (f"{said}%" if unit == "percent" else said for said in figures)
    return {
        "Ref": f"M.{ref}",
        "Measure": f"Measure {ref} of those that a directorate reports each quarter",
        "Priority": f"Priority {ref % 5}",
        "Unit": unit,
        "Decimals": "1",
        "Which way is good": ("higher", "lower")[ref % 2],
        "Target": target,
        "Actual": actual,
        "Commentary": "More was asked of the service than in any autumn before. " * 3,
    }


def _history(chance: random.Random, rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in rows:
        for period in ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22"):
            actual = f"{chance.uniform(20, 95):.1f}"
            sign = "%" if row["Unit"] == "percent" else ""
            yield {"Ref": row["Ref"], "Period": period, "Actual": actual + sign}


def _csv(path: Path, header: tuple[str, ...], rows: Iterable[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.DictWriter(stream, header, extrasaction="ignore")
        lines.writeheader()
        lines.writerows(rows)
    return path


def _copy(original: Path, path: Path, council: str) -> None:
    with ClosedBook.open(original) as book:
        place = book.named_cell(layout.COUNCIL.name)
        assert place is not None
        book.write([CellWrite(place[0], place[1].address, council)])
        book.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
