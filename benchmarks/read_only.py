"""Read, check and rate workbooks as a consolidation does, and draw nothing.

python -m benchmarks.read_only FOLDER BOOKS
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from kpibook.services.consolidate.read_workbook import read_source


def main(folder: Path, books: int) -> None:
    """Read the first workbooks of a folder and let go of each."""
    rows = 0
    for path in itertools.islice(sorted(folder.glob("*.xlsx")), books):
        rows += read_source(path, path.name).count
    if not rows:
        raise SystemExit("nothing was read")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
