"""The cost of doubting figures, a measure at a time, against rating the same measures.

Three sizes of history, as every earlier quarter is looked at as well. Both are timed in turn in
one process: read the shares, not the microseconds.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal

from kpibook import load_scheme
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import rate_measure

MEASURES = 600
QUARTERS = (2, 8, 40)
RUNS = 5
NOW = Quarter(2025, 3)

History = dict[tuple[str, Quarter], Reading]


def main() -> None:
    """Print the comparison."""
    scheme = load_scheme()
    print(f"doubts, {MEASURES} measures, CPU a measure (least of {RUNS} runs in turn)")
    for quarters in QUARTERS:
        measures, readings, history = a_sheet(quarters)
        pairs = list(zip(measures, readings, strict=True))

        def rate(pairs=pairs, history=history) -> int:
            return len([rate_measure(m, r, history, scheme) for m, r in pairs])

        def doubt(pairs=pairs, history=history) -> int:
            found = doubts_of_sheet([figures_of(m, r, history, frozenset()) for m, r in pairs])
            return sum(len(doubts) for doubts in found)

        rating, doubting = least(rate), least(doubt)
        print(
            f"  {quarters:>2} earlier quarters: rating {rating * 1e6 / MEASURES:,.0f} us, "
            f"doubting {doubting * 1e6 / MEASURES:,.0f} us ({doubting / rating:.1f} times); "
            f"{doubt()} doubts"
        )


def a_sheet(quarters: int, seed: int = 1) -> tuple[list[Measure], list[Reading], History]:
    """Make measures whose figures stay near their targets, half percentages and half counts."""
    chance = random.Random(seed)
    measures, readings, history = [], [], {}
    for number in range(MEASURES):
        unit = (Unit.PERCENT, Unit.COUNT)[number % 2]
        level = chance.uniform(20, 90) if unit is Unit.PERCENT else chance.uniform(50, 5_000)
        places = 1 if unit is Unit.PERCENT else 0

        def figure(level: float = level, places: int = places) -> Decimal:
            return Decimal(f"{level * chance.uniform(0.9, 1.1):.{places}f}")

        ref = f"M{number}"
        measures.append(
            Measure(
                ref, "A measure", unit, Polarity.HIGHER, decimals=places, target=Target(figure())
            )
        )
        readings.append(Reading(ref, NOW, figure()))
        quarter = NOW
        for _ in range(quarters):
            quarter = quarter.previous
            history[measures[-1].key, quarter] = Reading(ref, quarter, figure())
    return measures, readings, history


def least(task: Callable[[], int]) -> float:
    """Return the least CPU seconds that a task took in several runs."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        task()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
