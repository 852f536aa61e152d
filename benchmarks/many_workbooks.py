"""Many directorates' workbooks, all different: some made in full, the others varied from those.

    python -m benchmarks.many_workbooks FOLDER BOOKS [MEASURES [QUARTERS]]

A varied workbook has another council, other commentary and other figures in two of its four earlier
quarters, so that no two have a sheet of figures in common: copies of a few would make anything that
is kept by its bytes look like a gain. Each has `MEASURES` measures with the history of four
quarters, a target, commentary and the return sheet.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.measure import Command, Cost, run_once
from kpibook.domain.measures.period import Quarter
from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.workbook.performance import Settings

MEASURES = 60
#: Quarters of the history of each measure, up to the one before `PERIOD`.
EARLIER = 4
#: Workbooks made in full.
DISTINCT = 20
_FIGURE = re.compile(
    rb"(<t>(?:Q4 2020/21|Q1 2021/22)</t></is></c><c r=\"C\d+\" s=\"\d+\"><v>)([\d.]+)(?=</v>)"
)
_TEAMS = re.compile(rb"of \d+ teams than")
_COUNCIL = re.compile(rb"<t>Council \d+</t>")
PERIOD = Quarter(2021, 3)
_UNITS = ("percent", "count", "days", "rate per 1,000")


def main(folder: Path, books: int, measures: int = MEASURES, earlier: int = EARLIER) -> None:
    """Make `books` workbooks in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    originals = [
        _original(folder, number, measures, earlier) for number in range(min(DISTINCT, books))
    ]
    for number in range(len(originals), books):
        _vary(originals[number % DISTINCT], folder / f"{number:06}.xlsx", number, measures)


def make_apart(folder: Path, books: int, measures: int = MEASURES, earlier: int = EARLIER) -> Cost:
    """Make `books` workbooks in another process, and return what that cost.

    What a process holds would count as the peak memory of its children.
    """
    numbers = map(str, (books, measures, earlier))
    argv = (sys.executable, "-m", "benchmarks.many_workbooks", folder, *numbers)
    return run_once(Command("many workbooks", argv))


def _original(folder: Path, number: int, measures: int, earlier: int) -> Path:
    chance = random.Random(number)
    rows = [_row(chance, ref) for ref in range(1, measures + 1)]
    register = ("Ref", "Measure", "Priority", "Unit", "Decimals", "Which way is good", "Target")
    listed = _csv(folder / "measures.csv", register, rows)
    history = _csv(
        folder / "history.csv", ("Ref", "Period", "Actual"), _history(chance, rows, earlier)
    )
    actuals = _csv(folder / "actuals.csv", ("Ref", "Actual", "Commentary"), rows)
    empty, path = folder / "empty.xlsx", folder / f"{number:06}.xlsx"
    settings = Settings(PERIOD, f"Council {number}", "Housing")
    new_workbook(listed, settings, empty, history_file=history)
    fill_file(empty, actuals, PERIOD, Destination(file=path))
    for scratch in (listed, history, actuals, empty):
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
        "Commentary": f"More was asked of {ref + 1} teams than in any autumn before. " * 3,
    }


def _history(
    chance: random.Random, rows: Iterable[dict[str, str]], earlier: int
) -> Iterator[dict[str, str]]:
    quarters = [PERIOD]
    while len(quarters) <= earlier:
        quarters.insert(0, quarters[0].previous)
    for row in rows:
        for period in map(str, quarters[:-1]):
            actual = f"{chance.uniform(20, 95):.1f}"
            sign = "%" if row["Unit"] == "percent" else ""
            yield {"Ref": row["Ref"], "Period": period, "Actual": actual + sign}


def _csv(path: Path, header: tuple[str, ...], rows: Iterable[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.DictWriter(stream, header, extrasaction="ignore")
        lines.writeheader()
        lines.writerows(rows)
    return path


def _vary(original: Path, path: Path, number: int, measures: int) -> None:
    """Write a workbook with another council, other earlier figures and other commentary.

    It is changed as bytes: to open and save ten thousand workbooks would take an hour.
    """
    chance = random.Random(number)
    changed = {"figures": 0, "texts": 0, "councils": 0}

    def figure(match: re.Match[bytes]) -> bytes:
        changed["figures"] += 1
        return match[1] + f"{float(match[2]) * chance.uniform(0.9, 1.02):.3f}".encode()

    def teams(_: re.Match[bytes]) -> bytes:
        changed["texts"] += 1
        return f"of {chance.randrange(2, 90)} teams than".encode()

    def council(_: re.Match[bytes]) -> bytes:
        changed["councils"] += 1
        return f"<t>Council {number}</t>".encode()

    with zipfile.ZipFile(original) as before, zipfile.ZipFile(path, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            if member.filename.startswith("xl/worksheets/"):
                content = _FIGURE.sub(figure, content)
                content = _TEAMS.sub(teams, content)
                content = _COUNCIL.sub(council, content)
            after.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=1)
    if min(changed.values()) < 1 or changed["figures"] != 2 * measures:
        raise RuntimeError(f"{path.name} is not as different as it should be: {changed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
