"""Share of the rows that are read by the short ways, in sets of workbooks.

    python -m benchmarks.plain_rows WORKBOOK|FOLDER...
    python -m benchmarks.plain_rows NAME=FOLDER...

Without names each workbook has a line; sets with names are written into docs/speed.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import page
from kpibook.domain.measures.measure import Measure
from kpibook.errors import KpibookError
from kpibook.workbook import layout
from kpibook.workbook.aliases import key_of, with_aliases
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.past.plain_past import plain_past_row
from kpibook.workbook.plain.plain_reading import plain_reading
from kpibook.workbook.reader import needed_table, read_workbook, rows_of
from kpibook.xlsx.tables.headed_row import HeadedRow

Share = tuple[int, int]
NAMES = ("register", "this quarter", "history", "history in one step")


def shares_of(path: Path) -> list[Share]:
    """Return the rows read by the short way, and all rows, for each of `NAMES`.

    Rows of the register are found by one expression; those of the quarter and of the history are
    also read as a plain figure; and of the history as a reference, a quarter and a number at once.

    Raises:
        KpibookError: It is not a performance workbook that can be read.
    """
    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        by_name = with_aliases(workbook.measures)

        def is_plain(row: Row, measure: Measure) -> bool:
            return plain_reading(row, workbook.settings.period, measure.read_in) is not None

        def at_once(row: Row, _: Measure) -> bool:
            return plain_past_row(row, by_name, {}) is not None

        return [
            _share(book, by_name, layout.MEASURES_TABLE, layout.MEASURES_COLUMNS, None),
            _share(book, by_name, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS, is_plain),
            _share(book, by_name, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS, is_plain),
            _share(book, by_name, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS, at_once),
        ]


def _share(
    book: ClosedBook,
    by_name: dict[str, Measure],
    table: str,
    columns: tuple[layout.Column, ...],
    short: Callable[[Row, Measure], bool] | None,
) -> Share:
    rows = rows_of(book, needed_table(book, table, columns), [])
    used = [(row, by_name[key]) for row in rows if (key := key_of(row)) in by_name]
    found = [(row, measure) for row, measure in used if isinstance(row.cells, HeadedRow)]
    plain = [row for row, measure in found if short is None or short(row, measure)]
    return len(plain), len(used)


def _workbooks(given: Path) -> Iterator[Path]:
    yield from sorted(given.rglob("*.xlsx")) if given.is_dir() else [given]


def _in_words(share: Share) -> str:
    plain, rows = share
    return f"{plain / rows:.0%} of {rows:,}" if rows else "none"


def _of_set(folder: Path) -> tuple[int, list[Share]]:
    """Return the number of performance workbooks in a folder, and their shares together."""
    found = []
    for path in _workbooks(folder):
        try:
            found.append(shares_of(path))
        except KpibookError:
            continue
    columns = zip(*found, strict=True)
    return len(found), [(sum(p for p, _ in each), sum(r for _, r in each)) for each in columns]


def main(given: list[str]) -> None:
    """Print the shares of workbooks, or write those of sets into the page."""
    sets = [each.partition("=") for each in given if "=" in each]
    for each in given:
        for path in _workbooks(Path(each)) if "=" not in each else ():
            try:
                words = " ".join(f"{_in_words(share):>15}" for share in shares_of(path))
            except KpibookError:
                continue
            print(f"{path.name:40.40} {words}")
    rows = []
    for name, _, folder in sets:
        books, shares = _of_set(Path(folder))
        rows.append((name, f"{books:,}", *map(_in_words, shares)))
        print(*rows[-1], sep=" | ")
    if rows:
        text = f"""Rows of the register, of 'This quarter' and of the history on the short ways;
every other row goes to the reference: of a quarter, each without a figure, with a marker or with a
day. LAIT is twelve authorities' figures of children's services that the Department for Education
publishes. `python -m benchmarks.plain_rows NAME=FOLDER...` counts them.

{page.table(("", "workbooks", *NAMES), rows)}
"""
        page.rewrite("plain rows", "Rows that are read by the short ways", text)


if __name__ == "__main__":
    main(sys.argv[1:])
