"""Many directorates' workbooks, all different: some made in full, the others varied from those.

    python -m benchmarks.many_workbooks FOLDER BOOKS

A varied workbook has another council, other commentary and other figures in two of its four earlier
quarters, so that no two have a sheet of figures in common: copies of a few would make anything that
is kept by its bytes look like a gain. Each has `MEASURES` measures with the history of four
quarters, a target, commentary and the return sheet.
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
#: Workbooks made in full.
DISTINCT = 20
_VARIED_QUARTERS = ("Q4 2020/21", "Q1 2021/22")
PERIOD = Quarter(2021, 3)
_UNITS = ("percent", "count", "days", "rate per 1,000")


def main(folder: Path, books: int) -> None:
    """Make `books` workbooks in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    originals = [_original(folder, number) for number in range(min(DISTINCT, books))]
    for number in range(len(originals), books):
        _vary(originals[number % DISTINCT], folder / f"{number:06}.xlsx", number)


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


def _vary(original: Path, path: Path, number: int) -> None:
    chance = random.Random(number)
    with ClosedBook.open(original) as book:
        council = book.named_cell(layout.COUNCIL.name)
        history = book.table(layout.HISTORY_TABLE)
        this_quarter = book.table(layout.THIS_QUARTER_TABLE)
        assert council is not None
        assert history is not None
        assert this_quarter is not None
        writes = [CellWrite(council[0], council[1].address, f"Council {number}")]
        for row in history.filled_rows():
            if row[layout.PERIOD].value in _VARIED_QUARTERS:
                cell, value = row[layout.ACTUAL], chance.uniform(20, 95)
                stored = value / 100 if "%" in cell.number_format else value
                writes.append(CellWrite(history.sheet, cell.address, round(stored, 3)))
        for row in this_quarter.filled_rows():
            words = f"More was asked of {chance.randrange(2, 90)} teams than in any autumn before. "
            writes.append(CellWrite(this_quarter.sheet, row[layout.COMMENTARY].address, words * 2))
        book.write(writes)
        book.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
