"""Workbooks changed by hand: a part of the zip file replaced, added or taken out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

Change = Callable[[bytes], bytes]


def changed(source: Path, target: Path, changes: Mapping[str, Change | bytes]) -> Path:
    """Write `source` to `target` with parts changed by a function, or replaced or added by bytes.

    A name that ends in ``*`` means every part whose name begins so.
    """
    done: set[str] = set()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for pattern, change in changes.items():
                if name == pattern or (pattern.endswith("*") and name.startswith(pattern[:-1])):
                    done.add(pattern)
                    content = change if isinstance(change, bytes) else change(content)
            new.writestr(name, content)
        for name, change in changes.items():
            if name not in done:
                assert isinstance(change, bytes), f"{source} has no part {name}"
                new.writestr(name, change)
    return target


def part_with(source: Path, text: bytes, start: str = "xl/worksheets/") -> str:
    """Name of the first part, of those that begin with `start`, that holds `text`."""
    with zipfile.ZipFile(source) as book:
        return next(n for n in book.namelist() if n.startswith(start) and text in book.read(n))
