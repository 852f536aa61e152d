"""Withheld figures of generated councils, attacked: `python -m benchmarks.disclosure [COUNCILS]`.

Each council's rows are made up from a seed, published by the rule, and attacked by a reader of what
is printed. Printed are the figures withheld, those left with fewer than three values, the measures
withheld as a whole, and the processor time; it ends with 1 if any figure is narrowed.
"""

from __future__ import annotations

import sys
from random import Random
from time import process_time

from tests.domain.disclosure.councils import a_council, attacked

#: Seeds of the councils that `make test` does not try start after these.
_FIRST_SEED = 100
_REPORTED = 25


def main(councils: int = 500) -> int:
    """Attack councils and print what came of it, after every 25; return the exit code."""
    hidden = narrowed = measures = whole = 0
    times = []
    for number in range(1, councils + 1):
        seed = _FIRST_SEED + number
        started = process_time()
        attack = attacked(a_council(Random(seed)))
        times.append(process_time() - started)
        hidden, measures = hidden + attack.hidden, measures + attack.measures
        narrowed, whole = narrowed + len(attack.narrowed), whole + attack.whole
        if attack.narrowed:
            print(f"seed {seed}: {attack.narrowed}")
        if number % _REPORTED == 0 or number == councils:
            print(
                f"{number} councils: of {hidden} withheld figures {narrowed} have fewer than three "
                f"values; {whole} of {measures} measures are withheld as a whole; "
                f"{sum(times):.0f} s, at most {max(times):.1f} s for a council",
                flush=True,
            )
    return 1 if narrowed else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
