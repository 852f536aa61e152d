"""References that are in a long table twice: eight bytes a row tell which rows may have them.

They lie on disk, and are looked through a part at a time, so that memory does not grow with the
rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.measures.reference import ref_key
from kpibook.files.spool import Spool
from kpibook.on_use.regex import regex

_CAPITALS = bytes(range(256)).upper()
# What `ref_key` leaves out, and what it may leave out between digits: two references that it takes
# for one are one without them too.
_LEFT_OUT = b" \t\r\x0b\x0c\x1c\x1d\x1e\x1f._-/\\:+*"
# "2250.0" is the reference 2250.
_FLOAT = regex(r"[\d\s._\-/\\:]+0[+*\s._\-/\\:]*")


class RepeatedRefs:
    """References of a table's rows, row by row, to find those that may be there twice.

    Args:
        at_once: The number of rows, about, that are held in memory at a time.

    Raises:
        SaveError: ``disk-full``, ``spool-failed``; also when rows are added or read.
    """

    def __init__(self, at_once: int = 1_000_000) -> None:
        self._at_once = at_once
        self._spool = Spool()
        self._stretches: list[tuple[int, int]] = []
        self._rows = 0

    def add(self, refs: Sequence[str], periods: Sequence[str] | None) -> None:
        """Add the references of a stretch, with its periods if the table has any."""
        keys = _loose_keys(refs)
        if periods is None:
            marks: Iterable[int] = map(hash, keys)  # that of a blank, which is no reference, is 0
        else:
            pairs = zip(keys, periods, strict=True)
            marks = (hash(pair) if pair[0] else 0 for pair in pairs)
        numbers = np.fromiter(marks, dtype=np.int64, count=len(keys))
        self._stretches.append(self._spool.add(numbers.tobytes()))
        self._rows += len(keys)

    def rows(self) -> NDArray[np.intp]:
        """Return the rows whose reference may be there twice, in their order."""
        parts = max(1, -(-self._rows // self._at_once))
        twice = np.concatenate([self._twice(part, parts) for part in range(parts)])
        if not twice.size:
            return np.array([], dtype=np.intp)
        rows, place = [], 0
        for numbers in self._numbers():
            rows.append(np.flatnonzero(np.isin(numbers, twice)) + place)
            place += len(numbers)
        return np.concatenate(rows)

    def _twice(self, part: int, parts: int) -> NDArray[np.int64]:
        """Return the numbers that are there twice, of those that leave `part` as their rest."""
        of_part = [numbers[numbers % parts == part] for numbers in self._numbers()]
        ordered = np.sort(np.concatenate([np.array([], dtype=np.int64), *of_part]))
        is_twice = (ordered[1:] == ordered[:-1]) & (ordered[1:] != 0)
        twice: NDArray[np.int64] = np.unique(ordered[1:][is_twice])
        return twice

    def _numbers(self) -> Iterator[NDArray[np.int64]]:
        for span in self._stretches:
            yield np.frombuffer(self._spool.read(span), dtype=np.int64)


def _loose_keys(refs: Sequence[str]) -> list[bytes]:
    """Return keys that are equal wherever those of `ref_key` are, and seldom elsewhere."""
    joined = "\n".join(refs)
    if joined.isascii() and joined.count("\n") == len(refs) - 1:
        keys = joined.encode("ascii").translate(_CAPITALS, _LEFT_OUT).split(b"\n")
        for i, ref in enumerate(refs) if "0" in joined else ():
            if ref[-1:] in _MAY_END_FLOAT and ref[:1] in _MAY_BEGIN_FLOAT:
                keys[i] = _loose_key(ref)
        return keys
    return [_loose_key(ref) for ref in refs]


_MAY_END_FLOAT = frozenset("0+*._-/\\:")
_MAY_BEGIN_FLOAT = frozenset("0123456789._-/\\:")


def _loose_key(ref: str) -> bytes:
    is_plain = ref.isascii() and not _FLOAT.fullmatch(ref)
    key = ref if is_plain else ref_key(ref)
    return key.encode("utf-8", "surrogatepass").translate(_CAPITALS, _LEFT_OUT + b"\n")
