"""Paths and names come back as they were put in."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

from kpibook.services.paths.named_paths import NamedPaths

NAMED = [
    (Path("returns/a.xlsx"), "a.xlsx"),
    (Path("/ab/Straße é.xlsx"), "Straße é.xlsx"),
    (Path(os.fsdecode(b"returns/odd\xff.xlsx") if os.name == "posix" else "odd"), "odd?.xlsx"),
    (Path("returns/a.xlsx"), "a.xlsx (given again, 2)"),
]


def test_paths_and_names_come_back_in_order() -> None:
    books = NamedPaths(NAMED)

    assert list(books) == NAMED
    assert (len(books), books[1], books[-1], books[1:3]) == (4, NAMED[1], NAMED[3], NAMED[1:3])
    assert list(NamedPaths([])) == []


def test_a_path_takes_little_more_than_its_letters() -> None:
    named = [(Path(f"/returns/of/councils/{n:06}.xlsx"), "a.xlsx") for n in range(1_000)]
    assert all(str(path) for path, _ in named)  # which each of these keeps from now on
    tracemalloc.start()
    try:
        books = NamedPaths(named)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert books[0][0] is not books[0][0], "none is kept when it was used"
    assert held / len(books) < 100, "as Path objects they are about 350"
