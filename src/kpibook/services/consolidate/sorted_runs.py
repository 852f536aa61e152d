"""Sorting of more values than memory should hold: in runs, each sorted, which are then merged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any

from kpibook.files.spool import Spool
from kpibook.services.consolidate.records import as_json

_PIECES = 32  # of a run, one of which is in memory while the runs are merged


def sorted_in_runs(items: Iterable[Any], run: int, folder: Path | None = None) -> Iterator[Any]:
    """Go through values in order; up to a run of them are sorted in memory, without a file.

    Args:
        items: Numbers, texts, or lists of these: what JSON gives back as it was.
        run: Number of values to have in memory at a time, at least 1.
        folder: The folder whose disk is used; None for the person's temporary files.

    Raises:
        SaveError: The disk is full or cannot be written.

    >>> list(sorted_in_runs([3, 1, 2], 2))
    [1, 2, 3]
    """
    remaining = iter(items)
    first = sorted(islice(remaining, run))
    if len(first) < run:
        return iter(first)
    spool = Spool(folder)
    piece = 1 + run // _PIECES
    runs, values = [], first
    while values:
        starts = range(0, len(values), piece)
        runs.append([spool.add(as_json(values[at : at + piece]).encode()) for at in starts])
        values = sorted(islice(remaining, run))
    return merge(*(_values(spool, places) for places in runs))


def _values(spool: Spool, places: Iterable[tuple[int, int]]) -> Iterator[Any]:
    for place in places:
        yield from json.loads(spool.read(place))
