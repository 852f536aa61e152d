"""The cost of reading commentary: for 1,000 characters, and as a share of `kpibook check`.

All is timed in turn in one process: read the shares, not the microseconds.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.bench_doubts import MEASURES, NOW, a_sheet
from kpibook import load_scheme
from kpibook.domain.commentary.looks import with_looks
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.workbook.performance import Settings

RUNS = 3
IN_BOOK = 60
_SENTENCES = (
    "Performance was {:.1f}% this quarter, against a target of {:.1f}% and {:.1f}% a year ago.",
    "The team has one vacancy, which will be advertised after the Christmas break.",
    "Of the {:.0f} cases that were late, 18 were waiting for advice and 8 for highways.",
    "We expect to reach {:.1f}% by the end of the year, once the new rounds have settled.",
    "Calls to the contact centre fell from 7,200 in Q2 to 5,100, and webchats rose by 12%.",
)


def main() -> None:
    """Print the comparison."""
    scheme = load_scheme()
    measures, readings, history = a_sheet(8)
    texts = [a_commentary(random.Random(number)) for number in range(MEASURES)]
    readings = [replace(r, commentary=t) for r, t in zip(readings, texts, strict=True)]
    rated = [rate_measure(m, r, history, scheme) for m, r in zip(measures, readings, strict=True)]
    pairs = list(zip(measures, readings, strict=True))
    figures = [figures_of(m, r, history, frozenset()) for m, r in pairs]

    def rate() -> None:
        doubts_of_sheet([figures_of(m, r, history, frozenset()) for m, r in pairs])
        for measure, reading in pairs:
            rate_measure(measure, reading, history, scheme)

    def read() -> None:
        for each, of_measure in zip(rated, figures, strict=True):
            with_looks(each, of_measure, scheme)

    rating, reading = least(rate), least(read)
    characters = sum(map(len, texts))
    print(
        f"commentary, {MEASURES} measures at {NOW}: {reading / characters * 1e6:.2f} ms CPU for "
        f"1,000 characters; {reading / rating:.1f} times the rating and doubting of the measures"
    )
    with tempfile.TemporaryDirectory() as folder:
        spent, whole = share_of_check(Path(folder), texts[:IN_BOOK])
    print(
        f"check of a workbook of {IN_BOOK} such measures: {spent * 1000:.0f} of "
        f"{whole * 1000:.0f} ms CPU are its commentary, {spent / whole:.0%}"
    )


def share_of_check(folder: Path, texts: list[str]) -> tuple[float, float]:
    """Return the CPU time of a check, in seconds: that of reading the texts, and the whole."""
    rows = [{"Ref": f"PI.{n}", "Measure": "Cases closed in time"} for n in range(len(texts))]
    register = [{**row, "Unit": "percent", "Which way is good": "higher"} for row in rows]
    actuals = [
        {"Ref": row["Ref"], "Actual": "60%", "Commentary": text}
        for row, text in zip(rows, texts, strict=True)
    ]
    for name, table in (("register.csv", register), ("actuals.csv", actuals)):
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, table[0])
            writer.writeheader()
            writer.writerows(table)
    book = new_workbook(folder / "register.csv", Settings(NOW), folder / "book.xlsx").output
    fill_file(book, folder / "actuals.csv", NOW, Destination(file=folder / "full.xlsx"))
    card = check_file(folder / "full.xlsx").scorecard
    pairs = list(zip(card.rated, card.figures, strict=True))

    def read() -> None:
        for each, figures in pairs:
            with_looks(each, figures, card.scheme)

    return least(read), least(lambda: check_file(folder / "full.xlsx"))


def a_commentary(chance: random.Random) -> str:
    """Return five sentences with figures of no measure in particular."""
    figures = (chance.uniform(20, 90) for _ in range(9))
    return " ".join(
        sentence.format(*(next(figures) for _ in range(sentence.count("{"))))
        for sentence in _SENTENCES
    )


def least(task: Callable[[], object]) -> float:
    """Return the least CPU time of some runs, in seconds."""
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        task()
        times.append(time.process_time() - before)
    return min(times)


if __name__ == "__main__":
    main()
