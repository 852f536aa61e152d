"""Time and memory of `kpibook inspect --layout` on every workbook of a folder.

Run: .venv/bin/python benchmarks/layouts.py FOLDER

Each file is looked at in a separate process, so that the memory is that of one file. A file that
takes more than 5 seconds or 500 MB, or ends in a fault, makes the result 1.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

MOST_SECONDS, MOST_MEGABYTES = 5, 500
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
    """Print a line for each file, and the slowest and largest; 1 if a file breaks a limit."""
    slowest, largest, faults = (0.0, "none"), (0.0, "none"), 0
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
        slowest = max(slowest, (float(seconds), path.name))
        largest = max(largest, (float(memory), path.name))
        print(f"{seconds} s\t{memory} MB\t{says}\t{path.name}")
    print(
        f"{len(files)} files in {time.perf_counter() - begun:.0f} s, {faults} faults: slowest "
        f"{slowest[0]:.2f} s ({slowest[1]}), largest {largest[0]:.0f} MB ({largest[1]})"
    )
    return int(faults > 0 or slowest[0] > MOST_SECONDS or largest[0] > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
