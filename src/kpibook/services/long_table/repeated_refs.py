"""References that are in a long table twice: eight bytes a row tell which rows may have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.regex import regex

_CAPITALS = bytes(range(256)).upper()
# What `ref_key` leaves out, and what it may leave out between digits: two references that it takes
# for one are one without them too.
_LEFT_OUT = b" \t\r\x0b\x0c\x1c\x1d\x1e\x1f._-/\\:+*"
# "2250.0" is the reference 2250.
_FLOAT = regex(r"[\d\s._\-/\\:]+0[+*\s._\-/\\:]*")


class RepeatedRefs:
    """References of a table's rows, row by row, to find those that may be there twice."""

    def __init__(self) -> None:
        self._stretches: list[NDArray[np.int64]] = []

    def add(self, refs: Sequence[str], periods: Sequence[str] | None) -> None:
        """Add the references of a stretch, with its periods if the table has any."""
        keys = _loose_keys(refs)
        if periods is None:
            marks: Iterable[int] = map(hash, keys)  # that of a blank, which is no reference, is 0
        else:
            pairs = zip(keys, periods, strict=True)
            marks = (hash(pair) if pair[0] else 0 for pair in pairs)
        self._stretches.append(np.fromiter(marks, dtype=np.int64, count=len(keys)))

    def rows(self) -> NDArray[np.intp]:
        """Return the rows whose reference may be there twice, in their order."""
        if not self._stretches:
            return np.array([], dtype=np.intp)
        numbers = np.concatenate(self._stretches)
        ordered = np.sort(numbers)
        twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        twice = twice[twice != 0]
        return np.flatnonzero(np.isin(numbers, twice)) if twice.size else twice.astype(np.intp)


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
