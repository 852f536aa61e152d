"""List of many workbooks to read, each path with its name, in little memory."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import overload


class NamedPaths(Sequence[tuple[Path, str]]):
    """Paths and names, a path made each time it is asked for.

    A `Path` that was used takes four hundred bytes, and the same path as bytes fifty.

    Args:
        named: Path and name of each workbook.
    """

    def __init__(self, named: Iterable[tuple[Path, str]]) -> None:
        self._paths, self._ends = bytearray(), array("Q", [0])
        self._names: list[str] = []
        for path, name in named:
            self._paths += os.fsencode(path)
            self._ends.append(len(self._paths))
            self._names.append(name)

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> tuple[Path, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Path, str]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Path, str] | Sequence[tuple[Path, str]]:
        places = range(len(self))[index]
        if isinstance(places, range):
            return [self[place] for place in places]
        path = self._paths[self._ends[places] : self._ends[places + 1]]
        return Path(os.fsdecode(bytes(path))), self._names[places]
