"""Run every benchmarks/bench_*.py, or those named: `python -m benchmarks fill_example`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from benchmarks.measure import compiled


def main() -> None:
    """Run the benchmarks in turn."""
    names = sys.argv[1:] or [
        path.stem.removeprefix("bench_")
        for path in sorted(Path(__file__).parent.glob("bench_*.py"))
    ]
    print(compiled())
    for name in names:
        importlib.import_module(f"benchmarks.bench_{name}").main()


if __name__ == "__main__":
    main()
