"""Small workbooks for batches: many, alike, and with known results."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kpibook.files.backups import is_backup
from kpibook.services.batch.executors import ThisProcess, Workers
from kpibook.services.batch.journal import Journal
from kpibook.services.batch.outcome import Outcome
from kpibook.services.batch.runner import Batch, run_batch
from kpibook.services.batch.task import Work, attempt
from tests.support.books import a_book, a_csv, filled

ACTUALS = {"Ref": "PI.1", "Actual": "81"}


@functools.cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kpibook-tests-batch-"))
    made = a_book(folder, {"Ref": "PI.1", "Target": "80"}, name="empty.xlsx")
    filled(made, ACTUALS, name="filled.xlsx")
    return folder


def some_books(folder: Path, count: int, *, rated: bool = False) -> list[Path]:
    """So many workbooks of one measure: ready to fill, or with its actual and rating."""
    folder.mkdir(parents=True, exist_ok=True)
    source = _made() / ("filled.xlsx" if rated else "empty.xlsx")
    return [Path(shutil.copy(source, folder / f"book{n:03}.xlsx")) for n in range(count)]


def actuals(folder: Path) -> Path:
    """A CSV with the measure's actual."""
    folder.mkdir(parents=True, exist_ok=True)
    return a_csv(folder / "actuals.csv", ACTUALS)


def in_place(figures: Path | None = None) -> dict[str, object]:
    """Options of a command that changes workbooks in place."""
    return {"actuals": str(figures) if figures else None, "in_place": True}


def result_of(command: str, folder: Path, config: dict[str, object]) -> bytes:
    """What a command in place makes of one of the workbooks, on a copy of it in `folder`."""
    (book,) = some_books(folder, 1, rated=command == "roll-forward")
    done = attempt(Work(command, book, config))
    assert "error" not in done, done
    return book.read_bytes()


@contextmanager
def run_of(
    batch: Batch, journal: Path | None, workers: Workers | None = None
) -> Iterator[Iterator[Outcome]]:
    """A run with its journal, in this process unless others are given."""
    if journal is None:
        yield run_batch(batch, workers or ThisProcess())
        return
    with Journal.open(journal, batch.fingerprint) as kept:
        yield run_batch(batch, workers or ThisProcess(), kept)


def outcomes(
    batch: Batch, journal: Path | None = None, workers: Workers | None = None
) -> list[Outcome]:
    """Every outcome of a run."""
    with run_of(batch, journal, workers) as run:
        return list(run)


def backups(folder: Path) -> list[Path]:
    """The backups in a folder."""
    return [path for path in sorted(folder.iterdir()) if is_backup(path.name)]


def litter(folder: Path) -> list[str]:
    """Hidden files in a folder, save a journal."""
    return [p.name for p in folder.iterdir() if p.name.startswith(".") and p.suffix != ".jsonl"]
