"""Share of the rows that are read by the short way, `kpibook.workbook.plain_reading`.

python -m benchmarks.plain_rows WORKBOOK|FOLDER...
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kpibook.errors import KpibookError
from kpibook.workbook import layout
from kpibook.workbook.aliases import key_of, with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.plain_reading import plain_reading
from kpibook.workbook.reader import needed_table, read_workbook, rows_of

_TABLES = (
    (layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS),
    (layout.HISTORY_TABLE, layout.HISTORY_COLUMNS),
)


def share_of(path: Path) -> list[tuple[int, int]]:
    """Return for 'This quarter' and the history the rows read by the short way, and all rows.

    Raises:
        KpibookError: It is not a performance workbook that can be read.
    """
    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        by_name = with_aliases(workbook.measures)
        shares = []
        for name, columns in _TABLES:
            rows = rows_of(book, needed_table(book, name, columns), [])
            measures = [(row, by_name.get(key_of(row))) for row in rows]
            used = [(row, measure) for row, measure in measures if measure is not None]
            plain = [
                row
                for row, measure in used
                if plain_reading(row, workbook.settings.period, measure.read_in) is not None
            ]
            shares.append((len(plain), len(used)))
        return shares


def _workbooks(given: list[str]) -> Iterator[Path]:
    for each in map(Path, given):
        yield from sorted(each.rglob("*.xlsx")) if each.is_dir() else [each]


def main(given: list[str]) -> None:
    """Print the shares of workbooks."""
    for path in _workbooks(given):
        try:
            shares = share_of(path)
        except KpibookError:
            continue
        words = " ".join(f"{plain:5} of {rows:5}" for plain, rows in shares)
        print(f"{path.name:40.40} {words}")


if __name__ == "__main__":
    main(sys.argv[1:])
