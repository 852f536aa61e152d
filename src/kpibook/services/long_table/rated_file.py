"""A plain table rated as a file: a long one in stretches, any other by the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kpibook.domain.finding import Finding
from kpibook.domain.measures.vocabulary.council_words import NO_WORDS, CouncilWords
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import SourceError
from kpibook.files import atomic_write
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.csv_table import columns_as_lines, line_end, write_csv, write_csv_lines
from kpibook.services.long_table.stretches import NotForStretches
from kpibook.services.rating.rate_table import rate_file, statuses_in
from kpibook.sources.text_file import LARGEST_TEXT

if TYPE_CHECKING:
    from kpibook.services.long_table.rate_long_table import Taker
    from kpibook.services.long_table.rated_table import RatedLongTable, Stretch

#: Bytes from which on a table is rated in stretches: a shorter one is rated by the reference
#: before the arrays are imported.
LONG = 256 * 1024
_TEXT_FILES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class RatedRows:
    """Table with its ratings, as text; see `RatedTable`."""

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    findings: Sequence[Finding]


def rated_rows(
    path: Path, scheme: Scheme, *, explain: bool, words: CouncilWords = NO_WORDS, long: int = LONG
) -> RatedRows:
    """Return every row of a table with its rating, as `rate_file` does.

    Args:
        path: The table.
        scheme: The rules.
        explain: Add the reason of each status.
        words: The council's own words.
        long: Bytes from which on the table is rated in stretches.
    """
    rows: list[tuple[str, ...]] = []

    def take(table: RatedLongTable, stretches: Iterable[Stretch]) -> None:
        rows.clear()
        for stretch in stretches:
            results = map(table.results.__getitem__, stretch.results.tolist())
            fields = zip(*stretch.columns, strict=True)
            rows.extend((*row, *result) for row, result in zip(fields, results, strict=True))

    table = _in_stretches(path, scheme, take, explain=explain, words=words, long=long)
    if table is not None:
        return RatedRows(table.header, rows, table.findings)
    rated = rate_file(path, scheme, explain=explain, words=words)
    return RatedRows(rated.header, rated.rows, rated.findings)


def rate_to_csv(
    path: Path,
    scheme: Scheme,
    output: Path,
    *,
    explain: bool,
    words: CouncilWords = NO_WORDS,
    backup: Path | None = None,
    long: int = LONG,
) -> tuple[Mapping[Status, int], Sequence[Finding]]:
    """Write the rated table as CSV, row by row: it is never held whole if it is long.

    Args:
        path: The table.
        scheme: The rules.
        output: The file to make or replace.
        explain: Add the reason of each status.
        words: The council's own words.
        backup: Path for a backup of the old file; None for no backup.
        long: Bytes from which on the table is rated in stretches.

    Returns:
        The number of rows of each status, and the findings.

    Raises:
        SourceError: The table cannot be read.
        SaveError: The file cannot be written; the old file is as it was.
    """
    done: list[RatedLongTable] = []

    def write(stream: BinaryIO) -> None:
        def take(table: RatedLongTable, stretches: Iterable[Stretch]) -> None:
            stream.seek(0)
            stream.truncate()
            write_stretches(stream, table, stretches)

        table = _in_stretches(path, scheme, take, explain=explain, words=words, long=long)
        if table is None:
            raise NotForStretches
        done.append(table)

    if _is_long(path, long):
        try:
            atomic_write(output, write, backup=backup or False)
            return done[0].statuses, done[0].findings
        except NotForStretches:
            pass
    rated = rate_file(path, scheme, explain=explain, words=words)
    write_csv(output, rated.header, rated.rows, backup=backup)
    return statuses_in(rated.ratings), rated.findings


def write_stretches(stream: BinaryIO, table: RatedLongTable, stretches: Iterable[Stretch]) -> None:
    """Write the rated rows of a long table as CSV, stretch by stretch."""
    write_csv_lines(stream, table.header, ())
    ends = [line_end(fields) for fields in table.results]
    for stretch in stretches:
        results = map(ends.__getitem__, stretch.results.tolist())
        lines = columns_as_lines(stretch.columns, stretch.plain, results)
        stream.write(lines.encode("utf-8"))


def counts_by_label(header: Sequence[str], rows: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return the number of rows of each status, by the scheme's word for it.

    Args:
        header: The columns, with those of the results.
        rows: The rows under them.
    """
    places = header.index("status"), header.index("status_label")
    found = Counter(tuple(row[place] for place in places) for row in rows)
    order = {status.value: number for number, status in enumerate(Status)}
    counts: Counter[str] = Counter()
    for key, label in sorted(found, key=lambda f: order[f[0]]):
        counts[label] += found[key, label]  # a scheme may have one word for two statuses
    return dict(counts)


def _is_long(path: Path, long: int) -> bool:
    is_text = path.suffix.casefold() in _TEXT_FILES
    return is_text and path.is_file() and path.stat().st_size >= long


def _in_stretches(
    path: Path, scheme: Scheme, take: Taker, *, explain: bool, words: CouncilWords, long: int
) -> RatedLongTable | None:
    """Rate a long table in stretches; None if it is left to the reference."""
    # The reason of each status is the reference's own, and so are a council's own words.
    if explain or words.entries or not _is_long(path, long):
        return None
    from kpibook.services.long_table.rate_long_table import rate_long_table

    try:
        return rate_long_table(path, scheme, take)
    except NotForStretches:
        return None
    except SourceError:
        if path.stat().st_size > LARGEST_TEXT:
            raise
        return None  # the reference says what is wrong with it, in the order in which it looks
