"""Files changed at random, for some seconds: `python -m benchmarks.mutations SECONDS [SEED]`.

`make evil` runs it for a minute. Every fault is printed with its seed, so that it can be repeated.
"""

from __future__ import annotations

import sys
import time

from tests.support.mutation_run import ROUNDS, desk, faults, signature

_AT_A_TIME = {"workbook": 25}


def main(seconds: float, first_seed: int = 1000) -> int:
    """Print each fault once; 1 if there was a fault, otherwise 0."""
    began, seed, tried, seen = time.monotonic(), first_seed, 0, set[int]()
    with desk() as folder:
        while time.monotonic() - began < seconds:
            for kind in ROUNDS:
                size = _AT_A_TIME.get(kind, 5)
                for fault in faults(folder, kind, range(seed, seed + size)):
                    if signature(fault) not in seen:
                        seen.add(signature(fault))
                        print(f"FAILED: {fault}", flush=True)
                tried += size
            seed += 100
    print(f"{tried:,} files changed at random: {len(seen) or 'no'} failures.")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:2]), *map(int, sys.argv[2:3])))
