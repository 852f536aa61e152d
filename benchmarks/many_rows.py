"""Make a CSV file of many measures: `python -m benchmarks.many_rows TABLE.csv ROWS [DOUBTED]`.

Percentages to one decimal near their targets, as a system exports them; with DOUBTED, one row in so
many has a percentage above 100, which kpibook asks about.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

_TITLES = ("Homes let in time", "Calls answered", "Plans decided in time", "Staff days lost")
HEADINGS = "Ref,Measure,Unit,Which way is good,Target,Actual,Previous"


def main() -> None:
    """Write the table."""
    path, rows, *doubted = sys.argv[1:]
    lines = _lines(int(rows), int(doubted[0]) if doubted else 0)
    with Path(path).open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in (HEADINGS, *lines))


def _lines(rows: int, doubted: int) -> Iterator[str]:
    rng = random.Random(1)
    for number in range(rows):
        target = round(rng.uniform(20, 90), 1)
        actual, previous = (round(min(target * rng.gauss(1, 0.05), 100), 1) for _ in "ab")
        if doubted and number % doubted == 0:
            actual = round(rng.uniform(101, 110), 1)
        way = "higher" if rng.random() < 0.7 else "lower"
        title = f"{_TITLES[number % 4]} {number // 4}"
        yield f"PI.{number},{title},percent,{way},{target},{actual},{previous}"


if __name__ == "__main__":
    main()
