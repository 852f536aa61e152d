"""Time and memory of `kpibook inspect --layout` on every workbook of a folder.

Run: .venv/bin/python benchmarks/layouts.py FOLDER

Each file is looked at in a process of its own, so that the memory is that of one file.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ENDINGS = (".xlsx", ".xlsm", ".csv", ".ods")
_ONE = """
import resource, sys, time
from pathlib import Path
from kpibook.errors import KpibookError
from kpibook.services.layouts.proposal.propose import propose_layout
begun = time.perf_counter()
try:
    found = propose_layout(Path(sys.argv[1]))
    says = f"{len(found.tables)} tables" if found.tables else "no table of measures"
except KpibookError as error:
    says = f"refused [{error.code}]"
seconds = time.perf_counter() - begun
print(f"{seconds:.2f}\\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}\\t{says}")
"""


def main(folder: Path) -> int:
    """Print a line for each file, and the slowest and largest; 1 if a file ends in a fault."""
    worst_time, worst_memory, faults = 0.0, 0.0, 0
    begun = time.perf_counter()
    files = sorted(path for path in folder.iterdir() if path.suffix.casefold() in ENDINGS)
    for path in files:
        run = subprocess.run(
            [sys.executable, "-c", _ONE, str(path)], capture_output=True, text=True, check=False
        )
        if run.returncode:
            faults += 1
            print(f"FAULT\t\t\t{path.name}\t{run.stderr.strip().splitlines()[-1]}")
            continue
        seconds, memory, says = run.stdout.strip().split("\t")
        worst_time, worst_memory = max(worst_time, float(seconds)), max(worst_memory, float(memory))
        print(f"{seconds} s\t{memory} MB\t{says}\t{path.name}")
    print(
        f"{len(files)} files in {time.perf_counter() - begun:.0f} s: slowest {worst_time:.2f} s, "
        f"largest {worst_memory:.0f} MB, {faults} faults"
    )
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
