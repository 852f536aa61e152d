"""A fault at any write, fsync, link or rename of a batch; then a clean run makes all good."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpibook.errors import KpibookError
from kpibook.services.batch.runner import Batch
from tests.services.batch.given import (
    actuals,
    backups,
    in_place,
    litter,
    outcomes,
    result_of,
    some_books,
)  # fmt: skip

Patch = pytest.MonkeyPatch
BOOKS = 2


class Faults:
    """Counts what is asked of the disk, and fails the one that is chosen."""

    def __init__(self, patch: Patch) -> None:
        self.asked, self.fail_at, self.kinds = 0, -1, list[str]()
        fsync, link, rename, opened = os.fsync, os.link, Path.replace, io.open
        of_descriptor = os.fdopen

        def counted(kind: str, real):  # type: ignore[no-untyped-def]
            def call(*given, **more):  # type: ignore[no-untyped-def]
                self.ask(kind)
                return real(*given, **more)

            return call

        faults = self

        class Disk(io.FileIO):
            def write(self, content):  # type: ignore[no-untyped-def, override]
                try:
                    faults.ask("write")
                except OSError:
                    super().write(bytes(content)[: len(content) // 2])
                    raise
                return super().write(content)

        def fdopen(descriptor, mode="r", *given, **more):  # type: ignore[no-untyped-def]
            if "r" in mode and "+" not in mode:
                return of_descriptor(descriptor, mode, *given, **more)
            assert mode in ("wb", "ab+", "r+b", "rb+"), mode
            return io.BufferedWriter(Disk(descriptor, mode))

        def open_lines(file, mode="r", *given, **more):  # type: ignore[no-untyped-def]
            return Disk(file, "ab+") if mode == "ab+" else opened(file, mode, *given, **more)

        patch.setattr(os, "fsync", counted("fsync", fsync))
        patch.setattr(os, "link", counted("link", link))
        patch.setattr(Path, "replace", counted("replace", rename))
        patch.setattr(os, "fdopen", fdopen)
        patch.setattr(io, "open", open_lines)

    def ask(self, kind: str) -> None:
        """Count, and fail if this is the one."""
        self.asked += 1
        self.kinds.append(kind)
        if self.asked == self.fail_at:
            code = errno.ENOSPC if self.asked % 2 else errno.EIO
            raise OSError(code, os.strerror(code))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="faults are put in where POSIX has its calls")
@pytest.mark.parametrize("command", ["fill", "roll-forward"])
def test_after_a_fault_anywhere_a_clean_run_gives_what_an_undisturbed_one_gives(
    tmp_path: Path, monkeypatch: Patch, command: str
) -> None:
    config = in_place(actuals(tmp_path) if command == "fill" else None)
    new = result_of(command, tmp_path / "new", config)
    rated = command == "roll-forward"
    old = some_books(tmp_path / "old", 1, rated=rated)[0].read_bytes()
    with counted_faults(monkeypatch) as faults:
        outcomes(a_batch(command, config, tmp_path / "whole", rated), tmp_path / "whole.jsonl")
    kinds = faults.kinds
    assert {"write", "fsync", "link", "replace"} == set(kinds)

    for number in range(1, len(kinds) + 1):
        folder, journal = tmp_path / f"run{number}", tmp_path / f"run{number}.jsonl"
        batch = a_batch(command, config, folder, rated)
        with counted_faults(monkeypatch) as faults, contextlib.suppress(KpibookError):
            faults.fail_at = number
            outcomes(batch, journal)
        assert faults.asked >= number
        assert {book.read_bytes() for book in batch.books} <= {old, new}

        done = outcomes(batch, journal)

        assert [o.data.get("error") for o in done] == [None] * BOOKS, (number, kinds[number - 1])
        assert [book.read_bytes() for book in batch.books] == [new] * BOOKS
        assert litter(folder) == []
        assert [path.read_bytes() for path in backups(folder)] == [old] * BOOKS


@contextlib.contextmanager
def counted_faults(patch: Patch) -> Iterator[Faults]:
    with patch.context() as inner:
        yield Faults(inner)


def a_batch(command: str, config: dict[str, object], folder: Path, rated: bool) -> Batch:
    return Batch(command, config, some_books(folder, BOOKS, rated=rated))
