"""Small councils against a reader who tries every table: `python -m benchmarks.every_table [N]`.

Each council is made up from a seed and publishes up to three quarters, some of them in two parts,
each publication decided next to the earlier ones. The reader, who shares no code with the project,
tries all tables of whole numbers that fit what is printed. Printed are the figures withheld,
those left with fewer than three values, and those of measures of which a publication said itself
that an earlier one gives a figure away; it ends with 1 if any other figure is narrowed.
"""

from __future__ import annotations

import sys
from collections import Counter
from random import Random
from time import process_time

from tests.domain.disclosure.every_table import Name
from tests.domain.disclosure.small_councils import a_small_council, tables_of

_LEAST_VALUES = 3
_REPORTED = 100


def main(councils: int = 1000, first_seed: int = 5000) -> int:
    """Attack councils and print what came of it, after every 100; return the exit code."""
    counts, started = Counter[str](), process_time()
    for number in range(1, councils + 1):
        counts.update(outcomes(first_seed + number))
        if number % _REPORTED == 0 or number == councils:
            print(
                f"{number} councils: of {counts.total()} withheld figures {counts['narrowed']} "
                f"have fewer than three values; {counts['said']} do that are said to; of "
                f"{counts['undecided']} the tries ran out; {process_time() - started:.0f} s",
                flush=True,
            )
    return 1 if counts["narrowed"] else 0


def outcomes(seed: int) -> list[str]:
    """Return what the reader comes to for each withheld figure of a council."""
    council = a_small_council(Random(seed))
    values = tables_of(council).values(_LEAST_VALUES)
    narrowed = {n: own for n, own in values.items() if own is not None and len(own) < _LEAST_VALUES}
    silent = {name: own for name, own in narrowed.items() if name[0] not in council.said}
    if silent:
        print(f"seed {seed}: {silent}")
    return [_outcome(name, own, narrowed, silent) for name, own in values.items()]


def _outcome(
    name: Name, own: set[int] | None, narrowed: dict[Name, set[int]], silent: dict[Name, set[int]]
) -> str:
    if own is None:
        return "undecided"
    return "narrowed" if name in silent else "said" if name in narrowed else "safe"


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:3])))
